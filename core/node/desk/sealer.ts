/**
 * When a desk seals automatically: enough records wait, or nothing was edited for long enough. Intervals are measured by a
 * monotonic clock: the device's clock may be set back or forth meanwhile.
 */
import type { WaitingSummary } from '../store/query.ts';
import type { Settings } from './types.ts';

/** What `Sealer` is made of. */
export interface SealerDependencies {
  /** False for a desk that is open for one command only, which never seals automatically. */
  readonly active: boolean;
  waiting(onlyConfirmed: boolean): WaitingSummary;
  settings(): Settings;
  /** Milliseconds of a clock that only goes on. */
  elapsed(): number;
  /** Seals what waits, and says how many records that were. What it throws was reported by it. */
  seal(): Promise<{ readonly sealed: number }>;
}

/** After a batch that could not be sealed, or had nothing that can be: records that are damaged wait for ever. */
const RETRY_MS = 60_000;
/** The longest delay that a timer of Node takes. */
const MAX_DELAY = 2 ** 31 - 1;

/** Decides when to seal, by the settings, and sets the timer for it. */
export class Sealer {
  readonly #dependencies: SealerDependencies;
  #timer: NodeJS.Timeout | null = null;
  #held = 0;
  #notBefore = 0;
  /** What waited when it was last looked at, and since when that has not changed. */
  #seen = '';
  #quietSince: number;

  constructor(dependencies: SealerDependencies) {
    this.#dependencies = dependencies;
    // who opens the desk again gets time to look at what waits
    this.#quietSince = dependencies.elapsed();
  }

  /** In how many milliseconds the policy seals next; null when nothing waits, or nothing is sealed now. */
  remaining(): number | null {
    const { active, waiting, settings, elapsed } = this.#dependencies;
    const { sealsItself, sealAfterRecords, sealAfterSeconds, onlyConfirmed } = settings();
    const { count, lastEdit } = waiting(onlyConfirmed);
    const now = elapsed();
    const seen = `${count} ${lastEdit}`;
    if (seen !== this.#seen) [this.#seen, this.#quietSince] = [seen, now];
    if (!active || !sealsItself || this.#held > 0 || count === 0) return null;
    const due = count >= sealAfterRecords ? now : this.#quietSince + sealAfterSeconds * 1000;
    return Math.max(0, Math.max(this.#notBefore, due) - now);
  }

  /** Resets the timer. Call it after any change to the waiting records. */
  schedule(): void {
    if (this.#timer) clearTimeout(this.#timer);
    const remaining = this.remaining();
    if (remaining !== null) this.#runIn(Math.min(MAX_DELAY, remaining));
  }

  #runIn(delay: number): void {
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

  /**
   * A home that cannot be read now may come back, as one on a share that was gone. It is told to nobody, as whoever uses the
   * desk meanwhile meets the same failure.
   */
  async #run(): Promise<void> {
    try {
      await this.#sealIfDue();
      this.schedule();
    } catch {
      if (this.#held < Number.POSITIVE_INFINITY) this.#runIn(RETRY_MS);
    }
  }

  async #sealIfDue(): Promise<void> {
    if (this.remaining() !== 0) return;
    const { seal, elapsed } = this.#dependencies;
    const { sealed } = await seal().catch(() => ({ sealed: 0 }));
    if (sealed === 0) this.#notBefore = elapsed() + RETRY_MS;
  }
}
