import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { canonicalText, type Json } from '../../core/formats/canonical.ts';
import { FACT_NAMES } from '../../core/records/facts.ts';
import { DOCUMENT, editedFacts, factsOfKind, PROFILES, parseRecord, RECORD_KINDS } from '../../core/records/index.ts';
import { SCHEMES } from '../../core/records/profiles/facts.ts';
import { DELIVERY, INVOICE, PAYMENT, WAREHOUSE_RECEIPT } from '../../core/records/profiles/index.ts';
import { claimHashes, type Disclosure, disclose, recordBytes } from '../../core/records/record.ts';
import { repeatedFacts } from '../../core/records/repeated-facts.ts';
import { LANGUAGES } from '../../core/words/words.ts';
import { sampleRecord } from './support/evidence.ts';
import { outcome } from './support/outcome.ts';

const money = { amount: '113.00', currency: 'CNY' };
/** A fully digital invoice, of which four facts were read. */
const FACTS: Record<string, Json> = {
  number: '26332000000000000001',
  money,
  scheme: 'cn-20',
  seller: '杭州示例贸易有限公司',
  net: '100.00',
  tax: '13.00',
  read: { reader: 'cn-einvoice-xml', v: 1, names: ['money', 'net', 'number', 'tax'] },
};

const salts = (length: number) => new Uint8Array(length).map((_, i) => i >> 4);

describe('the table of profiles', () => {
  it('gives each the names of a document, then its own, then what was read', () => {
    const own = Object.fromEntries(PROFILES.map(({ profile, names }) => [profile, names.slice(FACT_NAMES.length)]));
    expect(own).toEqual({
      invoice: [
        ...['scheme', 'code', 'seller', 'sellerId', 'buyer', 'buyerId', 'net', 'tax', 'due', 'credits', 'receivable'],
        'read',
      ],
      delivery: ['sender', 'receiver', 'goods', 'quantity', 'unit', 'carrier', 'read'],
      payment: ['payer', 'payee', 'reference', 'read'],
      'warehouse-receipt': [
        ...['keeper', 'keeperId', 'depositor', 'goods', 'quality', 'quantity', 'unit', 'place', 'validUntil'],
        ...['goodsTitle', 'read'],
      ],
    });
    for (const { names } of PROFILES) expect(names.slice(0, FACT_NAMES.length)).toEqual(FACT_NAMES);
  });

  it('has a label for every name in both languages, and searches only names of the kind', () => {
    for (const { names, search, words } of RECORD_KINDS) {
      for (const language of LANGUAGES) expect(Object.keys(words[language].facts).sort()).toEqual([...names].sort());
      for (const name of [...search.words, ...search.numbers]) expect(names).toContain(name);
    }
  });

  it('calls what several kinds have by one name, but for what a profile knows better', () => {
    const better = ['number', 'money', 'date'];
    for (const language of LANGUAGES)
      for (const name of new Set(RECORD_KINDS.flatMap(({ names }) => names))) {
        const labels = RECORD_KINDS.flatMap(({ names, words }) =>
          names.includes(name) ? words[language].facts[name] : [],
        );
        if (!better.includes(name)) expect(new Set(labels).size, name).toBe(1);
      }
  });
});

describe('a leaf with a profile', () => {
  const claims = claimHashes(disclose(factsOfKind(INVOICE, FACTS), salts), nobleCrypto, INVOICE);
  const leaf = (change: object = {}) => {
    const members = { ...sampleRecord(), v: 2, profile: 'invoice', claims, ...change };
    return utf8(canonicalText(JSON.parse(JSON.stringify(members)) as Json));
  };

  it('is read as its kind, and back to the same bytes', () => {
    const record = parseRecord(leaf());
    expect(record).toMatchObject({ v: 2, type: 'document', profile: 'invoice' });
    expect(recordBytes(record)).toEqual(leaf());
  });

  it.each([
    ['a profile that is not known', { profile: 'bill' }, 'newer-version'],
    ['no profile', { profile: undefined }, 'newer-version'],
    ['a later version', { v: 3 }, 'newer-version'],
    ['a profile that is no name', { profile: 'Invoice' }, 'malformed'],
    ['a profile in version 1', { v: 1 }, 'malformed'],
    ['the names of another profile', { profile: 'payment' }, 'malformed'],
    ['the names of a document alone', { claims: sampleRecord().claims }, 'malformed'],
    ['no digest', { digest: undefined }, 'malformed'],
  ])('of %s is refused', (_, change, code) => {
    expect(outcome(() => parseRecord(leaf(change)))).toBe(code);
  });

  it('is newer for a program without profiles', () => {
    expect(outcome(() => parseRecord(leaf(), [DOCUMENT]))).toBe('newer-version');
  });

  function leafWithout(name: string): Uint8Array {
    const { [name]: _, ...rest } = claims;
    return leaf({ claims: rest });
  }
  it.each(['read', 'net', 'title'])('without a claim for %s is refused', (name) => {
    expect(outcome(() => parseRecord(leafWithout(name)))).toBe('malformed');
  });
});

