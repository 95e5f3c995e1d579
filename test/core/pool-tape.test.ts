import { describe, expect, it } from 'vitest';
import { columnsOf, foldedHead, mappingOf, readMapping, TAPE_COLUMNS } from '../../core/dossier/tape/columns.ts';
import { matchTape, TAPE_TROUBLES, type TapeRecord, type TapeRow, tapeRow } from '../../core/dossier/tape/match.ts';
import { tapeTroubleText } from '../../core/dossier/tape/words.ts';

const record = (id: string, more: Partial<TapeRecord> = {}): TapeRecord => ({
  record: id,
  state: 'anchored',
  replaced: false,
  digest: `${id}0`.repeat(32).slice(0, 64),
  number: `NO-${id}`,
  code: null,
  sellers: ['甲公司', '91350100M000100Y43'],
  certificates: ['ABCD0123'],
  amount: 128_000_500_000n,
  currency: 'CNY',
  ...more,
});
const row = (cells: TapeRow['cells'], at = 2): TapeRow => ({ row: at, cells });
const outcome = (cells: TapeRow['cells'], records: readonly TapeRecord[] = [record('a'), record('b')]) => {
  const { found, troubles } = matchTape([row(cells)], records);
  const [trouble] = troubles;
  return trouble ? [trouble.why, trouble.other] : found[0]?.record;
};

describe('the columns of a tape', () => {
  it('are known by their heads, in both languages', () => {
    expect(columnsOf(['发票号码', '价税合计（元）', '备注', 'Currency', '发票 代码'], {})).toEqual([
      ...['number', 'amount', null, 'currency', 'code'],
    ]);
    // the first of two that mean the same
    expect(columnsOf(['Number', 'Contract number'], {})).toEqual(['number', null]);
  });

  it('mean what was chosen for their heads before', () => {
    const heads = ['Asset', 'Number', 'Amount'];
    const mapping = mappingOf(heads, ['number', null, 'amount']);
    expect(mapping).toEqual({ asset: 'number', number: 'none', amount: 'amount' });
    expect(columnsOf(heads, readMapping(JSON.parse(JSON.stringify(mapping)), 'mapping'))).toEqual([
      ...['number', null, 'amount'],
    ]);
    expect(() => columnsOf(['a', 'b'], { a: 'number', b: 'number' })).toThrow(
      expect.objectContaining({ code: 'bad-input' }),
    );
    expect(columnsOf(['constructor', '__proto__'], {})).toEqual([null, null]);
    expect(['Balance', ' 金额 （元）', '金额（万元）', 'Total (USD)'].map(foldedHead)).toEqual([
      ...['balance', '金额', '金额(万元)', 'total(usd)'],
    ]);
  });
});

