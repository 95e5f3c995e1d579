/** Anchors sealed checkpoints at the chains and witnesses, and retries with growing delays while one is unreachable. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settled } from '../../anchors/settle.ts';
import type { Notary } from '../../notary.ts';
import { type Fault, faultOf } from '../system/fault.ts';

/** What `Anchoring` is made of. */
export interface AnchoringParts {
  readonly notary: Pick<Notary, 'settle'>;
  /** True when a checkpoint waits for a confirmation. */
  isOpen(): boolean;
  /** Something was confirmed. */
  onConfirmed(): void;
  /** Called when the state of a chain or witness changes: why it confirms nothing, or null when it works again. */
  onTrouble(trouble: Fault | null): void;
}

const FIRST_RETRY_MS = 5_000;
/** Milliseconds between two rounds while a caller waits. */
const PAUSE_MS = 500;
const LAST_RETRY_MS = 10 * 60_000;

/** Runs anchoring rounds in the background, and on request. */
export class Anchoring {
  readonly #parts: AnchoringParts;
  #running: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #delay = FIRST_RETRY_MS;
  #stopped = false;
  readonly #troubles = new Map<string, Fault>();

  constructor(parts: AnchoringParts) {
    this.#parts = parts;
  }

  /**
   * One round over all connectors; rounds never overlap. Throws errors that make a desk stop signing (`rolled-back`).
   */
  settle(): Promise<readonly Settled[]> {
    const round = this.#running.then(() => this.#round());
    this.#running = round.catch(() => {});
    return round;
  }

  /**
   * Repeats rounds until everything is anchored or the time (milliseconds) is over. True when everything is anchored.
   */
  async settleUntil(isDone: () => boolean, patience: number): Promise<boolean> {
    const until = performance.now() + patience;
    while (!isDone() && performance.now() < until) {
      await this.settle();
      if (!isDone()) await sleep(Math.min(PAUSE_MS, Math.max(0, until - performance.now())));
    }
    return isDone();
  }

  /** Why this connector confirmed nothing when last asked; null when it did, or was not asked. */
  trouble(connector: string): Fault | null {
    return this.#troubles.get(connector) ?? null;
  }

  /** Stops; resolves when the current round is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  async #round(): Promise<readonly Settled[]> {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#stopped || !this.#parts.isOpen()) return [];
    const settled = await this.#parts.notary.settle();
    for (const one of settled) this.#note(one);
    if (settled.some(({ confirmed }) => confirmed !== null)) {
      this.#delay = FIRST_RETRY_MS;
      this.#parts.onConfirmed();
    }
    if (this.#parts.isOpen()) this.#retry();
    return settled;
  }

  #note({ connector, error }: Settled): void {
    const before = this.trouble(connector);
    const now = error && faultOf(error);
    if (now) this.#troubles.set(connector, now);
    else this.#troubles.delete(connector);
    const isSame = before?.code === now?.code && before?.details.reason === now?.details.reason;
    if (!isSame) this.#parts.onTrouble(now);
  }

  #retry(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.settle().catch(() => {}), this.#delay);
    this.#timer.unref();
    this.#delay = Math.min(LAST_RETRY_MS, this.#delay * 2);
  }
}
