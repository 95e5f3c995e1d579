/** Whether a file is what its name says. test/foreign/lint-kinds.long.ts asks it of files that other programs made. */
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FILE_KINDS } from '../../core/documents/file-kinds.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { lintFile } from '../../core/node/lint/lint.ts';
import { wordsFor } from '../../core/words/words.ts';

const warnings = (name: string, bytes: Uint8Array, size = bytes.length) =>
  lintFile({ name, size, blocks: 8, bytes }).map(({ code, detail }) => (detail === '' ? code : `${code} ${detail}`));
/** The kind that is told; `as named` where nothing is. */
const toldAs = (name: string, bytes: Uint8Array, size?: number) => {
  const told = warnings(name, bytes, size).find((one) => one.startsWith('not-as-named'));
  return told === undefined ? 'as named' : told.split(' ').slice(2).join(' ') || 'unknown';
};

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const padded = (text: string) => latin1(text.padEnd(600, '\0'));
const archive = (entries: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, utf8(text)])));
const office = (type: string) =>
  archive({
    '[Content_Types].xml': `<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/main.xml" ContentType="application/vnd.${type}"/></Types>`,
    'main.xml': '<a/>',
  });
const openDocument = (type: string) =>
  archive({ mimetype: `application/vnd.oasis.opendocument.${type}`, 'content.xml': '<a/>' });