describe('a row of a tape', () => {
  it('finds its record by number, certificate, digest or id', () => {
    const records = [record('a', { certificates: ['WXYZ1234'] }), record('b')];
    expect(outcome({ number: ' no-A ' }, records)).toBe('a');
    expect(outcome({ certificate: 'wxyz 1234' }, records)).toBe('a');
    expect(outcome({ digest: record('b').digest?.toUpperCase() ?? '' }, records)).toBe('b');
    expect(outcome({ record: 'b' }, records)).toBe('b');
  });

  it('is told apart by code or seller where numbers repeat', () => {
    const legacy = [
      record('a', { number: '00000042', code: '1100' }),
      record('b', { number: '00000042', code: '2200' }),
    ];
    expect(outcome({ number: '00000042' }, legacy)).toEqual(['several', 'a, b']);
    expect(outcome({ number: '00000042', code: '2200' }, legacy)).toBe('b');
    expect(outcome({ number: '00000042', code: '3300' }, legacy)).toEqual(['contradicts', '']);
    expect(outcome({ number: 'NO-a', seller: '91350100M000100Y43' })).toBe('a');
  });

  it.each<[string, TapeRow['cells'], Partial<TapeRecord>, string, string]>([
    ['no such number', { number: 'NO-x' }, {}, 'not-found', ''],
    ['zeros that a spreadsheet took away', { number: '42' }, { number: '0042' }, 'not-found', '0042'],
    ['nothing to find it by', { amount: '5', currency: 'CNY' }, {}, 'no-key', ''],
    ['columns that name two records', { number: 'NO-a', record: 'b' }, {}, 'contradicts', ''],
    ['withdrawn', { number: 'NO-a' }, { state: 'withdrawn' }, 'withdrawn', 'a'],
    ['erased', { record: 'a' }, { state: 'erased' }, 'erased', 'a'],
    ['still waiting', { number: 'NO-a' }, { state: 'recorded' }, 'not-sealed', 'a'],
    ['replaced', { number: 'NO-a' }, { replaced: true }, 'replaced', 'a'],
    ['another amount', { number: 'NO-a', amount: '128,000.51' }, {}, 'other-amount', '128000.50'],
    ['another currency', { number: 'NO-a', amount: '128000.50', currency: 'USD' }, {}, 'other-currency', 'CNY'],
    [
      'a currency in the amount',
      { number: 'NO-a', amount: '€128000.50', currency: 'EUR' },
      {},
      'other-currency',
      'CNY',
    ],
    ['no amount in the record', { number: 'NO-a', amount: '5' }, { amount: null, currency: null }, 'no-amount', 'a'],
    ['no amount in the row', { number: 'NO-a', amount: '5,5,5' }, {}, 'cell', 'not-an-amount'],
  ])('is named with its reason: %s', (_, cells, more, why, other) => {
    expect(outcome(cells, [record('a', more), record('b', more.number === undefined ? {} : { number: 'z' })])).toEqual([
      ...[why, other],
    ]);
  });

  it('is taken with the amount as people write it', () => {
    expect(outcome({ number: 'NO-a', amount: '¥128,000.50' })).toBe('a');
    expect(outcome({ number: 'NO-a', amount: '128000.5', currency: '人民币' })).toBe('a');
    expect(outcome({ number: 'NO-a', currency: 'CNY' })).toBe('a');
  });

  it('is not taken when another names the same record', () => {
    const rows = [row({ number: 'NO-a' }, 2), row({ record: 'a' }, 5), row({ number: 'NO-b' }, 6)];
    const { found, troubles } = matchTape(rows, [record('a'), record('b')]);
    expect(found).toEqual([{ row: 6, record: 'b' }]);
    expect(troubles.map(({ row: at, why, other }) => [at, why, other])).toEqual([
      [2, 'twice', '5'],
      [5, 'twice', '2'],
    ]);
  });

  it('takes the newest of records that replace one another', () => {
    const records = [record('a', { replaced: true }), record('b', { number: 'NO-a' })];
    expect(outcome({ number: 'NO-a' }, records)).toBe('b');
  });

  it('has cells within bounds', () => {
    const columns = ['number', null, 'amount'] as const;
    expect(tapeRow(3, [' 1 ', 'x'.repeat(5000), ''], columns)).toEqual({ row: 3, cells: { number: '1' } });
    expect(tapeRow(3, ['1'.repeat(1001)], columns).problem).toEqual({ column: 'number', problem: 'too-long' });
    expect(tapeRow(3, [{ trouble: 'long-number' }], columns).problem).toEqual({
      column: 'number',
      problem: 'long-number',
    });
  });
});

describe('what is said of a row', () => {
  it('is a sentence for every reason, in both languages', () => {
    for (const why of TAPE_TROUBLES)
      for (const language of ['zh', 'en'] as const) {
        const text = tapeTroubleText({ row: 2, why, column: null, value: '“V”', other: 'O' }, language);
        expect(text).not.toMatch(/undefined|null/);
        expect(text.length).toBeGreaterThan(5);
      }
    expect(TAPE_COLUMNS.length).toBe(8);
  });
});
