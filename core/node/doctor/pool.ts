/**
 * Threads that look into files, each ended when one file takes too long or too much memory: that file then has no
 * fingerprints, the others go on in a new thread.
 */
import { availableParallelism } from 'node:os';
import type { Finding } from '../../doctor/findings.ts';
import type { Fingerprints } from '../../doctor/format.ts';
import { type Answer, DoctorThread } from './thread.ts';
import type { DoctorRequest, FileToLookInto } from './worker.ts';

/** Milliseconds for one file, its wait for the thread not counted. */
export const FILE_TIME = 5000;

/** Why a file has no fingerprints though it was to have some. */
export type Missing = 'time' | 'memory' | 'changed' | 'cancelled';

/** What came of one file: null without a reason where a file has no parts that could be committed to. */
export interface Fingerprinted {
  readonly value: Fingerprints | null;
  readonly missing: Missing | null;
}

interface Job {
  readonly request: DoctorRequest;
  readonly time: number;
  readonly signal: AbortSignal | null;
  readonly resolve: (answer: Answer) => void;
}

export interface DoctorPoolOptions {
  readonly threads?: number;
  /** Milliseconds for one file. */
  readonly fileTime?: number;
  /** What the threads run; the readers unless a test brings its own. */
  readonly script?: URL;
}

const CLOSED = { is: 'ended', why: 'closed' } as const;

export class DoctorPool {
  readonly #idle: DoctorThread[] = [];
  readonly #threads = new Set<DoctorThread>();
  readonly #queue: Job[] = [];
  readonly #most: number;
  readonly #fileTime: number;
  readonly #script: URL | undefined;
  #closed = false;

  /** Threads are started when there is work. */
  constructor({ threads = Math.min(8, availableParallelism()), fileTime = FILE_TIME, script }: DoctorPoolOptions = {}) {
    this.#most = Math.max(1, threads);
    this.#fileTime = fileTime;
    this.#script = script;
  }

  /** Fingerprints of files, in their order. After the signal the rest is `cancelled`. Never rejects. */
  fingerprint(files: readonly FileToLookInto[], signal?: AbortSignal): Promise<readonly Fingerprinted[]> {
    return Promise.all(
      files.map(async (file) => {
        const answer = await new Promise<Answer>((resolve) =>
          this.#enqueue({
            request: { do: 'fingerprint', file },
            time: this.#fileTime,
            signal: signal ?? null,
            resolve,
          }),
        );
        return fingerprinted(answer);
      }),
    );
  }

  /** Findings about one document; null when it could not be looked into in time. Goes before what waits. */
  async diagnose(request: Omit<DoctorRequest & { do: 'diagnose' }, 'do'>): Promise<readonly Finding[] | null> {
    const answer = await new Promise<Answer>((resolve) => {
      this.#enqueue({ request: { ...request, do: 'diagnose' }, time: 2 * this.#fileTime, signal: null, resolve });
    });
    return answer.is === 'findings' ? answer.findings : null;
  }

  /** Ends the threads; what still waits is `cancelled`. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { resolve } of this.#queue.splice(0)) resolve(CLOSED);
    await Promise.all([...this.#threads].map((thread) => thread.end('closed')));
  }

  #enqueue(job: Job): void {
    if (job.request.do === 'diagnose') this.#queue.unshift(job);
    else this.#queue.push(job);
    this.#next();
  }

  #next(): void {
    while (this.#queue.length > 0) {
      if (this.#closed || this.#queue[0]?.signal?.aborted) {
        this.#queue.shift()?.resolve(CLOSED);
        continue;
      }
      const thread = this.#free();
      const job = thread && this.#queue.shift();
      if (!job) return;
      void this.#run(thread, job);
    }
  }

  #free(): DoctorThread | null {
    const idle = this.#idle.pop();
    if (idle) return idle.lives ? idle : this.#replace(idle);
    return this.#threads.size < this.#most ? this.#start() : null;
  }

  #replace(thread: DoctorThread): DoctorThread {
    this.#threads.delete(thread);
    return this.#start();
  }

  #start(): DoctorThread {
    const thread = new DoctorThread(this.#script);
    this.#threads.add(thread);
    return thread;
  }

  async #run(thread: DoctorThread, { request, time, resolve }: Job): Promise<void> {
    resolve(await thread.ask(request, time));
    if (thread.lives) this.#idle.push(thread);
    else this.#threads.delete(thread);
    this.#next();
  }
}

function fingerprinted(answer: Answer): Fingerprinted {
  if (answer.is === 'fingerprint') return { value: answer.value, missing: answer.changed ? 'changed' : null };
  if (answer.is !== 'ended' || answer.why === 'died') return { value: null, missing: 'memory' };
  return { value: null, missing: answer.why === 'time' ? 'time' : 'cancelled' };
}
