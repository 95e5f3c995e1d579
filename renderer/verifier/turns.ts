import { NotaryError } from '../../core/errors.ts';

/** Milliseconds after which the page gets its turn. */
const TURN = 40;

/** Long work in the page's own thread, that lets the page draw, answer and cancel in between. */
export class Turns {
  readonly #signal: AbortSignal;
  #turn = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** To be called often. Throws `cancelled`. */
  async next(): Promise<void> {
    if (this.#signal.aborted) throw new NotaryError('cancelled', 'cancelled');
    if (performance.now() - this.#turn < TURN) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#turn = performance.now();
  }
}
