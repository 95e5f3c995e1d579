/**
 * A pool of threads that walks folders and hashes files while this thread stays free to store the results. Memory is
 * constant in the size of the files: a thread holds one small file or two chunks of a large one.
 */
import { availableParallelism } from 'node:os';
import { faultOf } from '../system/fault.ts';
import type { FilePath, FoundFault, FoundFile, LeftOut, WalkStep } from '../system/files.ts';
import { Thread } from '../system/thread.ts';
import { workerUrl } from '../system/worker-url.ts';
import type { FileToHash, HashAnswer, HashedFile, HashPart, HashRequest } from './hash-worker.ts';

/** One intake of the pool. The callbacks run on this thread; the worker threads wait while they block it. */
export interface HashJob {
  readonly roots: readonly FilePath[];
  readonly signal?: AbortSignal;
  /** Files in the order of the walk; the first of a batch has the number `first`. */
  onFound(files: readonly FoundFile[], first: number): void;
  onFault(fault: FoundFault): void;
  /** What the walk passed over because nobody means it. */
  onLeftOut?(path: FilePath): void;
  /** Bytes of a large file hashed so far. */
  onProgress?(index: number, bytes: number): void;
  /** Results in the order of the walk, except that large files come when they are done. */
  onHashed(files: readonly HashedFile[]): void;
}

/** Bounds of one request: enough work to be worth a message, small enough for prompt progress and cancelling. */
const CHUNK_FILES = 512;
const CHUNK_BYTES = 32 * 1024 * 1024;
/** MB of JavaScript values of one thread, which also looks into what strangers made: its readers' own bounds need far less. */
const HEAP_MB = 256;
/** Requests queued per thread, so that it has work while this thread is in a transaction. */
const AHEAD = 3;

/** Files sent to a thread together. */
interface Chunk {
  readonly files: readonly FileToHash[];
  /** Place among the chunks whose results keep their order; null for a large file. */
  readonly position: number | null;
}

const SCRIPT = workerUrl(import.meta.url, './hash-worker.ts', './hash-worker.js');

class HashThread extends Thread<HashRequest, HashAnswer, HashPart> {
  /** The thread's load. */
  load = 0;
}

/** The pool; threads start on first use. */
export class HashPool {
  readonly #threads: readonly HashThread[];
  readonly #waiting: (() => void)[] = [];
  #closed = false;

  /** `script` is what its threads run, the hashing unless a test brings its own. */
  constructor(threads: number = Math.min(8, availableParallelism()), script: URL = SCRIPT) {
    this.#threads = Array.from(
      { length: Math.max(1, threads) },
      () => new HashThread({ script, name: 'hash', heapMb: HEAP_MB }),
    );
  }

  /** Starts the threads before there is work, for a program that stays open. */
  start(): void {
    for (const thread of this.#threads) thread.start();
  }

  /**
   * Hashes every file below the roots. Resolves when all results were passed to the callbacks; rejects with an error
   * thrown by a callback. After the signal, files not yet hashed are reported as `cancelled` and the promise still
   * resolves.
   */
  async run(job: HashJob): Promise<void> {
    const cancel = new Int32Array(new SharedArrayBuffer(4));
    const stop = () => void Atomics.store(cancel, 0, 1);
    if (job.signal?.aborted) stop();
    job.signal?.addEventListener('abort', stop);
    try {
      await this.#hashAll(job, cancel);
    } finally {
      stop();
      job.signal?.removeEventListener('abort', stop);
    }
  }

  /** Ends the threads; what still runs is `cancelled`. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  async #hashAll(job: HashJob, cancel: Int32Array): Promise<void> {
    this.start(); // all at once, while the first one walks
    const chunks = new Queue<Chunk>();
    const order = new InOrder(job);
    const running = new Set<Promise<void>>();
    const walking = this.#walk(job, cancel, chunks).then(
      () => chunks.end(),
      (error) => chunks.fail(error),
    );
    for await (const chunk of chunks) {
      const thread = await this.#freeThread(chunk.position === null ? AHEAD : 1);
      const hashing = this.#hash(job, cancel, chunk, thread)
        .then((files) => order.emit(chunk, files))
        .catch((error) => chunks.fail(error))
        .finally(() => running.delete(hashing));
      running.add(hashing);
    }
    await Promise.all([walking, ...running]);
    await chunks.next(); // a failure after the last chunk was taken
  }

  async #walk(job: HashJob, cancel: Int32Array, chunks: Queue<Chunk>): Promise<void> {
    const thread = await this.#freeThread(AHEAD);
    const cutter = new Cutter(chunks);
    try {
      await thread.run({ do: 'walk', roots: job.roots, cancel }, (part) => {
        if (part.is === 'found') cutter.add(tell(job, part.steps, cutter.count));
      });
    } finally {
      this.#release(thread, AHEAD);
    }
    cutter.flush();
  }

  async #hash(job: HashJob, cancel: Int32Array, chunk: Chunk, thread: HashThread): Promise<readonly HashedFile[]> {
    try {
      return await this.#run(job, cancel, chunk, thread, true);
    } catch (error) {
      if (this.#closed) return chunk.files.map(({ index }) => ({ index, fault: faultOf(error) }));
      // the thread died of looking into one of them: all are hashed, and none looked into
      return await this.#run(job, cancel, chunk, thread, false).catch((again) =>
        chunk.files.map(({ index }) => ({ index, fault: faultOf(again) })),
      );
    } finally {
      this.#release(thread, chunk.position === null ? AHEAD : 1);
    }
  }

  #run({ onProgress }: HashJob, cancel: Int32Array, { files }: Chunk, thread: HashThread, look: boolean) {
    return thread.run({ do: 'hash', files, cancel, look }, (part) => {
      if (part.is === 'progress') onProgress?.(part.index, part.bytes);
    });
  }

  /** Waits for capacity and returns the least busy thread, with `weight` reserved on it. */
  async #freeThread(weight: number): Promise<HashThread> {
    const freest = () => this.#threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
    while (freest().load >= AHEAD) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const thread = freest();
    thread.load += weight;
    return thread;
  }

  #release(thread: HashThread, weight: number): void {
    thread.load -= weight;
    this.#waiting.shift()?.();
  }
}

