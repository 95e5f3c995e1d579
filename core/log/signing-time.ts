/**
 * The device's clock as one log may use it. Times in a log never run backwards: behind the newest time that stands there,
 * or that a chain has proven, nothing is signed until the clock is put right. A clock that runs ahead does lasting harm,
 * as everything later stands behind it, so one that is ahead of what a chain proves, or of anything plausible, holds the
 * desk too. A person may go on explicitly; then times stay at the newest one until the clock has passed it.
 */
import { ANCHOR_KINDS } from '../anchors/index.ts';
import type { AnchorKinds } from '../anchors/kind.ts';
import { type Crypto, nobleCrypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { cosignatureSeconds } from '../formats/note.ts';
import type { Clock, ClockDecision, ClockState, RecordStore, StoredCheckpoint } from '../ports.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 366 * DAY;
/** So far a clock may be behind without a word: time servers and people correct clocks by that much. Times then stand still. */
export const BEHIND_TOLERANCE = 5 * MINUTE;
/** So much later than the chain's own time a checkpoint that it has confirmed may say that it was sealed. */
export const AHEAD_TOLERANCE = 10 * MINUTE;
/** No clock that is right says less: this program is younger. A dead battery gives the year 1970, or that of the machine. */
export const RELEASED = Date.parse('2026-01-01T00:00:00.000Z');

/** How far ahead a clock is believed without asking, milliseconds. */
interface Believed {
  /** After the newest time of the log: a desk that was not used for longer is asked whether its clock is right. */
  readonly pause: number;
  /** After the release of this program, for a desk that has signed nothing yet. */
  readonly age: number;
}

/**
 * By what the system says of its clock. Where nobody vouches for it a quarter is believed, at most 92 days and some hours:
 * whoever seals once a month, or once a quarter, is not asked each time.
 */
export const BELIEVED: Readonly<Record<ClockState, Believed>> = {
  synchronised: { pause: YEAR, age: 30 * YEAR },
  unknown: { pause: 93 * DAY, age: 5 * YEAR },
};

/** What is known of time beside the device's clock, milliseconds since 1970. */
export interface KnownTimes {
  /** The newest time that the log has signed, or that a record has which waits for it; null for none. */
  readonly log: number | null;
  /** The newest confirmed checkpoint: its size, when the device said that it was sealed, and when the chain has it. */
  readonly proven: { readonly size: number; readonly sealed: number; readonly time: number } | null;
  readonly decision: ClockDecision | null;
}

/** The time to sign with. `decided` when it is not the clock's, or not believed by itself, and a person has decided. */
export interface SigningTime {
  readonly now: number;
  readonly decided: ClockDecision | null;
}

/**
 * Who says otherwise than the clock: the log, a chain, that this program is younger, or that it was released long before.
 * Only `program` cannot be wrong.
 */
export type ClockJudge = 'log' | 'chain' | 'program' | 'release';

/** What the device says: milliseconds since 1970, and whether the system vouches for them. */
export interface DeviceTime {
  readonly now: number;
  readonly state: ClockState;
}

/** Throws `clock-behind` or `clock-ahead`. */
export function signingTime({ now, state }: DeviceTime, known: KnownTimes): SigningTime {
  const { proven, decision } = known;
  const floor = Math.max(known.log ?? 0, proven?.time ?? 0);
  const decided = decision && now >= Date.parse(decision.device) - BEHIND_TOLERANCE ? decision : null;
  if (now < RELEASED && !decided) throw behind(now, RELEASED, 'program');
  if (now < floor - BEHIND_TOLERANCE) {
    if (decided === null || floor > decidedUpTo(now, decided, proven))
      throw behind(now, floor, floor === proven?.time ? 'chain' : 'log');
    return { now: floor, decided };
  }
  checkAhead({ now, state }, floor, { ...known, decision: decided });
  return { now: Math.max(now, floor), decided: null };
}

/**
 * The newest time that a decision covers: that of the log then, and whatever a chain has proven since, as long as the
 * chain is ahead of the device by no more than it was then. A steady difference is decided about once.
 */
function decidedUpTo(now: number, { device, newest, lead }: ClockDecision, proven: KnownTimes['proven']): number {
  const settled = Date.parse(newest ?? device);
  if (proven === null || lead === null || proven.time - now > Math.max(0, lead) + BEHIND_TOLERANCE) return settled;
  return Math.max(settled, proven.time);
}

/** How far a chain is ahead of the device, by its newest confirmed checkpoint, milliseconds; negative when it is behind. */
export function chainLead(now: number, { proven }: KnownTimes): number | null {
  return proven && proven.time - Math.min(now, proven.sealed);
}

function checkAhead({ now, state }: DeviceTime, floor: number, { proven, decision }: KnownTimes): void {
  const isNew = proven !== null && proven.size > (decision?.size ?? 0);
  const allowed = AHEAD_TOLERANCE + Math.max(0, -(decision?.lead ?? 0));
  // the clock has not gone back since the chain showed that it was ahead
  if (isNew && proven.sealed > proven.time + allowed && now >= proven.sealed)
    throw ahead(now, now - (proven.sealed - proven.time), 'chain', state);
  const last = Math.max(floor, decision ? Date.parse(decision.device) : 0);
  const { pause, age } = BELIEVED[state];
  if (last === 0 && now > RELEASED + age) throw ahead(now, RELEASED, 'release', state);
  if (last > 0 && now > last + pause) throw ahead(now, last, 'log', state);
}

const behind = (now: number, than: number, by: ClockJudge) => clockError('clock-behind', now, than, { by });
const ahead = (now: number, than: number, by: ClockJudge, state: ClockState) =>
  clockError('clock-ahead', now, than, { by, state });

const SAYS: Readonly<Record<ClockJudge, string>> = {
  log: 'the log has',
  chain: 'the chain says',
  program: 'this program is younger than',
  release: 'this program is of',
};

function clockError(
  code: 'clock-behind' | 'clock-ahead',
  now: number,
  than: number,
  details: { readonly by: ClockJudge; readonly state?: ClockState },
): NotaryError {
  const [clock, other] = [now, than].map((time) => new Date(time).toISOString()) as [string, string];
  const message = `the clock says ${clock}, ${SAYS[details.by]} ${other}`;
  return new NotaryError(code, message, { clock, than: other, difference: Math.abs(now - than), ...details });
}

/** What a log clock is made of. */
export interface LogClockDependencies {
  readonly clock: Clock;
  readonly store: Pick<RecordStore, 'newestTime' | 'latestFinal' | 'lastCosigned' | 'clockDecision' | 'logSize'>;
  readonly anchorKinds?: AnchorKinds | undefined;
  readonly crypto?: Crypto | undefined;
}

/** The clock of one log: what `signingTime` allows, by what its store knows. */
export class LogClock {
  readonly #dependencies: LogClockDependencies;
  #proven: { readonly size: number; readonly time: number | null } | null = null;

  constructor(dependencies: LogClockDependencies) {
    this.#dependencies = dependencies;
  }

  /** The time to sign with, and the decision that it, or the first batch after it, rests on. Throws `clock-behind` or `clock-ahead`. */
  signing(): SigningTime & { readonly state: ClockState } {
    const { clock, store } = this.#dependencies;
    const known = this.known();
    const state = clock.state();
    const time = signingTime({ now: clock.now(), state }, known);
    const decided = known.decision?.size === store.logSize() ? known.decision : time.decided;
    // a clock that is not believed is not synchronised
    return { now: time.now, decided, state: decided ? 'unknown' : state };
  }

  /** The same for whoever wants no more than the time. Throws `clock-behind` or `clock-ahead`. */
  now(): number {
    return this.signing().now;
  }

  /** What the log says of the device's clock now; null when nothing is wrong. */
  trouble(): NotaryError | null {
    try {
      this.signing();
      return null;
    } catch (error) {
      if (error instanceof NotaryError) return error;
      throw error;
    }
  }

  /** What is known of time beside the device's clock. */
  known(): KnownTimes {
    const { store } = this.#dependencies;
    const cosigned = store.lastCosigned()?.signatures.map(cosignatureSeconds) ?? [];
    const times = [Date.parse(store.newestTime() ?? ''), ...cosigned.map((seconds) => (seconds ?? 0) * 1000)];
    const log = Math.max(0, ...times.filter((time) => !Number.isNaN(time)));
    const final = store.latestFinal();
    const time = final && this.#provenTime(final);
    return {
      log: log === 0 ? null : log,
      proven: final && time ? { size: final.checkpoint.size, sealed: Date.parse(final.time), time } : null,
      decision: store.clockDecision(),
    };
  }

  /** The earliest time that its anchors show, as they were first verified; null when none shows any. */
  #provenTime(stored: StoredCheckpoint): number | null {
    const { anchorKinds = ANCHOR_KINDS, crypto = nobleCrypto } = this.#dependencies;
    const { size } = stored.checkpoint;
    if (this.#proven?.size === size) return this.#proven.time;
    const shown = stored.anchors.flatMap((anchor) => {
      const time = anchorKinds.of(anchor.kind)?.statement(anchor, crypto).time;
      return time ? [Date.parse(time)] : [];
    });
    const time = shown.length === 0 ? null : Math.min(...shown);
    this.#proven = { size, time };
    return time;
  }
}
