/**
 * Work that is done again and again while a desk is open: never twice at once, waited for by nobody, and at times that differ
 * from desk to desk, so that those of one office do not ask all at the same moment.
 */
export class Rounds {
  readonly #work: () => Promise<number>;
  readonly #random: () => number;
  #timer: NodeJS.Timeout | null = null;
  #pause = 0;
  #stopped = false;

  /** `work` says in how many milliseconds it is due again. `random` is from 0 to 1. */
  constructor(work: () => Promise<number>, random: () => number = Math.random) {
    this.#work = work;
    this.#random = random;
  }

  /** The first round is due in that many milliseconds, a quarter more or less, as every one after it. */
  start(delay: number): void {
    if (this.#stopped) return;
    this.#pause = delay;
    this.#timer = setTimeout(() => void this.#run(), delay * (0.75 + this.#random() / 2));
    this.#timer.unref();
  }

  /** None is started any more; one that runs is left to end. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  /**
   * Work that fails is due again after the pause that came before it: a home on a share that is gone may come back. It is
   * told to nobody, as whoever uses the desk meanwhile meets the same failure.
   */
  async #run(): Promise<void> {
    this.start(await this.#work().catch(() => this.#pause));
  }
}
