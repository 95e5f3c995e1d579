/** What is said about a file before it is sealed: files made by the tools that people use, and names. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Warning } from '../../core/documents/warnings.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { lintFile } from '../../core/node/lint/lint.ts';
import { pdfOf, revision, startOf } from '../core/attachments-pdf.ts';
import { notary, notaryJson, SAMPLES, scratch } from './support/cli.ts';

const dir = scratch('lint-');

const found = (name: string, bytes: Uint8Array, size = bytes.length, blocks = 8) =>
  lintFile({ name, size, blocks, bytes }).map(({ code, detail }) => (detail === '' ? code : `${code} ${detail}`));
const encoded = (entries: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, utf8(text)]));
/** Content types of the parts that these tests write, as the standard names them. */
const TYPES: readonly (readonly [part: RegExp, type: string])[] = [
  [/document\d*\.xml$/, 'wordprocessingml.document.main+xml'],
  [/word\/comments\.xml$/, 'wordprocessingml.comments+xml'],
  [/sheet\d+\.xml$/, 'spreadsheetml.worksheet+xml'],
  [/externalLink\d+\.xml$/, 'spreadsheetml.externalLink+xml'],
];
const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const word = (text: string, prefix = 'w') =>
  `<${prefix}:document xmlns:${prefix}="${MAIN}"><${prefix}:body>${text}</${prefix}:body></${prefix}:document>`;
const parts = (entries: Readonly<Record<string, string>>) => {
  const overrides = Object.keys(entries).flatMap((name) => {
    const type = TYPES.find(([part]) => part.test(name))?.[1];
    return type
      ? [`<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.${type}"/>`]
      : [];
  });
  return encoded({ '[Content_Types].xml': `<Types>${overrides.join('')}</Types>`, ...entries });
};
const zip = (entries: Readonly<Record<string, string>>) => zipSync(encoded(entries));
const office = (entries: Readonly<Record<string, string>>) => zipSync(parts(entries));
/** Null where the tool is not installed: the test says so. */
function tool(command: string, ...args: string[]): true | null {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A signed PDF; the signature's place is real, its value is none. */
function signed(): Uint8Array {
  const draft = (range: string) =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [3 0 R] >> >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
      '<< /FT /Sig /T (seal) /V 4 0 R >>',
      `<< /Type /Sig /ByteRange [${range}] /Contents <${'00'.repeat(32)}> >>`,
    ]);
  const text = Buffer.from(draft('0 0000000000 0000000000 0000000000')).toString('latin1');
  const [start, end] = [text.indexOf('<0000'), text.indexOf('>', text.indexOf('<0000')) + 1];
  const padded = [start, end, text.length - end].map((value) => String(value).padStart(10, '0'));
  return draft(`0 ${padded.join(' ')}`);
}

const form = (fields: string, more = '') => pdfOf([`<< /Type /Catalog /AcroForm << /Fields [${fields}] ${more} >> >>`]);

describe('names', () => {
  it.each([
    ['合同.pdf.crdownload', ['downloading']],
    ['a.part', ['downloading']],
    ['invoice.pdf.lnk', ['shortcut']],
    ['invoice.webloc', ['shortcut']],
    ['.contract.pdf.icloud', ['placeholder']],
    ['合同.pdf.xltd', ['downloading']],
    ['合同.pdf.td', ['downloading']],
    ['合同.pdf.baiduyun.p.downloading', ['downloading']],
    ['合同.pdf.!qB', ['downloading']],
    ['~$合同.docx', ['clutter']],
    ['._合同.pdf', ['clutter']],
    ['合同.pdf:Zone.Identifier', ['clutter']],
    ['合同.td.txt', []],
    ['smime.p7m', ['not-opened']],
    ['winmail.dat', ['not-opened']],
    ['Inbox.mbox', ['not-opened']],
    ['张三 11010519491231002X.txt', ['revealing-name id-number']],
    ['张三 138 0013 8000.txt', ['revealing-name phone']],
    ['密码是1234.txt', ['revealing-name password']],
    ['110105194912310021.txt', []],
    ['mmexport1700000000000.txt', []],
    ['dzfp_24112000000012345678.xml', []],
    ['2026-11-22 part 2.txt', []],
  ])('%s', (name, expected) => {
    expect(found(name, utf8('<text/>'))).toEqual(expected);
  });
});

