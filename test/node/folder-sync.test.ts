/** Folders that cannot be made durable: files are in their place, and the desk tells of them. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import { Publisher } from '../../core/node/desk/handover/publisher.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { writeAtomic, writeTogether } from '../../core/node/system/atomic-file.ts';
import { at, sealNew } from '../contracts/sealing.ts';
import { testFolder } from './support/folder.ts';

/** What flushing a folder of this name fails with. */
const fault = vi.hoisted(() => ({ code: null as string | null, folder: '' }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const openSync: typeof fs.openSync = (path, ...more) => {
    if (fault.code !== null && path === fault.folder) throw Object.assign(new Error(fault.code), { code: fault.code });
    return fs.openSync(path, ...more);
  };
  return { ...fs, openSync };
});
afterEach(() => {
  fault.code = null;
});

function broken(folder: string, code: string): string {
  Object.assign(fault, { folder, code });
  return folder;
}

it.each(['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR'])(
  '%s: there is no such call here, and that is no failure',
  async (code) => {
    const folder = broken(testFolder(), code);
    writeAtomic(join(folder, 'a'), utf8('a'));
    expect(await writeTogether([{ path: join(folder, 'b'), bytes: utf8('b'), replace: true }])).toEqual(['written']);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('a');
  },
);

it.each(['EIO', 'EACCES'])('%s fails the files of that folder only', async (code) => {
  const [good, bad] = [testFolder(), broken(testFolder(), code)];
  const files = [bad, good].map((folder) => ({ path: join(folder, 'a'), bytes: utf8('a'), replace: true }));
  const [first, second] = await writeTogether(files);
  expect(first).toMatchObject({ code: 'write-failed', details: { file: join(bad, 'a'), reason: code } });
  expect(second).toBe('written');
});

it('tells of a file that is in its place, though its folder could not be flushed', async () => {
  const home = testFolder();
  const store = openStore(join(home, 'notary.db'));
  onTestFinished(() => store.close());
  const [record] = sealNew(store, 1);
  const id = record?.id ?? '';
  const folder = join(home, 'out');
  mkdirSync(folder);
  const certificates = [{ id, number: 'ABCDEFGHIJKL', final: true }];
  const handing = { way: 'share', time: at(5), certificates, parts: [], recipients: [] } as const;
  const publisher = new Publisher(store.outputs);
  broken(folder, 'EIO');
  await expect(publisher.write(join(folder, 'a.zip'), utf8('zip'), handing)).rejects.toThrow(
    expect.objectContaining({ code: 'write-failed' }),
  );
  const placing = { folder, name: 'a.pdf', bytes: utf8('pdf'), handing: { ...handing, way: 'export' as const } };
  expect(await publisher.place([placing])).toMatchObject([{ code: 'write-failed' }]);
  expect(store.outputs.intended()).toEqual([]);
  const kinds = store.detail(id)?.timeline.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['shared', 'certified']));
});
