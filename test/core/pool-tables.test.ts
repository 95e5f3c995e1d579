import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asset, assetOf, daysBetween, decimalOf } from '../../core/dossier/tables/asset.ts';
import { ANNEX_9, annex9Rows, annex11Rows, noDataCode } from '../../core/dossier/tables/esma.ts';
import { isPartyId, regionName, regionOf } from '../../core/dossier/tables/regions.ts';
import { ruleAnswers } from '../../core/dossier/tables/rules.ts';
import { sharesOf, shareText } from '../../core/dossier/tables/shares.ts';
import { byCurrency, obligorsOf, STRATA, stratify } from '../../core/dossier/tables/strata.ts';
import { esmaTables, poolTables } from '../../core/dossier/tables/tables.ts';
import { meets } from '../../core/dossier/templates/filter.ts';
import type { Condition } from '../../core/records/dossier.ts';

const CUT_OFF = '2026-06-30';
const CODES = ['91350100M000100Y43', '914403001922038216', '91110000710925462X'] as const;

const invoice = (n: number, more: object = {}) =>
  assetOf(`record-${n}`, {
    scheme: 'cn-20',
    number: String(n).padStart(20, '2'),
    buyer: `买方 ${n % 3}`,
    buyerId: CODES[n % 3] ?? null,
    seller: '卖方',
    date: '2026-05-01',
    due: '2026-08-01',
    money: { amount: '100.00', currency: 'CNY' },
    ...more,
  });
const pool = (n: number) => Array.from({ length: n }, (_, i) => invoice(i));

describe('shares', () => {
  it('give what rounding leaves over to the largest remainders', () => {
    // thirds: 33.33 each, and one hundredth too few
    expect(sharesOf([1n, 1n, 1n])).toEqual([3334n, 3333n, 3333n]);
    expect(sharesOf([1n, 2n, 4n]).map(shareText)).toEqual(['14.29', '28.57', '57.14']);
    expect(sharesOf([])).toEqual([]);
    expect(sharesOf([0n, 0n])).toEqual([null, null]);
  });

  it('add up to the whole, each within a hundredth of what it is exactly', () => {
    const parts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 24n }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(parts, (given) => {
        const whole = given.reduce((sum, part) => sum + part, 0n);
        const shares = sharesOf(given);
        if (whole === 0n) return shares.every((share) => share === null);
        const sum = shares.reduce<bigint>((all, share) => all + (share ?? 0n), 0n);
        const isNear = shares.every((share, i) => {
          const off = (share ?? 0n) * whole - (given[i] ?? 0n) * 10_000n;
          return -whole < off && off < whole;
        });
        return sum === 10_000n && isNear;
      }),
    );
  });
});

describe('an asset', () => {
  it('has what its record states, and nothing else', () => {
    expect(invoice(1)).toEqual({
      record: 'record-1',
      number: '22222222222222222221',
      amount: 100_000_000n,
      currency: 'CNY',
      date: '2026-05-01',
      due: '2026-08-01',
      obligor: { name: '买方 1', key: `id:${CODES[1]}` },
      creditor: { name: '卖方', key: 'name:卖方' },
      region: 'CN-44',
      invoice: '{"n":"22222222222222222221","s":"cn-20"}',
    });
    const nothing = assetOf('x', { title: 'a scan', date: 'some day' });
    expect(Object.values(nothing).filter((value) => value !== null)).toEqual(['x']);
  });

  it('tells the same party by its id, however its name is written', () => {
    const [a, b] = [invoice(0, { buyer: '甲公司' }), invoice(0, { buyer: '甲 公司（总部）' })];
    expect(a.obligor?.key).toBe(b.obligor?.key);
    expect(invoice(0, { buyerId: null, buyer: 'Ａ Ltd' }).obligor?.key).toBe('name:ALTD');
  });

  it('amounts are exact decimals', () => {
    expect([0n, 10_000n, 1_230_000n, 1n, -1_500_000n, 10n ** 21n].map(decimalOf)).toEqual([
      ...['0.00', '0.01', '1.23', '0.000001', '-1.50', '1000000000000000.00'],
    ]);
  });

  it('days count over leap years and summer time', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-01-02', '2026-01-01')).toBe(-1);
  });
});

