/**
 * The threads of a box. One that does not get on with an entry for too long, or dies of it, is ended: then the tasks it
 * had are given out one by one, and the one that does it alone is the one that cannot be read.
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { boxTrouble } from '../../box/trouble.ts';
import { NotaryError } from '../../errors.ts';
import { workerUrl } from '../worker-url.ts';
import { BOX_LIMITS } from './limits.ts';
import { failedItem } from './reader.ts';
import {
  type BoxAnswer,
  type BoxMessage,
  type BoxReply,
  type BoxRequest,
  type BoxTask,
  type BoxThreadData,
  SHARED,
} from './worker.ts';

const WORKER_URL = workerUrl(import.meta.url, './worker.ts', './box-worker.js');

/** Requests at one thread: one it works on and one that waits. */
const AHEAD = 2;
const WATCH_MS = 1000;
/** How long an idle thread may take to end by itself. */
const END_MS = 2000;
/** How often a request may lose its thread to another one. */
const ATTEMPTS = 20;
/** MB of JavaScript values in one thread; bytes of files are outside and have bounds of their own. */
const HEAP_MB = 768;

interface Open {
  readonly shared: Int32Array;
  readonly resolve: (answers: readonly BoxAnswer[]) => void;
  readonly reject: (error: unknown) => void;
}

/** One thread; started when it is first needed, and again after it was ended. */
class Thread {
  readonly #data: BoxThreadData;
  readonly #silence: number;
  readonly #open = new Map<number, Open>();
  #worker: Worker | null = null;
  #watch: NodeJS.Timeout | undefined;
  #alive = -1;
  #since = 0;
  #next = 1;

  constructor(data: BoxThreadData, silence: number) {
    this.#data = data;
    this.#silence = silence;
  }

  get load(): number {
    return this.#open.size;
  }

  run(tasks: readonly BoxTask[], shared: Int32Array): Promise<readonly BoxAnswer[]> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const worker = this.#started();
      this.#open.set(id, { shared, resolve, reject });
      worker.postMessage({ id, tasks, shared } satisfies BoxRequest);
    });
  }

  /** One that has nothing to do ends by itself: cutting a thread off is for one that does not get on. */
  async close(): Promise<void> {
    const worker = this.#worker;
    const isIdle = this.#open.size === 0;
    this.#failed(worker, new NotaryError('cancelled', 'the threads were ended'));
    if (worker === null) return;
    if (isIdle) {
      worker.postMessage('end' satisfies BoxMessage);
      await Promise.race([once(worker, 'exit').catch(() => {}), setTimeout(END_MS, null, { ref: false })]);
    }
    await worker.terminate();
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(WORKER_URL, {
      execArgv: [],
      name: 'box',
      workerData: this.#data,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    worker.on('message', (reply: BoxReply) => this.#answered(reply));
    worker.on('error', (error) => this.#failed(worker, error));
    worker.on('exit', () => this.#failed(worker, new NotaryError('internal', 'a thread ended')));
    this.#worker = worker;
    this.#since = Date.now();
    this.#watch = setInterval(() => this.#look(worker), WATCH_MS);
    return worker;
  }

  #answered({ id, answers }: BoxReply): void {
    const open = this.#open.get(id);
    this.#open.delete(id);
    this.#since = Date.now();
    open?.resolve(answers);
  }

  #look(worker: Worker): void {
    const [first] = this.#open.values();
    const alive = first ? Atomics.load(first.shared, SHARED.alive) : -1;
    if (!first || alive !== this.#alive) this.#since = Date.now();
    this.#alive = alive;
    if (Date.now() - this.#since < this.#silence) return;
    this.#failed(worker, boxTrouble('timed-out', 'reading it took too long'));
    void worker.terminate();
  }

  #failed(worker: Worker | null, error: unknown): void {
    if (worker === null || worker !== this.#worker) return;
    this.#worker = null;
    clearInterval(this.#watch);
    for (const open of this.#open.values()) open.reject(error);
    this.#open.clear();
  }
}

export class BoxPool {
  readonly #threads: readonly Thread[];
  readonly #waiting: (() => void)[] = [];
  readonly #cancel: AbortSignal | undefined;
  readonly #running = new Set<Int32Array>();
  #closed = false;

  constructor(data: BoxThreadData, options: { threads?: number; signal?: AbortSignal; silence?: number } = {}) {
    const { threads = Math.min(8, availableParallelism()), signal, silence = BOX_LIMITS.silence } = options;
    this.#threads = Array.from({ length: Math.max(1, threads) }, () => new Thread(data, silence));
    this.#cancel = signal;
    signal?.addEventListener('abort', this.#stop);
  }

  /** Bytes of large files that were read by tasks which are not done. */
  get partial(): number {
    return [...this.#running].reduce((sum, shared) => sum + Atomics.load(shared, SHARED.read) * 1024, 0);
  }

  /** Resolves once a thread has room. */
  async room(): Promise<void> {
    while (this.#freest().load >= AHEAD) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Items of the tasks, in their order. Rejects only when the pool is closed, or when no thread can be started. */
  async run(tasks: readonly BoxTask[], attempt = 1): Promise<readonly BoxAnswer[]> {
    const shared = new Int32Array(new SharedArrayBuffer(4 * Object.keys(SHARED).length));
    if (this.#cancel?.aborted) Atomics.store(shared, SHARED.cancelled, 1);
    this.#running.add(shared);
    try {
      return await this.#freest().run(tasks, shared);
    } catch (error) {
      if (this.#closed) throw error;
      if (Atomics.load(shared, SHARED.begun) !== 0) return await this.#blame(tasks, error);
      // it waited behind the one that ended the thread
      if (attempt === ATTEMPTS) throw error;
      return await this.run(tasks, attempt + 1);
    } finally {
      this.#running.delete(shared);
      this.#waiting.shift()?.();
    }
  }

  /** Ends the threads; what still runs is rejected as `cancelled`. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.removeEventListener('abort', this.#stop);
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  /** A task that ended its thread while it was alone cannot be read; of several, each is tried alone. */
  async #blame(tasks: readonly BoxTask[], error: unknown): Promise<readonly BoxAnswer[]> {
    const [only] = tasks;
    if (only && tasks.length === 1) return [{ items: [failedItem(only.path, error)], slices: [] }];
    const answers: BoxAnswer[] = [];
    for (const task of tasks) answers.push(...(await this.run([task])));
    return answers;
  }

  #freest(): Thread {
    return this.#threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
  }

  readonly #stop = () => {
    for (const shared of this.#running) Atomics.store(shared, SHARED.cancelled, 1);
  };
}
