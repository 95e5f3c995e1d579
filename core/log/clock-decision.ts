/** A decision that the log rests on. */

/** What a person decided about the clock of a desk: it is right, whatever the log says. */
export interface ClockDecision {
  /** What the clock said then, RFC 3339. */
  readonly device: string;
  /** The newest time of the log then, RFC 3339; null for a log without any. */
  readonly newest: string | null;
  /** Leaves of the log then. */
  readonly size: number;
  /** By how many milliseconds the chain was ahead of the device then, negative when behind; null where none had proven a time. */
  readonly lead: number | null;
  readonly reason: string;
}
