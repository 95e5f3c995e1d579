/** What the log says of the device's clock, and what a person decides about it. */
import { NotaryError } from '../../errors.ts';
import { chainLead, type KnownTimes, LogClock, type LogClockDependencies } from '../../log/signing-time.ts';
import type { Clock } from '../../ports.ts';
import { cleanText } from '../../records/facts.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import type { ClockStatus } from './types.ts';

const iso = (time: number | null | undefined) =>
  time === null || time === undefined ? null : new Date(time).toISOString();

/** The clock of a home as its log sees it, also for whoever only looks. */
export class DeskClock {
  readonly #clock: Clock;
  readonly #store: Pick<SqliteStore, 'logSize' | 'decideClock'>;
  readonly #log: LogClock;

  constructor(clock: Clock, store: SqliteStore, anchorKinds: LogClockDependencies['anchorKinds']) {
    this.#clock = clock;
    this.#store = store;
    this.#log = new LogClock({ clock, store, anchorKinds, crypto: nodeCrypto });
  }

  /** What is wrong with the clock now; null when nothing is in the way of signing. */
  get trouble(): Fault | null {
    const trouble = this.#log.trouble();
    return trouble && faultOf(trouble);
  }

  get status(): ClockStatus {
    const { log, proven, decision }: KnownTimes = this.#log.known();
    const device = new Date(this.#clock.now()).toISOString();
    return { device, newest: iso(log), proven: iso(proven?.time), trouble: this.trouble, decision };
  }

  /**
   * A person says that the clock is right, whatever the log says. From then on the desk goes on; times never go below the
   * newest one of the log, and the journal says why. Throws `bad-input` without a reason.
   */
  decide(reason: string): ClockStatus {
    const why = cleanText('reason', reason);
    if (why === null) throw new NotaryError('bad-input', 'reason: empty', { fact: 'reason', reason: 'empty' });
    const known = this.#log.known();
    const newest = iso(Math.max(known.log ?? 0, known.proven?.time ?? 0) || null);
    const now = this.#clock.now();
    const lead = chainLead(now, known);
    const device = new Date(now).toISOString();
    this.#store.decideClock({ device, newest, size: this.#store.logSize(), lead, reason: why });
    return this.status;
  }
}
