/** The currency of an amount in a table: of its cell, its format, its column, its head, or said for the table. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatCode } from '../../core/node/table/number-format.ts';
import { readTable } from '../../core/node/table/table.ts';
import { scratch } from './support/cli.ts';
import { type MadeCell, workbookBytes } from './support/workbook.ts';

const dir = scratch('table-currency-');
let tables = 0;

const errorsOf = ({ errors }: ReturnType<typeof readTable>) =>
  errors.map(({ row, error }) => [row, error.details.reason]);

function workbook(rows: readonly (readonly MadeCell[])[], head = ['file', 'amount']) {
  const path = join(dir, `${++tables}.xlsx`);
  writeFileSync(path, workbookBytes([head.map((name) => [name] as const), ...rows], ''));
  return path;
}

function csv(text: string, currency: string | null = null) {
  const path = join(dir, `${++tables}.csv`);
  writeFileSync(path, text);
  return readTable(path, { currency });
}

describe('the currency of an amount', () => {
  const money = (head: string, cells: string) => {
    const { rows, errors } = csv(`file,${head}\na.txt,${cells}\n`);
    return rows[0]?.facts.money ?? errors.map(({ error }) => error.details.reason);
  };

  it('that its cell shows is taken, before the one that is said for the table', () => {
    const codes = ['"US$"#,##0.00', '[$€-2] #,##0.00', '0.00 "HKD"', '"$"0.00', '0.00'];
    const path = workbook(codes.map((code, i) => [[`${i}.txt`], ['12.8', code]]));
    const { rows, errors } = readTable(path, { currency: 'CNY' });
    expect(rows.map(({ file, facts }) => [file, facts.money?.amount, facts.money?.currency])).toEqual([
      ['0.txt', '12.80', 'USD'],
      ['1.txt', '12.80', 'EUR'],
      ['2.txt', '12.80', 'HKD'],
      ['4.txt', '12.80', 'CNY'],
    ]);
    expect(errors.map(({ row, error }) => [row, error.details.reason])).toEqual([[5, 'two-currencies']]);
  });

  it.each<readonly [code: string, named: string, expected: string]>([
    ['"$"#,##0.00', 'USD', 'USD'],
    ['_("$"* #,##0.00_)', 'HKD', 'HKD'],
    ['"$"#,##0.00', 'CNY', 'two-currencies'],
    ['"$"#,##0.00', '', 'not-a-currency'],
    ['"¥"#,##0.00', 'JPY', 'JPY'],
    ['"¥"#,##0.00', 'CNY', 'CNY'],
    ['"¥"#,##0.00', 'USD', 'two-currencies'],
    ['"¥"#,##0.00', '', 'CNY'],
    ['"RMB ¥"0.00', 'CNY', 'CNY'],
    ['[>=10000]#,##0.00;0.00', 'EUR', 'EUR'],
    ...[5, 6, 7, 8, 42, 44].flatMap((id) =>
      ['USD', 'HKD', 'CNY'].map((named) => [formatCode(id, new Map()), named, named] as const),
    ),
    [formatCode(44, new Map()), '', 'no-currency'],
  ])('shown by a sign that several share is the one that is named: %s with "%s"', (code, named, expected) => {
    const { rows, errors } = readTable(
      workbook([[['a.txt'], ['1200', code], [named]]], ['file', 'amount', 'currency']),
    );
    const amount = /\.0+/.test(code) ? '1200.00' : '1200';
    const money = expected.length === 3 ? { amount, currency: expected } : undefined;
    expect(rows[0]?.facts.money).toEqual(money);
    expect(errors.map(({ error }) => error.details.reason)).toEqual(money ? [] : [expected]);
    if (named.length > 0) {
      const path = workbook([[['a.txt'], ['1200', code]]]);
      const said = readTable(path, { currency: named }).rows[0]?.facts.money?.currency;
      expect(said).toBe(money?.currency);
    }
  });

  it('in a format without a currency of its own is no number of a document', () => {
    const path = workbook([[['a.txt'], ['12', formatCode(44, new Map())]]], ['file', 'number']);
    expect(errorsOf(readTable(path))).toEqual([[2, 'not-as-shown']]);
  });

  it.each([
    ['金额（元）,币种', '5,USD', { amount: '5', currency: 'USD' }],
    ['金额（元）,币种', '5,', { amount: '5', currency: 'CNY' }],
    ['金额（¥）,币种', '5,JPY', { amount: '5', currency: 'JPY' }],
    ['金额(CNY),币种', '5,USD', ['two-currencies']],
    ['金额（人民币）,币种', '5,USD', ['two-currencies']],
    ['金额（元）', 'US$5', { amount: '5', currency: 'USD' }],
    ['金额（元）', '$5', ['not-a-currency']],
    ['amount,currency', '"$1,200.00",USD', { amount: '1200.00', currency: 'USD' }],
    ['amount,currency', '"$1,200.00",CNY', ['two-currencies']],
    ['Amount (HKD)', '$5', { amount: '5', currency: 'HKD' }],
    ['amount,currency', '￥5,JPY', { amount: '5', currency: 'JPY' }],
    ['Amount (USD)', '5 元', ['two-currencies']],
    ['Amount (USD),currency', '5,USD', { amount: '5', currency: 'USD' }],
    ['金额（元）', '¥5', { amount: '5', currency: 'CNY' }],
  ])('is one: %s with %s', (head, cells, expected) => {
    expect(money(head, cells)).toEqual(expected);
  });

  it.each([
    ['amount', '¥5', 'JPY', 'JPY'],
    ['amount', '¥5', 'USD', 'two-currencies'],
    ['amount', '$5', 'CNY', 'two-currencies'],
    ['amount', '¥5', null, 'CNY'],
    ['amount,currency', '5,¥', 'JPY', 'JPY'],
    ['amount,currency', '5,¥', 'USD', 'two-currencies'],
    ['amount,currency', '5,$', 'USD', 'USD'],
    ['金额（¥）', '5', 'JPY', 'JPY'],
    ['金额（￥）', '5', 'USD', 'two-currencies'],
    ['金额（¥）', '5', null, 'CNY'],
    ['金额（¥）', 'US$5', 'JPY', 'USD'],
    ['金额（元）', '¥5', 'USD', 'CNY'],
  ])('that a sign means is the usual one, which it has to fit: %s, %s with %s', (head, cells, usual, expected) => {
    const { rows, errors } = csv(`file,${head}\na.txt,${cells}\n`, usual);
    expect(rows[0]?.facts.money?.currency ?? errors[0]?.error.details.reason).toBe(expected);
  });

  it.each(['12.80 Mio', '12.80 mil', '12.80mln', '12.80 TSD', 'XXX 5', 'XTS 5'])('is no other word: %s', (typed) => {
    expect(money('amount', typed)).toEqual(['not-a-currency']);
  });
});