/** Reports what was found to the job and returns the files. */
function tell(job: HashJob, steps: readonly (WalkStep | LeftOut)[], first: number): readonly FoundFile[] {
  const files = steps.filter((step): step is FoundFile => 'size' in step);
  if (files.length > 0) job.onFound(files, first);
  for (const step of steps)
    if ('fault' in step) job.onFault(step);
    else if ('leftOut' in step) job.onLeftOut?.(step.path);
  return files;
}

/** Cuts the files of a walk into chunks. */
class Cutter {
  readonly #out: Queue<Chunk>;
  #files: FileToHash[] = [];
  #bytes = 0;
  #positions = 0;
  /** Files so far. */
  count = 0;

  constructor(out: Queue<Chunk>) {
    this.#out = out;
  }

  add(files: readonly FoundFile[]): void {
    for (const file of files) {
      const numbered = { ...file, index: this.count++ };
      if (file.size > CHUNK_BYTES) this.#out.push({ files: [numbered], position: null });
      else this.#append(numbered);
    }
  }

  flush(): void {
    if (this.#files.length > 0) this.#out.push({ files: this.#files, position: this.#positions++ });
    this.#files = [];
    this.#bytes = 0;
  }

  #append(file: FileToHash): void {
    if (this.#bytes + file.size > CHUNK_BYTES) this.flush();
    this.#files.push(file);
    this.#bytes += file.size;
    if (this.#files.length === CHUNK_FILES) this.flush();
  }
}

/** Passes results to the job in the order of the chunks; a large file does not delay the others. */
class InOrder {
  readonly #job: HashJob;
  readonly #ready = new Map<number, readonly HashedFile[]>();
  #next = 0;

  constructor(job: HashJob) {
    this.#job = job;
  }

  emit(chunk: Chunk, files: readonly HashedFile[]): void {
    if (chunk.position === null) this.#job.onHashed(files);
    else this.#ready.set(chunk.position, files);
    for (let next = this.#ready.get(this.#next); next; next = this.#ready.get(this.#next)) {
      this.#ready.delete(this.#next++);
      this.#job.onHashed(next);
    }
  }
}

/** A queue between one producer and one consumer. */
class Queue<T> implements AsyncIterableIterator<T> {
  readonly #items: T[] = [];
  #state: { readonly error?: unknown } | null = null;
  #wake: () => void = () => {};

  push(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  end(): void {
    this.#state ??= {};
    this.#wake();
  }

  /** Drops the queue; the consumer gets the error. */
  fail(error: unknown): void {
    this.#items.length = 0;
    this.#state = { error };
    this.#wake();
  }

  async next(): Promise<IteratorResult<T>> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) return { value: item, done: false };
      if (this.#state) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if ('error' in this.#state) throw this.#state.error;
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
