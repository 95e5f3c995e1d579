/** Four-flow match and three-way match: each rule by tables of cases, what is missing never passes, and a statement repeats. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotaryError } from '../../../../core/errors.ts';
import { canonicalBytes, type Json } from '../../../../core/formats/canonical.ts';
import type { AnyFacts } from '../../../../core/records/facts.ts';
import { daysBetween, decimalText, isWithin } from '../../../../core/trace/match/decimals.ts';
import {
  type Allowance,
  EXACT,
  type MatchDocument,
  MOST_DOCUMENTS,
  matchDocuments,
} from '../../../../core/trace/match/match.ts';
import { compareParties, nameKey } from '../../../../core/trace/match/parties.ts';
import { effectOf, type Role, roleOf } from '../../../../core/trace/match/roles.ts';
import { RULE_SET_NAMES, RULE_SETS, type RuleName, type RuleSetName } from '../../../../core/trace/match/rules.ts';
import {
  matchStatement,
  parseMatchStatement,
  repeatMatch,
  statementBytes,
} from '../../../../core/trace/match/statement.ts';

const money = (amount: string, currency = 'CNY') => ({ amount, currency });
const inGroup = (json: Record<string, Json>, change: Record<string, Json>) => ({
  ...json,
  groups: (json.groups as Record<string, Json>[]).map((one) => ({ ...one, ...change })),
});
let made = 0;
const document = (role: Role, facts: AnyFacts): MatchDocument => {
  made += 1;
  return { id: `019aa000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`, role, facts };
};

const [SELLER, BUYER] = ['杭州甲贸易有限公司', '上海乙制造有限公司'];
const INVOICE = { scheme: 'cn-20', seller: SELLER, buyer: BUYER, date: '2026-11-20', number: '26332000000000000001' };
/** Documents of a trade in which everything fits. */
const trade = () => ({
  contract: document('contract', {
    parties: [SELLER, BUYER],
    money: money('1130.00'),
    date: '2026-11-01',
    number: 'HT-1',
  }),
  delivery: document('delivery', {
    sender: SELLER,
    receiver: BUYER,
    goods: '钢卷',
    quantity: '12.5',
    unit: '吨',
    date: '2026-11-18',
  }),
  receipt: document('receipt', { goods: '钢卷', quantity: '12.50', unit: '吨', date: '2026-11-19' }),
  invoice: document('invoice', { ...INVOICE, money: money('1130.00') }),
  payment: document('payment', { payer: BUYER, payee: SELLER, money: money('1130.00'), date: '2026-11-25' }),
});
type Trade = ReturnType<typeof trade>;

const found = (
  documents: readonly MatchDocument[],
  rule: RuleName,
  allowance: Allowance = EXACT,
  set: RuleSetName = 'four-flow',
) => {
  const finding = matchDocuments(documents, set, allowance).find((one) => one.rule === rule);
  if (!finding) throw new Error(`no rule ${rule}`);
  return finding;
};
/** A trade with other facts in one of its documents. */
const withFacts = (name: keyof Trade, facts: AnyFacts) => {
  const all = trade();
  return Object.values({
    ...all,
    [name]: { ...all[name], facts: { ...all[name].facts, ...facts } },
  }) as MatchDocument[];
};
const stateOf = (documents: readonly MatchDocument[], rule: RuleName, allowance?: Allowance) => {
  const { state, by } = found(documents, rule, allowance);
  return by === null ? state : `${state} ${by.amount} ${by.unit}`;
};

describe('a trade in which everything fits', () => {
  it('passes every rule, and says where only names were compared', () => {
    const findings = matchDocuments(Object.values(trade()), 'four-flow');
    expect(findings.map(({ rule, state }) => [rule, state])).toEqual(
      RULE_SETS['four-flow'].rules.map(({ name }) => [name, 'pass']),
    );
    expect(findings.filter(({ onlyNames }) => onlyNames).map(({ rule }) => rule)).toEqual([
      'seller-in-contract',
      'buyer-in-contract',
      'payee-is-seller',
      'payer-is-buyer',
      'sender-is-seller',
      'receiver-is-buyer',
    ]);
  });

  it('by three-way match too, where the contract is an order', () => {
    const { contract, ...rest } = trade();
    const findings = matchDocuments([{ ...contract, role: 'order' }, ...Object.values(rest)], 'three-way');
    expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(['pass']));
  });
});

