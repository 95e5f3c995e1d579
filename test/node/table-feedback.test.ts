/** Tables as people really have them: what was read wrong once, each with its right answer. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../core/node/cli/exit-codes.ts';
import { DoctorPool } from '../../core/node/doctor/pool.ts';
import { writeZip } from '../../core/node/system/zip-writer.ts';
import { matchTable } from '../../core/node/table/match.ts';
import { formatCode, hidesText, shownNumber } from '../../core/node/table/number-format.ts';
import { readTable } from '../../core/node/table/table.ts';
import { wordsFor } from '../../core/words/words.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';
import { type MadeCell, workbookBytes } from './support/workbook.ts';

const VECTORS = join(import.meta.dirname, '../vectors/feedback');
const dir = scratch('table-feedback-');
let tables = 0;

const table = (name: string) => readTable(join(VECTORS, name));
const errorsOf = ({ errors }: ReturnType<typeof readTable>) =>
  errors.map(({ row, error }) => [row, error.details.reason]);
function workbook(rows: readonly (readonly MadeCell[])[], columns = '', head = ['file', 'amount']) {
  const path = join(dir, `${++tables}.xlsx`);
  writeFileSync(path, workbookBytes([head.map((name) => [name] as const), ...rows], columns));
  return path;
}

const zipOf = (...names: readonly string[]) =>
  writeZip(Object.fromEntries(names.map((name) => [name, new Uint8Array(1)])));
const locked = () =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]);

const numbers = ({ rows }: ReturnType<typeof readTable>) => rows.map(({ file, facts }) => [file, facts.number]);

function csv(text: string | Uint8Array) {
  const path = join(dir, `${++tables}.csv`);
  writeFileSync(path, text);
  return readTable(path);
}

describe('a number', () => {
  it.each(['table-long-number/numeric-18-digits.xlsx', 'table-long-number/saved-by-excel-2.csv'])(
    'that the spreadsheet has rounded is refused: %s',
    (name) => {
      expect(table(name).rows).toEqual([]);
      expect(errorsOf(table(name))).toEqual([[2, 'long-number']]);
    },
  );

  it('is what the cell shows, or refused', () => {
    expect(numbers(table('table-shown-value/leading-zeros.xlsx'))).toEqual([['a.txt', '00000042']]);
    expect(table('table-shown-value/ten-thousands.xlsx').rows).toEqual([]);
    expect(errorsOf(table('table-shown-value/ten-thousands.xlsx'))).toEqual([[2, 'not-as-shown']]);
  });

  it.each<[string, string, string | { trouble: string }]>([
    ['128000', 'General', '128000'],
    ['128000', '#,##0.00', '128000.00'],
    ['128000.5', '#,##0.00;[Red](#,##0.00)', '128000.50'],
    ['128000.5', '_ ¥* #,##0.00_ ', '¥128000.50'],
    ['128000.5', '0.00"元"', '128000.50元'],
    ['128000.5', '[$¥-804]#,##0.0', '¥128000.5'],
    ['1000', '"US$"#,##0.00', 'US$1000.00'],
    ['-1000', '"US$"#,##0.00;-"US$"#,##0.00', '-US$1000.00'],
    ['-1000', '[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00', '-¥1000.00'],
    ['1000', '[$$-409]#,##0.00', 'US$1000.00'],
    ['1000', '[$$-2009]#,##0.00', '$1000.00'],
    ['1000', '[$¥-411]#,##0', 'JPY 1000'],
    ['1000', '[$€-2] #,##0.00', '€ 1000.00'],
    ['12.8', '[$USD] 0.00', 'USD 12.80'],
    ['12.8', '"JPY" 0.00', 'JPY 12.80'],
    ['12.8', '0.00 "HKD"', '12.80 HKD'],
    ['12.8', '"人民币"0.00"元"', '人民币12.80元'],
    ['12.8', '"mln" 0.00', { trouble: 'not-as-shown' }],
    ['12.8', formatCode(44, new Map()), '¤12.80'],
    ['12.8', '"RMB ¥"0.00', 'RMB ¥12.80'],
    ['1200', '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', '$1200.00'],
    ['-1200', '"$"#,##0.00_);("$"#,##0.00)', '-$1200.00'],
    ['12.8', '"$ mln" 0.00', { trouble: 'not-as-shown' }],
    ['0.1', '0.0#', '0.1'],
    ['12.345', '0.00', { trouble: 'not-as-shown' }],
    ['128000', '0!.0,"万"', { trouble: 'not-as-shown' }],
    ['128000', '0.0,', { trouble: 'not-as-shown' }],
    ['128000', '#,##0,"K"', { trouble: 'not-as-shown' }],
    ['0.06', '0%', { trouble: 'not-as-shown' }],
    ['128000', '0.00E+00', { trouble: 'not-as-shown' }],
    ['0.5', '# ?/?', { trouble: 'not-as-shown' }],
    ['0.5', 'h:mm', { trouble: 'not-as-shown' }],
    ['42', '00000000', '00000042'],
    ['4.2', '00000000', { trouble: 'not-as-shown' }],
    ['2.5312E+19', '0', { trouble: 'long-number' }],
    ['123456789012345', '0', '123456789012345'],
    ['1234567890123456', '@', { trouble: 'long-number' }],
    ['46348', 'yyyy"年"m"月"d"日"', '2026-11-22'],
    ['46348.99', 'yyyy/m/d h:mm', '2026-11-22'],
    ['60', 'yyyy-mm-dd', { trouble: 'not-as-shown' }],
    ['x', 'General', { trouble: 'cell-error' }],
    ['123', '"HT-"000-000', { trouble: 'not-as-shown' }],
    ['123456', '"INV-"000000', { trouble: 'not-as-shown' }],
    ['13812345678', '000\\-0000\\-0000', { trouble: 'not-as-shown' }],
    ['20240101', '0000"-"00"-"00', { trouble: 'not-as-shown' }],
    ['-5', '0.00;0.00', { trouble: 'not-as-shown' }],
    ['-5', '0.00;-0.00', '-5.00'],
    ['-5', '#,##0.00_);(#,##0.00)', '-5.00'],
    ['0', '#,##0.00;-#,##0.00;"-"', { trouble: 'not-as-shown' }],
    ['45000', '[$-804]yyyy"年"m"月"', { trouble: 'not-as-shown' }],
    ['45000', '[$-F800]dddd', { trouble: 'not-as-shown' }],
    ['0.0000005', 'General', { trouble: 'not-as-shown' }],
    ['1200', '[$¥-804]#,##0', '¥1200'],
    ['1200', '[$kg] 0', { trouble: 'not-as-shown' }],
    ['5', ';;;', { trouble: 'hidden-cell' }],
    ['-5', '0.00;;', { trouble: 'hidden-cell' }],
    ['0', '0.00;-0.00;;@', { trouble: 'hidden-cell' }],
    ['5', '0.00;;', '5.00'],
    ['5', '[>=10000]0.0,;0', '5'],
    ['50000', '[>=10000]0.0,;0', { trouble: 'not-as-shown' }],
    ['12000', '[>=10000]#,##0.00;0.00', '12000.00'],
    ['9999.5', '[Red][>=10000]#,##0.00;0.00', '9999.50'],
    ['-5', '[>=10000]#,##0.00;0.00', { trouble: 'not-as-shown' }],
    ['5', '[>100]0.0;[<=3]0.00;0', '5'],
    ['3', '[>100]0.0;[<=3]0.00;0', '3.00'],
    ['5', '[>100]0.0;0.00;0', { trouble: 'not-as-shown' }],
  ])('%s as %s', (raw, code, shown) => {
    expect(shownNumber(raw, code, false)).toEqual(shown);
  });

  it('is hidden as a text is by a fourth part that shows nothing', () => {
    expect([';;;', '0;0;0;'].map(hidesText)).toEqual([true, true]);
    expect(['General', '@', ';;', ';;;@', '0;"a;b";0'].map(hidesText)).toEqual([false, false, false, false, false]);
  });

  it('of a day counts from 1904 where the workbook says so', () => {
    expect(shownNumber('44886', formatCode(14, new Map()), true)).toBe('2026-11-22');
  });
});

describe('a sheet', () => {
  it('that is hidden is not read', () => {
    expect(numbers(table('table-shown-value/hidden-first-sheet.xlsx'))).toEqual([['a.txt', 'NEW']]);
  });

  it('has no facts in a column that is hidden', () => {
    const columns = (attributes: string) => `<cols><col min="2" max="2" ${attributes}/></cols>`;
    for (const attributes of ['hidden="1"', 'width="0"']) {
      const read = readTable(workbook([[['a.txt'], ['SECRET']]], columns(attributes), ['file', 'number']));
      expect(read.rows.map(({ facts }) => facts)).toEqual([{}]);
      expect(errorsOf(read)).toEqual([[1, 'hidden-column']]);
    }
    expect(() => readTable(workbook([[['1'], ['a.txt']]], columns('hidden="1"'), ['number', 'file']))).toThrow(
      expect.objectContaining({ details: { reason: 'hidden-column', fact: 'fileName', row: 1 } }),
    );
  });

  it('takes the column that is shown beside a hidden one of the same fact', () => {
    const columns = '<cols><col min="2" max="2" hidden="1"/></cols>';
    const read = readTable(workbook([[['a.txt'], ['OLD'], ['NEW']]], columns, ['file', 'number', '编号']));
    expect([numbers(read), errorsOf(read)]).toEqual([[['a.txt', 'NEW']], []]);
  });

  it('of Excel 97 is told what to save it as', () => {
    expect(() => csv(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toThrow(
      expect.objectContaining({ details: { reason: 'old-workbook' } }),
    );
  });

  it('that would hang a reader is refused at once, in a process of its own', async () => {
    const pool = new DoctorPool({ processes: 1 });
    await expect(pool.table(join(VECTORS, 'hang.xlsx'))).rejects.toMatchObject({ code: 'malformed' });
    await pool.close();
  });
});

describe('lines', () => {
  it('of two kinds are all read', () => {
    expect(numbers(table('table-lines/crlf-then-lf.csv'))).toEqual([
      ['A.txt', 'HT-1'],
      ['B.txt', 'HT-2'],
      ['C.txt', 'HT-3'],
    ]);
  });

  it('with a stray quote lose nobody else', () => {
    const { rows } = table('table-lines/stray-quote.csv');
    expect(rows.map(({ file }) => file)).toEqual(['A.txt', 'B.txt']);
    expect(rows[1]?.facts.parties).toEqual(['乙公司']);
  });

  it.each([
    ['to the end', '"未闭合,HT-1', 'B.txt,乙,HT-2'],
    ['up to the next quotation mark', '"未闭合,HT-1', 'B.txt,"乙",HT-2'],
    ['over an empty cell', '"未闭合,HT-1', 'B.txt,"",HT-2'],
    ['in a cell of two lines', '甲,"HT-1', 'B.txt,乙,HT-2'],
  ])('with an open quotation mark are named, and the others taken: %s', (_, first, second) => {
    const read = csv(`file,title,number\r\nA.txt,${first}\r\n${second}\r\nC.txt,丙,HT-3\r\n`);
    expect(numbers(read)).toEqual([
      ['B.txt', 'HT-2'],
      ['C.txt', 'HT-3'],
    ]);
    expect(errorsOf(read)).toEqual([[2, 'open-quote']]);
  });

  it('with an open quotation mark at the end, or among the heads, are named', () => {
    expect(errorsOf(csv('file,number\na.txt,1\nb.txt,"2'))).toEqual([[3, 'open-quote']]);
    expect(() => csv('"file,number\na.txt,1\n')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ reason: 'open-quote' }) }),
    );
  });

  it('keep cells of several lines, and marks that are part of a text', () => {
    const read = csv(
      'number,title,file\n"1","x ""y"" z",a.txt\n2,5" disk,b.txt\n"3","two\nlines","c.txt"\n4,d,d.txt\n',
    );
    expect(read.rows.map(({ row, facts }) => [row, facts.number, facts.title])).toEqual([
      [2, '1', 'x "y" z'],
      [3, '2', '5" disk'],
      [4, '3', undefined],
      [5, '4', 'd'],
    ]);
  });

  it.each([
    ['="00000042"', '00000042'],
    ["'0042", '0042'],
    ["'90s", "'90s"],
  ])('have numbers marked as text: %s', (cell, number) => {
    expect(numbers(csv(`file,number\na.txt,${cell}\n`))).toEqual([['a.txt', number]]);
  });

  it.each(['-2.5E+19', '2.5312e19', '"2,5312E+19"', '2.53E+019', '5E+17'])('have no rounded numbers: %s', (cell) => {
    expect(errorsOf(csv(`file,number\na.txt,${cell}\n`))).toEqual([[2, 'long-number']]);
  });

  it.each(['1E-05', '2E-12', '##', '###'])('have numbers that only look like trouble: %s', (cell) => {
    const read = csv(`file,number,title\na.txt,${cell},${cell}\n`);
    expect(read.rows.map(({ facts }) => [facts.number, facts.title])).toEqual([[cell, cell]]);
    expect(errorsOf(read)).toEqual([]);
  });

  it.each(['#N/A', '#REF!', '#DIV/0!', '#NAME?', '#VALUE!', '#NUM!', '#NULL!', 'Err:502'])(
    'have no errors for facts: %s',
    (cell) => {
      expect(errorsOf(csv(`file,number\na.txt,${cell}\n`))).toEqual([[2, 'cell-error']]);
      expect(errorsOf(readTable(workbook([[['a.txt'], [cell]]], '', ['file', 'number'])))).toEqual([[2, 'cell-error']]);
    },
  );

  it.each([
    ['UTF-16 without its mark', Buffer.from('文件名,编号\r\na.txt,1\r\n', 'utf16le'), 'text-encoding'],
    ['UTF-16 without its mark, of the other order', Buffer.from('file,no\na,1\n', 'utf16le').swap16(), 'text-encoding'],
    ['Big5', Buffer.from('a4e5a5f3a657 2c 3c50cd44 0a 612c31 0a'.replaceAll(' ', ''), 'hex'), 'text-encoding'],
    ['a page', '<html><table><tr><td>file</td></tr></table></html>', 'page-as-table'],
    ['XML of Excel 2003', '\ufeff<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', 'page-as-table'],
    ['a title first', '合同台账,,\n文件名,编号\na.txt,1\n', 'head-below'],
    ['no file names', 'x,y\na.txt,1\n', 'no-file-column'],
    ['a password', locked(), 'locked-workbook'],
    ['OpenDocument', zipOf('mimetype', 'content.xml'), 'other-workbook'],
    ['a binary workbook', zipOf('xl/workbook.bin'), 'other-workbook'],
  ])('of another kind say which: %s', (_, bytes, reason) => {
    expect(() => csv(bytes)).toThrow(expect.objectContaining({ details: expect.objectContaining({ reason }) }));
  });

  it('may say their delimiter first', () => {
    expect(numbers(table('table-lines/sep-line.csv'))).toEqual([['A.txt', 'HT-1']]);
    expect(numbers(csv('"sep=;"\r\nfile;number\r\na.txt;1\r\n'))).toEqual([['a.txt', '1']]);
    expect(numbers(csv('sep=;\nfile;number\na.txt;1,5\n'))).toEqual([['a.txt', '1,5']]);
  });

  it('may have days with hours', () => {
    expect(table('table-lines/tax-bureau-date.csv').rows[0]?.facts.date).toBe('2026-01-02');
  });

  it('are read in UTF-16 of both orders', () => {
    const little = Buffer.from('\ufefffile,number\na.txt,1\n', 'utf16le');
    expect(numbers(csv(little))).toEqual([['a.txt', '1']]);
    expect(numbers(csv(Buffer.from(little).swap16()))).toEqual([['a.txt', '1']]);
  });
});

describe('rows and files', () => {
  it('of one name in two folders find each its own', () => {
    const { rows } = table('table-same-name/two-folders.csv');
    const files = ['x', 'y'].map((folder) => ({
      key: folder,
      name: '扫描件.txt',
      path: join('/docs', folder, '扫描件.txt'),
    }));
    const matched = matchTable({ rows, errors: [] }, files);
    expect(matched.rows.map(({ key, row }) => [key, row.facts.number])).toEqual([
      ['x', 'A-1'],
      ['y', 'A-2'],
    ]);
  });

  it('are not guessed at when the table names no folder', () => {
    const files = ['x', 'y'].map((folder) => ({ key: folder, name: 'a.txt', path: `/docs/${folder}/a.txt` }));
    const { rows, errors } = matchTable(csv('file,number\na.txt,1\n'), files);
    expect(rows).toEqual([]);
    expect(errors.map(({ row, error }) => [row, error.details.reason])).toEqual([[2, 'several-files']]);
  });

  it('that speak of one file, with its folder and without, are both refused', () => {
    const files = [{ key: 'k', name: 'a.pdf', path: '/x/c/a.pdf' }];
    const { rows, errors } = matchTable(csv('file,number\na.pdf,1\nc/a.pdf,2\n'), files);
    expect(rows).toEqual([]);
    expect(errors.map(({ row, error }) => [row, error.details.reason])).toEqual([
      [2, 'file-twice'],
      [3, 'file-twice'],
    ]);
  });

  it('that name one file twice are both refused, with the numbers of both', () => {
    const { rows, errors } = table('table-same-name/one-file-twice.csv');
    expect(rows).toEqual([]);
    expect(errors.map(({ row, error }) => [row, error.details.reason, error.details.rows])).toEqual([
      [2, 'file-twice', '3'],
      [3, 'file-twice', '2'],
    ]);
  });

  it('are matched by the command line, and what was not used is said', async () => {
    const home = join(dir, 'home');
    const docs = join(dir, 'docs');
    for (const folder of ['x', 'y']) {
      mkdirSync(join(docs, folder), { recursive: true });
      writeFileSync(join(docs, folder, 'a.txt'), folder);
    }
    const list = join(dir, 'list.csv');
    writeFileSync(list, 'file,number\nx/a.txt,A-1\ny\\a.txt,A-2\nb.txt,B\n');
    await notaryJson(['init', '--holder', 'Example', '--home', home]);
    const { json } = await notaryJson<{ records: { id: string; path: string }[]; unmatched: string[] }>([
      'add',
      docs,
      '--facts',
      list,
      '--home',
      home,
    ]);
    expect(json.unmatched).toEqual(['b.txt']);
    const shown = await Promise.all(
      json.records.map(async ({ id, path }) => {
        const { json } = await notaryJson<{ facts: { number: string } }>(['show', id, '--home', home]);
        return [path.slice(docs.length + 1).replaceAll('\\', '/'), json.facts.number];
      }),
    );
    expect(shown.sort()).toEqual([
      ['x/a.txt', 'A-1'],
      ['y/a.txt', 'A-2'],
    ]);
  });
});

it('a problem of a table is said once, and is no file that failed', async () => {
  const [home, file, list] = ['once', 'once.txt', 'once.csv'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(file, 'x');
  writeFileSync(list, 'file,amount\nonce.txt,5\n');
  await notaryJson(['init', '--holder', 'Example', '--home', home]);
  const { code, err: stderr } = await notary(['add', file, '--facts', list, '--home', home]);
  expect(code).toBe(EXIT.other);
  expect(stderr.match(/row 2/gi)).toEqual(['Row 2']);
  expect(stderr).toContain('1 recorded, 0 already known, 0 failed.');
  expect(stderr).toContain('Not used from the table, as said above: 1 entry.');
  expect(stderr).toContain('--currency CNY');
});

it('every reason has its words in both languages', () => {
  const reasons = ['old-workbook', 'file-twice', 'several-files', 'long-number', 'not-as-shown', 'cell-error'];
  const hidden = ['hidden-row', 'hidden-column', 'hidden-cell', 'open-quote'];
  const kinds = ['locked-workbook', 'other-workbook', 'page-as-table', 'text-encoding', 'head-below'];
  for (const reason of [...reasons, ...hidden, ...kinds])
    for (const language of ['en', 'zh'] as const) {
      const words = wordsFor(language).errors['bad-input']({
        reason,
        fact: 'number',
        row: 2,
        file: 'a.pdf',
        rows: '3',
      });
      expect(words.happened).not.toMatch(/not allowed as it was typed|不符合要求/);
    }
});
