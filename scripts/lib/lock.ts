import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../../core/node/system/processes.ts';
import { say } from './project.ts';

const oldest = 60 * 60 * 1000;

/**
 * Runs `work` while this process holds the lock file; other processes wait and report why. The lock of a dead process
 * is taken over. Two waiters may take it over at once: all work under the lock is done aside and renamed, so the worst
 * case is duplicated work, never partial results.
 */
export async function withLock<T>(file: string, what: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  let told = false;
  while (!(await take(file))) {
    if (await clearIfAbandoned(file)) continue;
    if (!told) say(`Another start is busy with ${what}; waiting for it.`);
    told = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    return false;
  }
}

async function clearIfAbandoned(file: string): Promise<boolean> {
  const abandoned = await isAbandoned(file);
  if (abandoned) await rm(file, { force: true });
  return abandoned;
}

async function isAbandoned(file: string): Promise<boolean> {
  try {
    const holder = Number.parseInt(await readFile(file, 'utf8'), 10);
    const age = Date.now() - (await stat(file)).mtimeMs;
    // waits for a holder that has not written its pid yet
    return Number.isNaN(holder) ? age > 5000 : !isRunning(holder) || age > oldest;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Whether a thrown value is a system error with this code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