describe('what is missing', () => {
  it('is never passed: without a document, no rule that looks at it passes', () => {
    for (const set of RULE_SET_NAMES)
      for (const name of Object.keys(trade()) as (keyof Trade)[]) {
        const { [name]: gone, ...rest } = trade();
        const before = matchDocuments(Object.values(trade()), set);
        const after = matchDocuments(Object.values(rest), set);
        for (const [i, { state, lacks, rule }] of after.entries()) {
          const looked = before[i]?.said.some(
            ({ records }) => records.length > 0 && before[i]?.said.some((one) => one.role === gone.role),
          );
          const alternative = rule.endsWith('-there');
          if (looked && !alternative && rule !== 'same-currency') expect([rule, state]).toEqual([rule, 'missing']);
          if (state === 'missing') expect(lacks.length).toBeGreaterThan(0);
        }
      }
  });

  it('is all there is to say of no documents', () => {
    for (const set of RULE_SET_NAMES)
      for (const { rule, state } of matchDocuments([], set))
        expect([rule, state]).toEqual([rule, rule === 'invoices-once' ? 'pass' : 'missing']);
  });

  it.each<[keyof Trade, AnyFacts, RuleName]>([
    ['contract', { money: null }, 'invoices-within-contract'],
    ['contract', { parties: null }, 'seller-in-contract'],
    ['contract', { date: null }, 'invoice-after-contract'],
    ['invoice', { seller: null }, 'payee-is-seller'],
    ['invoice', { money: null }, 'payments-within-invoices'],
    ['invoice', { money: null }, 'same-currency'],
    ['invoice', { scheme: null }, 'invoices-once'],
    ['payment', { payer: ' ' }, 'payer-is-buyer'],
    ['delivery', { quantity: null }, 'quantity-received'],
    ['receipt', { goods: null }, 'quantity-received'],
    ['delivery', { date: null }, 'delivered-by-invoice'],
  ])('a fact of %s that is not stated (%s): %s', (name, facts, rule) => {
    const { state, lacks } = found(withFacts(name, facts), rule);
    expect([state, lacks.map(({ role, fact }) => [role, fact])]).toEqual([
      'missing',
      [[name, Object.keys(facts).includes('scheme') ? 'scheme' : Object.keys(facts)[0]]],
    ]);
  });
});

