import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { contract, longText } from './support/samples.ts';
import { changed, codes, findings, has } from './support/tools.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
let sealed: Uint8Array;
beforeAll(async () => {
  sealed = await contract(9);
});

/** Runs where the program is there; else the report names what did not run. */
const withTool = (program: string, what: string, run: () => void | Promise<void>) =>
  it(`${program}: ${what}`, async ({ skip }) => {
    skip(!has(program), `${program} is not on this machine`);
    await run();
  });

describe('PDF, changed by real tools', () => {
  for (const args of [
    ['--object-streams=generate', 'IN', 'OUT'],
    ['--qdf', 'IN', 'OUT'],
    ['--recompress-flate', '--compression-level=9', '--linearize', 'IN', 'OUT'],
  ])
    withTool('qpdf', `${args[0]} is the same pages`, () => {
      expect(findings(sealed, changed(sealed, '.pdf', 'qpdf', args))).toMatchObject([
        { code: 'same-pages', certain: true, detail: { of: 9 } },
      ]);
    });
  withTool('mutool', 'clean is the same pages', () => {
    const [first, ...more] = findings(sealed, changed(sealed, '.pdf', 'mutool', ['clean', '-gz', 'IN', 'OUT']));
    expect(first).toMatchObject({ code: 'same-pages', certain: true });
    expect(more).toEqual([]);
  });
  withTool('qpdf', 'pages removed', () => {
    const given = changed(sealed, '.pdf', 'qpdf', ['IN', '--pages', 'IN', '1-3,6-9', '--', 'OUT']);
    expect(findings(sealed, given)).toMatchObject([
      { code: 'pages-removed', certain: true, detail: { pages: [4, 5] } },
    ]);
    expect(findings(given, sealed)).toMatchObject([{ code: 'pages-added', certain: true, detail: { pages: [4, 5] } }]);
  });
  withTool('qpdf', 'pages reordered', () => {
    const given = changed(sealed, '.pdf', 'qpdf', ['IN', '--pages', 'IN', '1-2,4,3,5-9', '--', 'OUT']);
    expect(findings(sealed, given)).toMatchObject([
      { code: 'pages-reordered', certain: true, detail: { pages: [3, 4] } },
    ]);
  });
  it('page 7 changed, and only it', async () => {
    const given = await contract(9, { 7: 'Clause of page 7: the parties agree on ten times the price, of course.' });
    expect(findings(sealed, given)).toMatchObject([{ code: 'page-changed', certain: true, detail: { pages: [7] } }]);
  });
  withTool('exiftool', 'an appended update with new metadata', () => {
    const given = changed(sealed, '.pdf', 'exiftool', ['-q', '-Title=Other', '-o', 'OUT', 'IN']);
    expect(findings(sealed, given)).toMatchObject([
      { code: 'appended', certain: true, detail: { at: sealed.length } },
      { code: 'metadata-only', certain: true },
    ]);
    const flat = changed(given, '.pdf', 'qpdf', ['IN', 'OUT']);
    expect(codes(sealed, flat)).toEqual(['metadata-only']);
    expect(findings(given, sealed)).toMatchObject([
      { code: 'truncated', certain: true, detail: { at: sealed.length } },
    ]);
  });
  withTool('gs', 'distilled anew cannot be compared', () => {
    const args = ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfwrite', '-sOutputFile=OUT', 'IN'];
    const found = findings(sealed, changed(sealed, '.pdf', 'gs', args));
    expect(found).toEqual([{ code: 'not-comparable', certain: false, detail: { reason: 'nothing-in-common' } }]);
  });
  withTool('gs', 'a print or scan cannot be compared', () => {
    const args = ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfimage24', '-r50', '-sOutputFile=OUT', 'IN'];
    const found = findings(sealed, changed(sealed, '.pdf', 'gs', args));
    expect(found).toEqual([{ code: 'not-comparable', certain: false, detail: { reason: 'nothing-in-common' } }]);
  });
  it('cut off in the middle', () => {
    const [found] = findings(sealed, sealed.subarray(0, 9000));
    expect(found).toMatchObject({ code: 'truncated', detail: { at: 9000, of: sealed.length } });
    expect(found?.detail.bytes).toBeLessThanOrEqual(9000);
  });
  it('another contract has nothing in common', async () => {
    const other = await contract(3, { 1: 'Other one here.', 2: 'Other two here.', 3: 'Other three here.' });
    expect(findings(sealed, other).every(({ certain }) => !certain)).toBe(true);
  });
});

