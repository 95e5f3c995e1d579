/** What the main process and the desk's process say to each other. Both are ours, so types are all that is needed. */
import type { Language, NotaryApi, NotaryEvent, Result } from '../api.ts';
import type { DeskCall, FileCall } from '../calls.ts';

/** The calls as the desk's process gets them: where a person said where to save, the path comes first. */
export type DeskCalls = {
  readonly [K in DeskCall]: K extends FileCall
    ? (path: string, ...args: Parameters<NotaryApi[K]>) => Promise<Result<null>>
    : NotaryApi[K];
};

/** What a desk answers, before it is wrapped for the way to the window. */
type Value<R> = Awaited<R> extends Result<infer T> ? T : never;

/** A call answered, or thrown. `Before` is what comes before its arguments. */
export type Answer<K extends DeskCall, Before extends readonly unknown[] = []> = (
  ...args: [...Before, ...Parameters<DeskCalls[K]>]
) => Value<ReturnType<DeskCalls[K]>> | Promise<Value<ReturnType<DeskCalls[K]>>>;

/** A desk: all of these calls. */
export type HostedDesk = { readonly [K in DeskCall]: Answer<K> } & {
  /** Stops what runs, finishes what must not be torn, closes the database. */
  close(): void | Promise<void>;
};

/** What the desk is told when its process starts. */
export interface HostOptions {
  readonly home: string;
  readonly version: string;
  readonly oldRuntime: boolean;
  /** For a desk that has not been set up. */
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
  /** A process that looks into files: a desk's process cannot start one by itself. */
  | { readonly kind: 'reader'; readonly id: number; readonly do: 'start' | 'end' };

/** One end of a channel between two processes; Electron's `MessagePortMain` is one. */
export interface ChannelPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}
