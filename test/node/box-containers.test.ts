import { randomBytes } from 'node:crypto';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import { BOX_LIMITS } from '../../core/node/box/limits.ts';
import { evidenceFor, looseFiles, pdfOf, sheetLines, shownRow, withBox, writeBox } from './support/box.ts';
import { scratch } from './support/cli.ts';
import { outlook } from './support/outlook.ts';

const dir = scratch('box-containers-');
const work = join(dir, 'work');
let boxes = 0;

type Files = Readonly<Record<string, string | Uint8Array>>;

const folderOf = (files: Files) => writeBox(join(dir, `box-${++boxes}`), files);
const sheetOf = (files: Files, options = {}) => sheetLines(folderOf(files), work, options);
const stored = (files: Record<string, Uint8Array>) => zipSync(files, { level: 0 });

/** A mail with attachments, as every program writes it. */
function mail(attachments: Readonly<Record<string, Uint8Array>>, more = '', b = 'b'): string {
  const parts = Object.entries(attachments).map(
    ([name, bytes]) =>
      `--${b}\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(
        bytes,
      )
        .toString('base64')
        .replace(/.{76}/g, '$&\r\n')}\r\n`,
  );
  return `From: a@example.org\r\nTo: b@example.org\r\nSubject: documents\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=${b}\r\n\r\n--${b}\r\nContent-Type: text/plain\r\n\r\nsee attached\r\n${parts.join('')}${more}--${b}--\r\n`;
}

