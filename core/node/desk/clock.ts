/** What the log says of the device's clock, and what a person decides about it. */
import { type KnownTimes, LogClock, type LogClockDependencies } from '../../log/signing-time.ts';
import { cleanText } from '../../records/facts.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { SystemClock } from '../system/clock.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import type { ClockStatus } from './types.ts';

const iso = (time: number | null | undefined) =>
  time === null || time === undefined ? null : new Date(time).toISOString();

/** The clock of a home as its log sees it, also for whoever only looks. */
export class DeskClock {
  readonly #store: Pick<SqliteStore, 'logSize' | 'decideClock'>;
  readonly #log: LogClock;

  constructor(store: SqliteStore, anchorKinds: LogClockDependencies['anchorKinds']) {
    this.#store = store;
    this.#log = new LogClock({ clock: new SystemClock(), store, anchorKinds, crypto: nodeCrypto });
  }

  /** What is wrong with the clock now; null when nothing is in the way of signing. */
  get trouble(): Fault | null {
    const trouble = this.#log.trouble();
    return trouble && faultOf(trouble);
  }

  get status(): ClockStatus {
    const { log, proven, decision }: KnownTimes = this.#log.known();
    const device = new Date().toISOString();
    return { device, newest: iso(log), proven: iso(proven?.time), trouble: this.trouble, decision };
  }

  /**
   * A person says that the clock is right, whatever the log says. From then on the desk goes on; times never go below the
   * newest one of the log, and the journal says why.
   */
  decide(reason: string): ClockStatus {
    const { log, proven } = this.#log.known();
    const newest = iso(Math.max(log ?? 0, proven?.time ?? 0) || null);
    const device = new Date().toISOString();
    this.#store.decideClock({ device, newest, size: this.#store.logSize(), reason: cleanText('reason', reason) ?? '' });
    return this.status;
  }
}
