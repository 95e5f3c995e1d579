import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { matchTape } from '../../core/dossier/tape/match.ts';
import { DoctorPool } from '../../core/node/doctor/pool.ts';
import { readTape } from '../../core/node/table/tape.ts';
import { workbookOf } from '../../core/node/table/workbook.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tape-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const file = (bytes: string | Uint8Array, name = 'tape.csv') => {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
};
const CSV =
  '序号,发票号码,购买方,价税合计（元）,币种\n1,24112000000048542163,甲,"1,130.00",CNY\n\n2,,,,\n3,2.41E+19,乙,5,CNY\n';

describe('readTape', () => {
  it('reads the same from CSV and XLSX', async () => {
    const tape = readTape(file(CSV));
    const rows = [
      ['1', '24112000000048542163', '甲', '1,130.00', 'CNY'],
      ['2', '', '', '', ''],
      ['3', '2.41E+19', '乙', '5', 'CNY'],
    ];
    const head = ['序号', '发票号码', '购买方', '价税合计（元）', '币种'];
    const workbook = await workbookOf([{ name: 'tape', head, rows, widths: [] }]);
    const { rows: found, ...same } = readTape(file(workbook, 'tape.xlsx'));
    expect(same).toEqual({ heads: tape.heads, columns: tape.columns, mapping: tape.mapping });
    expect(found.map(({ cells }) => cells)).toEqual(tape.rows.map(({ cells }) => cells));
  });

  it('names a number that a spreadsheet has rounded, and a row that names nothing', () => {
    const { rows, columns } = readTape(file(CSV));
    expect(columns).toEqual([null, 'number', null, 'amount', 'currency']);
    expect(matchTape(rows, []).troubles.map(({ row, why, other }) => [row, why, other])).toEqual([
      [2, 'not-found', ''],
      [4, 'no-key', ''],
      [5, 'cell', 'long-number'],
    ]);
  });

  it('reads columns as they were chosen', () => {
    const { rows } = readTape(file(CSV), { 序号: 'number', 发票号码: 'none' });
    expect(rows[0]?.cells).toEqual({ number: '1', amount: '1,130.00', currency: 'CNY' });
  });

  it('has bounds', () => {
    expect(() => readTape(file(`number\n${'1\n'.repeat(200_001)}`))).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
    expect(() => readTape(file(`number${',x'.repeat(200)}\n`))).toThrow(expect.objectContaining({ code: 'too-large' }));
    expect(() => readTape(file(`${'n'.repeat(1001)}\n1\n`))).toThrow(expect.objectContaining({ code: 'too-large' }));
    expect(() => readTape(join(dir, 'none.csv'))).toThrow(expect.objectContaining({ code: 'file-missing' }));
  });

  it('is read in a process of its own, which says what is wrong', async () => {
    const readers = new DoctorPool({ processes: 1 });
    try {
      expect(await readers.tape(file(CSV))).toEqual(readTape(file(CSV)));
      await expect(readers.tape(join(dir, 'none.csv'))).rejects.toMatchObject({ code: 'file-missing' });
    } finally {
      await readers.close();
    }
  });
});