describe('text and XML', () => {
  const text = utf8(longText);
  it('line ends and byte order mark', () => {
    const given = utf8(`\ufeff${longText.replaceAll('\n', '\r\n')}\r\n`);
    expect(findings(text, given)).toEqual([{ code: 'line-endings', certain: true, detail: {} }]);
    expect(findings(text, utf8(longText.normalize('NFD').replaceAll('\n', ' \n')))).toEqual([
      { code: 'line-endings', certain: true, detail: { reason: 'spaces' } },
    ]);
    expect(codes(text, utf8(longText.replace('Line 40', 'Line 41')))).toEqual(['not-comparable']);
  });
  const xml = `<?xml version="1.0"?><Invoice b="1" a="2">${Array.from({ length: 60 }, (_, i) => `<Line id="${i}"><Amount>${i * 7}</Amount><Empty/></Line>`).join('')}</Invoice>`;
  withTool('xmllint', '--format', () => {
    const given = changed(utf8(xml), '.xml', 'xmllint', ['--format', '--output', 'OUT', 'IN']);
    expect(findings(utf8(xml), given)).toEqual([{ code: 'xml-reformatted', certain: true, detail: {} }]);
    expect(codes(utf8(xml.replace('>7<', '>8<')), given)).toEqual(['not-comparable']);
  });
});

describe('pictures', () => {
  const png = () =>
    changed(utf8('x'), '.txt', 'convert', ['-size', '90x70', 'plasma:red-blue', '-depth', '8', 'OUT'], 'out.png');
  withTool('convert', 'a PNG stored anew', () => {
    const picture = png();
    const given = changed(picture, '.png', 'convert', ['IN', '-strip', '-quality', '10', '-interlace', 'none', 'OUT']);
    expect(given).not.toEqual(picture);
    expect(findings(picture, given)).toEqual([{ code: 'image-reencoded', certain: true, detail: {} }]);
    const other = changed(picture, '.png', 'convert', ['IN', '-fill', 'white', '-draw', 'point 3,3', 'OUT']);
    expect(codes(picture, other)).toEqual(['not-comparable']);
  });
  withTool('exiftool', 'EXIF taken out of a JPEG', () => {
    const jpeg = changed(png(), '.png', 'convert', ['IN', '-quality', '90', 'OUT'], 'out.jpg');
    const tagged = changed(jpeg, '.jpg', 'exiftool', ['-q', '-Artist=A clerk', '-o', 'OUT', 'IN']);
    const given = changed(tagged, '.jpg', 'exiftool', ['-q', '-all=', '-o', 'OUT', 'IN']);
    expect(findings(tagged, given)).toMatchObject([{ code: 'image-reencoded', certain: true }]);
    const lossy = changed(jpeg, '.jpg', 'convert', ['IN', '-quality', '60', 'OUT']);
    expect(codes(jpeg, lossy)).toEqual(['not-comparable']);
  });
});

describe('archives and workbooks', () => {
  it('a workbook saved anew and calculated again has the same values', () => {
    // both by LibreOffice Calc 7.4: a table with formulas; the same as ODS and back
    const read = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../vectors/doctor', name)));
    const [book, anew] = [read('workbook.xlsx'), read('workbook-saved-anew.xlsx')];
    expect(anew).not.toEqual(book);
    expect(findings(book, anew)).toEqual([{ code: 'values-equal', certain: true, detail: {} }]);
    const entries = unzipSync(book);
    const sheet = new TextDecoder().decode(entries['xl/worksheets/sheet1.xml']);
    expect(sheet).toContain('<v>151.25</v>');
    const other = zipSync({
      ...entries,
      'xl/worksheets/sheet1.xml': utf8(sheet.replace('<v>151.25</v>', '<v>152.25</v>')),
    });
    expect(codes(book, other)).toEqual(['not-comparable']);
  });
  withTool('zip', 'packed anew', () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-zip-'));
    writeFileSync(join(folder, 'a.txt'), Array.from({ length: 3000 }, (_, i) => (i * i * 7919) % 9973).join(' '));
    writeFileSync(join(folder, 'b.txt'), longText.toUpperCase());
    const pack = (level: string, name: string) => {
      execFileSync('zip', ['-q', level, name, 'a.txt', 'b.txt'], { cwd: folder });
      return new Uint8Array(readFileSync(join(folder, name)));
    };
    const [one, two] = [pack('-9', 'one.zip'), pack('-1', 'two.zip')];
    expect(findings(one, two)).toEqual([{ code: 'repacked', certain: true, detail: {} }]);
    writeFileSync(join(folder, 'b.txt'), longText);
    expect(codes(one, pack('-9', 'three.zip'))).toEqual(['not-comparable']);
  });
});

it('an earlier or later version of the record', () => {
  const given = utf8(longText.toUpperCase());
  const found = findings(utf8(longText), given, { id: 'x', supersedes: '0190a5f2-7e2b-7c3d-8a4e-1b2c3d4e5f60' });
  expect(found).toMatchObject([{ code: 'superseded', certain: true, detail: { reason: 'newer' } }]);
});
