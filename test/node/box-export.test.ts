import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { harmless } from '../../core/documents/box/cells.ts';
import { csvLine } from '../../core/documents/box/csv.ts';
import { checkBox, type SheetFormat, sheetFormat, writeSheet } from '../../core/node/box/index.ts';
import type { CheckedBox } from '../../core/node/box/types.ts';
import { boxWordsFor } from '../../core/words/box.ts';
import { LANGUAGES } from '../../core/words/words.ts';
import { isInstalled } from '../../scripts/test/programs.ts';
import { expectFlavours, needsVeraPdf } from '../foreign/verapdf.ts';
import { evidenceFor, looseFiles, recordIdOf, TRUST, writeBox } from './support/box.ts';
import { scratch } from './support/cli.ts';

const dir = scratch('box-export-');
let box: CheckedBox;

/** Names that a spreadsheet would run, and one that no Latin font has. */
const NAMES = ['=HYPERLINK("http:x")', '+1', '-1', '@SUM(A1)', 'plain.txt', '合同.txt', '"quoted", twice.txt'];

beforeAll(async () => {
  const files = Object.fromEntries(NAMES.map((name) => [name, `contents of ${name}`]));
  const proven = looseFiles('proof/', evidenceFor('contents of 合同.txt', 1));
  const newer = looseFiles('newer/', evidenceFor('nowhere', 2, { record: { supersedes: recordIdOf(9) } }));
  const folder = writeBox(join(dir, 'box'), { ...files, ...proven, ...newer, 'copy.txt': 'contents of plain.txt' });
  box = await checkBox([folder], { trust: TRUST, workFolder: join(dir, 'work'), threads: 1 });
});
afterAll(() => box.close());

async function written(format: SheetFormat, language: 'zh' | 'en' = 'en', name = `sheet.${format}`): Promise<string> {
  const path = join(dir, name);
  await writeSheet(box, format, path, language, '1.0.0');
  return path;
}

it('is a page that veraPDF finds to be PDF/A-3b and PDF/UA-1', async (context) => {
  needsVeraPdf(context);
  expectFlavours([await written('pdf')], ['3b', 'ua1']);
});

