/** A tree of a million leaves beside two widely used packages, each in a process of its own. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type BenchRow, median } from './report.ts';
import type { TreeRun } from './tree/build.ts';

const LEAVES = 1_000_000;
const RUNS = 5;
const TASK = 'tree of 1,000,000 leaves';

const OTHERS = [
  { program: 'merkletreejs', name: 'merkletreejs, createHash', aim: 3, runs: RUNS },
  { program: 'merkletreejs-at-once', name: 'merkletreejs, crypto.hash', aim: null, runs: RUNS },
  { program: 'openzeppelin', name: '@openzeppelin/merkle-tree', aim: null, runs: 1 },
] as const;

/** Time to the root, and the most memory that the process had; the programs take turns. */
export async function tree(): Promise<readonly BenchRow[]> {
  const runs = new Map<string, TreeRun[]>();
  for (let run = 0; run < RUNS; run++)
    for (const program of ['ours', ...OTHERS.filter((other) => run < other.runs).map((other) => other.program)])
      runs.set(program, [...(runs.get(program) ?? []), build(program)]);
  const of = (program: string, figure: keyof TreeRun) => median((runs.get(program) ?? []).map((one) => one[figure]));
  const time = OTHERS.map(
    ({ program, name, aim, runs: count }): BenchRow => ({
      task: TASK,
      measure: 'time to the root',
      unit: 's',
      ours: of('ours', 'buildSeconds'),
      other: { name, value: of(program, 'buildSeconds') },
      aim: aim === null ? null : { of: 'other/ours', sign: '≥', bound: aim },
      runs: count,
    }),
  );
  const memory = OTHERS.filter(({ program }) => program !== 'merkletreejs-at-once').map(
    ({ program, name, runs: count }): BenchRow => ({
      task: TASK,
      measure: 'peak RSS',
      unit: 'MiB',
      ours: of('ours', 'peakMiB'),
      other: { name, value: of(program, 'peakMiB') },
      aim: { of: 'ours', sign: '≤', bound: 300 },
      runs: count,
    }),
  );
  return [...time, ...memory];
}

function build(program: string): TreeRun {
  const script = join(import.meta.dirname, 'tree/build.ts');
  const output = execFileSync(process.execPath, ['--no-warnings', script, program, String(LEAVES)], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as TreeRun;
}

if (import.meta.main) {
  const { table } = await import('./report.ts');
  process.stdout.write(table(await tree()));
}
