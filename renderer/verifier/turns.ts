import { NotaryError } from '../../core/errors.ts';

/** Milliseconds after which the page's event loop gets a turn. */
const TURN = 40;

/** Splits long work in the page's own thread, so that the page can draw, react and cancel in between. */
export class Turns {
  readonly #signal: AbortSignal;
  #turn = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Call this often. Throws `cancelled`. */
  async next(): Promise<void> {
    if (this.#signal.aborted) throw new NotaryError('cancelled', 'cancelled');
    if (performance.now() - this.#turn < TURN) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#turn = performance.now();
  }
}
