/** What the main process and the desk's process say to each other. Both are ours, so types are all that is needed. */
import type { BoxFormat, Language, NotaryApi, NotaryEvent, PackInput, Result, ShareInput } from '../api.ts';

/** Calls that ask a person where to save something: the desk is told where. */
type SavingCall =
  | 'trustExport'
  | 'chainRegister'
  | 'share'
  | 'boxExport'
  | 'report'
  | 'checkerSave'
  | 'pack'
  | 'registerExport';

/** Calls that the desk answers as they are; the others need windows and dialogs and stay in the main process. */
export type DeskCalls = Omit<NotaryApi, 'pick' | 'act' | SavingCall> & {
  /** Writes a report for an expert on files to a file. */
  report(input: Parameters<NotaryApi['report']>[0] & { readonly path: string }): Promise<Result<null>>;
  /** Writes a copy of the checker page to a file. */
  checkerSave(path: string): Promise<Result<null>>;
  /** Writes this desk's own bundle to a file. */
  trustExport(path: string): Promise<Result<null>>;
  /** Writes this desk's request for registration to a file. */
  chainRegister(path: string): Promise<Result<null>>;
  /** Writes the sheet of the case box to a file. */
  boxExport(input: { readonly format: BoxFormat; readonly path: string }): Promise<Result<null>>;
  /** Writes a pack for court to a file. */
  pack(input: PackInput & { readonly path: string }): Promise<Result<null>>;
  /** Writes the register to a file. */
  registerExport(input: { readonly format: 'csv' | 'xlsx'; readonly path: string }): Promise<Result<null>>;
  /** Writes a share to a file. */
  share(input: ShareInput & { readonly path: string }): Promise<Result<null>>;
};
export type DeskCall = keyof DeskCalls;

/** What a desk answers, before it is wrapped for the way to the window. */
type Value<R> = Awaited<R> extends Result<infer T> ? T : never;

/** A desk: the same calls, answered or thrown. */
export type HostedDesk = {
  readonly [K in DeskCall]: (
    ...args: Parameters<DeskCalls[K]>
  ) => Value<ReturnType<DeskCalls[K]>> | Promise<Value<ReturnType<DeskCalls[K]>>>;
} & {
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
