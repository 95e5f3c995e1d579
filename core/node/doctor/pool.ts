/**
 * Threads that look into files, each ended when one file takes too long or too much memory: that file then has no
 * fingerprints, the others go on.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Finding } from '../../doctor/findings.ts';
import type { Fingerprints } from '../../doctor/format.ts';
import type { DoctorReply, DoctorRequest, FileToLookInto } from './worker.ts';

// the extension of this file: .ts under Node 24, .js in the built app
const EXTENSION = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
const WORKER_URL = new URL(EXTENSION === '.ts' ? './worker.ts' : './doctor-worker.js', import.meta.url);

/** Milliseconds for one file, its wait for the thread not counted. */
export const FILE_TIME = 5000;
/** MB of JavaScript values in one thread; the bytes outside are bounded by the readers. */
const HEAP_MB = 192;
const BATCH = 32;
const WATCH_MS = 200;

type Batch = {
  readonly files: readonly FileToLookInto[];
  readonly resolve: (values: readonly (Fingerprints | null)[]) => void;
};

export class DoctorPool {
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #queue: Batch[] = [];
  readonly #most: number;
  readonly #fileTime: number;
  #closed = false;

  /** Threads are started with the first request. */
  constructor(threads: number = Math.min(8, availableParallelism()), fileTime: number = FILE_TIME) {
    this.#most = Math.max(1, threads);
    this.#fileTime = fileTime;
  }

  /** Fingerprints of files, in their order; null for a file without. Never rejects. */
  async fingerprint(files: readonly FileToLookInto[]): Promise<readonly (Fingerprints | null)[]> {
    const batches = Array.from({ length: Math.ceil(files.length / BATCH) }, (_, i) =>
      this.#enqueue(files.slice(i * BATCH, (i + 1) * BATCH)),
    );
    return (await Promise.all(batches)).flat();
  }

  /** Findings about one document; null when it could not be looked into in time. */
  async diagnose(request: Omit<DoctorRequest & { do: 'diagnose' }, 'do'>): Promise<readonly Finding[] | null> {
    if (this.#closed) return null;
    const worker = this.#start();
    return new Promise((resolve) => {
      const end = (findings: readonly Finding[] | null) => {
        clearTimeout(timer);
        worker.removeAllListeners();
        worker.on('error', () => {});
        this.#all.delete(worker);
        void worker.terminate();
        resolve(findings);
      };
      const timer = setTimeout(() => end(null), 2 * this.#fileTime);
      worker.once('message', (reply: DoctorReply) => end(reply.is === 'findings' ? reply.findings : null));
      worker.once('error', () => end(null));
      worker.once('exit', () => end(null));
      worker.postMessage({ ...request, do: 'diagnose' } satisfies DoctorRequest);
    });
  }

  /** Ends the threads; what still waits gets no fingerprints. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { files, resolve } of this.#queue.splice(0)) resolve(files.map(() => null));
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #enqueue(files: readonly FileToLookInto[]): Promise<readonly (Fingerprints | null)[]> {
    return new Promise((resolve) => {
      this.#queue.push({ files, resolve });
      this.#next();
    });
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#all.size < this.#most && !this.#closed ? this.#start() : null);
    if (!worker && !this.#closed) return;
    const batch = this.#queue.shift();
    if (batch && worker) this.#run(worker, batch);
    else batch?.resolve(batch.files.map(() => null));
  }

  #run(worker: Worker, { files, resolve }: Batch): void {
    const at = new Int32Array(new SharedArrayBuffer(4));
    const values: (Fingerprints | null)[] = [];
    let [last, since] = [-1, Date.now()];
    worker.ref();
    const watch = setInterval(() => {
      const now = Atomics.load(at, 0);
      if (now !== last) [last, since] = [now, Date.now()];
      else if (Date.now() - since > this.#fileTime) {
        void worker.terminate();
        died();
      }
    }, WATCH_MS);
    const leave = () => {
      clearInterval(watch);
      worker.removeAllListeners();
      worker.on('error', () => {});
    };
    // the thread was ended, or died: its file has none, the files after it start anew
    const died = () => {
      leave();
      this.#all.delete(worker);
      const rest = files.slice(values.length + 1);
      if (values.length < files.length) values.push(null);
      if (rest.length === 0 || this.#closed) resolve([...values, ...rest.map(() => null)]);
      else void this.#enqueue(rest).then((more) => resolve([...values, ...more]));
      this.#next();
    };
    worker.on('message', (reply: DoctorReply) => {
      if (reply.is !== 'fingerprint' || values.push(reply.value) < files.length) return;
      leave();
      worker.unref();
      this.#idle.push(worker);
      resolve(values);
      this.#next();
    });
    worker.once('error', () => {}); // followed by exit
    worker.once('exit', died);
    worker.postMessage({ do: 'fingerprint', files, at } satisfies DoctorRequest);
  }

  #start(): Worker {
    const worker = new Worker(WORKER_URL, {
      execArgv: [],
      name: 'doctor',
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    this.#all.add(worker);
    return worker;
  }
}