describe('regions', () => {
  it('are told by the id of who is registered there', () => {
    expect(CODES.map(regionOf)).toEqual(['CN-35', 'CN-44', 'CN-11']);
    expect(['DE123456789', 'EL094259216', 'XI123456789'].map(regionOf)).toEqual(['DE', 'GR', 'GB']);
    expect(['DELIVERY', '12345', 'ZZ123', '91350100M000100Y44'].map(regionOf)).toEqual([null, null, null, null]);
    expect([regionName('CN-35', 'zh'), regionName('CN-35', 'en'), regionName('DE', 'zh')]).toEqual([
      ...['福建', 'Fujian', 'DE'],
    ]);
  });

  it('are not concluded from the identity card of a person', () => {
    expect(isPartyId('11010519491231002X')).toBe(false);
    expect(invoice(0, { buyerId: '110105196908207037' }).region).toBeNull();
  });
});

describe('stratification', () => {
  const assets = [
    ...pool(6),
    invoice(7, { due: '2026-06-01', money: { amount: '250000.005', currency: 'CNY' } }),
    invoice(8, { due: null, date: '2026-07-15', buyerId: null, buyer: null }),
    invoice(9, { money: { amount: '80', currency: 'EUR' }, buyerId: 'DE123456789', buyer: 'Muster GmbH' }),
    invoice(10, { money: null }),
  ];
  const { groups, unpriced } = byCurrency(assets);
  const cny = groups.get('CNY') ?? [];

  it('keeps currencies apart', () => {
    expect([...groups].map(([currency, { length }]) => [currency, length])).toEqual([
      ['CNY', 8],
      ['EUR', 1],
    ]);
    expect(unpriced).toBe(1);
  });

  it.each(STRATA)('by %s has every asset once, and its shares add up', (by) => {
    const found = stratify(by, 'CNY', cny, CUT_OFF);
    const sum = (of: (row: (typeof found.rows)[number]) => bigint) =>
      found.rows.reduce((all, row) => all + of(row), 0n);
    expect(sum(({ count }) => BigInt(count))).toBe(8n);
    expect(sum(({ amount }) => amount)).toBe(found.amount);
    expect(decimalOf(found.amount)).toBe('250700.005');
    expect([sum(({ countShare }) => countShare ?? 0n), sum(({ amountShare }) => amountShare ?? 0n)]).toEqual([
      ...[10_000n, 10_000n],
    ]);
  });

  it('puts what records do not say into a row of its own, the last', () => {
    for (const by of ['due', 'obligor', 'region'] as const)
      expect(stratify(by, 'CNY', cny, CUT_OFF).rows.at(-1)).toMatchObject({ band: { is: 'unknown' }, count: 1 });
  });

  it('ranks obligors by what they owe', () => {
    expect(obligorsOf(cny).map(({ name, count }) => [name, count])).toEqual([
      ['买方 1', 3],
      ['买方 2', 2],
      ['买方 0', 2],
    ]);
  });

  it('reads well, in both languages', () => {
    const rows = (language: 'zh' | 'en', name: string) =>
      poolTables(assets, CUT_OFF, language)
        .find((table) => table.name === name)
        ?.rows.map(([band]) => band);
    expect(rows('en', 'By days to due CNY')).toEqual([...['overdue 1–30 days', '31–60 days', 'not stated', 'Total']]);
    expect(rows('zh', '账龄分布 CNY')).toEqual(['日期晚于基准日', '31–60 天', '合计']);
    expect(rows('en', 'By amount CNY')).toEqual(['up to 10,000', 'more than 100,000, up to 500,000', 'Total']);
    expect(rows('en', 'By obligor CNY')).toEqual(['the largest', 'ranks 2–5', 'not stated', 'Total']);
    expect(rows('zh', '总表')).toContain('其中未载明金额');
    expect(rows('zh', '地区分布 CNY')).toEqual(['北京', '福建', '广东', '未载明', '合计']);
  });
});

