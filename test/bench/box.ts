/** A box of 50,000 files with 10,000 certificates: time, memory, a kill -9 in the middle, and certificates a second. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBox } from './box/make.ts';
import type { BoxRun } from './box/run.ts';
import { type BenchRow, median } from './report.ts';
import { rounds } from './rounds.ts';

const CERTIFICATES = 10_000;
const OTHERS = 30_000;
const SHARED = 1000;
const RUNS = 3;
/** Certificates with a checkpoint each: dearer to check, so fewer do. */
const ALONE = 2000;
const TASK = 'box of 50,000 files, 10,000 certificates';

/** The boxes are made anew, which takes some minutes: a certificate is a page with fonts. */
export async function box(): Promise<readonly BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'notary-bench-box-'));
  try {
    const [shared, alone] = [join(dir, 'shared'), join(dir, 'alone')];
    await makeBox(shared, { certificates: CERTIFICATES, perCheckpoint: SHARED, others: OTHERS });
    await makeBox(alone, { certificates: ALONE, perCheckpoint: 1, others: 0 });
    return await measured(dir, shared, alone);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measured(dir: string, shared: string, alone: string): Promise<readonly BenchRow[]> {
  const work = join(dir, 'work');
  const whole = await runBox(shared, work);
  await killHalfway(shared, work);
  const resumed = await runBox(shared, work);
  const rates = { shared: [] as number[], alone: [] as number[] };
  const costs = { shared: [] as number[], alone: [] as number[] };
  for (const _ of rounds(RUNS))
    for (const [name, folder] of [['shared', shared] as const, ['alone', alone] as const]) {
      const { proven, reading, readingCpu } = await runBox(join(folder, 'certificates'), work);
      rates[name].push(proven / reading);
      costs[name].push((1e6 * readingCpu) / proven);
    }
  const small = await runBox(join(shared, 'others', '0'), work);
  return [...rows(whole, resumed, small, rates), ...costRows(costs)];
}

type Rates = { readonly [kind in 'shared' | 'alone']: readonly number[] };

function rows(whole: BoxRun, resumed: BoxRun, small: BoxRun, { shared, alone }: Rates): readonly BenchRow[] {
  const base = { task: TASK, other: null, aim: null, runs: 1 };
  const verified = `${CERTIFICATES.toLocaleString('en')} certificates, hashed and verified`;
  return [
    { ...base, measure: 'time', unit: 's', ours: whole.seconds },
    { ...base, measure: 'time of the processors', unit: 's', ours: whole.cpuSeconds },
    {
      ...base,
      measure: 'peak RSS',
      unit: 'MiB',
      ours: whole.peakMiB,
      other: { name: 'of 500 files', value: small.peakMiB },
    },
    {
      ...base,
      measure: 'time after kill -9 halfway',
      unit: 's',
      ours: resumed.seconds,
      other: { name: 'whole', value: whole.seconds },
      remark: `${resumed.resumed} of ${resumed.files} files were not read again`,
    },
    {
      ...base,
      task: verified,
      measure: `${SHARED.toLocaleString('en')} to a checkpoint`,
      unit: '/s',
      ours: median(shared),
      aim: { of: 'ours', sign: '≥', bound: 8000 },
      runs: shared.length,
    },
    {
      ...base,
      task: `${ALONE.toLocaleString('en')} certificates, hashed and verified`,
      measure: 'one checkpoint each',
      unit: '/s',
      ours: median(alone),
      aim: { of: 'ours', sign: '≥', bound: 1000 },
      runs: alone.length,
    },
  ];
}

/** What a certificate costs all processors together, which says more than the rate where they have other work too. */
function costRows({ shared, alone }: Rates): readonly BenchRow[] {
  const row = (measure: string, costs: readonly number[]) => ({
    task: 'a certificate, hashed and verified',
    measure: `time of the processors, ${measure}`,
    unit: 'µs',
    ours: median(costs),
    other: null,
    aim: null,
    runs: costs.length,
  });
  return [row(`${SHARED.toLocaleString('en')} to a checkpoint`, shared), row('one checkpoint each', alone)];
}

const RUN = join(import.meta.dirname, 'box/run.ts');

function runBox(folder: string, work: string): Promise<BoxRun> {
  const child = spawn(process.execPath, ['--no-warnings', RUN, folder, work], { stdio: ['ignore', 'pipe', 'inherit'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  const last = () => Buffer.concat(output).toString().trimEnd().split('\n').at(-1) ?? '';
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(last()) as BoxRun) : reject(new Error(`the box ended with ${code}`)),
    );
  });
}

/** Kills a run for good once half of the files were read. */
function killHalfway(folder: string, work: string): Promise<void> {
  const child = spawn(process.execPath, ['--no-warnings', RUN, folder, work], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (chunk: Buffer) => {
    const done = Number(chunk.toString().trimEnd().split('\n').at(-1));
    if (done >= (2 * CERTIFICATES + OTHERS) / 2) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error('the box came to its end before it was killed')),
    );
  });
}

if (import.meta.main) {
  const { table } = await import('./report.ts');
  process.stdout.write(table(await box()));
}
