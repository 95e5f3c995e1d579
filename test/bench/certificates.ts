/** Certificates a second by the pool, beside a plain loop that loads the font for each. */
import fontkit from '@cantoo/fontkit';
import { PDFDocument } from 'pdf-lib';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import { CertificatePool } from '../../core/node/certificates/certificate-pool.ts';
import { readFont } from '../../core/node/certificates/fonts.ts';
import { SAMPLE_FACTS, sampleEvidence } from '../core/certificate-samples.ts';
import { type BenchRow, median } from './report.ts';
import { rounds } from './rounds.ts';

const COUNT = 1000;
const NAIVE_COUNT = 20;
const RUNS = 5;
const TASK = `${COUNT.toLocaleString('en')} certificates`;

/** Rates of the pool and of the plain loop, taken in turn, and the pool's rate alone on one thread. */
export async function certificates(): Promise<readonly BenchRow[]> {
  const files = Array.from(
    { length: COUNT },
    (_, i) => sampleEvidence({ facts: { title: `货物买卖合同（第 ${i} 号）`, number: `CF-${i}` } }).files,
  );
  const two = new CertificatePool(2);
  const one = new CertificatePool(1);
  try {
    await rate(files.slice(0, 100), (part) => bulk(two, part)); // threads started, fonts parsed, code compiled
    await rate(files.slice(0, 100), (part) => bulk(one, part));
    const samples = { two: [] as number[], one: [] as number[], naive: [] as number[] };
    for (const _ of rounds(RUNS)) {
      samples.naive.push(await rate(files.slice(0, NAIVE_COUNT), naive));
      samples.two.push(await rate(files, (part) => bulk(two, part)));
      samples.one.push(await rate(files.slice(0, COUNT / 2), (part) => bulk(one, part)));
    }
    return rows(samples);
  } finally {
    await Promise.all([two.close(), one.close()]);
  }
}

type Samples = { readonly [way in 'two' | 'one' | 'naive']: readonly number[] };

function rows(samples: Samples): readonly BenchRow[] {
  const [two, one] = [median(samples.two), median(samples.one)];
  const other = { name: 'loop that loads the font', value: median(samples.naive) };
  const base = { task: TASK, unit: '/s', runs: samples.two.length };
  const alone = { name: 'one thread', value: one };
  return [
    { ...base, measure: 'two threads', ours: two, other, aim: { of: 'ours/other', sign: '≥', bound: 8 } },
    { ...base, measure: 'two threads', ours: two, other: alone, aim: { of: 'ours/other', sign: '≥', bound: 1.7 } },
    { ...base, measure: 'one thread', ours: one, other, aim: null },
  ];
}

async function rate(
  files: readonly EvidenceFiles[],
  make: (files: readonly EvidenceFiles[]) => Promise<void>,
): Promise<number> {
  const start = performance.now();
  await make(files);
  return (1000 * files.length) / (performance.now() - start);
}

async function bulk(pool: CertificatePool, files: readonly EvidenceFiles[]): Promise<void> {
  for await (const certified of pool.makeAll(files, (item) => item)) if ('error' in certified) throw certified.error;
}

/** What a first program would do: the facts on a page, the files attached, the font parsed and cut each time. */
async function naive(files: readonly EvidenceFiles[]): Promise<void> {
  const bytes = readFont('sc');
  const lines = Object.entries(SAMPLE_FACTS).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  for (const { record, evidence, proof } of files) {
    const doc = await PDFDocument.create();
    doc.registerFontkit(fontkit);
    const font = await doc.embedFont(bytes, { subset: true });
    const page = doc.addPage();
    for (const [i, line] of lines.entries()) page.drawText(line, { font, size: 9, x: 40, y: 780 - 14 * i });
    for (const [name, data] of Object.entries({ record, evidence, proof })) await doc.attach(data, name);
    await doc.save();
  }
}

if (import.meta.main) {
  const { table } = await import('./report.ts');
  process.stdout.write(table(await certificates()));
}
