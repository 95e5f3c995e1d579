/**
 * The code inside a thread: receives requests and answers them. It imports nothing, so that every thread stays small.
 */
import { parentPort, type Transferable } from 'node:worker_threads';

/** Messages to a thread; `end` when there is nothing left to do. */
export type ThreadMessage<Request> = { readonly id: number; readonly request: Request } | 'end';

/** Messages from a thread: parts of an answer, then the answer. */
export type ThreadReply<Part, Answer> =
  | { readonly id: number; readonly part: Part }
  | { readonly id: number; readonly answer: Answer };

/**
 * Answers each request with the result of `answer`, which may send parts first. Requests overlap while `answer` awaits.
 * `handedOver` lists objects of an answer to transfer instead of copy. An error thrown by `answer` ends the thread.
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
