/** Anchors sealed checkpoints at the chains and witnesses, and retries with growing delays while one is unreachable. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnchorOutcome } from '../../anchors/anchoring.ts';
import type { Notary } from '../../notary.ts';
import { type Fault, faultOf } from '../system/fault.ts';

/** What `Anchoring` is made of. */
export interface AnchoringDependencies {
  readonly notary: Pick<Notary, 'anchorPending'>;
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
  readonly #dependencies: AnchoringDependencies;
  #running: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #delay = FIRST_RETRY_MS;
  #stopped = false;
  readonly #troubles = new Map<string, Fault>();

  constructor(dependencies: AnchoringDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * One round over all connectors; rounds never overlap. Throws errors that make a desk stop signing (`rolled-back`).
   */
  anchorPending(): Promise<readonly AnchorOutcome[]> {
    const round = this.#running.then(() => this.#round());
    this.#running = round.catch(() => {});
    return round;
  }

  /**
   * Repeats rounds until everything is anchored or the time (milliseconds) is over. True when everything is anchored.
   */
  async anchorUntil(isDone: () => boolean, patience: number): Promise<boolean> {
    const until = performance.now() + patience;
    while (!isDone() && performance.now() < until) {
      await this.anchorPending();
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

  async #round(): Promise<readonly AnchorOutcome[]> {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#stopped || !this.#dependencies.isOpen()) return [];
    const outcomes = await this.#dependencies.notary.anchorPending();
    for (const one of outcomes) this.#note(one);
    if (outcomes.some(({ confirmed }) => confirmed !== null)) {
      this.#delay = FIRST_RETRY_MS;
      this.#dependencies.onConfirmed();
    }
    if (this.#dependencies.isOpen()) this.#retry();
    return outcomes;
  }

  #note({ connector, error }: AnchorOutcome): void {
    this.#tell(connector, error && faultOf(error));
  }

  /** Whether enough members of a chain answered when they were asked for their health: seen also while nothing waits. */
  heard(connector: string, quorum: Fault | null): void {
    if (this.#stopped) return;
    const before = this.trouble(connector);
    if (before !== null && before.code !== 'anchor-unavailable') return; // more than members that are away
    if (quorum === null && before?.details.reason !== 'no-quorum') return;
    this.#tell(connector, quorum);
  }

  #tell(connector: string, now: Fault | null): void {
    const before = this.trouble(connector);
    if (now) this.#troubles.set(connector, now);
    else this.#troubles.delete(connector);
    const isSame = before?.code === now?.code && before?.details.reason === now?.details.reason;
    if (!isSame) this.#dependencies.onTrouble(now);
  }

  #retry(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.anchorPending().catch(() => {}), this.#delay);
    this.#timer.unref();
    this.#delay = Math.min(LAST_RETRY_MS, this.#delay * 2);
  }
}
