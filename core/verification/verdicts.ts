/** The closed list of verdicts. */

/** In the order of severity in which the first that applies is given. docs/certificate-format.md, "Verdict". */
export const VERDICTS = [
  'unreadable',
  'tampered',
  'different-file',
  'misstated',
  'untrusted',
  'proven',
  'pending',
  'self-attested',
] as const;
/** One of the verdicts. */
export type Verdict = (typeof VERDICTS)[number];
