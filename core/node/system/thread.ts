/** A worker thread that answers requests; `answerRequests` (thread-inside.ts) is its other end. */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { NotaryError } from '../../errors.ts';
import type { ThreadMessage, ThreadReply } from './thread-inside.ts';

/** How a thread is started. */
export interface ThreadOptions {
  /** The thread's program. */
  readonly script: URL;
  readonly name: string;
  /** `workerData` of the thread. */
  readonly data?: () => unknown;
  /** Limit for JavaScript values in MB; byte arrays are bounded separately. */
  readonly heapMb?: number;
  /** MB of them for values that were made lately; Node chooses if it is absent. */
  readonly youngHeapMb?: number;
}

/**
 * Keeps V8 from compiling the calls of a WebAssembly module a second time. Where the sources run as they are, each thread
 * strips their types with such a module, and V8 13.6 may then free in one thread what another still uses: the process
 * dies of "Check failed: jit_page.has_value()" or of SIGSEGV (nodejs/node issue 64500). The packaged program has no
 * types to strip.
 */
export const ONE_COMPILATION = '--wasm-wrapper-tiering-budget=2147483647';

/** Starts a worker thread within its bounds on memory. The only place where the program starts one. */
export function startWorker({ script, name, data, heapMb, youngHeapMb }: ThreadOptions): Worker {
  if (script.pathname.endsWith('.ts')) setFlagsFromString(ONE_COMPILATION);
  return new Worker(script, {
    execArgv: [],
    name,
    workerData: data?.(),
    resourceLimits: {
      ...(heapMb === undefined ? {} : { maxOldGenerationSizeMb: heapMb }),
      ...(youngHeapMb === undefined ? {} : { maxYoungGenerationSizeMb: youngHeapMb }),
    },
  });
}

/** How long an idle thread may take to end by itself (ms). */
const END_MS = 2000;

interface Open<Part, Answer> {
  readonly onPart: (part: Part) => void;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The thread starts when first needed, and again after it died or was ended. Parts of an answer may precede the answer.
 */
export class Thread<Request, Answer, Part = never> {
  readonly #options: ThreadOptions;
  readonly #open = new Map<number, Open<Part, Answer>>();
  #worker: Worker | null = null;
  #next = 1;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** Number of unanswered requests. */
  get open(): number {
    return this.#open.size;
  }

  /** The answer to a request. Rejects when the thread died or was ended, or with an error thrown by `onPart`. */
  run(request: Request, onPart: (part: Part) => void = () => {}): Promise<Answer> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const worker = this.#started();
      this.#open.set(id, { onPart, resolve, reject });
      worker.ref();
      worker.postMessage({ id, request } satisfies ThreadMessage<Request>);
    });
  }

  /** Starts the thread before there is work for it. */
  start(): void {
    this.#started();
    this.#rest();
  }

  /** Terminates the thread immediately; open requests are rejected with `error`. */
  async end(error: unknown): Promise<void> {
    const worker = this.#worker;
    this.#failed(worker, error);
    await worker?.terminate();
  }

  /** Ends the thread; open requests are rejected as `cancelled`. An idle thread ends by itself. */
  async close(): Promise<void> {
    const worker = this.#worker;
    const isIdle = this.#open.size === 0;
    this.#failed(worker, new NotaryError('cancelled', `the ${this.#options.name} thread was ended`));
    if (worker === null) return;
    worker.ref();
    if (isIdle) {
      worker.postMessage('end' satisfies ThreadMessage<Request>);
      await Promise.race([once(worker, 'exit').catch(() => {}), setTimeout(END_MS, null, { ref: false })]);
    }
    await worker.terminate();
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const { name } = this.#options;
    const worker = startWorker(this.#options);
    worker.on('message', (reply: ThreadReply<Part, Answer>) => this.#answered(reply));
    worker.on('error', (error) => this.#failed(worker, error));
    worker.on('exit', () => this.#failed(worker, new NotaryError('internal', `the ${name} thread ended`)));
    this.#worker = worker;
    return worker;
  }

  #answered(reply: ThreadReply<Part, Answer>): void {
    const open = this.#open.get(reply.id);
    if (!open) return;
    try {
      if ('part' in reply) {
        open.onPart(reply.part);
        return;
      }
      open.resolve(reply.answer);
    } catch (error) {
      open.reject(error);
    }
    this.#open.delete(reply.id);
    this.#rest();
  }

  /** An idle thread keeps no process alive. */
  #rest(): void {
    if (this.#open.size === 0) this.#worker?.unref();
  }

  #failed(worker: Worker | null, error: unknown): void {
    if (worker === null || worker !== this.#worker) return;
    this.#worker = null;
    for (const open of this.#open.values()) open.reject(error);
    this.#open.clear();
  }
}
