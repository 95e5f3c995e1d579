/** The one reader of ZIP archives: every file that is in an archive has an entry, or the archive is damaged. */
import { mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentsIn } from '../../core/documents/box/archive.ts';
import { Allowance } from '../../core/documents/box/limits.ts';
import { universalInflater } from '../../core/documents/inflate.ts';
import { readDirectory, readDirectoryLater } from '../../core/documents/zip/directory.ts';
import { memorySource } from '../../core/documents/zip/source.ts';
import { unpackEntry, unpackPieces } from '../../core/documents/zip/unpack.ts';
import { fileSource } from '../../core/node/system/file-source.ts';
import { nodeInflater } from '../../core/node/system/inflate.ts';
import { blobSource } from '../../renderer/verifier/box/blob-source.ts';
import { type Around, archiveOf, extraOf, unicodePath, type Written } from './support/archive.ts';

const utf8 = (text: string) => Buffer.from(text);
const listOf = (zip: Uint8Array, most = 100_000) => readDirectory(memorySource(zip), most);
const namesOf = (zip: Uint8Array) => listOf(zip).map(({ name }) => name);
const documents = (zip: Uint8Array) => documentsIn(memorySource(zip), Allowance.of(zip.length)).map(({ name }) => name);
const vector = (path: string) => readFileSync(join(import.meta.dirname, '../vectors/feedback', path));

const TWO: readonly Written[] = [
  { name: 'a.txt', data: 'the first' },
  { name: 'b.txt', data: 'the second', method: 0 },
];
/** Names and contents, or the reason why not. */
function shown(zip: Uint8Array): readonly string[] | unknown {
  try {
    const source = memorySource(zip);
    return readDirectory(source, 1000).map(
      (entry) => `${entry.name}: ${Buffer.from(unpackEntry(source, entry, universalInflater))}`,
    );
  } catch (error) {
    return (error as { details: { reason: unknown } }).details.reason;
  }
}
const BOTH = ['a.txt: the first', 'b.txt: the second'];
const HEADER = Buffer.from('PK\x01\x02', 'latin1');

describe('the end of an archive', () => {
  it.each<[string, Around]>([
    ['a comment', { comment: utf8('packed on Monday') }],
    ['a comment with pieces of an end', { comment: utf8('PK\x05\x06 and more words than an end record has bytes') }],
    ['a line end behind', { behind: utf8('\r\n') }],
    ['many bytes behind', { behind: Buffer.alloc(60_000, 1) }],
    ['bytes before', { before: utf8('#!/bin/sh\n') }],
    ['bytes before that offsets count', { before: utf8('#!/bin/sh\n'), adjusted: true }],
    ['ZIP64 records', { zip64: true }],
    ['ZIP64 records and bytes before', { zip64: true, before: Buffer.alloc(500) }],
    ['ZIP64 records and bytes before that offsets count', { zip64: true, before: Buffer.alloc(500), adjusted: true }],
    ['bytes between files and directory', { gap: Buffer.alloc(3000, 0x50) }],
    ['a count that is too small', { count: 1 }],
  ])('with %s shows every file', (_, around) => {
    expect(shown(archiveOf(TWO, around))).toEqual(BOTH);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['an end that is cut off', archiveOf(TWO).subarray(0, -1)],
    ['a directory that ends within a header', shortDirectory()],
    ['a count that is too large', archiveOf(TWO, { count: 3 })],
    ['a directory of which the first header is not counted', archiveOf(TWO, { count: 1, ...secondOnly() })],
    ['a directory that ends too early', archiveOf(TWO, { length: 20 })],
    ['a directory that begins too early', archiveOf(TWO, { length: 400 })],
    ['a file at the front that is not listed', archiveOf(TWO, { listed: (i) => i === 1 })],
    ['a file at the end that is not listed', archiveOf(TWO, { listed: (i) => i === 0 })],
    ['a file that is not listed behind bytes before', archiveOf(TWO, { before: utf8('#!'), listed: (i) => i === 1 })],
    ['no listed file, but one that lies there', archiveOf(TWO, { listed: () => false })],
    ['another archive before it', Buffer.concat([archiveOf(TWO), archiveOf(TWO)])],
    ['the end of an empty archive in its comment', archiveOf(TWO, { comment: archiveOf([]) })],
    ['another archive in its comment', archiveOf(TWO, { comment: archiveOf([{ name: 'c', data: '' }]) })],
    ['a ZIP64 record that says otherwise', differing64()],
    ['entries that share their bytes', archiveOf([TWO[0], { ...TWO[1], at: 0 }] as Written[])],
    ['more bytes behind than a comment can have', archiveOf(TWO, { behind: Buffer.alloc(70_000) })],
  ])('with %s is damaged', (_, zip) => {
    expect(shown(zip)).toBe('damaged');
  });

  it('is found behind those of archives that lie in it as they are', () => {
    const inner = archiveOf(TWO);
    const many = Array.from({ length: 100 }, (_, i) => ({ name: `${i}.zip`, data: inner, method: 0 as const }));
    expect(listOf(archiveOf(many))).toHaveLength(100);
  });

  it('of a split archive is not read', () => {
    const zip = archiveOf(TWO);
    zip.writeUInt16LE(1, zip.length - 18);
    expect(shown(zip)).toBe('unsupported');
  });

  it('may be one of an archive of nothing', () => {
    expect(shown(archiveOf([]))).toEqual([]);
  });

  /** The directory as if it began with its second header. */
  function secondOnly(): Around {
    const zip = archiveOf(TWO);
    const second = zip.lastIndexOf(HEADER);
    return { offset: second, length: zip.length - 22 - second };
  }

  function differing64(): Buffer {
    const zip = archiveOf(TWO, { zip64: true });
    zip.writeUInt16LE(1, zip.length - 12);
    return zip;
  }
});

