/** How often a log, an address, and all of them together, may ask: so many at once, and then so many a second. */

/** Requests of one sort. */
interface Allowance {
  /** At once. */
  readonly burst: number;
  /** A second. */
  readonly rate: number;
}

/** What is allowed; the one for everybody keeps a stranger's requests from costing more than it. */
export const ALLOWANCES = {
  log: { burst: 20, rate: 1 },
  address: { burst: 40, rate: 2 },
  everybody: { burst: 100, rate: 20 },
} as const satisfies Readonly<Record<string, Allowance>>;

/** Counts down as requests come, and up with time. */
export class Bucket {
  readonly #allowance: Allowance;
  readonly #now: () => number;
  #left: number;
  #at: number;

  /** `now` is in milliseconds of a clock that never goes back. */
  constructor(allowance: Allowance, now: () => number) {
    this.#allowance = allowance;
    this.#now = now;
    this.#left = allowance.burst;
    this.#at = now();
  }

  /** False when there were too many. */
  take(): boolean {
    const now = this.#now();
    const { burst, rate } = this.#allowance;
    this.#left = Math.min(burst, this.#left + ((now - this.#at) / 1000) * rate);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

/** How many names are counted at a time. */
const MOST_NAMES = 4096;

/** A bucket for each name. When there are too many, the one that was asked for first is forgotten. */
export class Buckets {
  readonly #allowance: Allowance;
  readonly #now: () => number;
  readonly #known = new Map<string, Bucket>();

  /** `now` is in milliseconds of a clock that never goes back. */
  constructor(allowance: Allowance, now: () => number) {
    this.#allowance = allowance;
    this.#now = now;
  }

  /** False when there were too many of this name. */
  take(name: string): boolean {
    const bucket = this.#known.get(name) ?? new Bucket(this.#allowance, this.#now);
    if (!this.#known.has(name) && this.#known.size >= MOST_NAMES)
      this.#known.delete(this.#known.keys().next().value ?? '');
    this.#known.set(name, bucket);
    return bucket.take();
  }
}