describe('places', () => {
  it('a size without blocks and without contents is a placeholder; inline files and real bytes are none', () => {
    expect(found('a.bin', new Uint8Array(4096), 1_000_000, 0)).toEqual(['placeholder']);
    expect(found('a.bin', new Uint8Array(100), 100, 0)).toEqual([]);
    expect(found('a.bin', new Uint8Array(4096).fill(1), 1_000_000, 0)).toEqual([]);
  });
});

describe('PDF', () => {
  it('encrypted by qpdf', (context) => {
    const out = join(dir, 'locked.pdf');
    const ran = tool('qpdf', '--encrypt', 'user', 'owner', '256', '--', join(SAMPLES, 'contract.pdf'), out);
    context.skip(ran === null, 'qpdf is not installed');
    expect(found('locked.pdf', readFileSync(out))).toEqual(['encrypted']);
  });

  it('signed, changed afterwards, and kept checkable for years', () => {
    const pdf = signed();
    const next = (catalog: string) =>
      revision(pdf, new Map([[1, catalog]]), `/Root 1 0 R /Size 100 /Prev ${startOf(pdf)}`);
    const fields = '/Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [3 0 R] >>';
    expect(found('a.pdf', pdf)).toEqual([]);
    expect(found('a.pdf', next(`<< /Type /Catalog ${fields} /Lang (en) >>`))).toEqual(['not-last-revision']);
    expect(found('a.pdf', next(`<< /Type /Catalog ${fields} /DSS << >> >>`))).toEqual([]);
    expect(found('a.pdf', next('<< /Type /Catalog /AcroForm << /SigFlags 3 /Fields [] >> >>'))).toEqual([
      'seal-lost gone',
    ]);
  });

  it('saved anew by a program that moves the signed bytes', () => {
    const text = Buffer.from(signed()).toString('latin1').replace('%PDF-1.7\n', '%PDF-1.7\n%moved\n');
    const moved = Buffer.from(
      text
        .replace(/\b(\d{10}) 00000 n/g, (_, at) => `${String(Number(at) + 7).padStart(10, '0')} 00000 n`)
        .replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + 7}`),
      'latin1',
    );
    expect(found('a.pdf', moved)).toEqual(['seal-lost broken']);
  });

  it('an invoice without its seal, and a contract that waits to be signed', () => {
    const empty = form('<< /FT /Sig /T (seal) >>');
    expect(found('dzfp_24112000000012345678_a.pdf', empty)).toEqual(['seal-lost empty']);
    // that it is named like one says nothing: newer invoices are issued without a seal in the file
    expect(found('dzfp_24112000000012345678_a.pdf', pdfOf(['<< /Type /Catalog >>']))).toEqual([]);
    expect(found('contract.pdf', empty)).toEqual([]);
  });

  it('a form that was not saved', () => {
    expect(found('form.pdf', form('<< /FT /Tx /T (a) >> << /FT /Tx /T (b) /V () >>'))).toEqual(['form-unsaved empty']);
    expect(found('form.pdf', form('<< /FT /Tx /T (a) /V (x) >>', '/NeedAppearances true'))).toEqual([
      'form-unsaved not-drawn',
    ]);
    expect(found('form.pdf', form('<< /FT /Tx /T (a) /V (x) >>'))).toEqual([]);
  });
});

describe('Office files', () => {
  it('Word: changes, comments, contents elsewhere', () => {
    const docx = office({
      'word/document.xml': word('<w:ins w:id="1"/><w:del w:id="2"/><w:insideH/>'),
      'word/comments.xml': '<w:comments><w:comment w:id="0"/></w:comments>',
      'word/_rels/document.xml.rels':
        '<Relationships><Relationship Id="a" Type="x/image" Target="https://example.com/a.png" TargetMode="External"/>' +
        '<Relationship Id="b" Type="x/hyperlink" Target="https://example.com" TargetMode="External"/></Relationships>',
    });
    expect(found('a.docx', docx)).toEqual(['tracked-changes 2', 'comments 1', 'external-links 1']);
  });

  it('Excel: formulas that move and another workbook', () => {
    const xlsx = office({
      'xl/worksheets/sheet1.xml':
        '<worksheet><c><f>TODAY()+1</f></c><c><f>IF(A1=&quot;NOW()&quot;,RAND(),0)</f></c></worksheet>',
      'xl/externalLinks/externalLink1.xml': '<externalLink/>',
    });
    expect(found('a.xlsx', xlsx)).toEqual(['volatile-formulas RAND, TODAY', 'external-links 1']);
    expect(found('a.xlsx', office({ 'xl/worksheets/sheet1.xml': '<f>SUM(A1:A2)</f>' }))).toEqual([]);
  });

  it('OpenDocument', () => {
    const ods = zip({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': '<a><table:table-cell table:formula="of:=NOW()"><office:annotation /></table:table-cell></a>',
    });
    expect(found('a.ods', ods)).toEqual(['comments 1', 'volatile-formulas NOW']);
  });

  it.each([
    ['another prefix', { 'word/document.xml': word('<x:ins x:id="1"/>', 'x') }, ['tracked-changes 1']],
    [
      'none',
      { 'word/document.xml': `<document xmlns="${MAIN}"><body><del/></body></document>` },
      ['tracked-changes 1'],
    ],
    [
      'single quotes',
      { 'word/document.xml': word("<w:rPr><w:rPrChange\n\tw:id='1'/></w:rPr>") },
      ['tracked-changes 1'],
    ],
    ['a range of XML', { 'word/document.xml': word('<w:customXmlInsRangeStart w:id="1"/>') }, ['tracked-changes 1']],
    ['a comment', { 'word/document.xml': word('<!-- <w:ins w:id="1"/> -->') }, []],
    ['CDATA', { 'word/document.xml': word('<w:t><![CDATA[<w:ins w:id="1"/>]]></w:t>') }, []],
    ['a part that is no text', { 'word/other.xml': word('<w:ins/>') }, []],
    ['another folder', { 'docs/document7.xml': word('<w:ins/>') }, ['tracked-changes 1']],
  ])('Word, however it is written: %s', (_, entries, expected) => {
    expect(found('a.docx', office(entries as unknown as Record<string, string>))).toEqual(expected);
  });

  it('behind a password', () => {
    const bytes = Buffer.alloc(4096);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
    bytes.write('EncryptedPackage\0', 1024, 'utf16le');
    bytes.writeUInt16LE(34, 1024 + 64);
    expect(found('a.docx', bytes)).toEqual(['encrypted']);
  });
});

describe('OFD', () => {
  const root = '<ofd:OFD><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:OFD>';
  const list = '<ofd:Signatures><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>';
  const seal = '<ofd:Signature><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>';

  it('with its seal, with an empty one, and with none', () => {
    const entries = (value: string) => ({
      'OFD.xml': root,
      'Doc_0/Signs/Signatures.xml': list,
      'Doc_0/Signs/Sign_0/Signature.xml': seal,
      'Doc_0/Signs/Sign_0/SignedValue.dat': value,
    });
    expect(found('a.ofd', zip(entries('value')))).toEqual([]);
    expect(found('a.ofd', zip(entries('')))).toEqual(['seal-lost broken']);
    expect(found('a.ofd', zip({ 'OFD.xml': root }))).toEqual(['seal-lost gone']);
    expect(found('a.ofd', zip({ 'OFD.xml': '<ofd:OFD/>' }))).toEqual([]);
    expect(found('dzfp_24112000000012345678.ofd', zip({ 'OFD.xml': '<ofd:OFD/>' }))).toEqual([]);
  });

  it.each([
    ['single quotes', (text: string) => text.replaceAll('"', "'")],
    ['line ends in tags', (text: string) => text.replaceAll(' ', '\n').replaceAll('/>', '\r\n/>')],
    ['no prefix', (text: string) => text.replaceAll('ofd:', '')],
    ['CDATA', (text: string) => text.replace(/>([^<>]+)</g, '><![CDATA[$1]]><')],
    ['places from where they stand', (text: string) => text.replace('Sign_0/', './../Signs/Sign_0/')],
    ['places from the root without a slash', (text: string) => text.replace('"Sign_0/', '"Doc_0/Signs/Sign_0/')],
  ])('a whole seal is whole, however it is written: %s', (_, change) => {
    const entries = {
      './OFD.xml': change(root),
      'Doc_0\\Signs\\Signatures.xml': change(list),
      './Doc_0/Signs/Sign_0/Signature.xml': change(seal),
      'Doc_0/Signs/Sign_0/SignedValue.dat': 'value',
    };
    expect(found('a.ofd', zip(entries))).toEqual([]);
  });
});

describe('what does not open', () => {
  const pdf = readFileSync(join(SAMPLES, 'contract.pdf'));
  const docx = office({ 'word/document.xml': word('text') });

  it.each([
    ['cut.pdf', pdf.subarray(0, pdf.length / 2), ['damaged']],
    ['page.pdf', utf8('<html>please log in</html>'), ['not-as-named pdf html']],
    ['front.pdf', Buffer.concat([utf8('\ufeff\r\n'), pdf]), []],
    ['cut.docx', docx.subarray(0, docx.length - 30), ['damaged']],
    ['text.docx', utf8('text'), ['not-as-named docx text']],
    ['text.jpg', utf8('text'), ['not-as-named jpg text']],
    ['other.jpg', Uint8Array.of(0, 1, 2, 3), ['not-as-named jpg']],
    ['scan.png', readFileSync(join(SAMPLES, 'scan.png')), []],
    ['entities.docx', office({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }), ['damaged']],
    ['empty.zip', zip({}), []],
  ])('%s', (name, bytes, expected) => {
    expect(found(name, bytes)).toEqual(expected);
  });
});

describe('inputs that went wrong once', () => {
  const vectors = join(import.meta.dirname, '../vectors/feedback');
  it.each([
    ['lint-office/word-online-2.docx', ['tracked-changes 1']],
    ['lint-office/newline-in-tag.docx', ['tracked-changes 1']],
    ['lint-ofd/newline-in-tag.ofd', []],
    ['lint-ofd/dot-slash-members.ofd', []],
    ['pdf/ltv-then-comment.pdf', ['not-last-revision']],
    ['pdf/newline-in-front.pdf', []],
  ])('%s', (name, expected) => {
    expect(found(name, readFileSync(join(vectors, name)))).toEqual(expected);
  });
});

describe('no false alarm, and none from broken files', () => {
  it.each(readdirSync(SAMPLES))('%s', (name) => {
    expect(found(name, readFileSync(join(SAMPLES, name)))).toEqual([]);
  });

  it('cut and altered files never throw', () => {
    const whole = [signed(), office({ 'word/document.xml': word('<w:ins />'.repeat(50)) })];
    for (const bytes of whole)
      for (let at = 0; at < bytes.length; at += 7) {
        const altered = Uint8Array.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ 0xff;
        found('a', altered);
        found('a', bytes.subarray(0, at));
      }
  });
});

describe('add', () => {
  it('warns for a small and a large file, and records both', async () => {
    const [home, docs] = [join(dir, 'home'), join(dir, 'docs')];
    mkdirSync(docs);
    const changed = { 'word/document.xml': word('<w:ins />') };
    writeFileSync(join(docs, 'small.docx'), office(changed));
    const filler = { 'word/media/a.bin': new Uint8Array(2 * 1024 * 1024) };
    writeFileSync(join(docs, 'large.docx'), zipSync({ ...parts(changed), ...filler }, { level: 0 }));
    const cli = ['--home', home];
    await notary([...cli, 'init', '--holder', 'Blue Sea Trading', '--lang', 'en'], { cwd: dir });
    const { code, json } = await notaryJson<{ records: { file: string; warnings: Warning[] }[] }>(
      [...cli, 'add', docs],
      { cwd: dir },
    );
    expect(code).toBe(0);
    const warnings = [{ code: 'tracked-changes', detail: '1' }];
    expect(json.records.map((record) => [record.file, record.warnings])).toEqual([
      ['large.docx', warnings],
      ['small.docx', warnings],
    ]);
    const again = await notary([...cli, 'add', docs, '--again'], { cwd: dir });
    expect(again.err).toContain('small.docx: It has tracked changes that were neither accepted nor rejected (1).');
  });

  it('leaves out of a folder what no person put there, and says so', async () => {
    const [home, usb] = [join(dir, 'usb-home'), join(dir, 'usb')];
    mkdirSync(join(usb, '$RECYCLE.BIN'), { recursive: true });
    for (const name of ['a.txt', '._a.txt', '$RECYCLE.BIN/$R1.txt', 'Thumbs.db']) writeFileSync(join(usb, name), name);
    const cli = ['--home', home];
    await notary([...cli, 'init', '--holder', 'Blue Sea Trading', '--lang', 'en'], { cwd: dir });
    const { code, json } = await notaryJson<{ records: { file: string }[]; leftOut: string[] }>([...cli, 'add', usb], {
      cwd: dir,
    });
    expect(code).toBe(0);
    expect(json.records.map(({ file }) => file)).toEqual(['a.txt']);
    expect(json.leftOut).toEqual(['$RECYCLE.BIN', '._a.txt', 'Thumbs.db'].map((name) => join(usb, name)));
    const again = await notary([...cli, 'add', usb], { cwd: dir });
    expect(again.err).toContain(
      '3 not recorded, files that systems and programs leave in folders: $RECYCLE.BIN, ._a.txt, Thumbs.db',
    );
  });
});