describe('entries', () => {
  it('are all there when there are more than the end record can count', () => {
    const many = archiveOf(Array.from({ length: 70_000 }, (_, i) => ({ name: `${i}`, data: '', method: 0 as const })));
    expect(many.readUInt16LE(many.length - 12)).toBe(70_000 - 65_536);
    expect(listOf(many)).toHaveLength(70_000);
    expect(() => listOf(many, 69_999)).toThrow(expect.objectContaining({ details: { reason: 'too-many' } }));
  });

  it.each<[string, Partial<Written>]>([
    ['sizes behind the data', { descriptor: 'signed' }],
    ['sizes behind the data without a signature', { descriptor: 'plain' }],
    ['sizes in a ZIP64 field', { zip64: true }],
    ['both', { zip64: true, descriptor: 'signed' }],
    ['fields that nobody knows', { extra: extraOf(0xcafe, utf8('what')) }],
    ['a field that is cut off', { extra: utf8('\x01\x00\xff') }],
    ['a comment', { comment: utf8('PK\x05\x06') }],
  ])('with %s are read', (_, more) => {
    expect(shown(archiveOf(TWO.map((one) => ({ ...one, ...more }))))).toEqual(BOTH);
  });

  it('are believed about their bytes only when length and checksum are right', () => {
    for (const lie of [{ crc: 1 }, { size: 5 }, { size: 50 }])
      for (const method of [0, 8] as const)
        expect(shown(archiveOf([{ name: 'a', data: 'the data', method, ...lie }]))).toBe('damaged');
  });

  it('whose data reaches into the next one are damaged, the others are read', () => {
    const zip = archiveOf([...TWO, { name: 'c.txt', data: 'the third' }]);
    // the second's local header says that its name is longer
    zip.writeUInt16LE(20, zip.indexOf('PK\x03\x04', 10, 'latin1') + 26);
    const source = memorySource(zip);
    const reasons = readDirectory(source, 10).map((entry) => {
      try {
        return Buffer.from(unpackEntry(source, entry, universalInflater)).toString();
      } catch (error) {
        return (error as { details: { reason: unknown } }).details.reason;
      }
    });
    expect(reasons).toEqual(['the first', 'damaged', 'the third']);
  });
});

describe('names', () => {
  const GBK = { contract: Buffer.from('bacfcdac', 'hex'), id: Buffer.from('d6b0d2b5d6a4', 'hex') };

  it('are UTF-8 where the archive says so, and keep a mark at the beginning', () => {
    expect(namesOf(archiveOf([{ name: '\ufeff合同.pdf', data: '', flags: 0x800 }]))).toEqual(['\ufeff合同.pdf']);
  });

  it('without a mark are in the encoding in which all of them are valid', () => {
    const [id, contract] = [GBK.id, GBK.contract].map((name): Written => ({ name, data: '' })) as [Written, Written];
    // alone it is valid UTF-8, beside the other it cannot be
    expect(namesOf(archiveOf([id, contract]))).toEqual(['职业证', '合同']);
    expect(
      namesOf(
        archiveOf([
          { name: '合同', data: '' },
          { name: 'a', data: '' },
        ]),
      ),
    ).toEqual(['合同', 'a']);
    expect(namesOf(archiveOf([{ name: '合同', data: '', flags: 0x800 }, contract]))).toEqual(['合同', '合同']);
  });

  it('that no encoding explains stay apart from one another', () => {
    const names = [Buffer.from([0xff, 0x61]), Buffer.from([0xff, 0x62])];
    expect(namesOf(archiveOf(names.map((name) => ({ name, data: '' }))))).toEqual(['\u00ffa', '\u00ffb']);
  });

  it('of the Unicode Path field hold when its checksum is that of the name', () => {
    const raw = Buffer.from('8ca98fe0', 'hex');
    expect(namesOf(archiveOf([{ name: raw, data: '', extra: unicodePath(raw, '見積書.pdf') }]))).toEqual([
      '見積書.pdf',
    ]);
    const stale = archiveOf([{ name: 'a.pdf', data: '', extra: unicodePath(utf8('b.pdf'), 'c.pdf') }]);
    expect(namesOf(stale)).toEqual(['a.pdf']);
  });
});

