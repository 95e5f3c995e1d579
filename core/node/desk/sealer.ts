/** When a desk seals by itself: enough records wait, or nothing was edited for long enough. */
import type { WaitingSummary } from '../store/query.ts';
import type { Settings } from './types.ts';

export interface SealerDependencies {
  /** False for a desk that is open for one command only: then nothing is ever sealed by itself. */
  readonly active: boolean;
  waiting(onlyConfirmed: boolean): WaitingSummary;
  settings(): Settings;
  now(): number;
  /** Seals what waits. What it throws was reported by it. */
  seal(): Promise<unknown>;
}

/** After a batch that could not be sealed. */
const RETRY_MS = 60_000;
/** The longest delay that a timer of Node takes. */
const MAX_DELAY = 2 ** 31 - 1;

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

  /** When the policy seals next, in milliseconds since 1970; null when nothing waits, or nothing is sealed now. */
  due(): number | null {
    const { sealAfterRecords, sealAfterSeconds, onlyConfirmed } = this.#dependencies.settings();
    const { count, lastEdit } = this.#dependencies.waiting(onlyConfirmed);
    if (!this.#dependencies.active || this.#held > 0 || count === 0 || lastEdit === null) return null;
    // counted from the start at the earliest: who opens the desk again gets time to look at what waits
    const quiet = Math.max(Date.parse(lastEdit), this.#started) + sealAfterSeconds * 1000;
    return Math.max(this.#notBefore, count >= sealAfterRecords ? this.#dependencies.now() : quiet);
  }

  /** Sets the timer anew. To be called after whatever changes what waits. */
  schedule(): void {
    if (this.#timer) clearTimeout(this.#timer);
    const due = this.due();
    if (due === null) return;
    const delay = Math.min(MAX_DELAY, Math.max(0, due - this.#dependencies.now()));
    this.#timer = setTimeout(() => void this.#run(), delay);
    this.#timer.unref();
  }

  /** Nothing is sealed while `work` runs: an intake is not cut in two. */
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
