import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BoxProgress } from '../../core/documents/box/types.ts';
import { errorCode } from '../../core/errors.ts';
import { checkBox } from '../../core/node/box/index.ts';
import { evidenceFor, looseFiles, shownRow, TRUST, withBox, writeBox } from './support/box.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('box-resume-');
const FILES = 600;

/** A box of some hundred documents, twenty of them with a certificate. */
function manyFiles(name: string): string {
  const files = Object.fromEntries(
    Array.from({ length: FILES }, (_, i) => [`d/${i % 7}/file-${i}.txt`, `document ${i}`]),
  );
  const sets = Array.from({ length: 20 }, (_, i) => looseFiles(`c/${i}/`, evidenceFor(`document ${i}`, i)));
  return writeBox(join(dir, name), Object.assign({}, files, ...sets));
}

async function whole(folder: string, work: string) {
  const told: BoxProgress[] = [];
  return await withBox(
    folder,
    join(dir, work),
    { onProgress: (progress) => told.push(progress) },
    ({ sheet, rows }) => ({
      rows: [...rows()].map(shownRow),
      digest: sheet.boxDigest,
      totals: sheet.totals,
      resumed: told.at(-1)?.resumed ?? 0,
    }),
  );
}

/** Runs `check` in a process of its own that stops for good once so many files were read. */
function killedAfter(folder: string, work: string, read: number): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'support/box-process.ts'), folder, join(dir, work)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (_, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error('it came to its end'))));
    child.stdout.on('data', (chunk: Buffer) => killOnce(child, chunk, read));
  });
}

function killOnce(child: ChildProcess, chunk: Buffer, read: number): void {
  const done = Math.max(...chunk.toString().split('\n').map(Number));
  if (done >= read) child.kill('SIGKILL');
}

describe('a box that was killed', () => {
  it('goes on where it was: nothing is read again, and the sheet is the same', async () => {
    const folder = manyFiles('killed');
    const expected = await whole(folder, 'work-whole');
    expect(expected.resumed).toBe(0);
    await killedAfter(folder, 'work-killed', 100);
    const { resumed, ...after } = await whole(folder, 'work-killed');
    expect(resumed).toBeGreaterThanOrEqual(100);
    expect(after).toEqual({ rows: expected.rows, digest: expected.digest, totals: expected.totals });
  });

  it('reads again what was changed meanwhile, and forgets what is gone', async () => {
    const folder = manyFiles('changed');
    await killedAfter(folder, 'work-changed', FILES);
    const path = join(folder, 'd/0/file-0.txt');
    const { atime, mtime } = statSync(path);
    // as large as before, and as old as far as anybody can say who wants to hide it
    writeFileSync(path, 'document X');
    utimesSync(path, atime, mtime);
    rmSync(join(folder, 'd/1/file-1.txt'));
    const { rows, totals } = await whole(folder, 'work-changed');
    expect(totals.states).toMatchObject({ proven: 18, 'missing-document': 2, 'missing-certificate': FILES - 20 + 1 });
    expect(rows.some((row) => row.includes('file-1.txt'))).toBe(false);
    expect(rows).toContain('missing-certificate: d/0/file-0.txt');
  });

  it('is not believed when it was checked under other bundles', async () => {
    const folder = manyFiles('trust');
    await killedAfter(folder, 'work-trust', FILES);
    await withBox(folder, join(dir, 'work-trust'), { trust: [] }, ({ sheet }) => {
      expect(sheet.totals.states).toMatchObject({ untrusted: 20, proven: 0 });
    });
  });
});

describe('a box that is cancelled', () => {
  it('keeps what it has read', async () => {
    const folder = manyFiles('cancelled');
    const [work, abort] = [join(dir, 'work-cancelled'), new AbortController()];
    const options = { trust: TRUST, workFolder: work, threads: 1, signal: abort.signal };
    const onProgress = ({ phase }: BoxProgress) => phase === 'pairing' && abort.abort();
    const cut = await checkBox([folder], { ...options, onProgress, threads: 2 }).catch(errorCode);
    const { resumed, totals } = await whole(folder, 'work-cancelled');
    expect(totals.states).toMatchObject({ proven: 20, 'missing-certificate': FILES - 20 });
    if (cut === 'cancelled') expect(resumed).toBe(FILES + 60);
    else (cut as Awaited<ReturnType<typeof checkBox>>).close();
  });

  it('stops at once when it is cancelled before', async () => {
    const folder = manyFiles('stopped');
    const check = checkBox([folder], {
      trust: TRUST,
      workFolder: join(dir, 'work-stopped'),
      signal: AbortSignal.abort(),
    });
    expect(await check.catch(errorCode)).toBe('cancelled');
  });

  it('leaves no work file behind once it is closed', async () => {
    const folder = writeBox(join(dir, 'closed'), { 'a.txt': 'a' });
    await whole(folder, 'work-closed');
    expect(readdirSync(join(dir, 'work-closed'))).toEqual([]);
  });

  it('leaves the work file of another process to it', async () => {
    const folder = writeBox(join(dir, 'twice'), { 'a.txt': 'a' });
    await withBox(folder, join(dir, 'work-twice'), {}, async (first) => {
      const second = await whole(folder, 'work-twice');
      expect(second.rows).toEqual([...first.rows()].map(shownRow));
    });
  });
});
