/** One thread that looks into files. It may be ended at any moment: what it reads comes from strangers. */
import { Worker } from 'node:worker_threads';
import type { DoctorReply, DoctorRequest } from './worker.ts';

// the extension of this file: .ts under Node 24, .js in the built app
const EXTENSION = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
const WORKER_URL = new URL(EXTENSION === '.ts' ? './worker.ts' : './doctor-worker.js', import.meta.url);

/** MB of JavaScript values in one thread; the bytes outside of them are bounded by the readers. */
const HEAP = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 } as const;

/** Why there is no answer: it took too long, the thread died (for instance of too much memory), or nobody waits. */
export type Ended = 'time' | 'died' | 'closed';
export type Answer = DoctorReply | { readonly is: 'ended'; readonly why: Ended };

export class DoctorThread {
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  #answered: ((answer: Answer) => void) | null = null;
  #ended: Ended | null = null;

  constructor(script: URL = WORKER_URL) {
    const worker = new Worker(script, { execArgv: [], name: 'doctor', resourceLimits: HEAP });
    // listeners stay as they are for the life of the thread: taking them off stops its messages for good
    this.#ready = new Promise((resolve) => {
      worker.on('message', (reply: DoctorReply) => (reply.is === 'ready' ? resolve() : this.#answer(reply)));
      worker.on('exit', () => {
        this.#end('died');
        resolve();
      });
    });
    worker.on('error', () => {}); // followed by exit
    worker.unref();
    this.#worker = worker;
  }

  /** False once it was ended or died. */
  get lives(): boolean {
    return this.#ended === null;
  }

  /** The answer to one request, one after the other; the thread is ended when it takes more than `time` milliseconds. */
  async ask(request: DoctorRequest, time: number): Promise<Answer> {
    this.#worker.ref();
    await this.#ready;
    if (this.#ended !== null) return { is: 'ended', why: this.#ended };
    const answer = new Promise<Answer>((resolve) => {
      this.#answered = resolve;
    });
    const mine = this.#answered;
    // an answer that came while this thread was busy is taken before the thread is ended
    const timer = setTimeout(() => setImmediate(() => this.#answered === mine && void this.end('time')), time);
    this.#worker.postMessage(request);
    const given = await answer;
    clearTimeout(timer);
    // an idle thread keeps no process alive
    this.#worker.unref();
    return given;
  }

  /** Ends the thread; who waits hears why. */
  async end(why: Ended): Promise<void> {
    this.#end(why);
    await this.#worker.terminate();
  }

  #end(why: Ended): void {
    this.#ended ??= why;
    this.#answer({ is: 'ended', why: this.#ended });
  }

  #answer(answer: Answer): void {
    const answered = this.#answered;
    this.#answered = null;
    answered?.(answer);
  }
}
