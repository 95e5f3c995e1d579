/** One thread of the hash pool; started when it is first needed, and again after it died. */
import { Worker } from 'node:worker_threads';
import { NotaryError } from '../errors.ts';
import type { WorkerReply, WorkerRequest } from './hash-worker.ts';
import { workerUrl } from './worker-url.ts';

const WORKER_URL = workerUrl(import.meta.url, './hash-worker.ts', './hash-worker.js');

/** A request without its number. */
export type ThreadRequest = WorkerRequest extends infer R ? (R extends WorkerRequest ? Omit<R, 'id'> : never) : never;

interface Open {
  readonly onReply: (reply: WorkerReply) => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class HashThread {
  #worker: Worker | null = null;
  readonly #open = new Map<number, Open>();
  #next = 1;
  /** How much of the thread is taken, by the pool's measure. */
  load = 0;

  /** Resolves when the thread is done with the request; rejects when the thread died or `onReply` threw. */
  run(request: ThreadRequest, onReply: (reply: WorkerReply) => void): Promise<void> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const worker = this.#started();
      this.#open.set(id, { onReply, resolve, reject });
      worker.ref();
      worker.postMessage({ ...request, id });
    });
  }

  /** Starts the thread before there is work for it. */
  start(): void {
    const worker = this.#started();
    if (this.#open.size === 0) worker.unref();
  }

  /** Ends the thread; open requests are rejected as `cancelled`. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#failed(new NotaryError('cancelled', 'the hash pool was closed'));
    await worker?.terminate();
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(WORKER_URL, { execArgv: [], name: 'hash' });
    worker.on('message', (reply: WorkerReply) => this.#answered(reply));
    worker.on('error', (error) => this.#failed(error));
    this.#worker = worker;
    return worker;
  }

  #answered(reply: WorkerReply): void {
    const open = this.#open.get(reply.id);
    if (!open) return;
    try {
      if (reply.is !== 'done') {
        open.onReply(reply);
        return;
      }
      open.resolve();
    } catch (error) {
      open.reject(error);
    }
    this.#open.delete(reply.id);
    // an idle thread keeps no process alive
    if (this.#open.size === 0) this.#worker?.unref();
  }

  #failed(error: unknown): void {
    this.#worker = null;
    for (const open of this.#open.values()) open.reject(error);
    this.#open.clear();
  }
}
