// The page's reader of archives, apart from any browser: what it refuses, and why.
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { crc32 } from '../../core/documents/inflate.ts';
import { readDirectoryLater } from '../../core/documents/zip/directory.ts';
import { unpackPieces } from '../../core/documents/zip/unpack.ts';
import { errorCode } from '../../core/errors.ts';
import { blobSource } from '../../renderer/verifier/box/blob-source.ts';
import { PageBoxReader } from '../../renderer/verifier/box/reader.ts';
import { PAGE_BOX } from '../../renderer/verifier/box/trouble.ts';
import { filesOfShare } from '../../renderer/verifier/share.ts';

const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const blobOf = (bytes: Uint8Array) => blobSource(new Blob([bytes.slice()]));

async function firstOf(zip: Uint8Array): Promise<string> {
  const blob = blobOf(zip);
  const [entry] = await readDirectoryLater(blob, 100);
  if (!entry) throw new Error('no entry');
  let text = '';
  for await (const part of unpackPieces(blob, entry)) text += Buffer.from(part).toString();
  return text;
}

/** The archive with one field of its first directory entry changed. */
function changed(zip: Uint8Array, offset: number, change: (view: DataView, at: number) => void): Uint8Array {
  const copy = zip.slice();
  const entry = Buffer.from(copy).indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  change(new DataView(copy.buffer), entry + offset);
  return copy;
}

const plain = zipSync({ 'a.txt': utf8('the contents of a file, long enough to be packed packed packed packed') });

describe('an archive in the page', () => {
  test('gives what is in it, stored or packed, with names of old programs', async () => {
    expect(await firstOf(plain)).toMatch(/^the contents of a file/);
    expect(await firstOf(zipSync({ 'a.txt': [utf8('stored'), { level: 0 }] }))).toBe('stored');
    // 合同.txt in GB 18030, as old programs on a Chinese Windows write it, without the mark for UTF-8
    const old = changed(zipSync({ 'abcd.txt': utf8('x') }), 46, (view, at) => view.setUint32(at, 0xbacfcdac));
    expect((await readDirectoryLater(blobOf(old), 10))[0]?.name).toBe('合同.txt');
  });

  test.each([
    ['encrypted', changed(plain, 8, (view, at) => view.setUint16(at, 1, true))],
    ['unsupported', changed(plain, 10, (view, at) => view.setUint16(at, 12, true))],
    ['damaged', changed(plain, 16, (view, at) => view.setUint32(at, 7, true))],
    ['damaged', changed(plain, 24, (view, at) => view.setUint32(at, 7, true))],
    ['damaged', changed(plain, 42, (view, at) => view.setUint32(at, 9, true))],
    ['damaged', utf8('PK\u0003\u0004 no more')],
  ])('is refused when it is %s', async (reason, zip) => {
    await expect(firstOf(zip)).rejects.toMatchObject({ details: { reason } });
  });

  test('whose entries share their bytes is a bomb', async () => {
    const two = zipSync({ a: utf8('x'.repeat(100)), b: utf8('y'.repeat(100)) });
    const at = Buffer.from(two).lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    new DataView(two.buffer, two.byteOffset).setUint32(at + 42, 0, true);
    await expect(readDirectoryLater(blobOf(two), 10)).rejects.toMatchObject({ details: { reason: 'damaged' } });
  });

  test('has the checksum of every archiver', () => {
    expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
    expect(crc32(utf8('6789'), crc32(utf8('12345')))).toBe(0xcbf43926);
  });
});

describe('the reader of boxes in the page', () => {
  const read = async (bytes: Uint8Array, signal = new AbortController().signal) => {
    const reader = new PageBoxReader({ signal, onProgress: () => {}, onBundle: () => {} });
    await reader.read({ path: 'a.zip', file: new File([bytes.slice()], 'a.zip') });
    return reader.items;
  };

  test('goes as deep as the app does, and says where it stopped', async () => {
    let bytes = zipSync({ 'x.txt': utf8('x') });
    for (let i = 0; i < PAGE_BOX.depth; i += 1) bytes = zipSync({ 'in.zip': bytes });
    const items = await read(bytes);
    expect(items.at(-1)).toMatchObject({ kind: 'container', fault: { reason: 'too-deep' } });
    expect(items).toHaveLength(PAGE_BOX.depth + 1);
  });

  test('stops the whole box beyond its bounds, and when it is told to', async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: PAGE_BOX.files + 1 }, (_, i) => [`${i}`, utf8('')])));
    await expect(read(many)).rejects.toMatchObject({ code: 'too-large', details: { reason: 'page-box' } });
    const stopped = read(many, AbortSignal.abort()).catch(errorCode);
    expect(await stopped).toBe('cancelled');
  });
});

describe('a small archive that unpacks to very much', () => {
  // 600 KB that would take 600 MB
  const bomb = zipSync({ 'a.pdf': new Uint8Array(600_000_000) }, { level: 9 });

  test('is no share, and in a box it is said instead of read', async () => {
    expect(bomb.length).toBeLessThan(700_000);
    const file = new File([bomb.slice()], 'share.zip');
    const before = process.memoryUsage().arrayBuffers;
    expect(await filesOfShare(file)).toBeNull();
    const reader = new PageBoxReader({
      signal: new AbortController().signal,
      onProgress: () => {},
      onBundle: () => {},
    });
    await reader.read({ path: 'share.zip', file });
    expect(reader.items).toMatchObject([{ kind: 'container', fault: { reason: 'too-large' } }]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });
});
