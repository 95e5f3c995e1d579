/** Cold start: from the command to the window on the screen, beside an empty Electron window. */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from '../../scripts/build.ts';
import { electronEnvironment, findElectron } from '../../scripts/electron-runtime.ts';
import { isRoot } from '../../scripts/lib/machine.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { openDisplay } from '../e2e/display.ts';
import { ending } from './endings.ts';
import { type BenchRow, median } from './report.ts';
import { rounds } from './rounds.ts';

const RUNS = 9;
const TASK = 'cold start of the window';

/** Milliseconds from the command to each mark. */
type Marks = Readonly<Record<string, number>>;

interface Program {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the app and an empty window in turn, and compares the medians. */
export async function coldStart(): Promise<readonly BenchRow[]> {
  await build();
  const electron = await findElectron();
  const display = await openDisplay();
  const folder = await mkdtemp(join(tmpdir(), 'notary-cold-start-'));
  const end = ending(async () => {
    await display.stop();
    await rm(folder, { recursive: true, force: true });
  });
  try {
    const env = { ...electronEnvironment(electron), ...display.env, HOME: folder };
    const empty = await program(folder, 'empty', env);
    const desk = await program(folder, 'desk', {
      ...env,
      NOTARY_HOME: join(folder, 'home'),
      BENCH_MAIN: pathToFileURL(join(projectRoot, 'dist/electron/main.js')).href,
      BENCH_CONTROLS: '1',
    });
    return rows(await interleaved(electron.executable, desk, empty));
  } finally {
    await end();
  }
}

interface Samples {
  readonly desk: readonly Marks[];
  readonly empty: readonly Marks[];
}

function rows({ desk, empty }: Samples): readonly BenchRow[] {
  const of = (samples: readonly Marks[], mark: string): number =>
    median(samples.map((marks) => marks[mark] ?? Number.NaN));
  const other = { name: 'empty Electron window', value: of(empty, 'shown') };
  const base = { task: TASK, unit: 'ms', other, runs: desk.length };
  return [
    { ...base, measure: 'shown', ours: of(desk, 'shown'), aim: { of: 'ours/other', sign: '≤', bound: 1.3 } },
    { ...base, measure: 'first control', ours: of(desk, 'usable'), other: null, aim: null },
  ];
}

/** One after the other, so that whatever else the machine does meets both; the first pair fills the caches. */
async function interleaved(executable: string, desk: Program, empty: Program): Promise<Samples> {
  const samples = { desk: [] as Marks[], empty: [] as Marks[] };
  const pair = async () => ({ empty: await start(executable, empty), desk: await start(executable, desk) });
  await pair();
  for (const _ of rounds(RUNS)) {
    const marks = await pair();
    samples.empty.push(marks.empty);
    samples.desk.push(marks.desk);
  }
  return samples;
}

async function program(folder: string, name: 'desk' | 'empty', env: Program['env']): Promise<Program> {
  const own = join(folder, name);
  await cp(join(import.meta.dirname, 'cold-start'), own, { recursive: true });
  const manifest = { name, productName: name, version: '0.0.0', type: 'module', main: `${name}.js` };
  await writeFile(join(own, 'package.json'), JSON.stringify(manifest));
  return { folder: own, env };
}

async function start(executable: string, { folder, env }: Program): Promise<Marks> {
  const started = Date.now();
  const child = spawn(executable, [...(isRoot() ? ['--no-sandbox'] : []), folder], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  const end = ending(async () => void child.kill());
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(end);
  const marks = [...out.matchAll(/^MARK (\w+) (\d+)$/gm)];
  if (code !== 0 || marks.length === 0) throw new Error(`no window was shown (${code}):\n${out}${err}`);
  return Object.fromEntries(marks.map(([, mark = '', time]) => [mark, Number(time) - started]));
}

if (import.meta.main) {
  const { table } = await import('./report.ts');
  process.stdout.write(table(await coldStart()));
}