describe('archives', () => {
  it('are opened, one in another, and their certificates find documents anywhere', async () => {
    const pdf = await pdfOf(evidenceFor('one', 1));
    const inner = zipSync({ '合同/one.txt': utf8('one') });
    expect(await sheetOf({ 'box.zip': zipSync({ 'a/inner.zip': inner, 'certs/one.pdf': pdf }) })).toEqual([
      'proven: box.zip!/a/inner.zip!/合同/one.txt < box.zip!/certs/one.pdf',
    ]);
  });

  it('hold sets of loose attachments', async () => {
    const zip = zipSync({ 'one.txt': utf8('one'), ...looseFiles('proof/', evidenceFor('one', 1)) });
    expect(await sheetOf({ 'box.zip': zip })).toEqual(['proven: box.zip!/one.txt < box.zip!/proof/']);
  });

  it('are documents too, when a certificate says so, or when nothing is in them', async () => {
    const zip = zipSync({ 'x.txt': utf8('x') });
    const files = { 'data.zip': zip, 'empty.zip': zipSync({}), ...looseFiles('proof/', evidenceFor(zip, 1)) };
    expect(await sheetOf(files)).toEqual([
      'proven: data.zip < proof/',
      'missing-certificate: data.zip!/x.txt',
      'missing-certificate: empty.zip',
    ]);
  });

  it('in the formats of offices are documents', async () => {
    expect(await sheetOf({ 'a.docx': zipSync({ 'word/document.xml': utf8('<x/>') }) })).toEqual([
      'missing-certificate: a.docx',
    ]);
  });

  it('with a password have a row for each entry', async () => {
    expect(await sheetOf({ 'locked.zip': locked({ 'one.txt': utf8('one'), 'two.txt': utf8('two') }) })).toEqual([
      'unreadable: locked.zip!/one.txt (encrypted)',
      'unreadable: locked.zip!/two.txt (encrypted)',
    ]);
  });

  it.each<[string, () => Uint8Array, string]>([
    ['of random bytes', () => randomBytes(5000), 'damaged'],
    ['cut short', () => zipSync({ a: randomBytes(9000) }).subarray(0, 4000), 'damaged'],
    ['of zeros', () => new Uint8Array(100_000), 'damaged'],
    ['of nothing', () => new Uint8Array(), 'damaged'],
    ['that unpacks to very much', bomb, 'too-large'],
    ['whose entries share their bytes', overlapping, 'damaged'],
    ['with more entries than are read', () => claimingEntries(BOX_LIMITS.entries + 1), 'too-many'],
  ])('%s are unreadable, and the rest is read', async (_, make, reason) => {
    expect(await sheetOf({ 'bad.zip': make(), 'ok.txt': 'ok' })).toEqual([
      `unreadable: bad.zip (${reason})`,
      'missing-certificate: ok.txt',
    ]);
  });

  it('inside one another too deeply end somewhere', async () => {
    let zip = zipSync({ 'x.txt': utf8('x') });
    for (let i = 0; i < BOX_LIMITS.depth + 2; i++) zip = stored({ 'z.zip': zip });
    const [line, ...more] = await sheetOf({ 'deep.zip': zip });
    expect(more).toEqual([]);
    expect(line).toMatch(/^unreadable: deep\.zip(!\/z\.zip)+ \(too-deep\)$/);
  });

  it('that multiply inside one another are stopped by what they unpack to in all', async () => {
    let zip = zipSync({ 'x.bin': new Uint8Array(4_000_000) });
    for (let i = 0; i < 4; i++)
      zip = zipSync(
        Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${n}.zip`, [zip, { level: 9 }] as const])),
      );
    await withBox(folderOf({ 'bomb.zip': zip }), work, {}, ({ sheet }) => {
      expect(sheet.totals.bytes).toBeLessThan(2 * BOX_LIMITS.free + 2 * BOX_LIMITS.ratio * zip.length);
      expect(sheet.totals.states.unreadable).toBeGreaterThan(0);
    });
  });

  it('may hold two entries of one name, names with hidden characters and paths that lead out', async () => {
    const lines = await sheetOf({ 'odd.zip': zipSync({ '../../etc/x': utf8('1'), 'a\u202Etxt.exe': utf8('2') }) });
    expect(lines).toEqual([
      'missing-certificate: odd.zip!/../../etc/x',
      'missing-certificate: odd.zip!/a\\u{202E}txt.exe',
    ]);
  });

  it('whose entry has another checksum say so for that entry', async () => {
    const zip = Buffer.from(stored({ 'a.txt': utf8('aaaa'), 'b.txt': utf8('bbbb') }));
    zip[zip.indexOf('aaaa')] = 0x78;
    expect(await sheetOf({ 'box.zip': zip })).toEqual([
      'unreadable: box.zip!/a.txt (damaged)',
      'missing-certificate: box.zip!/b.txt',
    ]);
  });
});

describe('mails', () => {
  it('give their attachments, also of a mail or an archive inside', async () => {
    const pdf = await pdfOf(evidenceFor('one', 1));
    const inner = mail({ 'one.txt': utf8('one') }, '', 'inner');
    const forwarded = `--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename="inner.eml"\r\n\r\n${inner}\r\n`;
    const outer = mail({ 'certs.zip': zipSync({ 'one.pdf': pdf }) }, forwarded);
    expect(await sheetOf({ 'letter.eml': outer })).toEqual([
      'proven: letter.eml!/inner.eml!/one.txt < letter.eml!/certs.zip!/one.pdf',
    ]);
  });

  it('without attachments are documents', async () => {
    expect(await sheetOf({ 'letter.eml': 'From: a\r\nSubject: b\r\n\r\nnothing attached\r\n' })).toEqual([
      'missing-certificate: letter.eml',
    ]);
  });

  it.each<[string, () => string | Uint8Array]>([
    ['bytes that are no text', () => new Uint8Array(10_000).map((_, i) => (i * 151 + (i >> 5)) & 255)],
    [
      'bytes with a field of a mail only further down',
      () => Buffer.concat([Buffer.from('\x00\n'), Buffer.from(mail({}))]),
    ],
    ['parts inside one another without end', () => nestedParts(5000)],
  ])('of %s are unreadable', async (_, make) => {
    expect(await sheetOf({ 'bad.eml': make(), 'ok.txt': 'ok' })).toEqual([
      'unreadable: bad.eml (damaged)',
      'missing-certificate: ok.txt',
    ]);
  });

  it('that are too large are hashed, not opened', async () => {
    const folder = folderOf({ 'large.eml': 'From: a@example.org\r\n\r\n' });
    truncateSync(join(folder, 'large.eml'), BOX_LIMITS.mail + 1);
    await withBox(folder, work, {}, ({ sheet, rows }) => {
      expect([...rows()].map(shownRow)).toEqual(['unreadable: large.eml (too-large)']);
      expect(sheet.totals.files).toBe(1);
    });
  });

  it('of Outlook give theirs', async () => {
    const message = outlook({ 'one.txt': utf8('one'), '合同.pdf': await pdfOf(evidenceFor('one', 1)) });
    expect(await sheetOf({ 'letter.msg': message })).toEqual(['proven: letter.msg!/one.txt < letter.msg!/合同.pdf']);
  });

  it('of Outlook with tables of their own for the tables give theirs', async () => {
    const large = outlook({ 'large.bin': new Uint8Array(16_000_000), 'one.txt': utf8('one') });
    expect(await sheetOf({ 'letter.msg': large })).toEqual([
      'missing-certificate: letter.msg!/large.bin',
      'missing-certificate: letter.msg!/one.txt',
    ]);
  });

  it('of Outlook that are none are unreadable', async () => {
    const random = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(20_000)]);
    const cut = outlook({ 'one.txt': randomBytes(9000) }).subarray(0, 3000);
    expect(await sheetOf({ 'a.msg': new Uint8Array(), 'b.msg': random, 'c.msg': cut })).toEqual([
      'unreadable: a.msg (damaged)',
      'unreadable: b.msg (damaged)',
      'unreadable: c.msg (damaged)',
    ]);
  });
});

describe('what is not a file', () => {
  it('has a row, and a loop of links an end', async (context) => {
    if (process.platform === 'win32') context.skip('links and devices are other things on Windows');
    const folder = folderOf({ 'a.txt': 'a' });
    mkdirSync(join(folder, 'sub'));
    symlinkSync('..', join(folder, 'sub', 'loop'));
    symlinkSync('/dev/null', join(folder, 'device'));
    symlinkSync('nowhere', join(folder, 'gone'));
    expect(await sheetLines(folder, work)).toEqual([
      'missing-certificate: a.txt',
      'unreadable: device (file-special)',
      'unreadable: gone (file-missing)',
      'unreadable: sub/loop (file-loop)',
    ]);
  });

  it('an input that is not there has a row', async () => {
    expect(await sheetLines(join(dir, 'not-there'), work)).toEqual(['unreadable: not-there (file-missing)']);
  });
});

/** An archive whose entries say that they are encrypted. */
function locked(files: Record<string, Uint8Array>): Uint8Array {
  const zip = Buffer.from(zipSync(files));
  const heads = [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const;
  for (const [head, flags] of heads)
    for (let at = zip.indexOf(head, 0, 'latin1'); at >= 0; at = zip.indexOf(head, at + 4, 'latin1'))
      zip.writeUInt8(zip.readUInt8(at + flags) | 1, at + flags);
  return zip;
}

function bomb(): Uint8Array {
  const zeros = new Uint8Array(30_000_000);
  return zipSync({ a: zeros, b: zeros, c: zeros });
}

/** Two entries of the directory that point to one file. */
function overlapping(): Uint8Array {
  const zip = Buffer.from(stored({ 'a.txt': randomBytes(500), 'b.txt': randomBytes(500) }));
  const entry = Buffer.from([0x50, 0x4b, 1, 2]);
  const [first, second] = [zip.indexOf(entry), zip.lastIndexOf(entry)];
  zip.copy(zip, second + 42, first + 42, first + 46);
  return zip;
}

/** An archive that says it has so many entries. */
function claimingEntries(count: number): Uint8Array {
  const zip = Buffer.from(stored({ 'a.txt': utf8('a') }));
  // ZIP64: the count does not fit into the old end record
  const end = zip.length - 22;
  const zip64 = Buffer.alloc(56 + 20);
  zip64.writeUInt32LE(0x06064b50, 0);
  zip64.writeBigUInt64LE(44n, 4);
  zip64.writeBigUInt64LE(BigInt(count), 24);
  zip64.writeBigUInt64LE(BigInt(count), 32);
  zip64.writeBigUInt64LE(BigInt(zip.readUInt32LE(end + 12)), 40);
  zip64.writeBigUInt64LE(BigInt(zip.readUInt32LE(end + 16)), 48);
  zip64.writeUInt32LE(0x07064b50, 56);
  zip64.writeBigUInt64LE(BigInt(end), 64);
  zip64.writeUInt32LE(1, 72);
  const old = Buffer.from(zip.subarray(end));
  old.writeUInt16LE(0xffff, 8);
  old.writeUInt16LE(0xffff, 10);
  old.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([zip.subarray(0, end), zip64, old]);
}

function nestedParts(depth: number): string {
  let head = 'From: a@example.org\r\nMIME-Version: 1.0\r\n';
  for (let i = 0; i < depth; i++) head += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`;
  return `${head}\r\n\r\n`;
}
