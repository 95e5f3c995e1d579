/** The inside of a thread: takes requests and answers them. It imports nothing, so that every thread stays small. */
import { parentPort, type Transferable } from 'node:worker_threads';

/** What a thread is told; `end` when there is nothing left to do. */
export type ThreadMessage<Request> = { readonly id: number; readonly request: Request } | 'end';

/** What it says: parts of an answer as they come, and the answer. */
export type ThreadReply<Part, Answer> =
  | { readonly id: number; readonly part: Part }
  | { readonly id: number; readonly answer: Answer };

/**
 * Answers each request with what `answer` gives; it may send parts before. Requests are answered side by side where it
 * waits. `handedOver` names what of an answer is moved and not copied. What `answer` throws ends the thread.
 */
export function answerRequests<Request, Answer, Part = never>(
  answer: (request: Request, send: (part: Part) => void) => Answer | Promise<Answer>,
  handedOver: (answer: Answer) => readonly Transferable[] = () => [],
): void {
  const say = (reply: ThreadReply<Part, Answer>, moved: readonly Transferable[] = []) =>
    parentPort?.postMessage(reply, moved);
  parentPort?.on('message', async (message: ThreadMessage<Request>) => {
    if (message === 'end') return parentPort?.close();
    const { id, request } = message;
    const given = await answer(request, (part) => say({ id, part }));
    say({ id, answer: given }, handedOver(given));
  });
}