describe('rules', () => {
  const states = (assets: readonly Asset[]) =>
    Object.fromEntries(ruleAnswers(assets, CUT_OFF).map(({ code, state }) => [code, state]));
  const many = Array.from({ length: 20 }, (_, i) => invoice(i, { buyerId: null, buyer: `买方 ${i}` }));

  it('warn, by what the guides ask', () => {
    expect(states(pool(3))).toEqual({
      'obligor-half': 'clear',
      'few-obligors': 'warning',
      'important-obligor': 'warning',
      'top-twenty': 'warning',
      overdue: 'clear',
      'invoice-twice': 'clear',
      'several-currencies': 'clear',
    });
    expect(states(many)).toMatchObject({ 'few-obligors': 'clear', 'important-obligor': 'clear' });
    expect(states([...many, invoice(0, { due: '2026-06-29' })])).toMatchObject({
      overdue: 'warning',
      'invoice-twice': 'warning',
    });
  });

  it('say nothing that the records do not: missing is never passed', () => {
    // half of the amount has no obligor: who owes it may be the largest
    const unnamed = many.map((asset, i) => (i < 10 ? { ...asset, obligor: null } : asset));
    expect(states(unnamed)).toMatchObject({ 'important-obligor': 'not-known', 'obligor-half': 'not-known' });
    const unpriced = [...many, invoice(30, { money: null, buyer: '买方 1', buyerId: null })];
    expect(states(unpriced)).toMatchObject({ 'obligor-half': 'not-known', 'several-currencies': 'not-known' });
    expect(states(many.map((asset) => ({ ...asset, due: null })))).toMatchObject({ overdue: 'not-known' });
  });

  it('compare exactly at the bound', () => {
    const two = (amount: string) => [
      invoice(0, { money: { amount, currency: 'CNY' } }),
      invoice(1, { money: { amount: '50.00', currency: 'CNY' } }),
    ];
    expect(states(two('50.00'))['obligor-half']).toBe('clear');
    expect(states(two('50.000001'))['obligor-half']).toBe('warning');
  });
});

describe('European templates', () => {
  const options = {
    cutOff: CUT_OFF,
    programme: '',
    transaction: '',
    added: null,
    pseudonym: (key: string) => `O${key.length}`,
    noData: noDataCode('elsewhere'),
  };

  it('never name an obligor or its id', () => {
    const rows = annex9Rows(pool(4), options);
    expect(JSON.stringify(rows)).not.toMatch(/买方|91350100/);
    expect(rows[0]?.map(({ value }) => value)).toEqual([
      ...['', 'record-0', 'record-0', 'O21', 'O21', CUT_OFF, '', 'ND5'],
    ]);
  });

  it('put a code for what is missing only where one may stand', () => {
    const { needed } = esmaTables(pool(4), options, 'en');
    expect(needed).toEqual(['ESTL1', 'ESTL7', 'IVAL1', 'IVAL2']);
    expect(ANNEX_9.filter(({ nd }) => nd)).toEqual([]);
    expect(annex11Rows(pool(4), options)[0]?.map(({ value }) => value)).toEqual([
      ...['', '', 'TREC-CNY', 'TREC-CNY', 'TREC', CUT_OFF, 'CNZZZ', 'ND3', '400.00 CNY', 'ND3'],
    ]);
  });

  it('know the codes by their meaning', () => {
    expect(noDataCode('notCollected')).toBe('ND1');
    expect(noDataCode('later', '2027-01-01')).toBe('ND4-2027-01-01');
    expect(() => noDataCode('later')).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});

describe('the filter of a rule', () => {
  const facts = {
    scheme: 'en16931',
    date: '2026-03-14',
    parties: ['A', 'B'],
    money: { amount: '119.00', currency: 'EUR' },
    number: null,
  };
  it.each<[Condition, boolean]>([
    [{ fact: 'date', op: 'to', value: '2026-03-14' }, true],
    [{ fact: 'date', op: 'from', value: '2026-03-15' }, false],
    [{ fact: 'money', op: 'from', value: '119' }, true],
    [{ fact: 'money', op: 'to', value: '118.999999' }, false],
    [{ fact: 'money', op: 'is', value: 'EUR' }, true],
    [{ fact: 'money', op: 'is', value: '119.0' }, true],
    [{ fact: 'parties', op: 'is', value: 'B' }, true],
    [{ fact: 'parties', op: 'not', value: 'B' }, false],
    [{ fact: 'scheme', op: 'not', value: 'none' }, true],
    // what is not stated, or cannot be compared, is never met
    [{ fact: 'number', op: 'not', value: 'x' }, false],
    [{ fact: 'constructor', op: 'not', value: 'x' }, false],
    [{ fact: 'scheme', op: 'from', value: '1' }, false],
  ])('%o', (condition, holds) => expect(meets(facts, [condition])).toBe(holds));
});
