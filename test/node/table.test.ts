import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTable } from '../../core/node/table/table.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'table-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const read = async (bytes: string | Uint8Array, name = 'table.csv') => {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return readTable(path);
};
const contract = {
  file: '采购合同.pdf',
  folder: '',
  facts: {
    title: '采购合同',
    kind: 'contract',
    number: 'HT-1',
    parties: ['甲公司', '乙公司'],
    date: '2026-11-02',
    money: { amount: '128000.50', currency: 'CNY' },
  },
};
const CSV = `文件名,标题,类型,编号,当事人,日期,金额,币种,别的\n采购合同.pdf,采购合同,合同,HT-1,甲公司；乙公司,2026/11/2,"128,000.50",人民币,x\n`;

describe('readTable: CSV', () => {
  it('reads heads in Chinese and values as people type them', async () => {
    expect(await read(CSV)).toEqual({ rows: [{ row: 2, ...contract }], errors: [], unused: ['别的'] });
  });

  it('reads heads in English, semicolons, tabs, a byte order mark and UTF-16', async () => {
    const english = 'File Name;Title;Amount;Currency\na/b/x.pdf;A title;12,5;EUR\ny.pdf;"two\nlines";;\n';
    const { rows, errors } = await read(`\ufeff${english}`);
    expect(rows.map(({ facts }) => facts)).toEqual([{ title: 'A title' }]);
    expect(errors.map(({ row, error }) => [row, error.code, error.details.reason])).toEqual([
      [2, 'bad-input', 'not-an-amount'],
      [3, 'bad-input', 'invisible'],
    ]);
    const utf16 = Buffer.from('\ufefffile\ttitle\nx.pdf\t标题\n', 'utf16le');
    expect((await read(utf16)).rows).toEqual([{ row: 2, file: 'x.pdf', folder: '', facts: { title: '标题' } }]);
  });

  it('reads GB 18030, as Excel writes it on a Chinese Windows', async () => {
    // 文件名,标题 / a.pdf,合同
    const bytes = Buffer.from('CEC4BCFEC3FB2CB1EACCE20A612E7064662CBACFCDAC0A', 'hex');
    expect((await read(bytes)).rows).toEqual([{ row: 2, file: 'a.pdf', folder: '', facts: { title: '合同' } }]);
  });

  it('names each bad cell and keeps the others', async () => {
    const { rows, errors } = await read(
      'file,date,amount,currency\na,2026-02-30,,\nb,2026-02-28,5,\n,2026-01-01,,\nc,,5,CNY\n\n,,,\nd,,,EUR\n',
    );
    expect(rows.map(({ row, file, facts }) => [row, file, Object.keys(facts)])).toEqual([
      [3, 'b', ['date']],
      [5, 'c', ['money']],
    ]);
    expect(errors.map(({ row, error }) => [row, error.details.reason])).toEqual([
      [2, 'not-a-date'],
      [3, 'no-currency'],
      [4, 'no-file'],
      [8, 'no-amount'],
    ]);
  });

  it.each([
    ['no file column', 'title\nx\n', 'bad-input'],
    ['a column twice', 'file,文件名\nx,y\n', 'bad-input'],
    ['an open quote among the heads', '"file\nx\n', 'bad-input'],
    ['bytes that are no text', Buffer.from('file\n\xff\xff\xff', 'latin1'), 'malformed'],
    ['too many columns', `file${','.repeat(300)}\n`, 'too-large'],
    ['too many rows', `file\n${'x\n'.repeat(100_001)}`, 'too-large'],
    ['nothing', '', 'bad-input'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ code });
  });

  it('refuses what is not a file', async () => {
    expect(() => readTable(join(dir, 'none.csv'))).toThrow(expect.objectContaining({ code: 'file-missing' }));
    expect(() => readTable(dir)).toThrow(expect.objectContaining({ code: 'file-special' }));
  });
});

