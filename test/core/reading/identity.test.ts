import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InvoiceFacts, invoiceIdentity } from '../../../core/documents/reading/identity.ts';

const en = { scheme: 'en16931', code: '380', number: 'RE-2026/0017', sellerId: 'DE123456789' };
const it_ = { scheme: 'it-sdi', code: 'TD01', number: '12/A', sellerId: 'IT01234567890', date: '2026-03-01' };
const pl = { scheme: 'pl-ksef', code: 'VAT', number: 'FV/1/2026', sellerId: '9999999999' };
const weak = {
  seller: 'Muster Maschinenbau GmbH',
  number: '17',
  date: '2026-11-02',
  money: { amount: '119.00', currency: 'EUR' },
};

const same = (a: InvoiceFacts, b: InvoiceFacts) => {
  const [one, two] = [invoiceIdentity(a), invoiceIdentity(b)];
  return {
    strict: one.strict !== null && one.strict === two.strict,
    loose: one.loose !== null && one.loose === two.loose,
  };
};

describe('the strict key', () => {
  it.each<[InvoiceFacts, string]>([
    [{ scheme: 'cn-20', number: '24112000000048542163' }, '{"n":"24112000000048542163","s":"cn-20"}'],
    [
      { scheme: 'cn-legacy', code: '033002000211', number: '83089647' },
      '{"c":"033002000211","n":"83089647","s":"cn-legacy"}',
    ],
    [en, '{"id":"DE123456789","n":"RE-2026/0017","s":"en16931","t":"380"}'],
    [{ ...en, code: '261' }, '{"id":"DE123456789","n":"RE-2026/0017","s":"en16931","t":"381"}'],
    [it_, '{"id":"01234567890","n":"12/A","s":"it-sdi","t":"TD01","y":"2026"}'],
    [pl, '{"id":"9999999999","n":"FV/1/2026","s":"pl-ksef","t":"VAT"}'],
  ])('of %j is %s', (facts, key) => expect(invoiceIdentity(facts).strict).toBe(key));

  it.each<[string, InvoiceFacts]>([
    ['of another scheme', { ...en, scheme: 'other' }],
    ['of no scheme', { ...en, scheme: null }],
    ['without a seller', { ...en, sellerId: null }],
    ['of a number of 19 digits', { scheme: 'cn-20', number: '2411200000004854216' }],
    ['without a code', { scheme: 'cn-legacy', number: '83089647' }],
    ['of an invoice whose type is not known', { ...pl, code: null }],
    ['of what may be an invoice or a credit note', { ...en, code: null }],
    ['of an invoice whose year is not known', { ...it_, date: null }],
    ['of a scheme that only objects have', { ...en, scheme: 'constructor' }],
  ])('%s does not exist', (_, facts) => expect(invoiceIdentity(facts).strict).toBeNull());

  it.each<[string, InvoiceFacts, InvoiceFacts]>([
    ['spaces and width', en, { ...en, number: ' ＲＥ－2026/0017' }],
    ['case', en, { ...en, number: 're-2026/0017', sellerId: 'de123456789' }],
    ['what nobody sees', en, { ...en, number: 'RE-\u200b2026/0017' }],
    ['punctuation of an id', en, { ...en, sellerId: 'DE 123.456-789' }],
    ['the Greek prefix', { ...en, sellerId: 'EL123456789' }, { ...en, sellerId: 'GR123456789' }],
    ['the Italian prefix', it_, { ...it_, sellerId: '01234567890' }],
    ['the Polish prefix', pl, { ...pl, sellerId: 'PL 999-999-99-99' }],
    ['another type in the same series', it_, { ...it_, code: 'TD24' }],
    ['another type of invoice', en, { ...en, code: '384' }],
    ['another type of credit note', { ...en, code: '381' }, { ...en, code: '396' }],
    [
      'spaces in a Chinese number',
      { scheme: 'cn-20', number: '24112000000048542163' },
      { scheme: 'cn-20', number: '2411 2000 0000 4854 2163' },
    ],
  ])('does not change with %s', (_, a, b) => expect(same(a, b).strict).toBe(true));

  it.each<[string, InvoiceFacts, InvoiceFacts, boolean]>([
    ['punctuation of a number', en, { ...en, number: 'RE20260017' }, true],
    ['zeros of a number', en, { ...en, number: 'RE-02026/0017' }, true],
    ['zeros inside a number', en, { ...en, number: 'RE-2026/17' }, false],
    ['the number', en, { ...en, number: 'RE-2026/0018' }, false],
    ['the seller', en, { ...en, sellerId: 'DE123456780' }, false],
    ['the country', en, { ...en, sellerId: 'AT123456789' }, false],
    ['the year', it_, { ...it_, date: '2025-03-01' }, true],
    ['credit note or invoice', it_, { ...it_, code: 'TD04' }, true],
    ['credit note or invoice of the norm', en, { ...en, code: '381' }, true],
    ['the scheme', en, { ...it_, number: en.number, sellerId: en.sellerId }, false],
  ])('changes with %s', (_, a, b, isLoose) => expect(same(a, b)).toEqual({ strict: false, loose: isLoose }));
});

describe('the loose key', () => {
  it('drops zeros before digits and keeps those behind', () => {
    const key = (number: string) => invoiceIdentity({ ...en, number }).loose;
    expect(key('A-007-0100-0')).toBe('{"id":"DE123456789","n":"A701000","s":"en16931"}');
    expect(key('000')).toBe('{"id":"DE123456789","n":"0","s":"en16931"}');
    expect(key('--')).toBeNull();
  });

  it('of an invoice without a scheme is made of seller, number, date and amount together', () => {
    expect(invoiceIdentity(weak)).toEqual({
      strict: null,
      loose: '{"a":"119000000","c":"EUR","d":"20261102","n":"17","p":"MUSTERMASCHINENBAUGMBH","s":"other"}',
    });
    expect(same(weak, { ...weak, money: { amount: '119', currency: 'EUR' } }).loose).toBe(true);
    for (const name of Object.keys(weak)) expect(invoiceIdentity({ ...weak, [name]: null }).loose).toBeNull();
    expect(invoiceIdentity({ ...weak, money: { amount: 'much' } }).loose).toBeNull();
  });
});

describe('keys', () => {
  const facts = fc.record({
    scheme: fc.constantFrom('cn-20', 'cn-legacy', 'en16931', 'pl-ksef', 'it-sdi', 'other', null),
    number: fc.string({ unit: 'binary' }),
    code: fc.string({ unit: 'binary' }),
    sellerId: fc.string({ unit: 'binary' }),
    seller: fc.string({ unit: 'binary' }),
    date: fc.constantFrom('2026-11-02', null),
  });

  it('of any texts are made without an error, and normalising is done once', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { strict } = invoiceIdentity(given);
        if (strict === null) return;
        const { c: code, n: number, id: sellerId } = JSON.parse(strict) as Record<string, string>;
        const again = { ...given, code: code ?? given.code, number: number ?? '', sellerId: sellerId ?? null };
        expect(JSON.parse(invoiceIdentity(again).strict ?? '{}')).toMatchObject({ n: number });
      }),
    );
  });
});
