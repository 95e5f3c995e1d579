/** What came of a group of documents, in one word and in numbers. */
import type { Finding } from './match.ts';

/** What came of several rules: what differs weighs more than what is missing, and that more than what passed. */
export function verdictOf(findings: readonly Pick<Finding, 'state'>[]): Finding['state'] {
  const has = (asked: Finding['state']) => findings.some(({ state }) => state === asked);
  return (['differs', 'missing'] as const).find(has) ?? 'pass';
}

/** How many rules came to what. */
export function countsOf(findings: readonly Pick<Finding, 'state'>[]): Readonly<Record<Finding['state'], number>> {
  const counts = { pass: 0, differs: 0, missing: 0 };
  for (const { state } of findings) counts[state]++;
  return counts;
}
