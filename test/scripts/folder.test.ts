import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeOnce } from '../../scripts/lib/folder.ts';
import { withLock } from '../../scripts/lib/lock.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'notary-folder-'));
});
afterEach(async () => await rm(parent, { recursive: true }));

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

test('two starters fill a folder once', async () => {
  const target = join(parent, 'made');
  let fills = 0;
  const fill = async (folder: string): Promise<void> => {
    fills += 1;
    await sleep(50);
    await writeFile(join(folder, 'file'), 'whole');
  };
  await Promise.all([makeOnce(target, 'a test', fill), makeOnce(target, 'a test', fill)]);
  expect(fills).toBe(1);
  expect(await readFile(join(target, 'file'), 'utf8')).toBe('whole');
  expect(await readdir(parent)).toEqual(['made']);
});

test('a folder that could not be filled is not there, and can be tried again', async () => {
  const target = join(parent, 'made');
  const fail = async (): Promise<void> => {
    throw new Error('no space');
  };
  await expect(makeOnce(target, 'a test', fail)).rejects.toThrow('no space');
  expect(existsSync(target)).toBe(false);
  await makeOnce(target, 'a test', async () => {});
  expect(await readdir(parent)).toEqual(['made']);
});

test('what a killed starter left behind is cleared away', async () => {
  const dead = deadProcess();
  await writeFile(join(parent, 'made.lock'), `${dead}\n`);
  await writeFile(join(parent, `made.draft-${dead}`), '');
  await makeOnce(join(parent, 'made'), 'a test', async () => {});
  expect(await readdir(parent)).toEqual(['made']);
});

test('the lock of a living process is waited for', async () => {
  const file = join(parent, 'lock');
  const order: string[] = [];
  const first = withLock(file, 'a test', async () => {
    await sleep(700);
    order.push('first');
  });
  await sleep(50);
  await withLock(file, 'a test', async () => order.push('second'));
  await first;
  expect(order).toEqual(['first', 'second']);
});
