/** Mails in a box: the bytes are the sender's, every attachment has a row, and what is not opened says so. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closedKind } from '../../core/documents/box/containers.ts';
import { Allowance } from '../../core/documents/box/limits.ts';
import { readEml } from '../../core/node/box/mail.ts';
import { readMsg } from '../../core/node/box/outlook.ts';
import { writeZip } from '../../core/node/system/zip-writer.ts';
import { sheetLines, writeBox } from './support/box.ts';
import { scratch } from './support/cli.ts';

const VECTORS = join(import.meta.dirname, '../vectors/feedback');
const dir = scratch('box-mails-');
const work = join(dir, 'work');
let boxes = 0;

const sha256 = (bytes: Uint8Array | null) => bytes && createHash('sha256').update(bytes).digest('hex');

async function attachments(text: string | Buffer) {
  const bytes = Buffer.from(text as string, 'latin1');
  const found = await readEml(bytes, Allowance.of(bytes.length));
  return found.map(({ name, bytes, error }) => [name, error ? error.details.reason : sha256(bytes)]);
}

/** A mail with one part beside its letter. */
const withPart = (head: string, body: string) =>
  `From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nletter\r\n--b\r\n${head}\r\n\r\n${body}\r\n--b--\r\n`;

const PDF = 'e8af6fcb65837d5b0c93e30e00bf28f11d9d3471f234aabb299c08de80e2fe1e';
const TERMS = '4c2d6862361c75b34b9357dc12ceedec02cd040e5cd3c0620af5ad3c3a8c69d8';

describe('an attachment', () => {
  it.each([
    ['mail-cte/8bit-csv.eml', 'list.csv', '2bdbb17bc2ebe6961ab11a9436d554e7566fe5b34da18f89557bb0473cdd386e'],
    ['mail-cte/qp-pdf.eml', 'contract.pdf', PDF],
    ['mail-cte/8bit-xml.eml', 'invoice.xml', '6854ea123682076f24f7eef2a27e98379e8592cfe19ba71ba48e6963c0c5f086'],
    ['mail-inline-text/inline-txt.eml', 'terms.txt', TERMS],
    ['mail-inline-text/name-only-txt.eml', 'terms.txt', TERMS],
    ['mail-containers/x-uuencode-part.eml', 'a.pdf', PDF],
  ])('%s has the bytes that its sender had', async (file, name, digest) => {
    const bytes = readFileSync(join(VECTORS, file));
    expect(await attachments(bytes.toString('latin1'))).toEqual([[name, digest]]);
  });

  it('in base64 takes no room beside that of its mail, which may be as large as mails are opened', async () => {
    const mail = Buffer.from(withPart('Content-Type: a/b\r\nContent-Transfer-Encoding: base64', 'YWJj'), 'latin1');
    const [found] = await readEml(mail, Allowance.of(mail.length));
    expect(found?.bytes?.toString()).toBe('abc');
    expect(found?.bytes?.buffer).toBe(mail.buffer);
  });

  it.each([
    ['mail-names/raw-gbk-2.eml', '发票清单.xlsx'],
    ['mail-names/gb18030-split.eml', '合同附件一览表.xlsx'],
  ])('%s has the name that its sender gave it', async (file, name) => {
    const bytes = readFileSync(join(VECTORS, file));
    expect((await attachments(bytes.toString('latin1'))).map(([one]) => one)).toEqual([name]);
  });

  it.each([
    ["filename*=UTF-8''%E5%90%88%E5%90%8C.pdf", '合同.pdf'],
    ["filename*=gbk'zh'%BA%CF%CD%AC.pdf", '合同.pdf'],
    ["filename*0*=UTF-8''%E5%90; filename*1*=%88; filename*2=.pdf", '合.pdf'],
    ['filename*0="long "; filename*1="name.pdf"', 'long name.pdf'],
    ['filename="=?UTF-8?Q?a_=C3=A9=3D?= =?iso-8859-1?Q?=E9.pdf?="', 'a é=é.pdf'],
    ['filename="a \\"quoted\\" name.pdf"', 'a "quoted" name.pdf'],
    ['filename="a;b.pdf"; size=3', 'a;b.pdf'],
    ['filename==?x-unknown?B?YS5wZGY=?=', 'a.pdf'],
    ['filename=bare.pdf', 'bare.pdf'],
    ['filename=""', 'attachment-1'],
  ])('named by %s', async (parameter, name) => {
    const [found] = await attachments(withPart(`Content-Disposition: attachment; ${parameter}`, 'x'));
    expect(found?.[0]).toBe(name);
  });

  it('has its names read in one alphabet, the whole mail through', async () => {
    // each of the two alone is good UTF-8 as well; the third says that it is not meant
    const names = ['b0a1bbdb2e6a7067', 'd6b0d2b5d6a42e6a7067'].map((hex) => Buffer.from(hex, 'hex').toString('latin1'));
    const part = (name: string) => `--b\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nx\r\n`;
    const mail = `From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${names.map(part).join('')}--b--\r\n`;
    expect((await attachments(mail)).map(([name]) => name)).toEqual(['啊慧.jpg', '职业证.jpg']);
  });

  it.each([
    ['an encoding that nobody knows', 'Content-Transfer-Encoding: x-own', 'abc', 'unsupported'],
    ['base64 that is none', 'Content-Transfer-Encoding: base64', 'abcde', 'damaged'],
    ['uuencode that is none', 'Content-Transfer-Encoding: x-uuencode', 'abc', 'damaged'],
    ['parts without a boundary', 'Content-Type: multipart/mixed', 'abc', 'damaged'],
  ])('in %s has a row that says so', async (_, head, body, reason) => {
    const found = await attachments(withPart(`Content-Disposition: attachment; filename=a.bin\r\n${head}`, body));
    expect(found).toEqual([['a.bin', reason]]);
  });

  it('of every kind has a row, and the letter has none', async () => {
    const part = (head: string) => `--b\r\n${head}\r\n\r\nx\r\n`;
    const heads = [
      'Content-Type: text/html',
      'Content-Type: text/calendar',
      'Content-Type: message/delivery-status',
      'Content-Type: text/plain\r\nContent-Disposition: attachment',
    ];
    const mail = `From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${heads.map(part).join('')}--b--\r\n`;
    expect((await attachments(mail)).map(([name]) => name)).toEqual(['attachment-1', 'attachment-2', 'attachment-3']);
  });

  it.each([
    ['message/external-body; access-type=URL; URL="https://x.example/f"; name="a.txt"', '', 'a.txt', 'linked'],
    ['message/external-body; access-type=URL', 'Content-Disposition: attachment; filename=b.pdf', 'b.pdf', 'linked'],
    ['message/external-body; access-type=URL', 'Content-Type: text/plain', 'attachment-1', 'linked'],
    ['message/partial; id="x@y"; number=1; total=3', 'Subject: x', 'attachment-1', 'fragment'],
  ])('that is not in the mail is no document: %s', async (type, inner, name, reason) => {
    expect(await attachments(withPart(`Content-Type: ${type}`, `${inner}\r\n\r\n`))).toEqual([[name, reason]]);
  });

  it('of a mail that is a piece of another is none', async () => {
    const mail = 'From: a\r\nContent-Type: message/partial; id="x@y"; number=2; total=3\r\n\r\nmore of it\r\n';
    expect(await attachments(mail)).toEqual([['attachment-1', 'fragment']]);
  });

  it('takes time by its length, however many files seem to begin in it', async () => {
    const letter = `${'begin 644 a\r\n'.repeat(200_000)}begin 644 ${' '.repeat(100_000)}\r\n`;
    expect(await attachments(`From: a\r\n\r\n${letter}`)).toEqual([]);
  });

  it('may stand in the letter itself, by uuencode', async () => {
    const letter = 'see below\r\n\r\nbegin 644 a.txt\r\n#86)C\r\n`\r\nend\r\n';
    expect(await attachments(`From: a\r\n\r\n${letter}`)).toEqual([['a.txt', sha256(Buffer.from('abc'))]]);
  });
});

