/** The desk's side of the port: takes calls, answers each with its number, and asks the main process for the key store. */
import { NotaryError } from '../../core/errors.ts';
import type { StartReader } from '../../core/node/doctor/process.ts';
import type { NotaryEvent, Result } from '../api.ts';
import type { DeskCall } from '../calls.ts';
import { fail, ok } from '../results.ts';
import type { ChannelPort, FromHost, HostedDesk, HostOptions, KeyOperation, ToHost } from './messages.ts';
import { ReaderLinks } from './reader-links.ts';
import { throttled } from './throttle.ts';

/** The operating system's key store, as far as a process without windows can reach it. */
export interface KeychainLink {
  available(): Promise<boolean>;
  wrap(bytes: Uint8Array): Promise<Uint8Array>;
  unwrap(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface DeskSurroundings {
  readonly options: HostOptions;
  readonly keychain: KeychainLink;
  readonly startReader: StartReader;
  readonly emit: (event: NotaryEvent) => void;
}

export interface Port {
  send(message: FromHost): void;
  onMessage(listener: (message: ToHost, port?: ChannelPort) => void): void;
  /** Called when the desk is closed and nothing is left to do. */
  leave(): void;
}

type KeyAnswer = (answer: Result<Uint8Array | boolean>) => void;

/** Serves the desk returned by `open`, until it is told to stop. */
export function serveDesk(port: Port, open: (surroundings: DeskSurroundings) => Promise<HostedDesk>): void {
  const keyQuestions = new Map<number, KeyAnswer>();
  const keychain = linkKeychain(port, keyQuestions);
  const readers = new ReaderLinks((message) => port.send(message));
  const emit = throttled((event) => port.send({ kind: 'event', event }));
  let desk: Promise<HostedDesk> = Promise.reject(new NotaryError('internal', 'the desk was called before its start'));
  desk.catch(() => {});
  port.onMessage((message, channel) => {
    if (message.kind === 'start') {
      desk = open({ options: message.options, keychain, startReader: readers.start, emit });
      // each call reports the error; without this the process would end before the first call
      desk.catch(() => {});
    } else if (message.kind === 'call') {
      const { id, name, args } = message;
      void answer(desk, name, args).then((result) => port.send({ kind: 'answer', id, result }));
    } else if (message.kind === 'key') {
      keyQuestions.get(message.id)?.(message.answer);
      keyQuestions.delete(message.id);
    } else if (message.kind === 'reader') readers.hear(message, channel);
    else void close(desk).finally(() => port.leave());
  });
}

async function answer(desk: Promise<HostedDesk>, name: DeskCall, args: readonly unknown[]): Promise<Result<unknown>> {
  try {
    const opened = await desk;
    // the arguments come from a typed client on the other side
    const method = opened[name] as (...args: readonly unknown[]) => unknown;
    return ok(await method.apply(opened, [...args]));
  } catch (error) {
    return fail(error);
  }
}

async function close(desk: Promise<HostedDesk>): Promise<void> {
  try {
    await (await desk).close();
  } catch (error) {
    console.error(error);
  }
}

function linkKeychain(port: Port, questions: Map<number, KeyAnswer>): KeychainLink {
  let last = 0;
  const ask = (operation: KeyOperation, bytes: Uint8Array): Promise<Uint8Array | boolean> =>
    new Promise((resolve, reject) => {
      last += 1;
      questions.set(last, (answer) => {
        if (answer.ok) resolve(answer.value);
        else reject(new NotaryError(answer.error.code, answer.error.message, answer.error.details));
      });
      port.send({ kind: 'key', id: last, operation, bytes });
    });
  const askBytes = async (operation: KeyOperation, bytes: Uint8Array): Promise<Uint8Array> => {
    const answer = await ask(operation, bytes);
    if (typeof answer === 'boolean') throw new NotaryError('internal', 'the key store gave no bytes');
    return answer;
  };
  return {
    available: async () => (await ask('available', new Uint8Array())) === true,
    wrap: (bytes) => askBytes('wrap', bytes),
    unwrap: (bytes) => askBytes('unwrap', bytes),
  };
}