describe('what is no document', () => {
  const link = { name: 'link', data: 'a.txt', attributes: 0xa1ff << 16 };

  it('is left out: folders, links, and what systems leave behind', () => {
    const zip = archiveOf([
      { name: 'folder/', data: '' },
      { name: 'sub/__MACOSX/._a.txt', data: 'x' },
      { name: '__MACOSX/._b.txt', data: 'x' },
      { name: 'sub/.DS_Store', data: 'x' },
      link,
      { ...link, name: 'p7zip', madeBy: 0, attributes: (0xa1ff << 16) | 0x8000 },
      { name: 'a.txt', data: 'x' },
    ]);
    expect(documents(zip)).toEqual(['a.txt']);
  });

  it('does not hide a file: too long for a link, or made where no links are', () => {
    const zip = archiveOf([
      { ...link, data: 'x'.repeat(5000) },
      { ...link, name: 'fat', madeBy: 20 },
    ]);
    expect(documents(zip)).toEqual(['link', 'fat']);
  });
});

describe('archives that were found', () => {
  it.each([
    ['zip-count/three-entries-count-2.zip', 3],
    ['zip-edges/line-end-behind.zip', ['a.pdf']],
    ['zip-names/gbk-that-is-also-utf8-2.zip', ['职业证.jpg', '发票.ofd']],
    ['zip-names/sjis-with-unicode-path.zip', ['見積書.pdf']],
  ])('%s', (path, expected) => {
    const names = documents(vector(path));
    expect(typeof expected === 'number' ? names.length : names).toEqual(expected);
  });
});

describe('sources', () => {
  const zip = archiveOf([
    ...Array.from({ length: 3000 }, (_, i) => ({ name: `folder/${i}`, data: `file ${i}` })),
    { name: 'large', data: Buffer.alloc(5_000_000, 'a line of text\n') },
  ]);
  const file = join(mkdtempSync(join(tmpdir(), 'zip-')), 'a.zip');
  writeFileSync(file, zip);

  it('give the same from memory, from the disk and from a page, at once or across waits', async () => {
    const disk = fileSource(openSync(file, 'r'));
    const blob = blobSource(new Blob([zip.slice()]));
    const entries = listOf(zip);
    expect(readDirectory(disk, 5000)).toEqual(entries);
    expect(await readDirectoryLater(blob, 5000)).toEqual(entries);
    for (const entry of [entries[7], entries.at(-1)]) {
      if (!entry) throw new Error('no entry');
      const bytes = Buffer.from(unpackEntry(memorySource(zip), entry, universalInflater));
      expect(Buffer.from(unpackEntry(disk, entry, nodeInflater)).equals(bytes)).toBe(true);
      const pieces: Uint8Array[] = [];
      for await (const piece of unpackPieces(blob, entry)) pieces.push(piece);
      expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    }
  });

  it('are read piece by piece: a directory at the end does not need what is before it', () => {
    let read = 0;
    const source = memorySource(zip);
    const counted = {
      size: source.size,
      read: (at: number, length: number) => {
        read += length;
        return source.read(at, length);
      },
    };
    expect(readDirectory(counted, 5000)).toHaveLength(3001);
    expect(read).toBeLessThan(500_000);
  });
});

/** An end record that names a directory of 20 bytes, which begin as a header does. */
function shortDirectory(): Uint8Array {
  const bytes = Buffer.alloc(20 + 22);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt32LE(0x06054b50, 20);
  bytes.writeUInt16LE(1, 28);
  bytes.writeUInt16LE(1, 30);
  bytes.writeUInt32LE(20, 32);
  return bytes;
}