describe('a mail of Outlook', () => {
  it('with short names only gives those', async () => {
    const bytes = readFileSync(join(VECTORS, 'msg/short-name-only.msg'));
    const found = await readMsg(bytes, Allowance.of(bytes.length));
    expect(found.map(({ name }) => name)).toEqual(['CONTRA~1.PDF']);
  });
});

describe('files that hold files and are not opened', () => {
  const latin1 = (text: string) => Buffer.from(text, 'latin1');
  const SEVEN = latin1('7z\xbc\xaf\x27\x1c');
  const zip = (...names: readonly string[]) =>
    Buffer.from(writeZip(Object.fromEntries(names.map((name) => [name, latin1(name)]))));

  it.each([
    ...['a.asc', 'a.gpg', 'a.pgp', 'a.rpmsg', 'a.emlx', 'a.mht', 'a.mhtml', 'a.oft', 'a.lzma', 'a.lz', 'a.Z', 'a.lz4'],
    ...[
      'a.xar',
      'a.cpio',
      'a.ace',
      'a.uue',
      'a.7z.001',
      'a.001',
      'a.jar',
      'a.p7z',
      'x/mbox',
      'WINMAIL.DAT',
      'a.tar.gz',
    ],
  ])('are known by the name %s', (name) => {
    expect(closedKind(name)).toBe('container');
  });

  it.each([
    ['docs', SEVEN],
    ['scan.pdf', SEVEN],
    ['a.doc', latin1('Rar!\x1a\x07\x01\0')],
    ['ATT0001.dat', latin1('\x78\x9f\x3e\x22')],
    ['backup', latin1('\x1f\x8b\x08\0')],
    ['data.bin', latin1('PK\x03\x04')],
    ['合同v1.2', zip('a.txt')],
    ['Inbox', latin1('From a@x Mon Jan  1 00:00:00 2026\r\nSubject: s\r\n\r\nhi')],
    ['letter.txt', latin1('-----BEGIN PGP MESSAGE-----\n')],
    ['a.asc', latin1('-----BEGIN PGP SIGNED MESSAGE-----\n')],
    ['a.001', latin1('PK\x03\x04\x14\0')],
    ['a.Z', latin1('\x1f\x9d\x90ab')],
    ['all', Buffer.concat([Buffer.alloc(257, 'a'), latin1('ustar\0')])],
  ])('are known by the first bytes of %s', (name, head) => {
    expect(closedKind(name, { head })).toBe('container');
  });

  it.each([
    ...['application/pkcs7-mime', 'application/x-pkcs7-mime', 'application/ms-tnef', 'application/vnd.ms-tnef'],
    ...['application/pgp-encrypted', 'application/zip', 'application/x-zip-compressed', 'application/x-7z-compressed'],
  ])('are known by the type %s', (type) => {
    expect(closedKind('attachment-1', { type })).toBe('container');
    expect(closedKind('a.pdf', { type, head: latin1('%PDF-1.7') })).toBeNull();
  });

  it.each<readonly [name: string, head: Buffer, type: string | null]>([
    ['a.docx', zip('a.txt'), 'application/zip'],
    ['合同', zip('[Content_Types].xml', 'word/document.xml'), null],
    ['合同', zip('OFD.xml'), 'application/zip'],
    ['book', zip('mimetype'), null],
    ['picture.svgz', latin1('\x1f\x8b\x08'), null],
    ['numbers.csv', latin1('070701,1'), null],
    ['key.asc', latin1('-----BEGIN PGP PUBLIC KEY BLOCK-----\n'), null],
    ['box.zip', zip('a.txt'), 'application/zip'],
    ['letter.eml', latin1('From a@x 2026\nSubject: x\n'), null],
    ...['Anlage K1.001', 'scan.Z', 'contract.war', 'notes.asc', 'a.rar', 'a.7z.001'].map(
      (name) => [name, latin1('%PDF-1.7\n'), null] as const,
    ),
    ...['Anlage K1.001', 'scan.Z', 'contract.war', 'notes.asc'].map(
      (name) => [name, Buffer.from('第一条 notes\r\n'), null] as const,
    ),
    ['dem.asc', latin1('ncols 4\nnrows 6\n'), 'application/pgp-keys'],
    ['rechnung.xml', latin1('<?xml version="1.0"?>'), 'application/zip'],
    ['photo.heic', latin1('\0\0\0\x18ftypheic'), 'application/x-zip-compressed'],
    ['drawing.dwg', latin1('AC1032\0\0'), 'application/x-7z-compressed'],
    ['Brief.wps', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'application/zip'],
    ['logo.svgz', latin1('\x1f\x8b\x08'), 'application/gzip'],
  ])('are not confused with documents, or with what is opened: %s', (name, head, type) => {
    expect(closedKind(name, { head, type })).toBeNull();
  });

  it('are known by a type that the first bytes bear out', () => {
    const kind = (name: string, type: string, head: string) => closedKind(name, { type, head: latin1(head) });
    expect(kind('list.dwg', 'application/zip', 'PK\x03\x04')).toBe('container');
    expect(kind('list.dwg', 'application/gzip', '\x1f\x8b\x08')).toBe('container');
    expect(kind('letter.txt', 'application/pkcs7-mime', 'MIIB')).toBe('container');
  });

  it('are other than signatures, which are no documents', () => {
    expect(closedKind('smime.p7s')).toBe('signature');
    expect(closedKind('attachment-1', { type: 'application/pgp-signature' })).toBe('signature');
    expect(closedKind('a.asc', { head: latin1('-----BEGIN PGP SIGNATURE-----\n') })).toBe('signature');
  });

  it('have a row that says so, in a folder, an archive and a mail', async () => {
    const folder = writeBox(join(dir, `box-${++boxes}`), {
      'a.rar': 'Rar!',
      'b.tar.gz': 'x',
      'c.p7m': 'x',
      docs: SEVEN,
      'd.zip': zip('inner', 'smime.p7s', 'e.7z'),
      'sealed.eml':
        'From: a@x\r\nContent-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB\r\n',
      'f.eml': withPart('Content-Type: application/zip; name=docs', 'PK\x03\x04'),
    });
    mkdirSync(join(folder, 'mail'));
    cpSync(join(VECTORS, 'mail-containers/winmail.eml'), join(folder, 'mail/winmail.eml'));
    const lines = await sheetLines(folder, work);
    expect(lines.filter((line) => line.startsWith('unreadable'))).toEqual([
      'unreadable: a.rar (unsupported)',
      'unreadable: b.tar.gz (unsupported)',
      'unreadable: c.p7m (unsupported)',
      'unreadable: d.zip!/e.7z (unsupported)',
      'unreadable: d.zip!/smime.p7s (signature)',
      'unreadable: docs (unsupported)',
      'unreadable: f.eml!/docs (unsupported)',
      'unreadable: mail/winmail.eml!/winmail.dat (unsupported)',
      'unreadable: sealed.eml!/attachment-1 (unsupported)',
    ]);
    expect(lines.filter((line) => !line.startsWith('unreadable'))).toEqual(['missing-certificate: d.zip!/inner']);
  });
});
