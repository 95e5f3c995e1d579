/** Result codes of transactions, a closed list. A code is hashed into the block, so the numbers never change. */

/** The number of each code. */
export const CODES = {
  ok: 0,
  malformed: 1, // not a transaction of ours
  'unknown-log': 2,
  'retired-log': 3,
  'bad-signature': 4, // not signed by a key registered for this size, or signed by a non-member
  'base-moved': 5, // the proof does not start from the latest accepted size: prepare it again
  inconsistent: 6, // the proof does not hold
  fork: 7, // signed by the log, and proven to contradict the accepted history
  behind: 8, // smaller than the accepted checkpoint: an old copy of a database
  known: 9, // accepted before
  'no-quorum': 10, // too few members signed
  stale: 11, // another decision came first: sign a new one
  'not-applicable': 12, // a decision about something that does not exist, or already exists
  'not-a-fork': 13, // a report that proves no fork
} as const;

/** Name of a code. */
export type CodeName = keyof typeof CODES;

/** The result of a transaction. */
export interface Outcome {
  readonly code: CodeName;
  /** English text for people; never hashed. */
  readonly log: string;
}

/** The result of an accepted transaction. */
export const ACCEPTED: Outcome = { code: 'ok', log: '' };

/** The name of a code returned by a node, or null. */
export function codeName(code: number): CodeName | null {
  return (Object.keys(CODES) as CodeName[]).find((name) => CODES[name] === code) ?? null;
}