describe('what differs', () => {
  it.each<[keyof Trade, AnyFacts, RuleName, string]>([
    ['payment', { payee: '杭州丙贸易有限公司' }, 'payee-is-seller', 'differs'],
    ['payment', { payer: '个人' }, 'payer-is-buyer', 'differs'],
    ['delivery', { sender: '他人' }, 'sender-is-seller', 'differs'],
    ['delivery', { receiver: '他人' }, 'receiver-is-buyer', 'differs'],
    ['contract', { parties: [SELLER, '他人'] }, 'buyer-in-contract', 'differs'],
    ['invoice', { money: money('1150.00') }, 'invoices-within-contract', 'differs 20.00 CNY'],
    ['invoice', { money: money('1130.000001') }, 'invoices-within-contract', 'differs 0.000001 CNY'],
    ['payment', { money: money('1130.01') }, 'payments-within-invoices', 'differs 0.01 CNY'],
    ['payment', { money: money('500') }, 'payments-within-invoices', 'pass'],
    ['payment', { money: money('1', 'USD') }, 'payments-within-invoices', 'differs'],
    ['payment', { money: money('1', 'USD') }, 'same-currency', 'differs'],
    ['receipt', { quantity: '12' }, 'quantity-received', 'differs -0.5 吨'],
    ['receipt', { unit: 'kg' }, 'quantity-received', 'differs'],
    ['receipt', { goods: '钢 卷' }, 'quantity-received', 'pass'],
    ['invoice', { date: '2026-10-31' }, 'invoice-after-contract', 'differs 1 days'],
    ['delivery', { date: '2026-12-01' }, 'delivered-by-invoice', 'differs 11 days'],
  ])('%s with %o: %s is %s', (name, facts, rule, expected) => {
    expect(stateOf(withFacts(name, facts), rule)).toBe(expected);
  });

  it('is told by ids, whatever the names say', () => {
    const [one, other] = [
      { name: 'A GmbH', id: 'DE 123.456' },
      { name: 'a gmbh', id: 'DE123456' },
    ];
    expect(compareParties(one, other)).toBe('ids');
    expect(compareParties(one, { ...other, id: 'DE999' })).toBe('different');
    expect(compareParties(one, { ...other, id: null })).toBe('names');
    expect(compareParties({ name: null, id: 'X' }, { name: 'A', id: null })).toBe('different');
    expect(nameKey('Ａ Ｇｍｂｈ．（上海）')).toBe(nameKey('a gmbh (上海)'));
  });

  it('is not said of who may be a party that a certificate withholds', () => {
    const { state, lacks } = found(withFacts('contract', { parties: [SELLER, null] }), 'buyer-in-contract');
    expect([state, lacks.map(({ fact }) => fact)]).toEqual(['missing', ['parties']]);
    expect(stateOf(withFacts('contract', { parties: [SELLER, null] }), 'seller-in-contract')).toBe('pass');
  });

  it('once too often: the same invoice in two records counts twice in the sum, and is said', () => {
    const all = trade();
    const again = { ...document('invoice', all.invoice.facts) };
    const documents = [...Object.values(all), again];
    expect(found(documents, 'invoices-once')).toMatchObject({
      state: 'differs',
      said: [{ fact: 'number', records: [all.invoice.id, again.id] }],
    });
    expect(stateOf(documents, 'invoices-within-contract')).toBe('differs 1130.00 CNY');
  });
});

describe('credit notes', () => {
  it.each<[AnyFacts, string, bigint]>([
    [{ scheme: 'cn-20', credits: '1', money: money('-100') }, 'credit', -100_000_000n],
    [{ scheme: 'cn-20', money: money('-100') }, 'credit', -100_000_000n],
    [{ scheme: 'en16931', code: '381', money: money('100.5') }, 'credit', -100_500_000n],
    [{ scheme: 'other', code: '261', money: money('100') }, 'credit', -100_000_000n],
    [{ scheme: 'en16931', code: '396', money: money('100') }, 'credit', -100_000_000n],
    [{ scheme: 'it-sdi', code: 'TD04', money: money('100') }, 'credit', -100_000_000n],
    [{ scheme: 'it-sdi', code: 'TD05', money: money('100') }, 'invoice', 100_000_000n],
    [{ scheme: 'it-sdi', code: '381', money: money('100') }, 'invoice', 100_000_000n],
    [{ scheme: 'pl-ksef', code: 'KOR', money: money('-100') }, 'credit', -100_000_000n],
    [{ scheme: 'pl-ksef', code: 'KOR_ZAL', money: money('0') }, 'credit', 0n],
    [{ scheme: 'pl-ksef', code: 'KOR', money: money('100') }, 'invoice', 100_000_000n],
    [{ scheme: 'pl-ksef', code: 'VAT', money: money('0') }, 'invoice', 0n],
    [{ scheme: 'it-sdi', credits: '7', money: money('100') }, 'credit', -100_000_000n],
    [{ scheme: 'pl-ksef', credits: '7', money: money('100') }, 'credit', 100_000_000n],
    [{ scheme: 'en16931', code: '380', money: money('100') }, 'invoice', 100_000_000n],
  ])('%o', (facts, role, effect) => {
    expect([roleOf('invoice', facts), effectOf(role as Role, facts)]).toEqual([role, effect]);
  });

  it('are taken off, and shown', () => {
    const all = trade();
    const credit = document('credit', {
      scheme: 'cn-20',
      number: '26332000000000000002',
      credits: '26332000000000000001',
      money: money('-130'),
    });
    const documents = [...Object.values(all), credit];
    const finding = found(documents, 'payments-within-invoices');
    expect([finding.state, finding.by]).toEqual(['differs', { amount: '130.00', unit: 'CNY' }]);
    expect(finding.said).toContainEqual({ role: 'credit', fact: 'money', value: 'CNY -130.00', records: [credit.id] });
  });
});

