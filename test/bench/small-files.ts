/**
 * Ten thousand files taken in as durable records, from the call to the answer that all of them are on the disk, beside
 * one `openssl dgst` over the same list, which only hashes.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Desk } from '../../core/node/desk/desk.ts';
import { type BenchRow, median } from './report.ts';
import { rounds } from './rounds.ts';

const COUNT = 10_000;
const BYTES = 50_000;
const RUNS = 5;
const TASK = '10,000 files of 50 KB';

/** Seconds for all of them. The files lie in the page cache for both; a new home each time. */
export async function smallFiles(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'notary-small-files-'));
  try {
    const files = write(join(folder, 'files'));
    openssl(files);
    const samples = { ours: [] as number[], work: [] as number[], openssl: [] as number[] };
    for (const run of rounds(RUNS)) {
      const { seconds, work } = await takeIn(join(folder, `home-${run}`), join(folder, 'files'));
      samples.ours.push(seconds);
      samples.work.push(work);
      samples.openssl.push(openssl(files));
    }
    const row = { task: TASK, unit: 's', runs: samples.ours.length } as const;
    return [
      {
        ...row,
        measure: 'durable records',
        ours: median(samples.ours),
        other: { name: 'one openssl dgst -sha256', value: median(samples.openssl) },
        aim: { of: 'ours/other', sign: '≤', bound: 1.3 },
      },
      {
        ...row,
        measure: 'the same, processor time of all threads',
        ours: median(samples.work),
        other: null,
        aim: null,
        remark: 'depends less on what else the machine does',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(folder: string): readonly string[] {
  mkdirSync(folder);
  const bytes = Buffer.alloc(BYTES, 'invoice ');
  return Array.from({ length: COUNT }, (_, i) => {
    const path = join(folder, `${String(i).padStart(5, '0')}.txt`);
    bytes.writeUInt32BE(i);
    writeFileSync(path, bytes);
    return path;
  });
}

/** Seconds from the call to the answer, and of processor time meanwhile. */
async function takeIn(home: string, folder: string) {
  const options = { home, version: '0.0.0', oldRuntime: false, program: 'bench', hashing: true };
  const holder = { name: 'Bench', creditCode: null, operator: null };
  const { desk } = await Desk.init(options, { language: 'en', holder });
  try {
    const start = performance.now();
    const before = process.cpuUsage();
    const items = await desk.intake({ paths: [folder], again: false, fingerprints: false }).done;
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(before);
    const recorded = items.filter((item) => item.state === 'recorded').length;
    if (recorded !== COUNT) throw new Error(`${recorded} of ${COUNT} files became records`);
    return { seconds, work: (user + system) / 1e6 };
  } finally {
    await desk.close();
  }
}

function openssl(files: readonly string[]): number {
  const start = performance.now();
  execFileSync('openssl', ['dgst', '-sha256', ...files], { maxBuffer: 1 << 26 });
  return (performance.now() - start) / 1000;
}

if (import.meta.main) {
  const { table } = await import('./report.ts');
  process.stdout.write(table(await smallFiles()));
}
