/** Several trades in one match: what belongs together, how it is told apart where nobody says it, and notes on its rows. */
import { describe, expect, it } from 'vitest';
import type { AnyFacts } from '../../../../core/records/facts.ts';
import { type Connected, groupsOf, usualGrouping } from '../../../../core/trace/match/groups.ts';
import { EXACT, MOST_DOCUMENTS } from '../../../../core/trace/match/match.ts';
import type { NotShown } from '../../../../core/trace/match/not-shown.ts';
import type { Role } from '../../../../core/trace/match/roles.ts';
import {
  type GroupNote,
  MOST_STATEMENT_BYTES,
  matchStatement,
  noteOf,
  notesOf,
  parseMatchStatement,
  repeatMatch,
  type StatedGroup,
  statementBytes,
} from '../../../../core/trace/match/statement.ts';
import { verdictOf } from '../../../../core/trace/match/verdict.ts';

const ids = new Map<string, string>();
const idOf = (name: string) => {
  const known = ids.get(name) ?? `019aa000-0000-7000-8000-${(ids.size + 1).toString(16).padStart(12, '0')}`;
  ids.set(name, known);
  return known;
};
const ROLE: Readonly<Record<string, Role>> = { O: 'order', C: 'contract', D: 'delivery', I: 'invoice', P: 'payment' };
const documents = (...names: string[]) =>
  names.map((name) => ({ id: idOf(name), role: ROLE[name[0] ?? ''] as Role, facts: {} as AnyFacts, leaf: null }));
/** `I1>O1`: the first names the second. */
const links = (...texts: string[]) =>
  texts.map((text): Connected => {
    const [from = '', to = ''] = text.split('>');
    return [idOf(from), idOf(to)];
  });
const named = (all: ReturnType<typeof groupsOf>) => {
  const nameOf = new Map([...ids].map(([name, id]) => [id, name]));
  return all.map(({ name, documents: own, notShown }) =>
    [`${nameOf.get(name ?? '') ?? name}:`, ...[...own, ...notShown].map((id) => nameOf.get(id) ?? id)].join(' '),
  );
};
const TWO = documents('C', 'O1', 'D1', 'I1', 'O2', 'I2');
const LINKS = links('O1>C', 'O2>C', 'D1>O1', 'I1>D1', 'I2>O2');

