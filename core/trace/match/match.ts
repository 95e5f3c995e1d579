/**
 * Compares the documents of one trade by a set of rules. Each rule gives one finding: `pass`, `differs` – what, and by how
 * much – or `missing` – what it would have needed. Missing never counts as passed. docs/match.md.
 */
import { invoiceIdentity } from '../../documents/reading/identity.ts';
import { millionths } from '../../documents/reading/values.ts';
import { NotaryError } from '../../errors.ts';
import { readOrNull } from '../../formats/decoder.ts';
import { type AnyFacts, amount, currencyOf, date } from '../../records/facts.ts';
import { daysBetween, decimalText, isWithin, sumUp, type Tolerance } from './decimals.ts';
import { type NotShown, neededBy } from './not-shown.ts';
import { compareParties, isUnnamed, nameKey, type Party } from './parties.ts';
import { effectOf, type Role } from './roles.ts';
import { type PartyPlace, RULE_SETS, type Rule, type RuleName, type RuleSetName } from './rules.ts';

/** So that a statement of it is still JSON that is read. */
export const MOST_DOCUMENTS = 500;

/** A document that is compared. */
export interface MatchDocument {
  /** Of its record. */
  readonly id: string;
  readonly role: Role;
  /** What it states; names that are not there are not stated. */
  readonly facts: AnyFacts;
}

/** What a comparison allows. */
export interface Allowance extends Tolerance {
  /** Days that a delivery may be dated after the invoice. */
  readonly days: number;
}

/** Nothing is allowed. */
export const EXACT: Allowance = { percent: '0', absolute: '0', days: 0 };

/** A value that documents state; of equal ones one. */
export interface Said {
  readonly role: Role;
  readonly fact: string;
  readonly value: string;
  /** Ids of the records that state it. */
  readonly records: readonly string[];
}

/** What a rule would have needed: a document of the role, one that is not shown (no fact), or, with the id of its record, a fact. */
export interface Lack {
  readonly role: Role;
  readonly record: string | null;
  readonly fact: string | null;
}

/** What a rule found. */
export interface Finding {
  readonly rule: RuleName;
  readonly state: 'pass' | 'differs' | 'missing';
  readonly said: readonly Said[];
  readonly lacks: readonly Lack[];
  /** By how much it differs: a decimal number, and its unit (a currency, a unit of goods, `days`, or empty). */
  readonly by: { readonly amount: string; readonly unit: string } | null;
  /** Parties were compared by their names alone. */
  readonly onlyNames: boolean;
}

/** A comparison that has begun: the documents by their roles. */
interface Trade {
  readonly allowance: Allowance;
  of(role: Role): readonly MatchDocument[];
}

type Found = Partial<Pick<Finding, 'by' | 'onlyNames'>> & {
  readonly differs: boolean;
  readonly said: readonly Said[];
  readonly lacks: readonly Lack[];
};

/** Throws `too-large` for more documents than a match has. */
export function checkCount(documents: number): void {
  if (documents > MOST_DOCUMENTS)
    throw new NotaryError('too-large', `more than ${MOST_DOCUMENTS} documents`, { max: MOST_DOCUMENTS });
}

/** Applies a set of rules, in their order. Throws `too-large` for more documents than a trade has, shown or not. */
export function matchDocuments(
  documents: readonly MatchDocument[],
  set: RuleSetName,
  allowance: Allowance = EXACT,
  notShown: readonly NotShown[] = [],
): readonly Finding[] {
  checkCount(documents.length + notShown.length);
  const trade: Trade = { allowance, of: (role) => documents.filter((one) => one.role === role) };
  return RULE_SETS[set].rules.map((rule: Rule) => {
    const { said, onlyNames = false, ...found } = apply(rule, trade);
    const { needed, mayDiffer } = neededBy(rule, notShown);
    const lacks = [...found.lacks, ...needed.map((one): Lack => ({ ...one, fact: null }))];
    const differs = found.differs && mayDiffer;
    const state = differs ? 'differs' : lacks.length > 0 ? 'missing' : 'pass';
    return { rule: rule.name, state, said, lacks, by: differs ? (found.by ?? null) : null, onlyNames };
  });
}

