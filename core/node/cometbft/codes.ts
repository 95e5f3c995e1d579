/** Why a transaction is refused: the closed list of codes. A code is hashed into the block, so numbers never change. */

export const CODES = {
  ok: 0,
  malformed: 1, // not a transaction of ours
  'unknown-log': 2,
  'retired-log': 3,
  'bad-signature': 4, // not signed by a key that is registered for this size, or by somebody who is no member
  'base-moved': 5, // the proof starts from another size than the latest accepted one: make it anew
  inconsistent: 6, // the proof does not hold
  fork: 7, // signed by the log, and shown to be another history than the one that was accepted
  behind: 8, // smaller than what was accepted: an old copy of a database
  known: 9, // accepted before
  'no-quorum': 10, // too few members signed
  stale: 11, // another decision came first: sign again
  'not-applicable': 12, // a decision about something that is not there, or there already
  'not-a-fork': 13, // a report that shows nothing
} as const;

export type CodeName = keyof typeof CODES;

/** What became of a transaction. */
export interface Outcome {
  readonly code: CodeName;
  /** Plain English for people; never hashed. */
  readonly log: string;
}

export const ACCEPTED: Outcome = { code: 'ok', log: '' };

/** The name of a number that a node gave, or null. */
export function codeName(code: number): CodeName | null {
  return (Object.keys(CODES) as CodeName[]).find((name) => CODES[name] === code) ?? null;
}