/** A compound file with the names of these streams in its directory. */
function compound(...names: readonly string[]): Uint8Array {
  const bytes = Buffer.alloc(4096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  names.forEach((name, i) => {
    const at = 1024 + 128 * i;
    bytes.write(`${name}\0`, at, 'utf16le');
    bytes.writeUInt16LE(2 * (name.length + 1), at + 64);
  });
  return new Uint8Array(bytes);
}
const xml = '<?xml version="1.0"?>';
const mail = 'From: a@b.example\r\nMIME-Version: 1.0\r\n\r\ntext';
const EMPTY_PDF = latin1('%PDF-1.4\n1 0 obj\n<< >>\nendobj\nxref\n0 0\ntrailer << >>\nstartxref\n33\n%%EOF');

describe('files under another name', () => {
  it.each([
    // the kinds that were found in use
    ['scan.jpg', padded('\x89PNG\r\n\x1a\n'), 'png'],
    ['scan.png', padded('\xff\xd8\xff\xe0'), 'jpeg'],
    ['photo.jpg', padded('\0\0\0\x18ftypheic'), 'heif'],
    ['photo.jpg', padded('RIFF\x10\0\0\0WEBPVP8 '), 'webp'],
    ['contract.doc', utf8('<html><body>contract</body></html>'), 'html'],
    ['contract.doc', utf8('contract\r\n'), 'text'],
    ['contract.doc', utf8(mail), 'mail'],
    ['contract.doc', utf8(`${xml}<w:wordDocument/>`), 'xml'],
    ['contract.doc', office('openxmlformats-officedocument.wordprocessingml.document.main+xml'), 'docx'],
    ['contract.doc', compound('Workbook'), 'xls'],
    ['contract.docx', compound('WordDocument'), 'doc'],
    ['contract.docx', latin1('{\\rtf1\\ansi x}'), 'rtf'],
    ['contract.docx', openDocument('text'), 'odt'],
    ['contract.docx', office('openxmlformats-officedocument.spreadsheetml.sheet.main+xml'), 'xlsx'],
    ['list.xls', utf8('\ufeff<table><tr><td>1</td></tr></table>'), 'xml'],
    ['list.xls', utf8('<!-- saved --> <HTML xmlns:x="urn:x">'), 'html'],
    ['list.xls', utf8('a\tb\n1\t2\n'), 'text'],
    ['list.xls', office('openxmlformats-officedocument.spreadsheetml.sheet.main+xml'), 'xlsx'],
    ['list.xlsx', utf8('a,b\n1,2\n'), 'text'],
    ['list.csv', office('openxmlformats-officedocument.spreadsheetml.sheet.main+xml'), 'xlsx'],
    ['list.csv', utf8('<html>session over</html>'), 'html'],
    ['letter.rtf', utf8('letter'), 'text'],
    ['letter.rtf', compound('WordDocument'), 'doc'],
    ['a.pdf', archive({ 'a.txt': 'a' }), 'zip'],
    ['a.pdf', office('openxmlformats-officedocument.wordprocessingml.document.main+xml'), 'docx'],
    ['a.pdf', padded('\xff\xd8\xff\xe1'), 'jpeg'],
    ['a.pdf', padded(`MZ${'\0'.repeat(62)}\x0e\x1f\xba\x0e\0\xb4\x09\xcd\x21`), 'program'],
    ['a.zip', EMPTY_PDF, 'pdf'],
    ['a.zip', padded('Rar!\x1a\x07\x01\0'), 'rar'],
    ['a.rar', archive({ 'a.txt': 'a' }), 'zip'],
    ['a.7z', utf8('<!DOCTYPE html><html>'), 'html'],
    ['a.ofd', archive({ 'a.txt': 'a' }), 'zip'],
    ['a.ofd', EMPTY_PDF, 'pdf'],
    ['invoice.xml', utf8('<!doctype html><html>'), 'html'],
    ['invoice.xml', utf8('<!-- saved --> <html lang="en">'), 'html'],
    ['contract.doc', utf8('<body>contract</body>'), 'html'],
    ['invoice.xml', utf8('{"error": 1}'), 'text'],
    ['invoice.xml', EMPTY_PDF, 'pdf'],
    ['data.json', utf8('<html>'), 'html'],
    ['note.txt', padded('\x89PNG\r\n\x1a\n'), 'png'],
    ['mail.eml', compound('__properties_version1.0'), 'msg'],
    ['mail.msg', utf8(mail), 'mail'],
    ['call.mp3', padded('\0\0\0\x1cftypM4A '), 'mp4'],
    ['call.wav', EMPTY_PDF, 'pdf'],
    ['slides.pptx', compound('PowerPoint Document'), 'ppt'],
    ['text.odt', openDocument('spreadsheet'), 'ods'],
    ['a.gz', utf8('text'), 'text'],
    ['a.pdf', padded('\x01\x02'), 'unknown'],
    ['page.html', EMPTY_PDF, 'pdf'],
  ])('%s of another kind', (name, bytes, kind) => {
    expect(toldAs(name, bytes)).toBe(kind);
  });

  it.each([
    ['a.JPEG', padded('\xff\xd8\xff\xdb')],
    ['a.jfif', padded('\xff\xd8\xff\xe0')],
    ['a.tif', padded('MM\0*')],
    ['a.bmp', padded('BM\x10\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0')],
    ['a.docm', office('ms-word.document.macroEnabled.main+xml')],
    ['a.docx', office('openxmlformats-officedocument.wordprocessingml.document.main+xml')],
    ['a.dotx', office('openxmlformats-officedocument.wordprocessingml.template.main+xml')],
    ['a.xltx', office('openxmlformats-officedocument.spreadsheetml.template.main+xml')],
    ['a.xlsb', office('ms-excel.sheet.binary.macroEnabled.main')],
    ['a.ppsx', office('openxmlformats-officedocument.presentationml.slideshow.main+xml')],
    ['a.pptm', office('ms-powerpoint.presentation.macroEnabled.main+xml')],
    ['a.docx', office('something-new')],
    ['a.docx', compound('EncryptedPackage')],
    ['a.doc', compound('WordDocument', 'Workbook')],
    ['a.xls', compound('Workbook', 'WordDocument')],
    ['a.xls', compound('Book')],
    ['a.wps', compound('WordDocument')],
    ['a.et', office('openxmlformats-officedocument.spreadsheetml.sheet.main+xml')],
    ['a.doc', latin1('{\\rtf1 x}')],
    ['a.msg', compound('__properties_version1.0', 'WordDocument')],
    ['a.ott', openDocument('text-template')],
    ['a.ods', archive({ 'META-INF/manifest.xml': '<a/>', 'content.xml': '<a/>' })],
    ['a.zip', archive({ 'OFD.xml': '<a/>' })],
    ['a.zip', office('openxmlformats-officedocument.wordprocessingml.document.main+xml')],
    ['a.ofd', archive({ './OFD.xml': '<a/>' })],
    ['a.xml', utf8(`\ufeff\r\n${xml}<Invoice/>`)],
    ['a.xml', utf8('<Invoice>')],
    ['a.xml', new Uint8Array(Buffer.from(`\ufeff${xml}<Invoice/>`, 'utf16le'))],
    ['a.xml', utf8('<发票><号码>1</号码></发票>')],
    ['a.xml', utf8('<票:发票 xmlns:票="urn:x"/>')],
    ['a.xml', latin1('<\xb7\xa2\xc6\xb1>')],
    ['a.xml', utf8('<?xml-stylesheet href="a.xsl"?><r/>')],
    ['a.xml', utf8('<meta:doc xmlns:meta="urn:x"/>')],
    ['a.xml', utf8('<head:root xmlns:head="urn:x"/>')],
    ['a.xml', utf8('<Title-List/>')],
    ['a.xml', utf8('<Body><a/></Body>')],
    ['a.svg', utf8('<!-- made --><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a.htm', utf8('text without a tag')],
    ['a.html', utf8(`${xml}<!DOCTYPE html PUBLIC "x"><html/>`)],
    ['a.txt', utf8('A PDF begins with %PDF-1.7')],
    ['a.txt', utf8('<html>')],
    ['a.csv', utf8('From:,To:\n1,2')],
    ['a.csv', new Uint8Array(Buffer.from('\ufeffa\tb', 'utf16le'))],
    ['a.txt', latin1('\xb7\xa2\xc6\xb1')],
    ['a.eml', utf8(`Received: x\r\n${mail}\r\n%PDF-1.4`)],
    ['a.mht', utf8(`Subject: x\r\n${mail}`)],
    ['a.pdf', utf8(`${mail}\r\n%PDF-1.4`)],
    ['a.m4a', padded('\0\0\0\x1cftypM4A ')],
    ['a.mov', padded('\0\0\0\x08wide\0\0\0\0mdat')],
    ['a.mp3', padded('\xff\xfb\x90\x64')],
    ['a.flac', padded('ID3\x04\0')],
    ['a.tgz', gzipSync(utf8('a'))],
    ['a.unknown', padded('\x89PNG\r\n\x1a\n')],
    ['no ending', utf8('<html>')],
    ['K1.001', EMPTY_PDF],
  ])('%s as programs write it', (name, bytes) => {
    expect(toldAs(name, bytes)).toBe('as named');
  });

  it('an archive of which only the beginning was seen is any of its family', () => {
    const zip = office('openxmlformats-officedocument.wordprocessingml.document.main+xml').subarray(0, 40);
    for (const name of ['a.docx', 'a.ofd', 'a.zip']) expect(toldAs(name, zip, 1e9)).toBe('as named');
    expect(toldAs('a.pdf', zip, 1e9)).toBe('zip');
    expect(toldAs('a.xls', compound().subarray(0, 512), 1e9)).toBe('as named');
  });

  it('are told in words, also in those of records from before', () => {
    for (const language of ['en', 'zh'] as const) {
      const means = (detail: string) => wordsFor(language).warnings['not-as-named'](detail).means;
      const sentences = FILE_KINDS.map((kind) => means(`jpg ${kind}`));
      expect(new Set([...sentences, means('jpg')]).size).toBe(FILE_KINDS.length + 1);
      for (const sentence of [...sentences, means('jpg')]) expect(sentence).toMatch(/\.jpg/);
    }
    expect(wordsFor('en').warnings['not-as-named']('jpg png').means).toBe('It is named .jpg and is a PNG picture.');
  });
});

describe('a name that may be that of an archive', () => {
  it.each([
    ['K1.001', utf8('exhibit')],
    ['notes.asc', utf8('notes')],
    ['K1.001', EMPTY_PDF],
  ])('%s says nothing of a document', (name, bytes) => {
    expect(warnings(name, bytes)).not.toContain('not-opened');
  });

  it.each([
    ['卷.7z', padded('7z\xbc\xaf\x27\x1c')],
    ['卷.rar', padded('Rar!\x1a\x07\x01\0')],
    ['卷.tar.gz', gzipSync(utf8('a'))],
    ['卷.7z.002', padded('\x01\x02')],
  ])('%s is what it says', (name, bytes) => {
    expect(warnings(name, bytes)).toEqual(['not-opened']);
  });

  it('and what is one is told, whatever its name', () => {
    expect(warnings('K1.001', padded('7z\xbc\xaf\x27\x1c'))).toEqual(['not-opened']);
    expect(warnings('notes.asc', utf8('-----BEGIN PGP MESSAGE-----\n'))).toEqual(['not-opened']);
    expect(warnings('a.pdf', padded('7z\xbc\xaf\x27\x1c'))).toEqual(['not-opened', 'not-as-named pdf 7z']);
  });
});

it('OpenDocument in one XML', () => {
  const flat = (text: string) =>
    utf8(
      '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' +
        `xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">${text}</office:document>`,
    );
  const changed = '<text:changed-region><text:insertion/></text:changed-region><office:annotation/>';
  expect(warnings('a.fodt', flat(changed))).toEqual(['tracked-changes 1', 'comments 1']);
  expect(warnings('a.fodt', flat('<text:p/>'))).toEqual([]);
  expect(warnings('a.fodt', flat('<text:p>'))).toEqual(['damaged']);
});
