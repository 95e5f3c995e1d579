/** A program with CometBFT's own library that judges raw answers (judge/main.go), built once. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../../scripts/lib/lock.ts';
import { projectRoot } from '../../../scripts/lib/project.ts';
import { run } from '../../../scripts/lib/run.ts';

const folder = join(import.meta.dirname, '../judge');

/** Raw results of a node's RPC. */
export interface RawAnswers {
  readonly Chain: string;
  readonly Tx: unknown;
  readonly Commit: unknown;
  readonly Next: unknown;
  readonly Validators: unknown;
  readonly NextValidators: unknown;
}

/** What the engine's own library says: `accepted`, or what is wrong. */
export type Judge = (answers: RawAnswers) => string;

/** The judge, or why there is none on this machine. Where nothing may be left out, its absence is an error. */
export async function judgeOrReason(): Promise<{ judge: Judge } | { reason: string }> {
  const go = spawnSync('go', ['version'], { encoding: 'utf8' });
  if (go.status !== 0) {
    if (process.env.NOTARY_CI) throw new Error('Go is needed to build the judge');
    return { reason: 'there is no Go to build the program that judges with the engine’s own library' };
  }
  const program = await build();
  return {
    judge: (answers) => spawnSync(program, { input: JSON.stringify(answers), encoding: 'utf8' }).stdout.trim(),
  };
}

async function build(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['main.go', 'go.mod', 'go.sum']) hash.update(readFileSync(join(folder, name)));
  const runtime = join(projectRoot, '.runtime', 'cometbft');
  const program = join(runtime, `judge-${hash.digest('hex').slice(0, 16)}`);
  return await withLock(join(runtime, 'judge.lock'), 'building the judge', async () => {
    const args = ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-o', program, '.'];
    if (!existsSync(program)) await run('go', args, { cwd: folder, purpose: 'to build the judge' });
    return program;
  });
}
