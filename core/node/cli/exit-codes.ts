import type { ErrorCode } from '../../errors.ts';

/**
 * Exit codes that are not a verdict's (docs/certificate-format.md, "Exit codes"). `unmatched`: a match in which not every
 * rule passed. `pending`: it goes on by itself. `stopped`: it does not, until a person has done what the words say.
 */
export const EXIT = { ok: 0, pending: 11, unmatched: 27, stopped: 30, usage: 64, other: 70 } as const;

/** What a desk cannot get over by itself. */
const STOPPED: ReadonlySet<ErrorCode> = new Set([
  'clock-behind',
  'clock-ahead',
  'rolled-back',
  'home-damaged',
  'anchor-refused',
]);

/** The exit code of what went wrong. */
export function exitCodeOf(code: ErrorCode): number {
  if (code === 'usage') return EXIT.usage;
  return STOPPED.has(code) ? EXIT.stopped : EXIT.other;
}