describe('tolerance', () => {
  const over = withFacts('invoice', { money: money('1141.30') });
  it.each<[Partial<Allowance>, string]>([
    [{}, 'differs 11.30 CNY'],
    [{ percent: '1' }, 'pass'],
    [{ percent: '0.999999' }, 'differs 11.30 CNY'],
    [{ absolute: '11.30' }, 'pass'],
    [{ absolute: '11.299999' }, 'differs 11.30 CNY'],
  ])('%o: %s', (allowance, expected) => {
    expect(stateOf(over, 'invoices-within-contract', { ...EXACT, ...allowance })).toBe(expected);
  });

  it('of days lets a delivery come after the invoice', () => {
    const late = withFacts('delivery', { date: '2026-12-01' });
    expect(stateOf(late, 'delivered-by-invoice', { ...EXACT, days: 11 })).toBe('pass');
    expect(stateOf(late, 'delivered-by-invoice', { ...EXACT, days: 10 })).toBe('differs 11 days');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  });

  it('never lets more through than before when it shrinks', () => {
    const number = fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n });
    const percent = fc.nat(10_000).map((value) => (value / 100).toFixed(2));
    fc.assert(
      fc.property(number, number, percent, percent, (excess, expected, a, b) => {
        const [small, large] = [a, b].toSorted((x, y) => Number(x) - Number(y)) as [string, string];
        if (isWithin(excess, expected, { percent: small, absolute: '0' }))
          expect(isWithin(excess, expected, { percent: large, absolute: '0' })).toBe(true);
        expect(isWithin(excess, expected, { percent: '0', absolute: '0' })).toBe(excess === 0n);
      }),
    );
  });

  it('is written exactly', () => {
    expect([decimalText(0n, 2), decimalText(-1n), decimalText(1_500_000n), decimalText(-20_000_000n, 2)]).toEqual([
      '0.00',
      '-0.000001',
      '1.5',
      '-20.00',
    ]);
  });
});

