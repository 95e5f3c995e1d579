/** What QR codes, pages and names suggest, and what of it is shown beside the facts of a record. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextRun } from '../../../core/documents/page-text/content.ts';
import { crcOf, suggestedByQr } from '../../../core/documents/reading/invoice-qr.ts';
import { suggestedByName } from '../../../core/documents/reading/suggested-name.ts';
import { suggestedByPages } from '../../../core/documents/reading/suggested-page.ts';
import { readSuggestions, type Suggestion } from '../../../core/documents/reading/suggestion.ts';
import type { AnyFacts } from '../../../core/records/facts.ts';
import {
  agreedEdits,
  contradicted,
  isSuggestible,
  openSuggestions,
  suggestedInvoice,
  suggestedValues,
} from '../../../core/records/suggestions.ts';

const values = (suggestions: readonly Suggestion[]) =>
  Object.fromEntries(suggestions.map(({ name, value }) => [name, value]));

const LEGACY = '01,10,050001700111,12235358,10000.00,20200805,16630282980991510014,7257';
const covered = '01,32,,26112000000000000019,4449.00,20260304,,';
const DIGITAL = covered + crcOf(covered);

describe('a QR code', () => {
  it('of an invoice with a code says its amount without tax', () => {
    expect(values(suggestedByQr(LEGACY))).toEqual({
      kind: 'invoice',
      scheme: 'cn-legacy',
      code: '050001700111',
      number: '12235358',
      date: '2020-08-05',
      net: '10000.00',
    });
  });

  it('of an invoice whose number stands alone says it with tax', () => {
    expect(values(suggestedByQr(DIGITAL))).toEqual({
      kind: 'invoice',
      scheme: 'cn-20',
      number: '26112000000000000019',
      date: '2026-03-04',
      money: { amount: '4449.00', currency: 'CNY' },
    });
  });

  it('whose checksum does not fit is doubtful in all that it says', () => {
    const seen = suggestedByQr(DIGITAL.replace('4449.00', '9449.00'));
    expect(values(seen).money).toEqual({ amount: '9449.00', currency: 'CNY' });
    expect(seen.every(({ doubtful }) => doubtful)).toBe(true);
    expect(suggestedByQr(DIGITAL).some(({ doubtful }) => doubtful)).toBe(false);
  });

  it('of anything else suggests nothing', () => {
    expect(suggestedByQr('https://example.com')).toEqual([]);
  });
});

describe('the name of a file', () => {
  it.each([
    [
      '采购合同_江南示例_合同编号HT-2024-001_2024-05-01_48,000元.docx',
      { kind: 'contract', number: 'HT-2024-001', date: '2024-05-01', money: { amount: '48000', currency: 'CNY' } },
    ],
    [
      '合同 2024年5月1日 4.8万元.pdf',
      { kind: 'contract', date: '2024-05-01', money: { amount: '48000', currency: 'CNY' } },
    ],
    [
      'dzfp_24112000000048542163_示例公司_20240528102030.pdf',
      { kind: 'invoice', number: '24112000000048542163', date: '2024-05-28' },
    ],
    [
      'Invoice INV-2024-0017 EUR 1,234.50 (2).pdf',
      { kind: 'invoice', number: 'INV-2024-0017', money: { amount: '1234.50', currency: 'EUR' } },
    ],
    ['对账单_20240531.xlsx', { kind: 'statement', date: '2024-05-31' }],
    ['PO20240501.pdf', { number: 'PO20240501' }],
  ])('%s', (name, expected) => {
    const { title, ...found } = values(suggestedByName(name));
    expect(found).toEqual(expected);
  });

  it('is the title where it has words', () => {
    expect(values(suggestedByName('采购合同_江南示例 (1).docx')).title).toBe('采购合同 江南示例');
    expect(values(suggestedByName('Lease agreement.pdf')).title).toBe('Lease agreement');
    expect(values(suggestedByName('最终版 报告 江南示例.docx')).title).toBe('最终版 报告 江南示例');
  });

  it.each([
    '20240531.pdf',
    'invoice.xml',
    'Invoice (2).pdf',
    'Rechnung_2026-0042.pdf',
    'INVOICE INV-2024-0017 EUR 1,234.50.pdf',
    'final document v2.docx',
    '发票.pdf',
    '电子发票24112000000048542163.pdf',
    '合同2024年5月1日.pdf',
    '合同扫描件 3.pdf',
    '新建文档.docx',
    '附件1-A.pdf',
  ])('is no title where it says only of what sort a document is: %s', (name) => {
    expect(values(suggestedByName(name)).title).toBeUndefined();
  });

  it.each([
    'IMG_20240501_123456.jpg',
    'scan0001.pdf',
    '微信图片_20240501123456.jpg',
    'Screenshot 2024-05-01.png',
    '.pdf',
    '',
  ])('that a device made up says nothing: %s', (name) => {
    expect(suggestedByName(name)).toEqual([]);
  });

  it('with two of something does not choose', () => {
    expect(suggestedByName('合同 发票 2024-05-01 2024-06-01 100元 200元.pdf')).toEqual([]);
  });

  it('is never anything that a fact cannot hold, nor slow', () => {
    const pieces = fc.constantFrom('合同', '发票', '2024', '-', '_', '元', '万', '9', '¥', 'HT', '编号', '.', ' ', ',');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
        const found = suggestedByName(parts.join(''));
        expect(found.every(isSuggestible)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

/** A text on a page, its height 10. */
const run = (x: number, y: number, text: string): TextRun => ({ x, y, endX: x + 10 * text.length, size: 10, text });

