/** Documents of which only links speak: every rule that looks at their role is missing, whatever else is there. */
import { describe, expect, it } from 'vitest';
import { NotaryError } from '../../../../core/errors.ts';
import { canonicalBytes, type Json } from '../../../../core/formats/canonical.ts';
import type { AnyFacts } from '../../../../core/records/facts.ts';
import { EXACT, MOST_DOCUMENTS, matchDocuments } from '../../../../core/trace/match/match.ts';
import type { NotShown } from '../../../../core/trace/match/not-shown.ts';
import { ROLES, type Role } from '../../../../core/trace/match/roles.ts';
import { RULE_SET_NAMES } from '../../../../core/trace/match/rules.ts';
import {
  matchStatement,
  parseMatchStatement,
  repeatMatch,
  statementBytes,
} from '../../../../core/trace/match/statement.ts';
import { matchWordsFor } from '../../../../core/words/match.ts';

const [SELLER, BUYER] = ['甲公司', '乙公司'];
const goods = { goods: '钢卷', quantity: '5', unit: '吨', date: '2026-11-02' };
const money = { amount: '100.00', currency: 'CNY' };
const FACTS: Readonly<Record<Role, AnyFacts>> = {
  order: { parties: [SELLER, BUYER], money, date: '2026-11-01' },
  contract: { parties: [SELLER, BUYER], money, date: '2026-11-01' },
  delivery: { sender: SELLER, receiver: BUYER, ...goods },
  receipt: goods,
  invoice: { scheme: 'cn-20', number: '26332000000000000001', seller: SELLER, buyer: BUYER, money, date: '2026-11-03' },
  credit: {},
  payment: { payer: BUYER, payee: SELLER, money, date: '2026-11-04' },
};
const documents = ROLES.filter((role) => role !== 'credit').map((role, i) => ({
  id: `019aa000-0000-7000-8000-00000000000${i}`,
  role,
  facts: FACTS[role],
  leaf: null,
}));
const LEAF = 'ab'.repeat(32);
const notShown = (role: Role, record = LEAF): NotShown => ({ role, record });
const statement = (named: readonly NotShown[]) =>
  matchStatement({ documents, notShown: named }, 'four-flow', EXACT, {
    origin: `desk/${'ab'.repeat(32)}`,
    time: '2026-11-24T09:00:00.000Z',
    software: 'x',
  });

describe('a document that is named and not shown', () => {
  it.each(RULE_SET_NAMES)('makes missing what passed without it, and names itself (%s)', (set) => {
    expect(matchDocuments(documents, set).every(({ state }) => state === 'pass')).toBe(true);
    for (const role of ROLES) {
      const found = matchDocuments(documents, set, EXACT, [notShown(role)]);
      for (const { state, lacks } of found.filter((one) => one.lacks.length > 0)) {
        expect(state).toBe('missing');
        expect(lacks).toEqual([{ role, record: LEAF, fact: null }]);
      }
      expect(found.filter(({ state }) => state !== 'pass').length).toBe(
        found.filter(({ lacks }) => lacks.length > 0).length,
      );
    }
    const ofInvoice = matchDocuments(documents, set, EXACT, [notShown('invoice')]);
    expect(ofInvoice.find(({ rule }) => rule === 'invoice-there')?.state).toBe('missing');
  });

  it('leaves a sum undecided that differs without it, and what differs in any case differs', () => {
    const dear = documents.map((one) =>
      one.role === 'invoice'
        ? { ...one, facts: { ...one.facts, seller: '丙公司', money: { ...money, amount: '105' } } }
        : one,
    );
    const stateOf = (rule: string, named: readonly NotShown[]) => {
      const one = matchDocuments(dear, 'four-flow', EXACT, named).find((finding) => finding.rule === rule);
      return [one?.state, one?.by?.amount ?? null];
    };
    expect(stateOf('invoices-within-contract', [])).toEqual(['differs', '5.00']);
    expect(stateOf('invoices-within-contract', [notShown('contract')])).toEqual(['missing', null]);
    expect(stateOf('seller-in-contract', [notShown('contract')])).toEqual(['differs', null]);
  });

  it('counts against the most that a trade has', () => {
    const many = Array.from({ length: MOST_DOCUMENTS }, () => notShown('invoice'));
    expect(() => matchDocuments(documents, 'four-flow', EXACT, many)).toThrow(/more than/);
  });

  it('is in the statement, which is repeated with it', () => {
    const stated = statement([notShown('contract'), notShown('payment', '019aa000-0000-7000-8000-0000000000ff')]);
    expect(parseMatchStatement(statementBytes(stated))).toEqual(stated);
    expect(repeatMatch(stated)).toBe('same');
    const groups = stated.groups.map((one) => ({ ...one, notShown: [] }));
    expect(repeatMatch({ ...stated, notShown: [], groups })).toBe('differs');
  });

  it.each<[string, Json]>([
    ['twice', [notShown('contract'), notShown('order')] as unknown as Json],
    ['by no leaf', [{ role: 'contract', record: 'x' }]],
    ['as no role', [{ role: 'other', record: LEAF }]],
    ['not at all', null],
  ])('is refused in a statement %s', (_, named) => {
    const { groups, ...rest } = statement([]) as unknown as Record<string, Json>;
    const names = Array.isArray(named) ? named.map((one) => (one as { record: string }).record) : [];
    const all = (groups as Record<string, Json>[]).map((one) => ({ ...one, notShown: names }));
    const changed = { ...rest, notShown: named, groups: all };
    expect(() => parseMatchStatement(canonicalBytes(changed))).toThrow(NotaryError);
  });

  it('is said in words that are not those of a fact', () => {
    const lack = { role: 'contract', record: LEAF, fact: null } as const;
    expect(matchWordsFor('en').lack(lack, 'HT-1')).toBe(
      'Contract HT-1: a link names it, and what it states is not here',
    );
    expect(matchWordsFor('zh').lack(lack, 'HT-1')).toBe('合同 HT-1：有关联指向它，但这里没有其内容');
  });
});
