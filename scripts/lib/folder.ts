import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRunning } from '../../core/node/system/processes.ts';
import { hasCode, withLock } from './lock.ts';

/**
 * The folder `target`, made by `fill` if it is not there. It is filled under another name and then renamed, so that an
 * existing folder is always complete.
 */
export async function makeOnce(target: string, what: string, fill: (folder: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target;
  return await withLock(`${target}.lock`, what, async () => {
    if (existsSync(target)) return target;
    await removeAbandoned(dirname(target));
    const draft = `${target}.draft-${process.pid}`;
    try {
      await mkdir(draft, { recursive: true });
      await fill(draft);
      await rename(draft, target);
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      if (!(hasCode(error, 'ENOTEMPTY') && existsSync(target))) throw error;
    }
    return target;
  });
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const maker = /\.draft-(\d+)$/.exec(name)?.[1];
    if (maker !== undefined && !isRunning(Number(maker)))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}
