// The verifier that was written from the format's page alone says of certificates of 0.1.0 what 0.1.0 said.
import { expect, test } from 'vitest';
import { needs } from '../foreign/pdf-programs.ts';
import { runPython, twoAtATime } from '../foreign/python-verifier.ts';
import { type Case, cases, parsed } from './support/cases.ts';

/** Each certificate with its document, by the bundle that believes it most. */
const CHOSEN = [
  ...['contract', 'rare', 'no-fingerprints', 'withheld', 'paper', 'revised'].map((name) => `${name}: its document`),
  'chain-witness-only: bundle harbour',
  ...['four-votes', 'three-votes', 'final-after-provisional'].map((name) => `chain-${name}: bundle chain-unregistered`),
  'chain-provisional: bundle chain-registered',
  ...['three-votes-renewed', 'after-change'].map((name) => `chain-${name}: bundle chain-changed`),
];

/** Verdict, exit code, and every check but the page, which it cannot make, and the facts, which nothing was asked about then. */
const told = (verdict: string | undefined, exit: number | null, checks: readonly (readonly [string, string])[]) => ({
  verdict,
  exit,
  checks: checks.filter(([name]) => name !== 'page' && name !== 'facts'),
});

async function agrees(one: Case): Promise<void> {
  const { files, trust } = parsed(one);
  const { answer, code } = await runPython([...files, ...trust.flatMap((file) => ['--trust', file])]);
  const [then] = one.results;
  const expected = told(then?.verdict, one.exit, then?.checks.map(({ name, state }) => [name, state]) ?? []);
  expect(told(answer?.verdict, code, answer?.checks ?? []), one.name).toEqual(expected);
}

test('each certificate is judged as then', async (context) => {
  needs(context, 'python3', 'pdfdetach');
  const chosen = cases.filter(({ name }) => CHOSEN.includes(name));
  expect(chosen).toHaveLength(CHOSEN.length);
  await twoAtATime(chosen, agrees);
});
