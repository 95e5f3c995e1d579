// Certificates of 0.1.0, of every kind that it made: today's verdicts, checks, facts, signers and times are those of then.
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../core/formats/evidence.ts';
import { comparePageHere } from '../../core/node/certificates/compare-page.ts';
import { type VerifiedPair, verifyFiles } from '../../core/node/verify/verify-files.ts';
import type { PageComparison } from '../../core/verification/page.ts';
import { exitCode, type Report } from '../../core/verification/report.ts';
import { bundles, readVector, vector } from './support/vectors.ts';

type Result = Report & {
  readonly certificate: string;
  readonly document: string | null;
  readonly knownRecord: string | null;
};

/** A call of `notary verify --json`, and what 0.1.0 answered. */
interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly exit: number;
  readonly results: readonly Result[];
  readonly errors: readonly object[];
}

const { cases } = readVector<{ cases: readonly Case[] }>('verify.json');

/** The arguments of a call, told apart. */
function parsed(args: readonly string[]) {
  const options = { trust: [] as string[], digest: [] as string[], files: [] as string[], acceptDemo: false };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--accept-demo') options.acceptDemo = true;
    else if (arg === '--trust') options.trust.push(vector(rest.shift() ?? ''));
    else if (arg === '--digest') options.digest.push(rest.shift() ?? '');
    else options.files.push(vector(arg));
  }
  return options;
}

/** Each page is compared once: it is the same in every case of a certificate. */
const pages = new Map<string, Promise<PageComparison>>();
function comparePage(pdf: Uint8Array, set: EvidenceSet): Promise<PageComparison> {
  const key = Buffer.from(pdf).toString('base64');
  const known = pages.get(key) ?? comparePageHere(pdf, set);
  pages.set(key, known);
  return known;
}

async function verified({ args }: Case): Promise<readonly VerifiedPair[]> {
  const { trust, digest: digests, files, acceptDemo } = parsed(args);
  return verifyFiles(files, { trust: bundles(...trust), digests, acceptDemo, firstIsCertificate: true, comparePage });
}

/** What must stay: all that programs act upon. The English beside a check may be worded better. */
function kept(report: Report | null | undefined) {
  if (!report) return null;
  // how each chain and witness stands was not told then
  const { checks, policy, ...rest } = report;
  return {
    ...rest,
    // nothing was read from documents then
    read: rest.read ?? null,
    checks: {
      facts: report.verdict === 'unreadable' ? 'not-run not-reached' : 'absent none',
      ...Object.fromEntries(checks.map(({ name, state, reason }) => [name, `${state} ${reason}`])),
    },
  };
}

/**
 * Answers of 0.1.0 that were wrong and have been repaired (README.md of the vectors, "Where a later version may differ"):
 * what is said since is the answer to another case, but for these checks.
 */
const REPAIRED: Readonly<Record<string, { readonly like: string; readonly checks: Readonly<Record<string, string>> }>> =
  {
    // a test network that was not asked for introduces no log: the bundle is one that does not name it
    'chain-four-votes: bundle demo-unregistered': {
      like: 'chain-four-votes: no bundle',
      checks: { 'log-key': 'failed unknown-log' },
    },
  };

/** What 0.1.0 answered, or should have. */
function due(one: Case) {
  const repaired = REPAIRED[one.name];
  const { results, exit } = repaired ? (cases.find(({ name }) => name === repaired.like) ?? one) : one;
  const reports = results.map(({ certificate, document, knownRecord, ...report }) => {
    const expected = kept(report);
    return expected && { ...expected, checks: { ...expected.checks, ...repaired?.checks } };
  });
  return { reports, exit };
}

/** A path of then or now by its last part. */
const last = (path: string | null) => path && basename(path);

test.each(cases)('$name', async (one) => {
  const pairs = await verified(one);
  const judged = pairs.filter(({ report }) => report !== null);
  const names = ({ certificate, document }: Pick<VerifiedPair, 'certificate' | 'document'>) => [
    last(certificate),
    last(document),
  ];
  expect(judged.map(names)).toEqual(one.results.map(names));
  const { reports, exit } = due(one);
  for (const [i, expected] of reports.entries()) expect(kept(judged[i]?.report)).toMatchObject(expected ?? {});
  expect(pairs.length - judged.length).toBe(one.errors.length);
  const codes = judged.flatMap(({ report }) => (report ? exitCode(report) : []));
  if (one.errors.length === 0) expect(Math.max(...codes)).toBe(exit);
});

test('every certificate has its page compared, and is the one that was issued', () => {
  const found = cases.flatMap(({ results }) => results.map(({ checks }) => checks.find(({ name }) => name === 'page')));
  expect(new Set(found.map((check) => `${check?.state} ${check?.reason}`))).toEqual(new Set(['passed ok']));
});
