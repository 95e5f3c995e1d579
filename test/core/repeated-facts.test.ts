/** What repeats a withheld fact is withheld as well. */
import { describe, expect, it } from 'vitest';
import type { Disclosure } from '../../core/records/record.ts';
import { repeatedFacts } from '../../core/records/repeated-facts.ts';

const facts = {
  holder: 'Blue Sea Lantern',
  title: 'Delivery to Gegner',
  fileName: 'GEHEIM-77 Gegner.txt',
  number: 'GEHEIM-77',
  parties: ['Gegner GmbH', 'Blue Sea Lantern'],
  date: '2026-11-02',
  money: { amount: '48000.00', currency: 'CNY' },
  note: 'for Blue Sea Lantern',
  obtained: null,
  fingerprints: { kind: 'text', parts: {} },
};
const repeated = (withhold: readonly string[], changes: object = {}) =>
  repeatedFacts(
    Object.entries({ ...facts, ...changes }).map(([name, value]) => ['salt', name, value] as unknown as Disclosure),
    withhold,
  );

describe('facts that repeat what is withheld', () => {
  it('are those in which its value occurs', () => {
    expect(repeated(['number'])).toEqual(['fileName']);
    expect(repeated(['number', 'parties'])).toEqual(['title', 'fileName']);
    expect(repeated(['fileName'], { title: 'geheim-77 gegner TXT' })).toEqual(['title']);
  });

  it('in any case, width, spacing and punctuation', () => {
    for (const fileName of ['geheim77.txt', 'ＧＥＨＥＩＭ＿７７.txt', 'Re GEHEIM 77'])
      expect(repeated(['number'], { fileName }), fileName).toEqual(['fileName']);
  });

  it('days and amounts as they are written elsewhere', () => {
    for (const fileName of ['20261102.pdf', '2026-11-02.pdf', '2026年11月2日.pdf'])
      expect(repeated(['date'], { fileName }), fileName).toEqual(['fileName']);
    for (const fileName of ['48,000.pdf', '48000.00.pdf'])
      expect(repeated(['money'], { fileName }), fileName).toEqual(['fileName']);
    expect(repeated(['money'], { fileName: 'CNY.pdf' })).toEqual([]);
  });

  it('by two Han characters, or three others', () => {
    expect(repeated(['number'], { number: '77' })).toEqual([]);
    expect(repeated(['number'], { number: '甲乙', fileName: '合同甲乙.pdf' })).toEqual(['fileName']);
  });

  it('by two, where they are a letter and a digit of a number', () => {
    expect(repeated(['number'], { number: 'A7', fileName: 'A7.pdf', title: 'Contract A7' })).toEqual([
      'title',
      'fileName',
    ]);
    expect(repeated(['number'], { number: 'A7', fileName: 'A72.pdf', title: 'Contract BA7' })).toEqual([]);
    expect(repeated(['title'], { number: null, fileName: 'A7.pdf', title: 'A7' })).toEqual([]);
  });

  it.each([
    ['Müller Aktiengesellschaft', 'Vertrag Müller.pdf'],
    ['Müller Aktiengesellschaft', 'vertrag_MULLER_2026.pdf'],
    ['Smith & Associates', 'Smith lease'],
    ['Bernadette Berg', 'Anna Berg lease.pdf'],
    ['Bernadette Berg', 'LeaseBerg2026.pdf'],
    ['Ito Ltd', 'Ito lease.pdf'],
    ['International Trading Ltd', 'International-Trading lease.pdf'],
    ["O'Neil Partners", 'Re ONeil.pdf'],
    ['Wu Li', 'Li contract'],
    ['ООО Ромашка', 'Договор Ромашка'],
    ['华为技术有限公司', '华为采购合同.pdf'],
    ['深圳市腾讯计算机系统有限公司', '与腾讯的合同'],
    ['甲方：示例科技（北京）有限公司', '示例采购.pdf'],
    ['北京分众ABC科技集团股份有限公司', 'abc合同.pdf'],
    ['中国银行股份有限公司', '中国银行流水.pdf'],
    ['张三', '张三的借条.jpg'],
  ])('by each word that tells who it is: %s in %s', (party, fileName) => {
    expect(repeated(['parties'], { parties: [party], title: null, fileName })).toEqual(['fileName']);
  });

  it.each([
    ['Abc Limited', 'Limited warranty'],
    ['ABC International Ltd', 'International arbitration'],
    ['Smith & Associates', 'Blacksmith associates.pdf'],
    ['Ito Ltd', 'itolizumab Ltd'],
    ['A. B. Berg', 'a b c'],
    ['Studio 54', 'page 54'],
    ['华为技术有限公司', '技术服务合同.pdf'],
    ['示例科技（北京）有限公司', '北京仲裁.pdf'],
    ['中国银行股份有限公司', '中国仲裁 银行流水.pdf'],
    ['甲方：张三', '甲方签字页.pdf'],
  ])('not by what many names have, nor inside a longer word: %s in %s', (party, fileName) => {
    expect(repeated(['parties'], { parties: [party], title: null, fileName })).toEqual([]);
  });

  it.each([
    ['5000000', '500万元借款合同'],
    ['5000000.00', '0.05亿元'],
    ['123456789.00', '1.23456789 億'],
    ['48000.00', '4.8万.pdf'],
    ['48000.00', '48 000 lease'],
    ['48000.00', '48.000,00 Miete'],
    ['48000.00', 'RMB４８，０００'],
    ['48000.000', '48000.000 KWD'],
    ['100.00', '付￥100'],
    ['48000.50', 'lease 48000.pdf'],
    ['-48000', '48000 credit.pdf'],
    ['100.00', 'CNY 100'],
    ['100.00', '100元收据'],
    ['100.00', 'RMB100.00.pdf'],
    ['0.50', '￥0.5'],
  ])('amounts as they are written: %s in %s', (amount, title) => {
    const changes = { money: { amount, currency: 'CNY' }, title, fileName: null };
    expect(repeated(['money'], changes)).toEqual(['title']);
  });

  it.each([
    ['HKD', '港币100元'],
    ['USD', '100美金'],
    ['TWD', '$100'],
    ['JPY', '100円'],
  ])('amounts of %s as in %s', (currency, title) => {
    expect(repeated(['money'], { money: { amount: '100.00', currency }, title, fileName: null })).toEqual(['title']);
  });

  it.each([
    ['100.00', 'PO-41003'],
    ['100.00', 'scan 2100.pdf'],
    ['100.00', 'PO-100'],
    ['100.00', 'USD 100'],
    ['100.00', 'CNY 1000'],
    ['100.00', '1,100元'],
    ['100.00', '100,000元'],
    ['100.00', '100美元'],
    ['100.00', '100.50元'],
    ['48000.00', '4,800,000'],
    ['48000.00', '1,048,000'],
    ['48000.00', '48,000,000'],
    ['48000.00', '48000.75'],
    ['48000.00', 'HT480001'],
    ['5000000', '1500万元'],
    ['5000000', '500.5万元'],
  ])('and no other number: %s in %s', (amount, title) => {
    const changes = { money: { amount, currency: 'CNY' }, title, number: title, fileName: title };
    expect(repeated(['money'], changes)).toEqual([]);
  });

  it('numbers and days, not inside longer ones', () => {
    expect(repeated(['number'], { number: 'HT-100', fileName: 'HT-1001.pdf', title: 'XHT-100' })).toEqual([]);
    expect(repeated(['number'], { number: 'HT-100', fileName: 'scanHT100v2.pdf' })).toEqual(['fileName']);
    expect(repeated(['date'], { fileName: '202611020815.pdf' })).toEqual([]);
    expect(repeated(['date'], { fileName: 'IMG20261102.pdf' })).toEqual(['fileName']);
  });

  it('a kind only where nothing else is said', () => {
    const named = { kind: 'invoice', fileName: 'invoice 12.pdf', title: 'Invoice for May', number: 'INVOICE-12' };
    expect(repeated(['kind'], named)).toEqual([]);
    expect(repeated(['kind'], { ...named, title: 'Invoice' })).toEqual(['title']);
  });

  it.each([
    ['seller', ['sellerId']],
    ['buyer', ['buyerId']],
    ['keeper', ['keeperId']],
    ['parties', ['sellerId', 'buyerId', 'keeperId']],
  ])('ids of those whose name is withheld, as registers say who has them: %s', (name, ids) => {
    const changes = {
      parties: ['Nord GmbH'],
      ...{ seller: 'Ost AG', sellerId: 'DE123456789', buyer: 'Süd KG', buyerId: 'ATU12345678' },
      ...{ keeper: 'West Lager', keeperId: '91310000MA1FL00001' },
    };
    expect(repeated([name], changes)).toEqual(ids);
    expect(repeated([name], { ...changes, [name]: null }), 'nobody is named').toEqual([]);
    for (const id of ids) expect(repeated([name], { ...changes, [id]: null }), 'no id').not.toContain(id);
    expect(repeated(ids, changes), 'a name that is shown').toEqual([]);
  });

  it('but not what says who issues, which a certificate names anyway', () => {
    expect(repeated(['parties'])).toEqual(['title', 'fileName']);
    expect(repeated(['parties', 'holder'])).toEqual(['title', 'fileName', 'note']);
    expect(repeated(['note'])).toEqual([]);
  });

  it('and nothing where nothing is withheld, or digests alone', () => {
    expect(repeated([])).toEqual([]);
    expect(repeated(['fingerprints'])).toEqual([]);
  });
});