const workbook = (sheet: string, after = '') =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/styles.xml': strToU8(
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData>${after}</worksheet>`,
    ),
  });
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const heads = ['文件名', '标题', '日期', '金额', '币种', '编号']
  .map((name, i) => text(`${'ABCDEF'[i]}1`, name))
  .join('');

describe('readTable: currencies', () => {
  const moneys = ({ rows }: ReturnType<typeof readTable>) => rows.map(({ facts }) => facts.money?.currency ?? null);
  const withCurrency = (text: string, currency: string | null) => {
    const path = join(dir, 'table.csv');
    writeFileSync(path, text);
    return readTable(path, { currency });
  };

  it('of a table that names none is asked for, and the other cells of its rows are good', () => {
    const table = '文件名,标题,金额\na.pdf,甲,"12,800.00"\nb.pdf,乙,5\n';
    const without = withCurrency(table, null);
    expect(without.rows.map(({ facts }) => facts)).toEqual([{ title: '甲' }, { title: '乙' }]);
    expect(without.errors.map(({ row, error }) => [row, error.details.fact, error.details.reason])).toEqual([
      [2, 'money', 'no-currency'],
      [3, 'money', 'no-currency'],
    ]);
    const asked = withCurrency(table, 'CNY');
    expect([moneys(asked), asked.errors]).toEqual([['CNY', 'CNY'], []]);
  });

  it('may stand in the head or in the cell, before the one that was asked for', () => {
    expect(moneys(withCurrency('文件名,金额（元）\na.pdf,5\n', 'USD'))).toEqual(['CNY']);
    expect(moneys(withCurrency('file,Amount (USD)\na.pdf,5\n', null))).toEqual(['USD']);
    expect(moneys(withCurrency('file,amount\na.pdf,5 元\nb.pdf,EUR 5\nc.pdf,5\n', 'USD'))).toEqual([
      'CNY',
      'EUR',
      'USD',
    ]);
  });

  it('that was asked for is told from those of the table', () => {
    const bare = (text: string, currency: string) => withCurrency(text, currency).rows.map((row) => row.bare ?? false);
    expect(bare('file,amount\na.pdf,5 元\nb.pdf,EUR 5\nc.pdf,5\n', 'USD')).toEqual([false, false, true]);
    // a sign that both have is the one that was asked for
    expect(bare('file,amount\na.pdf,¥5\nb.pdf,5 元\n', 'JPY')).toEqual([true, false]);
    expect(bare('file,金额（元）\na.pdf,5\n', 'CNY')).toEqual([false]);
  });

  it('in a head of another unit are no amounts', () => {
    const { rows, unused } = withCurrency('file,金额（万元）,备注\na.pdf,5,x\n', 'CNY');
    expect([rows[0]?.facts, unused]).toEqual([{ note: 'x' }, ['金额（万元）']]);
  });
});

describe('readTable: XLSX', () => {
  it('reads texts, days and numbers of the first sheet', async () => {
    const row = `${text('A2', 'a.pdf')}${text('B2', '合同')}<c r="C2" s="1"><v>46348</v></c><c r="D2"><v>0.30000000000000004</v></c>${text('E2', 'CNY')}${text('F2', '1.10')}`;
    const more = `${text('A3', 'b.pdf')}<c r="D3"><v>1.28E5</v></c>${text('E3', 'cny')}<c r="F3"><v>20261122</v></c>`;
    const { rows, errors } = await read(
      workbook(`<row r="1">${heads}</row><row r="2">${row}</row><row r="3">${more}</row>`),
    );
    expect(errors).toEqual([]);
    expect(rows).toEqual([
      {
        row: 2,
        file: 'a.pdf',
        folder: '',
        facts: { title: '合同', date: '2026-11-22', money: { amount: '0.3', currency: 'CNY' }, number: '1.10' },
      },
      {
        row: 3,
        file: 'b.pdf',
        folder: '',
        facts: { money: { amount: '128000', currency: 'CNY' }, number: '20261122' },
      },
    ]);
  });

  it('refuses a cell far out, a bomb, a damaged archive and an archive of something else', async () => {
    const far = `<row r="1">${text('A1', 'file')}</row><row r="1048576">${text('XFD1048576', 'x')}</row>`;
    await expect(read(workbook(far))).rejects.toMatchObject({ code: 'too-large' });
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(80 * 1024 * 1024) });
    await expect(read(bomb)).rejects.toMatchObject({ code: 'too-large' });
    await expect(read(workbook('').subarray(0, 200))).rejects.toMatchObject({ code: 'malformed' });
    await expect(read(zipSync({ 'a.txt': strToU8('x') }))).rejects.toMatchObject({ code: 'malformed' });
  });

  it('reads merged cells once, also when one range names the whole sheet', async () => {
    const rows = `<row r="1">${heads}</row><row r="2">${text('A2', 'a.pdf')}${text('B2', 'x')}</row><row r="3">${text('A3', 'b.pdf')}</row>`;
    const merges = (...refs: string[]) =>
      `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
    const beside = await read(workbook(rows, merges('B2:B3', 'C2:D2', 'XFA1:XFD1048576')));
    expect(beside.rows.map(({ file, facts }) => [file, facts])).toEqual([['a.pdf', { title: 'x' }]]);
    expect(beside.errors.map(({ row }) => row)).toContain(3);
    const whole = Array.from({ length: 2000 }, () => 'A1:XFD1048576');
    await expect(read(workbook(rows, merges(...whole)))).rejects.toMatchObject({ code: 'too-large' });
  });
});
