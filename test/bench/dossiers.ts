/**
 * A pool of 3,214 receivables and one of 100,000: made with hidden amounts, certified with all items, and verified by a stranger who
 * adds all of them up; and whether one record is in the pool, proven and checked.
 */
import { randomFillSync } from 'node:crypto';
import { makeCertificate } from '../../core/certificate/index.ts';
import { type ItemProof, isItemOf } from '../../core/dossier/items.ts';
import { type MadeDossier, makeDossier } from '../../core/dossier/make.ts';
import { readAttachments } from '../../core/formats/attachments/index.ts';
import { type CertificateFiles, parseEvidenceSet } from '../../core/formats/evidence.ts';
import { certificateFonts } from '../../core/node/certificates/fonts.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { verify } from '../../core/verification/verify.ts';
import { dossierCertificate, itemsOf, members } from '../core/support/dossiers.ts';
import { type BenchRow, median } from './report.ts';
import { rounds } from './rounds.ts';

/** Items, how often, and at most how many seconds a verification may take. */
const POOLS = [
  { count: 3_214, runs: 5, bound: 2 },
  { count: 100_000, runs: 1, bound: 60 },
] as const;

const random = (length: number) => randomFillSync(new Uint8Array(length));

/** Seconds of each step, and milliseconds for one item. */
export async function dossiers(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const pool of POOLS) rows.push(...(await measured(pool)));
  return rows;
}

async function measured({ count, runs, bound }: (typeof POOLS)[number]): Promise<readonly BenchRow[]> {
  const times = { made: [] as number[], certified: [] as number[], verified: [] as number[], item: [] as number[] };
  let size = 0;
  for (const _ of rounds(runs)) {
    const chosen = members(count);
    const made = timed(times.made, () => makeDossier(chosen, random, nodeCrypto));
    const files = dossierCertificate(made, { items: itemsOf(made) });
    const began = performance.now();
    const pdf = await makeCertificate(parseEvidenceSet(files, nodeCrypto), certificateFonts(), nodeCrypto);
    times.certified.push((performance.now() - began) / 1000);
    size = pdf.length;
    timed(times.verified, () => checked(readAttachments(pdf).files));
    times.item.push(oneItem(made));
  }
  const task = `pool of ${count.toLocaleString('en')} receivables`;
  const base = { task, other: null, runs: times.made.length, aim: null };
  const seconds = { ...base, unit: 's' };
  return [
    { ...seconds, measure: 'made: commitments, tree, totals', ours: median(times.made) },
    { ...seconds, measure: 'certified with all items', ours: median(times.certified) },
    { ...base, unit: 'MiB', measure: 'certificate', ours: size / 1024 / 1024 },
    {
      ...seconds,
      measure: 'verified: count, order, totals',
      ours: median(times.verified),
      aim: { of: 'ours', sign: '≤', bound },
    },
    {
      ...base,
      unit: 'ms',
      measure: 'one item: proof and check',
      ours: median(times.item),
      aim: { of: 'ours', sign: '≤', bound: 20 },
    },
  ];
}

function timed<T>(into: number[], work: () => T): T {
  const began = performance.now();
  const result = work();
  into.push((performance.now() - began) / 1000);
  return result;
}

function checked(files: CertificateFiles): void {
  const { checks } = verify(files, { document: null, trust: [], page: { state: 'identical' }, crypto: nodeCrypto });
  for (const name of ['items', 'totals'] as const)
    if (checks.find((check) => check.name === name)?.state !== 'passed') throw new Error(`${name}: not passed`);
}

/** Milliseconds for the proof of the item in the middle, and its check. */
function oneItem({ lists, fields }: MadeDossier): number {
  const root = { count: fields.items.count, root: lists.items.tree.root() };
  const began = performance.now();
  const proof: ItemProof = lists.items.tree.proof(Math.floor(root.count / 2));
  if (!isItemOf(root, proof, nodeCrypto)) throw new Error('an item that is not in its own list');
  return performance.now() - began;
}

if (import.meta.main) {
  const { table } = await import('./report.ts');
  process.stdout.write(table(await dossiers()));
}
