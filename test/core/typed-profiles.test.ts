/** Facts of profiles that people state: how they are typed, where they have a place, and what becomes of a record whose profile changes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../core/documents/reading/reading.ts';
import { NotaryError } from '../../core/errors.ts';
import { Notary } from '../../core/notary.ts';
import type { AnyFacts } from '../../core/records/facts.ts';
import { DOCUMENT, documentKinds, knownKind, PROFILES, RECORD_KINDS } from '../../core/records/index.ts';
import { placed, typedProfile } from '../../core/records/placing.ts';
import { readFactIn } from '../../core/records/profiles/read.ts';
import { factsIn } from '../../core/records/record.ts';
import { cleanEdits, FACT_FORMS, TYPED_FACTS, typedFact } from '../../core/records/typed-facts.ts';
import { wordsFor } from '../../core/words/words.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { FakeClock, FakeKeys, fakeRandom } from '../fakes/ports.ts';
import { logSigner, witnessSigner } from './support/keys.ts';

const store = new MemoryStore();
const notary = new Notary({
  store,
  keys: new FakeKeys(logSigner('desk'), witnessSigner('witness')),
  clock: new FakeClock('2026-11-24T09:00:00.000Z'),
  random: fakeRandom('profiles'),
  connectors: [],
  deskFacts: () => ({ holder: 'Somebody', software: 'Notary Desk 0' }),
});

let made = 0;
function recorded(facts: AnyFacts = {}, kind: string = DOCUMENT.key) {
  made += 1;
  const digest = { sha256: made.toString(16).padStart(64, '0') };
  const [added] = notary.add([{ kind, digest, size: made, path: null, facts, supersedes: null }]);
  if (!added) throw new Error('nothing was added');
  return added.record.id;
}
const factsOf = (id: string) => factsIn(notary.record(id).disclosures);
const refusal = (run: () => unknown) => {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return [error.code, error.details.reason, error.details.fact];
  }
};

describe('the table of kinds', () => {
  it('says of every fact of a profile how it is typed, except those that nobody types', () => {
    for (const { names, forms, key } of PROFILES) {
      const untyped = names.filter((name) => !Object.hasOwn(forms, name) && !DOCUMENT.names.includes(name));
      expect([key, untyped]).toEqual([
        key,
        [...(key === 'invoice' ? ['receivable'] : key === 'warehouse-receipt' ? ['goodsTitle'] : []), 'read'],
      ]);
      for (const [name, form] of Object.entries(forms)) expect(FACT_FORMS[name as keyof typeof FACT_FORMS]).toBe(form);
    }
  });

  it('finds a profile by its name in both languages, and refuses any other word', () => {
    for (const kind of documentKinds())
      for (const typed of [kind.key, ` ${kind.words.en.name.toUpperCase()} `, kind.words.zh.name])
        expect(typedProfile(typed)).toBe(kind.key);
    expect(typedProfile(' ')).toBeNull();
    expect(refusal(() => typedProfile('bill of lading'))).toEqual(['bad-input', 'no-profile', undefined]);
  });
});

describe('facts of profiles as they are typed', () => {
  it.each([
    ['seller', ' 甲公司 ', null, '甲公司'],
    ['due', '2026年12月1日', null, '2026-12-01'],
    ['due', 'soon', null, ['bad-input', 'not-a-date', 'due']],
    ['net', '1,000.50', null, '1000.50'],
    ['net', '￥510.68', 'CNY', '510.68'],
    ['net', '€5', 'CNY', ['bad-input', 'two-currencies', 'net']],
    ['net', '€5', null, ['bad-input', 'no-currency', 'net']],
    ['tax', '5 EUR', 'EUR', '5'],
    ['tax', 'five', 'EUR', ['bad-input', 'not-an-amount', 'tax']],
    ['quantity', '1,250', null, '1250'],
    ['quantity', '１２．５', null, '12.5'],
    ['quantity', '-1', null, ['bad-input', 'not-a-quantity', 'quantity']],
    ['quantity', '5 kg', null, ['bad-input', 'not-a-quantity', 'quantity']],
    ['scheme', 'EN16931', null, 'en16931'],
    ['scheme', '数电发票（20 位号码）', null, 'cn-20'],
    ['scheme', 'mine', null, ['bad-input', 'not-a-scheme', 'scheme']],
    ['keeper', '​', null, ['bad-input', 'invisible', 'keeper']],
    ['unit', '', null, null],
  ] as const)('%s: “%s” (%s)', (name, typed, usual, expected) => {
    expect(refusal(() => typedFact(name, typed, usual))).toEqual(expected);
  });

  it('are values that every verifier takes', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom('1', '2026-01-02', 'other'));
    fc.assert(
      fc.property(fc.constantFrom(...TYPED_FACTS), text, (name, typed) => {
        const value = refusal(() => typedFact(name, typed, 'EUR'));
        if (Array.isArray(value) && value[0] === 'bad-input') return;
        for (const kind of RECORD_KINDS.filter(({ names }) => names.includes(name)))
          expect(kind.facts[name]?.(value, name)).toEqual(value);
      }),
    );
  });

  it('are cleaned together: net is in the currency of the amount beside it', () => {
    const money = { amount: '119', currency: 'EUR' };
    expect(cleanEdits({ money, net: '100 €', seller: ' A ', due: null })).toEqual({
      money,
      net: '100',
      seller: 'A',
      due: null,
    });
    expect(refusal(() => cleanEdits({ money, net: '100 USD' }))).toEqual(['bad-input', 'two-currencies', 'net']);
  });

  it('have a place in a kind, or none', () => {
    const facts = { title: 'T', goods: 'steel', seller: 'A', payer: null };
    expect(placed(knownKind('delivery'), facts)).toEqual({
      facts: { title: 'T', goods: 'steel' },
      unplaced: ['seller'],
    });
  });
});

describe('a record whose profile changes', () => {
  it('keeps what fits, under its salt, and the other facts of the new profile are null', () => {
    const id = recorded({ title: 'Note 7', number: 'L-7' });
    const before = new Map(notary.record(id).disclosures.map((one) => [one[1], one]));
    const record = notary.edit(id, { goods: '钢卷', quantity: '12.5' }, { profile: 'delivery' });
    const kind = knownKind('delivery');
    expect([record.kind, record.disclosures.map(([, name]) => name)]).toEqual(['delivery', kind.names]);
    expect(factsOf(id)).toMatchObject({
      title: 'Note 7',
      number: 'L-7',
      goods: '钢卷',
      quantity: '12.5',
      carrier: null,
    });
    for (const disclosure of record.disclosures)
      if (before.has(disclosure[1])) expect(disclosure).toEqual(before.get(disclosure[1]));
    for (const disclosure of record.disclosures) kind.readDisclosure(disclosure, 'fact');
  });

  it('drops nothing unless somebody says so', () => {
    const id = recorded({ goods: '钢卷', carrier: '顺达', number: 'L-8' }, 'delivery');
    const toReceipt = { profile: 'warehouse-receipt' };
    expect(refusal(() => notary.edit(id, {}, toReceipt))).toEqual(['bad-input', 'would-drop', 'carrier']);
    expect(notary.record(id).kind).toBe('delivery');
    // a fact that is cleared in the same edit is dropped by that
    notary.edit(id, {}, { ...toReceipt, drop: true });
    expect([notary.record(id).kind, factsOf(id)]).toMatchObject([
      'warehouse-receipt',
      { goods: '钢卷', number: 'L-8', keeper: null },
    ]);
    expect(Object.hasOwn(factsOf(id), 'carrier')).toBe(false);
  });

  it('is refused a fact that it has no place for, and amounts without a currency', () => {
    const id = recorded();
    expect(refusal(() => notary.edit(id, { seller: 'A' }))).toEqual(['bad-input', 'not-of-profile', 'seller']);
    expect(refusal(() => notary.edit(id, { net: '5' }, { profile: 'invoice' }))).toEqual([
      'bad-input',
      'no-currency',
      'net',
    ]);
    expect(notary.record(id).kind).toBe('document');
    expect(refusal(() => notary.edit(id, {}, { profile: 'journal' }))).toEqual(['newer-version', undefined, undefined]);
  });

  it('is sealed as what it was last', () => {
    const id = recorded();
    notary.edit(id, { payer: 'A', payee: 'B' }, { profile: 'payment' });
    notary.seal();
    const bytes = notary.record(id).leaf?.bytes;
    expect(JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()))).toMatchObject({ v: 2, profile: 'payment' });
  });

  it('that was read states nothing of that as something else, and becomes again what it was read as', () => {
    const facts = { number: 'R-1', seller: 'Seller GmbH', money: { amount: '119.00', currency: 'EUR' }, net: '100.00' };
    const reading: Reading = {
      reader: 'ubl-2.1',
      v: 1,
      profile: 'invoice',
      facts: { ...facts, scheme: 'en16931' },
      places: {},
      suggestions: [],
      conflicts: [],
      references: [],
      notes: [{ code: 'seal-broken', detail: '' }],
    };
    const id = recorded();
    const unstated = Object.fromEntries(notary.record(id).disclosures.map(([salt, name]) => [name, salt]));
    notary.complete([{ id, unstated, parts: null, readings: [reading], unread: null }]);
    const read = readFactIn(factsOf(id));
    expect(read?.names).toContain('seller');
    notary.edit(id, {}, { profile: 'payment', drop: true });
    expect(factsOf(id)).toMatchObject({ number: 'R-1', read: null, payee: null });
    // a broken seal stays a matter for a person
    expect(notary.record(id).held).toBe(true);
    notary.edit(id, {}, { profile: 'invoice' });
    expect(factsOf(id)).toMatchObject(facts);
    expect(readFactIn(factsOf(id))).toEqual(read);
    notary.edit(id, { seller: 'Another' });
    expect(readFactIn(factsOf(id))?.names).not.toContain('seller');
  });

  it('of an invoice that somebody named as one before it was read is filled in beside what is stated', () => {
    const id = recorded({ seller: 'typed' }, 'invoice');
    const unstated = Object.fromEntries(
      notary.record(id).disclosures.flatMap(([salt, name, value]) => (value === null ? [[name, salt]] : [])),
    );
    const reading = { reader: 'ubl-2.1', v: 1, profile: 'invoice', places: {}, suggestions: [] } as const;
    const facts = { seller: 'Seller GmbH', buyer: 'Buyer SA', number: 'R-1' };
    const found = { ...reading, facts, conflicts: [], references: [], notes: [] };
    notary.complete([{ id, unstated, parts: null, readings: [found], unread: null }]);
    expect(factsOf(id)).toMatchObject({ seller: 'typed', buyer: 'Buyer SA', number: 'R-1' });
    expect(readFactIn(factsOf(id))?.names).toEqual(['buyer', 'number']);
  });
});

describe('what went wrong', () => {
  it.each(['zh', 'en'] as const)('is said in words: %s', (language) => {
    const { error } = wordsFor(language);
    const said = (reason: string, details = {}) => error('bad-input', { reason, ...details }).happened;
    expect(said('would-drop', { names: 'carrier, goods' })).toContain(
      language === 'zh' ? '承运人、货物' : 'Carrier, Goods',
    );
    for (const reason of ['not-a-quantity', 'not-a-scheme', 'not-of-profile', 'no-profile'])
      expect(said(reason, { fact: 'seller' })).not.toBe(said('nothing', { fact: 'seller' }));
  });
});