describe('any documents', () => {
  const facts = fc.record(
    {
      parties: fc.constantFrom([SELLER], [SELLER, BUYER], []),
      money: fc.constantFrom(money('1'), money('2.5'), money('1', 'USD'), null),
      date: fc.constantFrom('2026-01-01', '2026-06-01', null),
      seller: fc.constantFrom(SELLER, 'x', null),
      sellerId: fc.constantFrom('1', '2', null),
      payee: fc.constantFrom(SELLER, null),
      goods: fc.constantFrom('a', null),
      quantity: fc.constantFrom('1', '2', null),
    },
    { requiredKeys: [] },
  );
  const documents = fc.array(
    fc.record({
      role: fc.constantFrom<Role>('contract', 'order', 'delivery', 'receipt', 'invoice', 'credit', 'payment'),
      facts,
    }),
    { maxLength: 8 },
  );

  it('give one finding for each rule, in any order of documents the same states, and missing has what it lacks', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(...RULE_SET_NAMES), (some, set) => {
        const all = some.map(({ role, facts }) => document(role, facts as AnyFacts));
        const findings = matchDocuments(all, set);
        expect(findings.map(({ rule }) => rule)).toEqual(RULE_SETS[set].rules.map(({ name }) => name));
        const backwards = matchDocuments(all.toReversed(), set);
        expect(backwards.map(({ state }) => state)).toEqual(findings.map(({ state }) => state));
        for (const { state, lacks } of findings) {
          expect(state === 'missing' && lacks.length === 0).toBe(false);
          expect(state === 'pass' && lacks.length > 0).toBe(false);
        }
      }),
    );
  });

  it('are a statement that can be repeated, and that any change of it contradicts or spoils', () => {
    const stating = { origin: `desk/${'ab'.repeat(32)}`, time: '2026-11-24T09:00:00.000Z', software: 'Notary Desk 0' };
    const stated = Object.values(trade()).map((one) => ({ ...one, leaf: null }));
    const statement = matchStatement({ documents: stated }, 'four-flow', EXACT, stating);
    const bytes = statementBytes(statement);
    expect(parseMatchStatement(bytes)).toEqual(statement);
    expect(repeatMatch(statement)).toBe('same');
    let survived = 0;
    for (let i = 0; i < bytes.length; i += 5) {
      const changed = Uint8Array.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      try {
        if (repeatMatch(parseMatchStatement(changed)) === 'same') survived++;
      } catch (error) {
        expect(error).toBeInstanceOf(NotaryError);
      }
    }
    // what no rule rests on (time, origin, software, titles, digits of ids that are compared by name) is told by its digest alone
    expect(survived).toBeLessThan(bytes.length / 20);
    const passed = statement.groups[0]?.findings.map((one) => ({ ...one, state: 'pass' as const, lacks: [] })) ?? [];
    const { payment, ...rest } = trade();
    const poor = matchStatement(
      { documents: Object.values(rest).map((one) => ({ ...one, leaf: null })) },
      'four-flow',
      EXACT,
      stating,
    );
    expect(repeatMatch({ ...poor, groups: poor.groups.map((one) => ({ ...one, findings: passed })) })).toBe('differs');
    expect(repeatMatch({ ...poor, rules: { set: 'four-flow', v: 2 } })).toBe('newer-rules');
  });

  it.each<[string, (json: Record<string, Json>) => unknown]>([
    ['a later version', (json) => ({ ...json, v: 2 })],
    [
      'a fact that is not compared',
      (json) => ({ ...json, documents: [{ ...((json.documents as Json[])[0] as object), facts: { holder: 'x' } }] }),
    ],
    [
      'a value that no record can have',
      (json) => ({
        ...json,
        documents: [{ ...((json.documents as Json[])[0] as object), facts: { date: '2026-02-30' } }],
      }),
    ],
    [
      'one record twice',
      (json) => ({ ...json, documents: [...(json.documents as Json[]), ...(json.documents as Json[])] }),
    ],
    ['a rule that is not known', (json) => inGroup(json, { findings: [{ rule: 'x' }] })],
    ['a document that is in no group', (json) => inGroup(json, { documents: [] })],
    ['a group with a document that is not there', (json) => inGroup(json, { notShown: ['ab'.repeat(32)] })],
    ['an empty note', (json) => inGroup(json, { notes: [{ rule: null, text: ' ' }] })],
    [
      'two notes on one row',
      (json) =>
        inGroup(json, {
          notes: [
            { rule: null, text: 'a' },
            { rule: null, text: 'b' },
          ],
        }),
    ],
    ['a tolerance below zero', (json) => ({ ...json, allowance: { percent: '-1', absolute: '0', days: 0 } })],
  ])('%s is refused', (_, change) => {
    const stating = { origin: `desk/${'ab'.repeat(32)}`, time: '2026-11-24T09:00:00.000Z', software: 'x' };
    const statement = matchStatement(
      { documents: Object.values(trade()).map((one) => ({ ...one, leaf: null })) },
      'four-flow',
      EXACT,
      stating,
    );
    const changed = change(statement as unknown as Record<string, Json>);
    expect(() => parseMatchStatement(canonicalBytes(changed as Json))).toThrow(NotaryError);
  });

  it('of more than one trade has are refused', () => {
    const many = Array.from({ length: MOST_DOCUMENTS + 1 }, () => document('invoice', {}));
    expect(() => matchDocuments(many, 'four-flow')).toThrow(/more than/);
  });
});