function apply(rule: Rule, trade: Trade): Found {
  switch (rule.is) {
    case 'there':
      return there(rule.roles, trade);
    case 'once':
      return once(rule.roles, trade);
    case 'same-party':
      return sameParty(rule.left, rule.right, trade);
    case 'among-parties':
      return amongParties(rule.left, rule.of, trade);
    case 'same-currency':
      return sameCurrency(rule.roles, trade);
    case 'at-most':
    case 'equal':
      return sums(rule, trade);
    case 'same-quantity':
      return sameQuantity(rule.left, rule.right, trade);
    case 'not-before':
      return notBefore(rule.left, rule.right, trade);
    case 'not-after':
      return notAfter(rule.left, rule.right, trade);
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);
const noDocument = (role: Role): Lack => ({ role, record: null, fact: null });

/** Values by what they are, each with the records that state it. */
function gathered(values: readonly (Omit<Said, 'records'> & { readonly record: string })[]): readonly Said[] {
  const found = new Map<string, Said & { records: string[] }>();
  for (const { role, fact, value, record } of values) {
    const key = JSON.stringify([role, fact, value]);
    const one = found.get(key) ?? { role, fact, value, records: [] };
    one.records.push(record);
    found.set(key, one);
  }
  return [...found.values()];
}

function there(roles: readonly Role[], { of }: Trade): Found {
  const documents = roles.flatMap(of);
  const [first] = roles;
  const said = documents.map(({ id, role, facts }) => ({
    role,
    fact: 'number',
    value: textOf(facts.number) ?? textOf(facts.title) ?? textOf(facts.fileName) ?? id,
    record: id,
  }));
  return { differs: false, said: gathered(said), lacks: documents.length > 0 || !first ? [] : [noDocument(first)] };
}

/** Invoices that are found twice, by what makes an invoice one invoice; an invoice that cannot be told apart is no finding. */
function once(roles: readonly Role[], { of }: Trade): Found {
  const documents = roles.flatMap(of);
  const said = documents.flatMap(({ id, role, facts }) => {
    const key = invoiceIdentity(facts).strict;
    return key === null ? [] : [{ role, fact: 'number', value: textOf(facts.number) ?? '', key, record: id }];
  });
  const twice = said.filter(({ key }) => said.filter((one) => one.key === key).length > 1);
  const lacks = documents.filter(({ id }) => !said.some(({ record }) => record === id));
  return {
    differs: twice.length > 0,
    said: gathered(twice),
    lacks: lacks.map(({ id, role }) => ({ role, record: id, fact: 'scheme' })),
  };
}

interface NamedParty extends Party {
  readonly role: Role;
  readonly fact: string;
  readonly record: string;
}

/** The parties that documents of a place name, and what is missing there. */
function partiesAt({ role, name, id }: PartyPlace, { of }: Trade) {
  const documents = of(role);
  const all = documents.map(
    (one): NamedParty => ({
      role,
      fact: name,
      record: one.id,
      name: textOf(one.facts[name]),
      id: id === null ? null : textOf(one.facts[id]),
    }),
  );
  const lacks = all.filter(isUnnamed).map(({ record }): Lack => ({ role, record, fact: name }));
  const parties = all.filter((party) => !isUnnamed(party));
  return { parties, lacks: documents.length === 0 ? [noDocument(role)] : lacks };
}

const partyText = ({ name, id }: Party) => [name, id].filter((part) => part !== null).join(' · ');
const saidOf = (parties: readonly NamedParty[]) =>
  gathered(
    parties.map((party) => ({ role: party.role, fact: party.fact, value: partyText(party), record: party.record })),
  );

/** One for each party that is named differently: comparing a thousand invoices of one seller is one comparison. */
const distinct = (parties: readonly NamedParty[]) => [
  ...new Map(
    parties.map((party) => [JSON.stringify([party.name === null ? null : nameKey(party.name), party.id]), party]),
  ).values(),
];

function sameParty(left: PartyPlace, right: PartyPlace, trade: Trade): Found {
  const [a, b] = [partiesAt(left, trade), partiesAt(right, trade)];
  const pairs = distinct(a.parties).flatMap((one) => distinct(b.parties).map((other) => compareParties(one, other)));
  return {
    differs: pairs.includes('different'),
    said: saidOf([...a.parties, ...b.parties]),
    lacks: [...a.lacks, ...b.lacks],
    onlyNames: pairs.includes('names'),
  };
}

/** The parties that a document states; a certificate may withhold some of them. */
function partiesOf(one: MatchDocument) {
  const parties = one.facts.parties ?? [];
  const names = parties.filter((name) => name !== null);
  return { one, names, isWhole: names.length === parties.length };
}

/** A contract names its parties, and not who of them sells: that it is one of them is all that can be told. */
function amongParties(left: PartyPlace, of: Role, trade: Trade): Found {
  const { parties, lacks } = partiesAt(left, trade);
  const contracts = trade.of(of).map((one) => partiesOf(one));
  const silent = contracts.filter(({ names }) => names.length === 0);
  const isAmong = (party: NamedParty, names: readonly string[]) =>
    names.some((name) => compareParties({ name: party.name, id: null }, { name, id: null }) === 'names');
  const strangers = contracts.filter(({ names }) =>
    distinct(parties).some((party) => names.length > 0 && party.name !== null && !isAmong(party, names)),
  );
  // who is not among the parties that are shown may be one that is withheld
  const differs = strangers.some(({ isWhole }) => isWhole);
  const named = contracts.flatMap(({ one, names }) =>
    names.map((value) => ({ role: of, fact: 'parties', value, record: one.id })),
  );
  const nameless = parties.filter(({ name }) => name === null);
  return {
    differs,
    said: [...saidOf(parties), ...gathered(named)],
    lacks: [
      ...lacks,
      ...nameless.map(({ record }) => ({ role: left.role, record, fact: left.name })),
      ...(contracts.length === 0 ? [noDocument(of)] : []),
      ...[...silent, ...strangers.filter(({ isWhole }) => !isWhole)].map(({ one }) => ({
        role: of,
        record: one.id,
        fact: 'parties',
      })),
    ],
    onlyNames: parties.length > 0 && named.length > 0,
  };
}

function sameCurrency(roles: readonly Role[], { of }: Trade): Found {
  const documents = roles.flatMap(of);
  const said = documents.flatMap(({ id, role, facts }) => {
    const value = currencyOf(facts.money);
    return value === null ? [] : [{ role, fact: 'money', value, record: id }];
  });
  const lacks = documents.filter(({ facts }) => currencyOf(facts.money) === null);
  return {
    differs: new Set(said.map(({ value }) => value)).size > 1,
    said: gathered(said),
    lacks:
      documents.length === 0
        ? roles.slice(0, 1).map(noDocument)
        : lacks.map(({ id, role }) => ({ role, record: id, fact: 'money' })),
  };
}

/** The sums of amounts by currency, in millionths, and what is missing. */
function sumsOf(roles: readonly Role[], { of }: Trade) {
  const documents = roles.flatMap(of);
  const amounts = documents.map(({ id, role, facts }) => ({
    role,
    id,
    currency: currencyOf(facts.money),
    effect: effectOf(role, facts),
  }));
  const known = amounts.filter(({ currency, effect }) => currency !== null && effect !== null);
  const currencies = [...new Set(known.map(({ currency }) => currency as string))];
  const said = known.map(({ role, id, currency, effect }) => ({
    role,
    fact: 'money',
    value: `${currency} ${decimalText(effect ?? 0n, 2)}`,
    record: id,
  }));
  const [first] = roles;
  const isThere = first !== undefined && documents.some(({ role }) => role === first);
  return {
    said: gathered(said),
    totals: new Map(
      currencies.map((currency) => [
        currency,
        sumUp(known.filter((one) => one.currency === currency).map(({ effect }) => effect ?? 0n)),
      ]),
    ),
    lacks: [
      ...(isThere || first === undefined ? [] : [noDocument(first)]),
      ...amounts
        .filter(({ effect }) => effect === null)
        .map(({ role, id }): Lack => ({ role, record: id, fact: 'money' })),
    ],
  };
}

/** Compared within one currency only: amounts of several are never added up, and what they say is that they differ. */
function sums({ is, left, right }: Extract<Rule, { is: 'at-most' | 'equal' }>, trade: Trade): Found {
  const [a, b] = [sumsOf(left, trade), sumsOf(right, trade)];
  const found = { said: [...a.said, ...b.said], lacks: [...a.lacks, ...b.lacks] };
  const currencies = new Set([...a.totals.keys(), ...b.totals.keys()]);
  const [currency] = currencies;
  if (currencies.size > 1 && a.totals.size > 0 && b.totals.size > 0) return { ...found, differs: true };
  const [sum, expected] = [a.totals.get(currency ?? ''), b.totals.get(currency ?? '')];
  if (currency === undefined || sum === undefined || expected === undefined) return { ...found, differs: false };
  // a sum of which a part is not known is told neither too much nor enough
  const excess = sum - expected;
  const isKnown = found.lacks.length === 0;
  const differs =
    isKnown && (is === 'equal' ? excess !== 0n : excess > 0n) && !isWithin(excess, expected, trade.allowance);
  return { ...found, differs, by: differs ? { amount: decimalText(excess, 2), unit: currency } : null };
}

/** Goods and unit, as the two documents write them. */
const goodsKey = ({ goods, unit }: AnyFacts) => JSON.stringify([nameKey(String(goods)), nameKey(String(unit ?? ''))]);

function sameQuantity(left: Role, right: Role, trade: Trade): Found {
  const documents = [...trade.of(left), ...trade.of(right)];
  const lacks = [left, right].filter((role) => trade.of(role).length === 0).map(noDocument);
  for (const { id, role, facts } of documents)
    for (const fact of ['goods', 'quantity']) if (textOf(facts[fact]) === null) lacks.push({ role, record: id, fact });
  const known = documents.filter(
    ({ facts }) => textOf(facts.goods) !== null && readOrNull(amount, facts.quantity) !== null,
  );
  const said = known.map(({ id, role, facts }) => ({
    role,
    fact: 'quantity',
    value: [facts.goods, facts.quantity, facts.unit].filter((part) => typeof part === 'string').join(' '),
    record: id,
  }));
  const total = (role: Role, key: string) =>
    sumUp(
      known
        .filter((one) => one.role === role && goodsKey(one.facts) === key)
        .map(({ facts }) => millionths(String(facts.quantity))),
    );
  const goods = new Map(known.map(({ facts }) => [goodsKey(facts), textOf(facts.unit) ?? '']));
  const off = [...goods].flatMap(([key, unit]) => {
    const [sent, received] = [total(left, key), total(right, key)];
    const excess = received - sent;
    return excess === 0n || isWithin(excess, sent, trade.allowance) ? [] : [{ amount: decimalText(excess), unit }];
  });
  const differs = lacks.length === 0 && off.length > 0;
  return { differs, said: gathered(said), lacks, by: differs && off.length === 1 ? (off[0] ?? null) : null };
}

/** The days of the documents of a role, in order, and what is missing. */
function daysOf(role: Role, { of }: Trade) {
  const documents = of(role);
  const days = documents.flatMap(({ id, facts }) => {
    const value = readOrNull(date, facts.date);
    return value === null ? [] : [{ role, fact: 'date', value, record: id }];
  });
  const lacks = documents.filter(({ facts }) => readOrNull(date, facts.date) === null);
  return {
    days: days.toSorted((a, b) => (a.value < b.value ? -1 : 1)),
    lacks:
      documents.length === 0 ? [noDocument(role)] : lacks.map(({ id }): Lack => ({ role, record: id, fact: 'date' })),
  };
}

function notBefore(left: Role, right: Role, trade: Trade): Found {
  const [a, b] = [daysOf(left, trade), daysOf(right, trade)];
  return byDays([a, b], b.days[0]?.value, a.days[0]?.value, 0);
}

function notAfter(left: Role, right: Role, trade: Trade): Found {
  const [a, b] = [daysOf(left, trade), daysOf(right, trade)];
  return byDays([a, b], a.days.at(-1)?.value, b.days.at(-1)?.value, trade.allowance.days);
}

/** The first day must not be later than the other one and the days that are allowed. */
function byDays(
  found: readonly ReturnType<typeof daysOf>[],
  first: string | undefined,
  other: string | undefined,
  allowed: number,
): Found {
  const late = first === undefined || other === undefined ? 0 : daysBetween(other, first);
  const differs = late > allowed;
  return {
    differs,
    said: gathered(found.flatMap(({ days }) => days)),
    lacks: found.flatMap(({ lacks }) => lacks),
    by: differs ? { amount: String(late), unit: 'days' } : null,
  };
}
