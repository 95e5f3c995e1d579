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

/** The verdicts by how much is shown when a certificate gets them, the least first. */
export const VERDICTS_BY_WORTH: readonly Verdict[] = [
  'unreadable',
  'tampered',
  'different-file',
  'misstated',
  'untrusted',
  'self-attested',
  'pending',
  'proven',
];

/** Whether a certificate with this verdict shows as much as one with the other. */
export function isAtLeast(verdict: Verdict, other: Verdict): boolean {
  return VERDICTS_BY_WORTH.indexOf(verdict) >= VERDICTS_BY_WORTH.indexOf(other);
}