const DIGITAL_PAGE = [
  run(200, 380, '电子发票（普通发票）'),
  run(450, 380, '发票号码：'),
  run(505, 381, '26112000000000000019'),
  run(450, 365, '开票日期：2026年03月04日'),
  run(5, 300, '购'),
  run(30, 300, '名称：江南示例有限公司'),
  run(350, 300, '销'),
  run(370, 300, '名称：华北示例有限公司'),
  run(30, 285, '统一社会信用代码/纳税人识别号：'),
  run(200, 285, '91460300MAA92DJN95'),
  run(370, 285, '统一社会信用代码/纳税人识别号：91110108690017781B'),
  run(30, 260, '项目名称'),
  run(60, 100, '合'),
  run(90, 100, '计'),
  run(400, 100, '¥4,197.17'),
  run(550, 100, '¥251.83'),
  run(60, 85, '价税合计（大写）肆仟肆佰肆拾玖圆整'),
  run(450, 85, '（小写）¥4449.00'),
];

describe('the text of a page', () => {
  it('of a fully digital invoice, in whatever order it is drawn', () => {
    const expected = {
      kind: 'invoice',
      scheme: 'cn-20',
      number: '26112000000000000019',
      date: '2026-03-04',
      seller: '华北示例有限公司',
      sellerId: '91110108690017781B',
      buyer: '江南示例有限公司',
      buyerId: '91460300MAA92DJN95',
      parties: ['华北示例有限公司', '江南示例有限公司'],
      net: '4197.17',
      tax: '251.83',
      money: { amount: '4449.00', currency: 'CNY' },
    };
    fc.assert(
      fc.property(fc.shuffledSubarray(DIGITAL_PAGE, { minLength: DIGITAL_PAGE.length }), (runs) => {
        expect(values(suggestedByPages([runs]))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('of an invoice with a code, whose seller stands below; a person as buyer has no id', () => {
    const page = [
      run(100, 380, '浙江增值税电子普通发票'),
      run(450, 390, '发票代码：033002000211'),
      run(450, 375, '发票号码：83089647'),
      run(450, 360, '开票日期：2020年07月 23日'),
      run(30, 320, '名        称：个人'),
      run(30, 305, '纳税人识别号：'),
      run(60, 200, '合        计'),
      run(400, 200, '￥510.68'),
      run(550, 200, '***'),
      run(60, 185, '价税合计（大写）'),
      run(450, 185, '（小写）￥526.00'),
      run(30, 150, '名        称：示例商行'),
      run(30, 135, '纳税人识别号：92330781MA2EDMFU50'),
    ];
    expect(values(suggestedByPages([page]))).toEqual({
      kind: 'invoice',
      scheme: 'cn-legacy',
      code: '033002000211',
      number: '83089647',
      date: '2020-07-23',
      seller: '示例商行',
      sellerId: '92330781MA2EDMFU50',
      buyer: '个人',
      parties: ['示例商行', '个人'],
      net: '510.68',
      money: { amount: '526.00', currency: 'CNY' },
    });
  });

  it('of anything else is nothing, a contract about invoices too', () => {
    expect(suggestedByPages([[run(0, 100, '卖方应开具增值税发票，发票号码：待定')]])).toEqual([]);
    expect(suggestedByPages([])).toEqual([]);
  });
});

const seen = (name: string, value: Suggestion['value'], place: Suggestion['place'] = 'qr', doubtful = false) => ({
  name,
  value,
  place,
  doubtful,
});
const open = (facts: AnyFacts, ...all: readonly Suggestion[]) => openSuggestions({ facts, reading: null, seen: all });

describe('beside the facts of a record', () => {
  it('stands what is suggested for an empty fact, and what contradicts one', () => {
    const facts = { number: '1', date: '2026-03-04', money: null, kind: 'receipt' };
    const money = { amount: '5', currency: 'CNY' };
    const all = [seen('number', '2'), seen('date', '2026-03-04'), seen('money', money), seen('kind', 'invoice')];
    expect(open(facts, ...all).map(({ name }) => name)).toEqual(['number', 'money']);
  });

  it('stands what the name says only where a fact is empty', () => {
    const fileName = '江南示例合同_2024-05-01.pdf';
    expect(open({ fileName }).map(({ name }) => name)).toEqual(['title', 'kind', 'date']);
    expect(open({ fileName, title: 'x', kind: 'invoice', date: '2020-01-01' })).toEqual([]);
  });

  it('equal amounts, and parties among others, are no contradiction', () => {
    const facts = { money: { amount: '5.00', currency: 'CNY' }, parties: ['A', 'B', 'C'] };
    expect(open(facts, seen('money', { amount: '5', currency: 'CNY' }), seen('parties', ['B', 'A']))).toEqual([]);
  });

  it('stands nothing that a fact cannot hold', () => {
    expect(open({}, seen('date', '2026-13-04'), seen('money', '5'), seen('holder', 7), seen('nothing', 'x'))).toEqual(
      [],
    );
  });

  it('each value stands once, with its places', () => {
    const all = [seen('number', '2'), seen('number', '3', 'file-name'), seen('number', '2', 'page', true)];
    expect(suggestedValues(all)).toEqual([
      { name: 'number', value: '2', places: ['qr', 'page'], doubtful: false },
      { name: 'number', value: '3', places: ['file-name'], doubtful: false },
    ]);
  });
});

describe('taken with one key', () => {
  it('is what all places agree about, where nothing is stated', () => {
    const facts = { title: 'mine', number: null, date: null, money: null };
    const all = [
      seen('title', 'other'),
      seen('number', '2'),
      seen('number', '2', 'page'),
      seen('date', '2026-03-04'),
      seen('date', '2026-03-05', 'file-name'),
      seen('money', { amount: '5', currency: 'CNY' }, 'qr', true),
      seen('seller', 'nobody edits it'),
    ];
    expect(agreedEdits(facts, all)).toEqual({ number: '2' });
  });
});

it('finds an invoice by what its QR code says, else by its page', () => {
  expect(suggestedInvoice([...suggestedByPages([DIGITAL_PAGE]), ...suggestedByQr(LEGACY)])).toMatchObject({
    scheme: 'cn-legacy',
    number: '12235358',
  });
  expect(suggestedInvoice(suggestedByPages([DIGITAL_PAGE]))).toMatchObject({ number: '26112000000000000019' });
  expect(suggestedInvoice(suggestedByName('发票 INV-2024-0017.pdf'))).toBeNull();
});

it('contradicts what was read only where that says something', () => {
  const read = { number: '26112000000000000019', money: { amount: '4449', currency: 'CNY' }, seller: null };
  expect(contradicted(read, suggestedByPages([DIGITAL_PAGE]))).toEqual([]);
  expect(contradicted({ ...read, net: '1.00' }, suggestedByPages([DIGITAL_PAGE]))).toEqual(['net']);
});

describe('at the door', () => {
  it('passes what readers give', () => {
    const all = [...suggestedByQr(DIGITAL), ...suggestedByPages([DIGITAL_PAGE]), ...suggestedByName('合同.pdf')];
    expect(readSuggestions(JSON.parse(JSON.stringify(all)), 'all')).toEqual(all);
  });

  it.each([
    [{ name: 'number', place: 'elsewhere', value: '1', doubtful: false }],
    [{ name: '__proto__', place: 'qr', value: '1', doubtful: false }],
    [{ name: 'number', place: 'qr', value: '1' }],
  ])('refuses %j', (one) => {
    expect(() => readSuggestions([one], 'all')).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});