describe('the value of a fact', () => {
  const takes = (kind: typeof INVOICE, name: string, value: Json) =>
    outcome(() => kind.readDisclosure(['00'.repeat(16), name, value], 'disclosure')) === 'accepted';

  it.each<readonly [typeof INVOICE, string, readonly Json[], readonly Json[]]>([
    [INVOICE, 'scheme', [null, ...SCHEMES], ['cn', 'CN-20', '', 20]],
    [INVOICE, 'sellerId', [null, '91330106MA2CFXQ10X', 'DE 123 456 789'], ['', ' a', 'a\u202eb', 5]],
    [INVOICE, 'net', ['0', '-100.00', '1.123456'], ['1,5', '.5', '1e3', '1.1234567', '１', 5, money]],
    [INVOICE, 'due', ['2026-12-31'], ['2026-02-30', '2026-1-1', '']],
    [INVOICE, 'credits', ['26332000000000000001'], [['26332000000000000001'], 26332]],
    [INVOICE, 'receivable', [null], ['', 'ab', {}, 0, false]],
    [DELIVERY, 'quantity', ['0', '12', '12.5', '999999999999999.999999'], ['-1', '1,000', '12 t', 12, '']],
    [DELIVERY, 'unit', ['t', '箱'], ['', 5]],
    [PAYMENT, 'reference', ['RF18 5390 0754 7034'], ['a\nb']],
    [WAREHOUSE_RECEIPT, 'validUntil', ['2027-06-30'], ['2027-06-31']],
    [WAREHOUSE_RECEIPT, 'goodsTitle', [null], ['ab']],
  ])('%# is checked', (kind, name, good, bad) => {
    expect(good.filter((value) => !takes(kind, name, value))).toEqual([]);
    expect(bad.filter((value) => takes(kind, name, value))).toEqual([]);
  });

  const read = (change: object) =>
    takes(INVOICE, 'read', { reader: 'ubl-2.1', v: 1, names: ['net'], ...change } as Json);

  it('is, for what was read, a reader, its version, and names of the profile in order', () => {
    const all = INVOICE.names.filter((name) => name !== 'read').sort();
    expect([{}, { names: all }, { v: 1_000_000 }, { reader: 'a' }].map(read)).toEqual([true, true, true, true]);
    const wrong = [
      ...[
        { names: [] },
        { names: ['read'] },
        { names: ['payer'] },
        { names: ['tax', 'net'] },
        { names: ['net', 'net'] },
      ],
      ...[{ v: 0 }, { v: 1.5 }, { v: '1' }, { v: 1_000_001 }],
      ...[
        { reader: '' },
        { reader: 'UBL' },
        { reader: '2' },
        { reader: 'a'.repeat(33) },
        { reader: 'a b' },
        { more: 1 },
      ],
    ];
    expect(wrong.filter(read)).toEqual([]);
    expect(takes(INVOICE, 'read', null)).toBe(true);
    expect(takes(DOCUMENT, 'read', null)).toBe(false);
  });
});

describe('facts together', () => {
  it.each<readonly [string, object, string]>([
    ['all of them', {}, 'accepted'],
    ['a tax without a currency', { money: null }, 'malformed'],
    ['neither amount nor currency', { money: null, net: null, tax: null, read: null }, 'accepted'],
    ['a fact that was read and is not there', { number: null }, 'malformed'],
  ])('are kept to their rules: %s', (_, change, code) => {
    expect(outcome(() => factsOfKind(INVOICE, { ...FACTS, ...change }))).toBe(code);
  });

  const after = (edits: object) => editedFacts(INVOICE, factsOfKind(INVOICE, FACTS), edits);

  it('lose what is typed from what was read, and nothing else', () => {
    expect(after({ tax: '12.00' })).toMatchObject({ tax: '12.00', read: { names: ['money', 'net', 'number'] } });
    expect(after({ tax: '13.00', title: 'x' })).toMatchObject({ read: FACTS.read });
    expect(after({ money, net: '1', number: '1', tax: '1' })).toMatchObject({ read: { names: ['money'] } });
    const other = { amount: '1', currency: 'EUR' };
    expect(after({ money: other, net: null, number: null, tax: null })).toMatchObject({ read: null });
  });

  it('may be read anew by an edit of what was read', () => {
    const read = { reader: 'ubl-2.1', v: 2, names: ['tax'] };
    expect(after({ tax: '12.00', read })).toMatchObject({ tax: '12.00', read });
  });

  it('are not edited apart: the amounts keep their currency', () => {
    expect(outcome(() => after({ money: null }))).toBe('bad-input');
    expect(after({ money: null, net: null, tax: null })).toMatchObject({ money: null, net: null });
  });
});

describe('what is withheld', () => {
  const disclosures = (facts: object): readonly Disclosure[] => disclose(factsOfKind(INVOICE, facts), salts);
  const also = (withhold: readonly string[], change: object = {}) =>
    repeatedFacts(disclosures({ ...FACTS, ...change }), withhold);

  it('takes along amounts from which it can be computed', () => {
    expect(also(['money'])).toEqual(['net', 'tax']);
    expect(also(['tax'])).toEqual(['net']);
    expect(also(['number'])).toEqual([]);
    expect(also(['net'], { title: 'goods, CNY 100' })).toEqual(['title', 'tax']);
  });

  it('takes along names of parties elsewhere, and no words that occur everywhere', () => {
    const parties = ['杭州示例贸易有限公司', '宁波样品有限公司'];
    expect(also(['seller'], { parties, title: '示例贸易 11 月' })).toEqual(['title', 'parties']);
    expect(also(['scheme', 'read'], { scheme: 'other', note: 'read: other' })).toEqual([]);
  });
});
