/**
 * The threads of a box. A thread that makes no progress on an entry for too long, or crashes, is ended. Its tasks are
 * then tried one by one, and a task that fails alone is reported as unreadable.
 */
import { availableParallelism } from 'node:os';
import { boxTrouble } from '../../documents/box/trouble.ts';
import { Thread } from '../system/thread.ts';
import { workerUrl } from '../system/worker-url.ts';
import { valuesOf } from './items.ts';
import { BOX_LIMITS } from './limits.ts';
import { failedItem } from './reader.ts';
import { BATCH } from './sources.ts';
import { type BoxAnswer, type BoxRequest, type BoxTask, type BoxThreadData, SHARED } from './worker.ts';

const SCRIPT = workerUrl(import.meta.url, './worker.ts', './box-worker.js');

/** Requests per thread: one in progress and one queued. */
const AHEAD = 2;
const WATCH_MS = 1000;
/** How often a request may be retried because another request ended its thread. */
const ATTEMPTS = 20;
/** MB of JavaScript values in one thread; byte arrays are bounded separately. */
const HEAP_MB = 768;

/** A thread that is ended when it makes no progress. */
class BoxThread {
  readonly #thread: Thread<BoxRequest, readonly BoxAnswer[]>;
  readonly #silence: number;
  readonly #running: Int32Array[] = [];
  #watch: NodeJS.Timeout | undefined;
  #alive = -1;
  #since = 0;

  constructor(data: BoxThreadData, silence: number) {
    this.#thread = new Thread({ script: SCRIPT, name: 'box', data: () => data, heapMb: HEAP_MB });
    this.#silence = silence;
  }

  get load(): number {
    return this.#running.length;
  }

  start(): void {
    this.#thread.start();
  }

  async run(tasks: readonly BoxTask[], shared: Int32Array): Promise<readonly BoxAnswer[]> {
    this.#running.push(shared);
    this.#watch ??= setInterval(() => this.#look(), WATCH_MS);
    try {
      return await this.#thread.run({ tasks, shared });
    } finally {
      this.#running.splice(this.#running.indexOf(shared), 1);
      this.#since = Date.now();
      if (this.#running.length === 0) this.#rest();
    }
  }

  /** Ends the thread; what still runs is rejected as `cancelled`. */
  async close(): Promise<void> {
    await this.#thread.close();
    this.#rest();
  }

  #look(): void {
    const [first] = this.#running;
    const alive = first ? Atomics.load(first, SHARED.alive) : -1;
    if (alive !== this.#alive) this.#since = Date.now();
    this.#alive = alive;
    if (Date.now() - this.#since < this.#silence) return;
    void this.#thread.end(boxTrouble('timed-out', 'reading it took too long'));
  }

  #rest(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#alive = -1;
  }
}

/** The pool; see the head of this file. */
export class BoxPool {
  readonly #threads: readonly BoxThread[];
  readonly #waiting: (() => void)[] = [];
  readonly #cancel: AbortSignal | undefined;
  readonly #running = new Set<Int32Array>();
  #closed = false;

  constructor(data: BoxThreadData, options: { threads?: number; signal?: AbortSignal; silence?: number } = {}) {
    const { threads = Math.min(8, availableParallelism()), signal, silence = BOX_LIMITS.silence } = options;
    this.#threads = Array.from({ length: Math.max(1, threads) }, () => new BoxThread(data, silence));
    this.#cancel = signal;
    signal?.addEventListener('abort', this.#stop);
  }

  /** Bytes read so far of large files in unfinished tasks. */
  get partial(): number {
    return [...this.#running].reduce((sum, shared) => sum + Atomics.load(shared, SHARED.read) * 1024, 0);
  }

  /** Starts as many threads as so many files will need, while more are being found. */
  prepare(files: number): void {
    for (const thread of this.#threads.slice(0, Math.ceil(files / BATCH.tasks))) thread.start();
  }

  /** Resolves once a thread has capacity. */
  async room(): Promise<void> {
    while (this.#freest().load >= AHEAD) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The items of the tasks, in order. Rejects only when the pool is closed, or when no thread can be started. */
  async run(tasks: readonly BoxTask[], attempt = 1): Promise<readonly BoxAnswer[]> {
    const shared = new Int32Array(new SharedArrayBuffer(4 * Object.keys(SHARED).length));
    if (this.#cancel?.aborted) Atomics.store(shared, SHARED.cancelled, 1);
    this.#running.add(shared);
    try {
      return await this.#freest().run(tasks, shared);
    } catch (error) {
      if (this.#closed) throw error;
      if (Atomics.load(shared, SHARED.begun) !== 0) return await this.#blame(tasks, error);
      // it was only queued behind the task that ended the thread
      if (attempt === ATTEMPTS) throw error;
      return await this.run(tasks, attempt + 1);
    } finally {
      this.#running.delete(shared);
      this.#waiting.shift()?.();
    }
  }

  /** Ends the threads; unfinished requests are rejected as `cancelled`. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.removeEventListener('abort', this.#stop);
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  /** A task that ended its thread while it was alone is unreadable; of several, each is tried alone. */
  async #blame(tasks: readonly BoxTask[], error: unknown): Promise<readonly BoxAnswer[]> {
    const [only] = tasks;
    if (only && tasks.length === 1) return [{ items: [valuesOf(failedItem(only.path, error))], slices: [] }];
    const answers: BoxAnswer[] = [];
    for (const task of tasks) answers.push(...(await this.run([task])));
    return answers;
  }

  #freest(): BoxThread {
    return this.#threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
  }

  readonly #stop = () => {
    for (const shared of this.#running) Atomics.store(shared, SHARED.cancelled, 1);
  };
}