describe('a cell', () => {
  it('is run by no spreadsheet, whatever a name is', () => {
    const starts = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' =', '"=', "'+", '＝', '＋', '－', '＠', '');
    fc.assert(
      fc.property(starts, fc.string({ unit: 'binary' }), (start, rest) => {
        const cell = harmless(start + rest);
        expect(/^\s*["']?\s*[=+\-@＝＋－＠]/u.test(cell) && !cell.startsWith("'")).toBe(false);
        expect(/[\p{Cc}\u2028\u2029]/u.test(cell)).toBe(false);
        if (start !== '') expect(cell[0]).toBe("'");
      }),
    );
  });

  it('stays as it is when there is nothing to fear', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'abcXYZ0189 /!._()合同') }).map((text) => `a${text}`),
        (text) => {
          expect(harmless(text)).toBe(text);
        },
      ),
    );
  });

  it('of CSV never ends before it should', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
        const line = csvLine(cells.map(harmless));
        const inside = line.slice(1, -3).split('","');
        expect(inside.map((cell) => cell.replaceAll('""', '"')).length).toBeGreaterThanOrEqual(cells.length);
        expect(line.endsWith('"\r\n')).toBe(true);
        expect(line.slice(0, -2)).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('a sheet', () => {
  it.each(LANGUAGES)('as CSV is read by Python, every cell harmless (%s)', async (language) => {
    const path = await written('csv', language);
    const script =
      'import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1],encoding="utf-8-sig",newline="")))))';
    const rows = JSON.parse(execFileSync('python3', ['-c', script, path], { encoding: 'utf8' })) as string[][];
    const words = boxWordsFor(language);
    expect(rows).toContainEqual([...words.columns]);
    expect(rows).toContainEqual([words.boxDigest, box.sheet.boxDigest]);
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    const names = rows.map((row) => row[2]);
    for (const name of NAMES) expect(names).toContain(/^[=+\-@]|^"/.test(name) ? harmless(name) : name);
  });

  it.each(LANGUAGES)('as XLSX is read by another reader, texts only (%s)', async (language) => {
    const path = await written('xlsx', language);
    const rows = await readSheet(readFileSync(path));
    expect(rows[0]).toEqual([...boxWordsFor(language).columns]);
    expect(rows.length).toBe(box.sheet.totals.rows + 1);
    expect(rows.flat().filter((cell) => cell !== null && typeof cell !== 'string')).toEqual([]);
    expect(rows.flat().filter((cell) => /^[=+\-@]/.test(String(cell ?? '')))).toEqual([]);
  });

  it('as PDF is one that qpdf finds nothing wrong with, with all of its texts', async (context) => {
    if (!isInstalled('qpdf') || !isInstalled('pdftotext')) context.skip('needs qpdf and pdftotext');
    const path = await written('pdf');
    execFileSync('qpdf', ['--check', path], { stdio: 'pipe' });
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    for (const part of ['合同.txt', 'HYPERLINK', '已证实', 'Proven', 'same as', 'plain.txt'])
      expect(text).toContain(part);
    expect(text.replace(/\s/g, '')).toContain(box.sheet.boxDigest);
  });

  it.each(['pdf', 'xlsx', 'csv', 'sha256'] as const)('as %s has the same bytes every time', async (format) => {
    const first = readFileSync(await written(format));
    expect(readFileSync(await written(format, 'en', `again.${format}`)).equals(first)).toBe(true);
  });

  it('is written as the name of the file says', () => {
    expect(['a.PDF', 'a.xlsx', 'a.csv', 'a.sha256', 'a.txt', 'csv'].map(sheetFormat)).toEqual([
      'pdf',
      'xlsx',
      'csv',
      'sha256',
      null,
      null,
    ]);
  });
});

describe('the digest of a box', () => {
  it('is that of its list, which sha256sum makes too', async () => {
    const list = readFileSync(await written('sha256'));
    expect(createHash('sha256').update(list).digest('hex')).toBe(box.sheet.boxDigest);
    const script = 'find . -type f | cut -c3- | LC_ALL=C sort | tr "\\n" "\\0" | xargs -0 sha256sum --';
    const made = execFileSync('sh', ['-c', script], { cwd: join(dir, 'box'), encoding: 'utf8' });
    expect(list.toString()).toBe(made);
  });

  it('does not depend on where the box lies, and changes with every byte and name', async () => {
    const digestOf = async (name: string, files: Readonly<Record<string, string>>) => {
      const other = await checkBox([writeBox(join(dir, name), files)], { trust: [], workFolder: join(dir, 'work') });
      other.close();
      return other.sheet.boxDigest;
    };
    const same = await digestOf('one', { 'a/b.txt': '1', 'c.txt': '2' });
    expect(await digestOf('two', { 'c.txt': '2', 'a/b.txt': '1' })).toBe(same);
    expect(await digestOf('three', { 'a/b.txt': '1', 'c.txt': '3' })).not.toBe(same);
    expect(await digestOf('four', { 'a/b.txt': '1', 'd.txt': '2' })).not.toBe(same);
  });
});

describe('a page of a sheet', () => {
  const query = { states: [], search: '', sort: 'number', descending: false, offset: 0, limit: 100 } as const;

  it('is sorted, filtered and searched', () => {
    const all = box.page(query);
    expect(all.total).toBe(box.sheet.totals.rows);
    expect(all.rows.map(({ number }) => number)).toEqual(all.rows.map((_, i) => i + 1));
    expect(box.page({ ...query, states: ['proven'] }).rows.map(({ file }) => file)).toEqual(['合同.txt']);
    expect(box.page({ ...query, search: 'PLAIN txt' }).rows.map(({ file }) => file)).toEqual(['plain.txt']);
    expect(box.page({ ...query, sort: 'file', descending: true, limit: 1 }).rows[0]?.file).toBe('合同.txt');
    expect(box.page({ ...query, offset: 2, limit: 2 }).rows.map(({ number }) => number)).toEqual([3, 4]);
    expect(box.page({ ...query, sort: 'state' }).rows.at(-1)?.state).toBe('duplicate');
  });

  it('is searched for digests and numbers too, but not for what any digest holds by chance', () => {
    const [proven] = box.page({ ...query, states: ['proven'] }).rows;
    const { sha256, proof } = proven ?? {};
    const found = (search: string) => box.page({ ...query, search }).rows.map(({ number }) => number);
    for (const code of [sha256, proof?.number, sha256?.slice(0, 8), sha256?.match(/.{8}/g)?.join(' ')])
      expect(found(code ?? '')).toContain(proven?.number);
    expect(found(proof?.number?.match(/.{4}/g)?.join(' ') ?? '')).toContain(proven?.number);
    for (const short of '0123456789abcdef')
      for (const number of found(short)) {
        const { file, certificate, proof: of } = box.page({ ...query, offset: number - 1, limit: 1 }).rows[0] ?? {};
        expect(`${file} ${certificate} ${of?.issuer}`.toLowerCase()).toContain(short);
      }
  });

  it('knows where a file lies', () => {
    expect(box.locate('plain.txt')).toBe(join(dir, 'box', 'plain.txt'));
    expect(box.locate('not there')).toBeNull();
  });
});
