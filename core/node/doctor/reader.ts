/**
 * A process that reads files one after the other. It may be ended at any moment, because what it reads is untrusted.
 */
import { forkReader } from './fork.ts';
import type { ReaderProcess, StartReader } from './process.ts';
import type { DoctorReply, DoctorRequest } from './worker.ts';

/**
 * Why there is no answer: it took too long, the process died (for instance out of memory), or the request was
 * cancelled.
 */
export type Ended = 'time' | 'died' | 'closed';
/** A reply of the process, or why there is none. */
export type Answer = DoctorReply | { readonly is: 'ended'; readonly why: Ended };

/** One reader process with its pending request. */
export class DoctorReader {
  readonly #process: ReaderProcess;
  readonly #ready: Promise<void>;
  readonly #gone: Promise<void>;
  #answered: ((answer: Answer) => void) | null = null;
  #ended: Ended | null = null;

  constructor(start: StartReader = forkReader) {
    this.#process = start();
    this.#gone = new Promise((resolve) => this.#process.onExit(resolve));
    this.#ready = new Promise((resolve) => {
      this.#process.onReply((reply) => (reply.is === 'ready' ? resolve() : this.#answer(reply)));
      void this.#gone.then(() => {
        this.#end('died');
        resolve();
      });
    });
    this.#process.hold(false);
  }

  /** False once it was ended or died. */
  get lives(): boolean {
    return this.#ended === null;
  }

  /**
   * The answer to one request; requests run one after the other. The process is ended when it takes more than `time`
   * milliseconds.
   */
  async ask(request: DoctorRequest, time: number): Promise<Answer> {
    this.#process.hold(true);
    await this.#ready;
    if (this.#ended !== null) return { is: 'ended', why: this.#ended };
    const answer = new Promise<Answer>((resolve) => {
      this.#answered = resolve;
    });
    const mine = this.#answered;
    // an answer that arrived while this process was busy is used before the other process is ended
    const timer = setTimeout(() => setImmediate(() => this.#answered === mine && void this.end('time')), time);
    this.#process.post(request);
    const given = await answer;
    clearTimeout(timer);
    this.#process.hold(false);
    return given;
  }

  /** Ends the process and rejects pending requests with the reason. Resolves when it is gone. */
  async end(why: Ended): Promise<void> {
    this.#end(why);
    this.#process.hold(true);
    this.#process.kill();
    await this.#gone;
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
