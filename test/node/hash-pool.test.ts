import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HashJob, HashPool } from '../../core/node/hashing/hash-pool.ts';
import type { HashedFile } from '../../core/node/hashing/hash-worker.ts';
import { type FoundFault, type FoundFile, shownName } from '../../core/node/system/files.ts';

const pool = new HashPool(2);
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pool-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
afterAll(() => pool.close());

async function hashAll(roots: readonly string[], more: Partial<HashJob> = {}) {
  const found: FoundFile[] = [];
  const faults: FoundFault[] = [];
  const hashed: HashedFile[] = [];
  await pool.run({
    roots,
    onFound: (files, first) => {
      expect(first).toBe(found.length);
      found.push(...files);
    },
    onFault: (fault) => void faults.push(fault),
    onHashed: (files) => void hashed.push(...files),
    ...more,
  });
  return { found, faults, hashed };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** A file that takes a while to hash and none to write. */
const sparse = (path: string) => {
  writeFileSync(path, '');
  truncateSync(path, 600 * 2 ** 20);
  return path;
};
const pattern = (length: number) => Buffer.alloc(length, 'the quick brown fox 0123456789');

describe('HashPool', () => {
  it('gives the digest of every size around its chunks', async () => {
    const sizes = [1, 63, 64, 65, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 2 ** 22, 2 ** 22 + 1, 17 * 2 ** 20];
    const paths = sizes.map((size, i) => {
      writeFileSync(join(dir, `${i}`), pattern(size));
      return join(dir, `${i}`);
    });
    const { hashed } = await hashAll(paths);
    const digests = new Map(hashed.map((file) => [file.index, 'digest' in file ? file.digest : file.fault]));
    expect(sizes.map((_, i) => digests.get(i))).toMatchObject(
      sizes.map((size) => ({ size, sha256: sha256(pattern(size)) })),
    );
  });

  it('keeps the order of the walk over many chunks', async () => {
    for (let i = 0; i < 3000; i++) writeFileSync(join(dir, String(i).padStart(5, '0')), `${i}`);
    const { found, hashed } = await hashAll([dir]);
    expect(found.length).toBe(3000);
    expect(hashed.map((file) => file.index)).toEqual(found.map((_, i) => i));
    expect(hashed.every((file, i) => 'digest' in file && file.digest.sha256 === sha256(Buffer.from(`${i}`)))).toBe(
      true,
    );
  });

  it('lists bad files beside the good ones', async () => {
    writeFileSync(join(dir, 'empty'), '');
    writeFileSync(join(dir, 'good'), 'x');
    symlinkSync('loop', join(dir, 'loop'));
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    const { found, faults, hashed } = await hashAll([dir, join(dir, 'gone')]);
    expect(faults.map((f) => `${f.fault.code} ${shownName(f.path)}`)).toEqual([
      'file-loop loop',
      'file-special pipe',
      'file-missing gone',
    ]);
    expect(hashed.map((f) => [shownName(found[f.index]?.path ?? ''), 'fault' in f ? f.fault.code : 'ok'])).toEqual([
      ['empty', 'file-empty'],
      ['good', 'ok'],
    ]);
  });

  it('notices a file that vanished, or became something else, after the walk', async () => {
    for (const name of ['a', 'b', 'c']) writeFileSync(join(dir, name), name);
    const { hashed } = await hashAll([dir], {
      onFound: () => {
        rmSync(join(dir, 'a'));
        rmSync(join(dir, 'b'));
        execFileSync('mkfifo', [join(dir, 'b')]);
      },
    });
    expect(hashed.map((f) => ('fault' in f ? f.fault.code : 'ok'))).toEqual(['file-missing', 'file-special', 'ok']);
  });

  it.each([
    ['grows', (path: string) => appendFileSync(path, 'more')],
    ['shrinks', (path: string) => truncateSync(path, 5)],
    ['is replaced', (path: string) => renameSync(sparse(`${path}.new`), path)],
  ])('notices a file that %s while it is hashed', async (_, change) => {
    const path = join(dir, 'large');
    sparse(path);
    let changed = false;
    const { hashed } = await hashAll([path], {
      onProgress: () => {
        if (!changed) change(path);
        changed = true;
      },
    });
    expect(changed).toBe(true);
    expect(hashed.map((f) => ('fault' in f ? f.fault.code : 'ok'))).toEqual(['file-changed']);
  });

  it('stops when it is cancelled; what was hashed stays', async () => {
    mkdirSync(join(dir, 'z'));
    writeFileSync(join(dir, 'a'), 'a');
    sparse(join(dir, 'z/large'));
    const abort = new AbortController();
    const { hashed } = await hashAll([dir], { signal: abort.signal, onProgress: () => abort.abort() });
    expect(hashed.map((f) => ('fault' in f ? f.fault.code : 'ok')).sort()).toEqual(['cancelled', 'ok']);
    expect((await hashAll([dir], { signal: AbortSignal.abort() })).hashed).toEqual([]);
  });

  it('runs several jobs beside each other and rejects with what a callback threw', async () => {
    writeFileSync(join(dir, 'a'), 'a');
    const boom = () => {
      throw new Error('boom');
    };
    const results = await Promise.allSettled([
      hashAll([dir]),
      hashAll([dir], { onHashed: boom }),
      hashAll([dir], { onFound: boom }),
      hashAll([dir]),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  });

  it('knows an electronic invoice by its namespace', async () => {
    writeFileSync(
      join(dir, 'i.xml'),
      '<?xml version="1.0"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
    );
    const { hashed } = await hashAll([dir]);
    expect(hashed).toMatchObject([{ digest: { kind: 'invoice' } }]);
  });

  it('hashes all files of a thread that died of looking into one of them', async () => {
    const dying = new HashPool(1, new URL('./support/dying-hash-worker.ts', import.meta.url));
    const hashed: HashedFile[] = [];
    await dying.run({
      roots: ['/a', '/b'],
      onFound: () => {},
      onFault: () => {},
      onHashed: (files) => void hashed.push(...files),
    });
    await dying.close();
    expect(hashed).toMatchObject([
      { index: 0, digest: { sha256: 'hashed' } },
      { index: 1, digest: { sha256: 'hashed' } },
    ]);
  });
});
