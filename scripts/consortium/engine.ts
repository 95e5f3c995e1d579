/** The engine's program: `COMETBFT_BIN`, the one built before, or built now from the pinned module. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../lib/lock.ts';
import { projectRoot, say, Trouble } from '../lib/project.ts';
import { run } from '../lib/run.ts';

const PACKAGE = 'github.com/cometbft/cometbft/cmd/cometbft';
const folder = join(projectRoot, 'scripts/consortium/engine');

/** Older ones accept blocks whose time is wrong (CSA-2026-001). */
const OLDEST = [0, 38, 25] as const;

async function pinnedName(): Promise<string> {
  const sums = await Promise.all(['go.mod', 'go.sum'].map((name) => readFile(join(folder, name))));
  return createHash('sha256').update(Buffer.concat(sums)).digest('hex').slice(0, 16);
}

async function requireGo(): Promise<void> {
  const version = await run('go', ['version'], { purpose: 'to build the consortium engine' }).catch(() => '');
  const [major, minor] = /go(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? [];
  if (major === undefined || minor === undefined || (major === 1 && minor < 25))
    throw new Trouble(
      'The consortium needs the CometBFT engine. Install Go 1.25 or newer (https://go.dev/dl/), ' +
        'or set COMETBFT_BIN to a cometbft program of version 0.38.25 or newer.',
    );
}

async function requireVersion(program: string): Promise<string> {
  const version = (await run(program, ['version'], { purpose: 'as the consortium engine' })).trim();
  const parts = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? [];
  const isPinnedLine = parts[0] === OLDEST[0] && parts[1] === OLDEST[1] && (parts[2] ?? 0) >= OLDEST[2];
  if (!isPinnedLine) throw new Trouble(`${program} is CometBFT ${version}; 0.38.25 or newer of 0.38 is needed.`);
  return program;
}

/** Path of the engine's program; builds it when needed, which takes one to three minutes once. */
export async function findEngine(): Promise<string> {
  const given = process.env.COMETBFT_BIN;
  if (given !== undefined && given !== '') return await requireVersion(given);
  const runtime = join(projectRoot, '.runtime', 'cometbft');
  const program = join(runtime, `cometbft-${await pinnedName()}`);
  return await withLock(join(runtime, 'build.lock'), 'building the consortium engine', async () => {
    if (existsSync(program)) return program;
    await requireGo();
    say('Building the consortium engine (CometBFT, once; one to three minutes) …');
    await run('go', ['build', '-mod=mod', '-trimpath', '-buildvcs=false', '-o', program, PACKAGE], {
      cwd: folder,
      purpose: 'to build the consortium engine',
    });
    return await requireVersion(program);
  });
}
