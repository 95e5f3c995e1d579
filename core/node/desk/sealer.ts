/** When a desk seals automatically: enough records wait, or nothing was edited for long enough. */
import type { WaitingSummary } from '../store/query.ts';
import type { Settings } from './types.ts';

/** What `Sealer` is made of. */
export interface SealerDependencies {
  /** False for a desk that is open for one command only, which never seals automatically. */
  readonly active: boolean;
  waiting(onlyConfirmed: boolean): WaitingSummary;
  settings(): Settings;
  now(): number;
  /** Seals the waiting records. It reports its own errors before it throws them. */
  seal(): Promise<unknown>;
}

/** After a batch that could not be sealed. */
const RETRY_MS = 60_000;
/** The longest delay that a timer of Node takes. */
const MAX_DELAY = 2 ** 31 - 1;

/** Decides when to seal, by the settings, and sets the timer for it. */
export class Sealer {
  readonly #dependencies: SealerDependencies;
  readonly #started: number;
  #timer: NodeJS.Timeout | null = null;
  #held = 0;
  #notBefore = 0;

  constructor(dependencies: SealerDependencies) {
    this.#dependencies = dependencies;
    this.#started = dependencies.now();
  }

  /** When the policy seals next, in milliseconds since 1970; null when nothing waits, or sealing is suspended. */
  due(): number | null {
    const { sealAfterRecords, sealAfterSeconds, onlyConfirmed } = this.#dependencies.settings();
    const { count, lastEdit } = this.#dependencies.waiting(onlyConfirmed);
    if (!this.#dependencies.active || this.#held > 0 || count === 0 || lastEdit === null) return null;
    // not counted from before the start, so that a user who opens the desk again has time to look at the waiting
    // records
    const quiet = Math.max(Date.parse(lastEdit), this.#started) + sealAfterSeconds * 1000;
    return Math.max(this.#notBefore, count >= sealAfterRecords ? this.#dependencies.now() : quiet);
  }

  /** Resets the timer. Call it after any change to the waiting records. */
  schedule(): void {
    if (this.#timer) clearTimeout(this.#timer);
    const due = this.due();
    if (due === null) return;
    const delay = Math.min(MAX_DELAY, Math.max(0, due - this.#dependencies.now()));
    this.#timer = setTimeout(() => void this.#run(), delay);
    this.#timer.unref();
  }

  /** Nothing is sealed while `work` runs, so that an intake ends up in one batch. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      return await work();
    } finally {
      this.#held -= 1;
      this.schedule();
    }
  }

  stop(): void {
    this.#held = Number.POSITIVE_INFINITY;
    if (this.#timer) clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    const due = this.due();
    if (due === null || due > this.#dependencies.now()) return this.schedule();
    try {
      await this.#dependencies.seal();
    } catch {
      this.#notBefore = this.#dependencies.now() + RETRY_MS;
    }
    this.schedule();
  }
}
