/**
 * The main process's side of the desk: starts the process that hosts it, sends calls and waits for their answers, and
 * restarts it once when it dies. A call never hangs: it is answered, or fails with the process.
 */
import type { NotaryEvent, Result } from './api.ts';
import type { DeskCall } from './calls.ts';
import type { DeskCalls, FromHost, HostOptions, ToHost } from './host/messages.ts';
import type { Readers } from './readers.ts';

/** A started process, as far as the client needs it; Electron's `UtilityProcess` is one. */
export interface HostProcess {
  postMessage(message: ToHost, ports?: Electron.MessagePortMain[]): void;
  on(event: 'message', listener: (message: FromHost) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export interface DeskClientOptions {
  readonly spawn: () => HostProcess;
  readonly host: () => HostOptions;
  readonly emit: (event: NotaryEvent) => void;
  readonly readers: Pick<Readers, 'hear' | 'endAll'>;
  readonly answerKey: (question: Extract<FromHost, { kind: 'key' }>) => Promise<Result<Uint8Array | boolean>>;
}

/** A desk that dies this soon (ms) after a restart is not restarted again. */
const RESTART_INTERVAL = 10 * 60_000;
/** How long a desk may take to close (ms). */
const CLOSE_PATIENCE = 8_000;

type Settle = (result: Result<never> | Result<unknown>) => void;

export class DeskClient {
  readonly #options: DeskClientOptions;
  readonly #pending = new Map<number, Settle>();
  #process: HostProcess | null = null;
  #started = false;
  #lastId = 0;
  #restartedAt = Number.NEGATIVE_INFINITY;
  #closed: (() => void) | null = null;

  constructor(options: DeskClientOptions) {
    this.#options = options;
  }

  /** Starts the process unless it runs; the first call does so too. */
  start(): void {
    if (!this.#started) this.#spawn();
  }

  #spawn(): void {
    this.#started = true;
    const started = this.#options.spawn();
    this.#process = started;
    started.on('message', (message) => this.#hear(started, message));
    started.on('exit', (code) => this.#ended(started, code));
    started.postMessage({ kind: 'start', options: this.#options.host() });
  }

  /** Asks the desk. Never rejects. */
  call<K extends DeskCall>(name: K, ...args: Parameters<DeskCalls[K]>): ReturnType<DeskCalls[K]> {
    this.start();
    const answer = new Promise<Result<unknown>>((resolve) => {
      if (this.#process === null) return resolve(stopped(false));
      this.#lastId += 1;
      this.#pending.set(this.#lastId, resolve);
      this.#process.postMessage({ kind: 'call', id: this.#lastId, name, args });
    });
    // the process answers with the result of the desk's method of this name
    return answer as ReturnType<DeskCalls[K]>;
  }

  /** Closes the desk, and ends its process if that takes too long. */
  async stop(): Promise<void> {
    const process = this.#process;
    if (process === null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => process.kill(), CLOSE_PATIENCE);
      this.#closed = () => {
        clearTimeout(timer);
        resolve();
      };
      process.postMessage({ kind: 'stop' });
    });
  }

  #hear(from: HostProcess, message: FromHost): void {
    if (message.kind === 'event') this.#options.emit(message.event);
    else if (message.kind === 'answer') {
      this.#pending.get(message.id)?.(message.result);
      this.#pending.delete(message.id);
    } else if (message.kind === 'reader') this.#options.readers.hear(from, message);
    else
      void this.#options.answerKey(message).then((answer) => from.postMessage({ kind: 'key', id: message.id, answer }));
  }

  #ended(process: HostProcess, code: number): void {
    if (process !== this.#process) return;
    this.#process = null;
    this.#options.readers.endAll();
    const stopping = this.#closed;
    const restart = stopping === null && Date.now() - this.#restartedAt > RESTART_INTERVAL;
    for (const settle of this.#pending.values()) settle(stopped(restart));
    this.#pending.clear();
    if (stopping !== null) {
      stopping();
      return;
    }
    console.error(`the desk's process ended with code ${code}; ${restart ? 'it is started again' : 'it stays down'}`);
    if (restart) this.#restart();
    this.#options.emit({ kind: 'problem', error: stopped(restart).error });
  }

  #restart(): void {
    this.#restartedAt = Date.now();
    this.#spawn();
    // the page may show older data than the restarted desk reads from the disk
    void this.call('status').then((status) => {
      if (!status.ok) return;
      this.#options.emit({ kind: 'status', status: status.value });
      this.#options.emit({ kind: 'records' });
    });
  }
}

function stopped(restarted: boolean): Extract<Result<never>, { ok: false }> {
  const message = restarted ? 'the desk stopped and was started again' : 'the desk has stopped';
  return {
    ok: false,
    error: { code: 'internal', message, details: { reason: 'desk-stopped', restarted: restarted ? 1 : 0 } },
  };
}
