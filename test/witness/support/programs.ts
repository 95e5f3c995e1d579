/** litewitness, a witness that others wrote, and the judge in `go/`: fetched and built once, kept in `.cache/`. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../../scripts/lib/lock.ts';
import { projectRoot } from '../../../scripts/lib/project.ts';
import { run } from '../../../scripts/lib/run.ts';

const folder = join(import.meta.dirname, '../go');
const cache = join(projectRoot, '.cache/witness');

/** Paths of the programs. */
export interface Programs {
  readonly litewitness: string;
  readonly judge: string;
}

/** The programs, or why they cannot be had on this machine. Where nothing may be left out, their absence is an error. */
export async function programsOrReason(): Promise<Programs | { readonly reason: string }> {
  const missing = ['go version', 'ssh-keygen -?', 'ssh-agent -?', 'ssh-add -?'].find((call) => {
    const [name = '', argument = ''] = call.split(' ');
    return spawnSync(name, [argument]).error !== undefined;
  });
  try {
    if (missing !== undefined) throw new Error(`there is no ${missing.split(' ')[0]} to build or run litewitness`);
    return await build();
  } catch (error) {
    if (process.env.NOTARY_CI) throw error;
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

async function build(): Promise<Programs> {
  const hash = createHash('sha256');
  for (const name of ['main.go', 'go.mod', 'go.sum']) hash.update(readFileSync(join(folder, name)));
  const version = hash.digest('hex').slice(0, 16);
  const [litewitness, judge] = [join(cache, `litewitness-${version}`), join(cache, `judge-${version}`)];
  const make = async (program: string, what: string) => {
    const args = ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-o', program, what];
    if (!existsSync(program)) await run('go', args, { cwd: folder, purpose: 'to build litewitness and its judge' });
  };
  return await withLock(join(cache, 'build.lock'), 'building litewitness', async () => {
    await make(litewitness, 'filippo.io/torchwood/cmd/litewitness');
    await make(judge, '.');
    return { litewitness, judge };
  });
}
