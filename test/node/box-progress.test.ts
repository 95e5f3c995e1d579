import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BoxProgress } from '../../core/documents/box/types.ts';
import { checkBox } from '../../core/node/box/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'box-progress-'));
const box = join(folder, 'box');
const SIZE = 8 * 2 ** 30;

beforeAll(() => {
  mkdirSync(box);
  writeFileSync(join(box, 'small.txt'), 'small');
  // holes take no room on the disk
  const file = openSync(join(box, 'recording.bin'), 'w');
  ftruncateSync(file, SIZE);
  closeSync(file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what is read of a large file is told while it is read, and never taken back', async () => {
  const told: BoxProgress[] = [];
  const stop = new AbortController();
  const check = checkBox([box], {
    trust: [],
    workFolder: join(folder, 'work'),
    signal: stop.signal,
    onProgress: (progress) => {
      told.push(progress);
      const steps = new Set(told.map(({ bytesDone }) => bytesDone).filter((bytes) => bytes > 2 ** 20));
      if (steps.size > 1) stop.abort();
    },
  });
  await expect(check).rejects.toMatchObject({ code: 'cancelled' });
  const bytes = told.filter(({ phase }) => phase === 'reading').map(({ bytesDone }) => bytesDone);
  expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
  expect(bytes.at(-1)).toBeLessThan(SIZE);
});
