/** Messages between the main process and the desk's process. Both are ours, so types suffice. */
import type { Language, NotaryApi, NotaryEvent, Result } from '../api.ts';
import type { DeskCall, FileCall } from '../calls.ts';

/** The calls as received by the desk's process: for saving calls, the chosen path comes first. */
export type DeskCalls = {
  readonly [K in DeskCall]: K extends FileCall
    ? (path: string, ...args: Parameters<NotaryApi[K]>) => Promise<Result<null>>
    : NotaryApi[K];
};

/** A desk's answer before it is wrapped for the window. */
type Value<R> = Awaited<R> extends Result<infer T> ? T : never;

/** A call that returns or throws. `Before` are parameters before its arguments. */
export type Answer<K extends DeskCall, Before extends readonly unknown[] = []> = (
  ...args: [...Before, ...Parameters<DeskCalls[K]>]
) => Value<ReturnType<DeskCalls[K]>> | Promise<Value<ReturnType<DeskCalls[K]>>>;

/** A desk: all of these calls. */
export type HostedDesk = { readonly [K in DeskCall]: Answer<K> } & {
  /** Cancels what runs, completes what must not be interrupted, closes the database. */
  close(): void | Promise<void>;
};

/** Start data of the desk's process. */
export interface HostOptions {
  readonly home: string;
  readonly version: string;
  readonly oldRuntime: boolean;
  /** Used for a desk that has not been set up. */
  readonly language: Language;
}

export type KeyOperation = 'available' | 'wrap' | 'unwrap';

export type ToHost =
  | { readonly kind: 'start'; readonly options: HostOptions }
  | { readonly kind: 'call'; readonly id: number; readonly name: DeskCall; readonly args: readonly unknown[] }
  | { readonly kind: 'key'; readonly id: number; readonly answer: Result<Uint8Array | boolean> }
  /** Comes with the port to the reader. */
  | { readonly kind: 'reader'; readonly id: number; readonly is: 'started' }
  | { readonly kind: 'reader'; readonly id: number; readonly is: 'gone' }
  | { readonly kind: 'stop' };

export type FromHost =
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly event: NotaryEvent }
  | {
      readonly kind: 'key';
      readonly id: number;
      readonly operation: KeyOperation;
      readonly bytes: Uint8Array;
    }
  /** Messages about reader processes, which the desk's process cannot start itself. */
  | { readonly kind: 'reader'; readonly id: number; readonly do: 'start' | 'end' };

/** One end of a channel between two processes; Electron's `MessagePortMain` is one. */
export interface ChannelPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}
