/** Takes sealed checkpoints to the chains and witnesses, and tries again, ever more slowly, while one is away. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settled } from '../../anchors/settle.ts';
import type { Notary } from '../../notary.ts';
import { type Fault, faultOf } from '../system/fault.ts';

export interface AnchoringParts {
  readonly notary: Pick<Notary, 'settle'>;
  /** True when a checkpoint waits for a confirmation. */
  isOpen(): boolean;
  /** Something was confirmed. */
  onConfirmed(): void;
  /** A chain or witness answers otherwise than before: why it confirms nothing, or null when that is over. */
  onTrouble(trouble: Fault | null): void;
}

const FIRST_RETRY_MS = 5_000;
/** Between two rounds while somebody waits for the answer. */
const PAUSE_MS = 500;
const LAST_RETRY_MS = 10 * 60_000;

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

  /** One round with every connector; one at a time. Throws what makes a desk stop signing (`rolled-back`). */
  settle(): Promise<readonly Settled[]> {
    const round = this.#running.then(() => this.#round());
    this.#running = round.catch(() => {});
    return round;
  }

  /** Rounds until it is done, or so many milliseconds. True when it is done. */
  async settleUntil(isDone: () => boolean, patience: number): Promise<boolean> {
    const until = performance.now() + patience;
    while (!isDone() && performance.now() < until) {
      await this.settle();
      if (!isDone()) await sleep(Math.min(PAUSE_MS, Math.max(0, until - performance.now())));
    }
    return isDone();
  }

  /** Why this connector confirmed nothing when it was last asked; null when it did, or was not asked. */
  trouble(connector: string): Fault | null {
    return this.#troubles.get(connector) ?? null;
  }

  /** No more rounds; resolves when the last one is done. */
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