describe('several trades in one match', () => {
  it('are told apart by their orders, each with the contract that they share', () => {
    expect(named(groupsOf(TWO, [], LINKS, 'order'))).toEqual(['O1: C O1 D1 I1', 'O2: C O2 I2']);
    expect(named(groupsOf(TWO, [], LINKS, 'contract'))).toEqual(['C: C O1 D1 I1 O2 I2']);
    expect(named(groupsOf(TWO, [], LINKS, 'one'))).toEqual(['O1: C O1 D1 I1 O2 I2']);
  });

  it('are one where one document belongs to two orders, and what belongs to none is a trade of its own', () => {
    const more = [...TWO, ...documents('P', 'I3', 'C2')];
    const paid = [...LINKS, ...links('P>I1', 'P>I2')];
    expect(named(groupsOf(more, [], paid, 'order'))).toEqual(['O1: C O1 D1 I1 O2 I2 P', 'I3: I3', 'C2: C2']);
  });

  it('take what amends their contract along, and what nobody has shown', () => {
    const amended = [...TWO, ...documents('C2')];
    const unseen: NotShown = { role: 'payment', record: 'ab'.repeat(32) };
    const connected: Connected[] = [...LINKS, ...links('C2>C'), [unseen.record, idOf('I2')]];
    expect(named(groupsOf(amended, [unseen], connected, 'order'))).toEqual([
      'O1: C O1 D1 I1 C2',
      `O2: C O2 I2 C2 ${unseen.record}`,
    ]);
    expect(named(groupsOf([], [unseen], [], 'order'))).toEqual([`${unseen.record}: ${unseen.record}`]);
    expect(groupsOf([], [], [], 'order')).toEqual([{ name: null, documents: [], notShown: [] }]);
  });

  it('are never called alike, also where their orders are not shown and they share a contract', () => {
    const unseen = ['ab', 'cd'].map((byte): NotShown => ({ role: 'order', record: byte.repeat(32) }));
    const connected = unseen.map(({ record }): Connected => [record, idOf('C')]);
    const shared = documents('C');
    const groups = groupsOf(shared, unseen, connected, 'order');
    expect(groups.map(({ name }) => name)).toEqual(unseen.map(({ record }) => record));
    const stating = { origin: `desk/${'ab'.repeat(32)}`, time: '2026-11-24T09:00:00.000Z', software: 'x' };
    const compared = { documents: shared, notShown: unseen, connected, grouping: 'order' as const };
    const statement = matchStatement(compared, 'four-flow', EXACT, stating);
    expect(parseMatchStatement(statementBytes(statement))).toEqual(statement);
  });

  it('connect by what lies between them, which need not be compared itself', () => {
    const connected: Connected[] = [
      [idOf('I1'), 'elsewhere'],
      [idOf('D1'), 'elsewhere'],
    ];
    expect(named(groupsOf(documents('I1', 'D1'), [], connected, 'order'))).toEqual(['I1: I1 D1']);
  });

  it('are told apart only where links say that there are several', () => {
    expect(usualGrouping(TWO, [], LINKS)).toBe('order');
    expect(usualGrouping(TWO, [], [])).toBe('one');
    expect(usualGrouping(documents('O1', 'I1', 'O2'), [], links('I1>O1'))).toBe('one');
    expect(usualGrouping(documents('C', 'I1', 'C2', 'I2'), [], links('I1>C', 'I2>C2'))).toBe('contract');
  });

  it('are in one statement with a verdict and notes each, which is repeated group by group', () => {
    const money = (amount: string) => ({ money: { amount, currency: 'CNY' } });
    const facts: Readonly<Record<string, AnyFacts>> = {
      O1: money('100'),
      I1: { ...money('100'), date: '2026-11-02' },
      O2: money('100'),
      I2: { ...money('120'), date: '2026-11-02' },
    };
    const nameOf = new Map([...ids].map(([name, id]) => [id, name]));
    const stated = TWO.map((one) => ({ ...one, facts: facts[nameOf.get(one.id) ?? ''] ?? {} }));
    const notes: readonly GroupNote[] = [
      { group: idOf('O2'), rule: null, text: '已与供应商电话核实' },
      { group: idOf('O2'), rule: 'invoices-as-ordered', text: 'price rise, agreed by mail' },
    ];
    const stating = { origin: `desk/${'ab'.repeat(32)}`, time: '2026-11-24T09:00:00.000Z', software: 'x' };
    const compared = { documents: stated, connected: LINKS, notes };
    const statement = matchStatement(compared, 'three-way', EXACT, stating);
    expect(statement.grouping).toBe('order');
    const [first, second] = statement.groups;
    expect([first, second].map((group) => verdictOf(group?.findings ?? []))).toEqual(['missing', 'differs']);
    expect(second?.findings.find(({ rule }) => rule === 'invoices-as-ordered')?.by?.amount).toBe('20.00');
    expect(notesOf(statement)).toEqual(notes);
    expect(parseMatchStatement(statementBytes(statement))).toEqual(statement);
    expect(repeatMatch(statement)).toBe('same');
    const swapped = [first, second].map((group, i) => ({ ...group, findings: [second, first][i]?.findings ?? [] }));
    expect(repeatMatch({ ...statement, groups: swapped as typeof statement.groups })).toBe('differs');
    const refused =
      (...wrong: readonly GroupNote[]) =>
      () =>
        matchStatement({ ...compared, notes: wrong }, 'three-way', EXACT, stating);
    const [whole] = notes as [GroupNote];
    expect(refused({ ...whole, group: idOf('I1') })).toThrow(/no-such-row/);
    expect(refused({ ...whole, rule: 'payment-there' })).toThrow(/no-such-row/);
    expect(refused(whole, { ...whole, text: 'another' })).toThrow(/two-notes/);
    expect(refused({ ...whole, text: '  ' })).toThrow(/not-a-note/);
    expect(refused({ ...whole, text: 'x'.repeat(501) })).toThrow(/not-a-note/);
    for (const text of ['called\n[passed] The payee is the seller', 'a\u0000', '\u202eb', '\u2028c', '\ud800'])
      expect(refused({ ...whole, text }), JSON.stringify(text)).toThrow(/not-a-note/);
    expect(noteOf('one\r\ntwo\u202e')).toBe('one  two ');
    expect(noteOf('x'.repeat(501))).toHaveLength(500);
  });

  it('are refused where groups were made to say what the documents do not', () => {
    const stating = { origin: `desk/${'ab'.repeat(32)}`, time: '2026-11-24T09:00:00.000Z', software: 'x' };
    const statement = matchStatement({ documents: TWO, connected: LINKS }, 'three-way', EXACT, stating);
    const [first, second] = statement.groups as [StatedGroup, StatedGroup];
    const read = (change: Partial<typeof statement>) => () =>
      parseMatchStatement(statementBytes({ ...statement, ...change }));
    expect(read({})().groups).toHaveLength(2);
    const forged: readonly Partial<typeof statement>[] = [
      // told apart though it says that they are not, or by what shares nothing
      { grouping: 'one' },
      { grouping: 'contract' },
      // called by what is in another trade, or like another
      { groups: [first, { ...second, name: idOf('I1') }] },
      { groups: [first, { ...second, name: null }] },
      { groups: [first, second, { ...second, documents: [idOf('C')] }] },
      // an invoice counted in two trades
      { groups: [first, { ...second, documents: [...second.documents, idOf('I1')] }] },
      // a note on a rule that this set has not
      { groups: [first, { ...second, notes: [{ rule: 'payment-there', text: 'paid' }] }] },
      { groups: [first, { ...second, notes: [{ rule: null, text: 'a\nb' }] }] },
    ];
    for (const change of forged)
      expect(read(change), JSON.stringify(change).slice(0, 80)).toThrow(/malformed|expected/);
  });

  it('has at most as many notes as can be written', () => {
    const stating = { origin: `desk/${'ab'.repeat(32)}`, time: '2026-11-24T09:00:00.000Z', software: 'x' };
    const many = Array.from({ length: 100 }, (_, i) => documents(`I-many-${i}`)).flat();
    const statement = matchStatement({ documents: many, grouping: 'order' }, 'four-flow', EXACT, stating);
    const noted = (each: number) => ({
      ...statement,
      groups: statement.groups.map((group) => ({
        ...group,
        notes: group.findings.slice(0, each).map(({ rule }) => ({ rule, text: 'x' })),
      })),
    });
    expect(notesOf(parseMatchStatement(statementBytes(noted(10))))).toHaveLength(1000);
    expect(() => parseMatchStatement(statementBytes(noted(11)))).toThrow(/expected/);
  });

  it('fit into a statement that is read again, also the most of them with long values', () => {
    const long = '甲'.repeat(190);
    const most = Array.from({ length: MOST_DOCUMENTS }, (_, i) => ({
      ...{ id: `019aa000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`, role: 'invoice' as const, leaf: null },
      facts: { seller: `${long}${i}`, buyer: long, number: `${i}`, money: { amount: '1', currency: 'CNY' } },
    }));
    const stating = { origin: `desk/${'ab'.repeat(32)}`, time: '2026-11-24T09:00:00.000Z', software: 'x' };
    const statement = matchStatement({ documents: most, grouping: 'order' }, 'four-flow', EXACT, stating);
    expect(statement.groups).toHaveLength(MOST_DOCUMENTS);
    const bytes = statementBytes(statement);
    expect(bytes.length).toBeLessThan(MOST_STATEMENT_BYTES);
    expect(repeatMatch(parseMatchStatement(bytes))).toBe('same');
  });
});
