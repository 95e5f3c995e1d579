/**
 * The statement that a desk makes of a match: which documents it compared, what they stated, by which rules, and what each
 * rule found. It is a file of its own, which can be notarized like any other; the documents do not change by it. Whoever has it
 * can apply the rules again. docs/match.md, "The statement".
 */

import { NotaryError } from '../../errors.ts';
import { canonicalBytes, canonicalText, type Json, parseCanonical } from '../../formats/canonical.ts';
import {
  accepts,
  boolean,
  checked,
  type Decoder,
  dictionary,
  integer,
  list,
  literal,
  nullable,
  object,
  oneOf,
  text,
} from '../../formats/decoder.ts';
import { hex32 } from '../../formats/digests.ts';
import { logOrigin, recordId } from '../../formats/ids.ts';
import { type AnyFacts, statedAmong } from '../../records/facts.ts';
import { allFactNames, RECORD_KINDS } from '../../records/index.ts';
import { instant } from '../../records/record.ts';
import { type Connected, GROUPINGS, type Grouping, groupsOf, type MatchGroup, usualGrouping } from './groups.ts';
import {
  type Allowance,
  checkCount,
  type Finding,
  type Lack,
  type MatchDocument,
  MOST_DOCUMENTS,
  matchDocuments,
  type Said,
} from './match.ts';
import type { NotShown } from './not-shown.ts';
import { ROLES } from './roles.ts';
import { RULE_NAMES, RULE_SET_NAMES, RULE_SETS, type RuleName, type RuleSetName } from './rules.ts';

/** The facts that rules look at; others stay out of the statement. */
export const COMPARED_FACTS = [
  'title',
  'fileName',
  'number',
  'parties',
  'date',
  'money',
  'scheme',
  'code',
  'seller',
  'sellerId',
  'buyer',
  'buyerId',
  'credits',
  'payer',
  'payee',
  'sender',
  'receiver',
  'goods',
  'quantity',
  'unit',
] as const;

/** A document of a statement: what was compared of it, and the leaf of its record in hex; null while that waits. */
export interface StatedDocument extends MatchDocument {
  readonly leaf: string | null;
}

/** What a person noted on a row of the table: the finding of a rule, or the whole group where `rule` is null. */
export interface MatchNote {
  readonly rule: RuleName | null;
  readonly text: string;
}

/** A note, and the name of the group that it is on. */
export interface GroupNote extends MatchNote {
  readonly group: string;
}

/** One trade of a statement: which of its documents were compared with one another, and what the rules found. */
export interface StatedGroup extends MatchGroup {
  readonly findings: readonly Finding[];
  readonly notes: readonly MatchNote[];
}

/** The file, as canonical JSON. */
export interface MatchStatement {
  readonly v: 1;
  readonly type: 'match';
  /** Origin of the log of the desk that compared. */
  readonly origin: string;
  /** The device's clock, RFC 3339 UTC. */
  readonly time: string;
  readonly software: string;
  readonly rules: { readonly set: RuleSetName; readonly v: number };
  readonly allowance: Allowance;
  readonly documents: readonly StatedDocument[];
  /** Documents that links name, and of which there was nothing to compare. */
  readonly notShown: readonly NotShown[];
  /** How the documents were told apart. */
  readonly grouping: Grouping;
  readonly groups: readonly StatedGroup[];
}

/** Who states it, and when. */
export type Stating = Pick<MatchStatement, 'origin' | 'time' | 'software'>;

/** What is compared, and how it hangs together. */
export interface Compared {
  readonly documents: readonly StatedDocument[];
  readonly notShown?: readonly NotShown[];
  readonly connected?: readonly Connected[];
  /** Chosen by `usualGrouping` where nobody says it. */
  readonly grouping?: Grouping | undefined;
  readonly notes?: readonly GroupNote[];
}

/**
 * Compares group by group, and states what was found. Throws `too-large` for more documents than a match has, shown or not, and
 * `bad-input` for a note on a row that there is not, for two on one row, or one that is empty or too long.
 */
export function matchStatement(
  compared: Compared,
  set: RuleSetName,
  allowance: Allowance,
  stating: Stating,
): MatchStatement {
  const { notShown = [], connected = [], notes = [] } = compared;
  const documents = compared.documents.map((one) => ({ ...one, facts: statedAmong(one.facts, COMPARED_FACTS) }));
  checkCount(documents.length + notShown.length);
  const grouping = compared.grouping ?? usualGrouping(documents, notShown, connected);
  const groups = groupsOf(documents, notShown, connected, grouping);
  const find = finderOf(documents, notShown, set, allowance);
  checkNotes(notes, groups, set);
  return {
    v: 1,
    type: 'match',
    ...stating,
    rules: { set, v: RULE_SETS[set].v },
    allowance,
    documents,
    notShown,
    grouping,
    groups: groups.map((group) => ({
      ...group,
      findings: find(group),
      notes: notes.filter((note) => note.group === group.name).map(({ rule, text }) => ({ rule, text })),
    })),
  };
}

/** Applies the rules to a group of these documents. */
function finderOf(
  documents: readonly StatedDocument[],
  notShown: readonly NotShown[],
  set: RuleSetName,
  allowance: Allowance,
): (group: MatchGroup) => readonly Finding[] {
  const byId = new Map(documents.map((one) => [one.id, one]));
  const byRecord = new Map(notShown.map((one) => [one.record, one]));
  return (group) =>
    matchDocuments(
      group.documents.flatMap((id) => byId.get(id) ?? []),
      set,
      allowance,
      group.notShown.flatMap((record) => byRecord.get(record) ?? []),
    );
}

/** What may be noted on in a group: each rule, or the whole group, which is null. */
const noted = (set: RuleSetName): ReadonlySet<RuleName | null> =>
  new Set([null, ...RULE_SETS[set].rules.map(({ name }) => name)]);

function checkNotes(notes: readonly GroupNote[], groups: readonly MatchGroup[], set: RuleSetName): void {
  const refuse = (reason: string): never => {
    throw new NotaryError('bad-input', `a note of a match: ${reason}`, { reason, max: MAX_NOTE });
  };
  const names = new Set(groups.map(({ name }) => name));
  const rules = noted(set);
  const rows = new Set(notes.map(({ group, rule }) => `${group} ${rule}`));
  if (notes.length > MOST_NOTES)
    throw new NotaryError('too-large', `more than ${MOST_NOTES} notes`, { max: MOST_NOTES });
  if (rows.size < notes.length) refuse('two-notes');
  for (const { group, rule, text } of notes) {
    if (!names.has(group) || !rules.has(rule)) refuse('no-such-row');
    if (!accepts(noteText, text)) refuse('not-a-note');
  }
}

/** The bytes of the file. */
export const statementBytes = (statement: MatchStatement): Uint8Array => canonicalBytes(statement as unknown as Json);

/** Most UTF-16 units of a note. */
export const MAX_NOTE = 500;
/** Most notes of a statement. */
export const MOST_NOTES = 1000;
/** Bytes of a statement: of the most documents, each of them a trade of its own. */
export const MOST_STATEMENT_BYTES = 16 * 1024 * 1024;

/** What no note has: a line of its own, or an order of its own, could pass for something that a rule found. */
const NO_NOTE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** What was typed as the text of a note: one line. */
export const noteOf = (typed: string): string => typed.replace(NO_NOTE, ' ').slice(0, MAX_NOTE);

const noteText: Decoder<string> = checked(text(MAX_NOTE, /\S/u, 'a note'), (one) => noteOf(one) === one, 'one line');

/** Most days that are allowed. */
export const MAX_DAYS = 3660;

/** A decimal number that is not below zero. */
export const decimal = text(22, /^\d{1,15}(?:\.\d{1,6})?$/, 'a decimal number');

const FACTS: Readonly<Record<string, Decoder<unknown>>> = Object.fromEntries(
  allFactNames().map((name) => [
    name,
    RECORD_KINDS.find((kind) => kind.names.includes(name))?.facts[name] as Decoder<unknown>,
  ]),
);

const compared: Decoder<AnyFacts> = (value, at) => {
  const facts = dictionary<Json>((one) => one as Json, COMPARED_FACTS.length)(value, at);
  for (const [name, one] of Object.entries(facts)) {
    const read = (COMPARED_FACTS as readonly string[]).includes(name) ? FACTS[name] : undefined;
    if (!read || one === null) throw new NotaryError('malformed', `${at}.${name}: no fact that is compared`);
    read(one, `${at}.${name}`);
  }
  return facts;
};

const factName = nullable(oneOf(...COMPARED_FACTS));
const said = object<Said>({
  role: oneOf(...ROLES),
  fact: oneOf(...COMPARED_FACTS),
  value: text(2000),
  records: list(recordId, MOST_DOCUMENTS, 1),
});
/** The hash of a leaf, or the id of a record that has none. */
const recordName: Decoder<string> = (value, at) =>
  typeof value === 'string' && value.length === 64 ? hex32(value, at) : recordId(value, at);
const lack = object<Lack>({ role: oneOf(...ROLES), record: nullable(recordName), fact: factName });

const finding = object<Finding>({
  rule: oneOf(...RULE_NAMES),
  state: oneOf('pass', 'differs', 'missing'),
  said: list(said, 20 * MOST_DOCUMENTS),
  lacks: list(lack, 4 * MOST_DOCUMENTS),
  by: nullable(
    object<NonNullable<Finding['by']>>({ amount: text(40, /^-?\d+(?:\.\d{1,6})?$/, 'a number'), unit: text(200) }),
  ),
  onlyNames: boolean,
});

const document = object<StatedDocument>({
  id: recordId,
  role: oneOf(...ROLES),
  leaf: nullable(hex32),
  facts: compared,
});
const isEachOnce = (documents: readonly StatedDocument[]) =>
  new Set(documents.map(({ id }) => id)).size === documents.length;
const notShown = object<NotShown>({ role: oneOf(...ROLES), record: recordName });
const isNamedOnce = (named: readonly NotShown[]) => new Set(named.map(({ record }) => record)).size === named.length;

const note = object<MatchNote>({ rule: nullable(oneOf(...RULE_NAMES)), text: noteText });
const isOneEach = (notes: readonly MatchNote[]) => new Set(notes.map(({ rule }) => rule)).size === notes.length;
const group = object<StatedGroup>({
  name: nullable(recordName),
  documents: list(recordId, MOST_DOCUMENTS),
  notShown: list(recordName, MOST_DOCUMENTS),
  findings: list(finding, RULE_NAMES.length),
  notes: checked(list(note, RULE_NAMES.length + 1), isOneEach, 'one note on a row'),
});

const shape = object<MatchStatement>({
  v: literal(1),
  type: literal('match'),
  origin: logOrigin,
  time: instant,
  software: text(200),
  rules: object<MatchStatement['rules']>({ set: oneOf(...RULE_SET_NAMES), v: integer(1) }),
  allowance: object<Allowance>({ percent: decimal, absolute: decimal, days: integer(0, MAX_DAYS) }),
  documents: checked(list(document, MOST_DOCUMENTS), isEachOnce, 'each record once'),
  notShown: checked(list(notShown, MOST_DOCUMENTS), isNamedOnce, 'each record once'),
  grouping: oneOf(...GROUPINGS),
  groups: list(group, MOST_DOCUMENTS, 1),
});

/** Every document is in a group, and no group names one that is not there. */
const isWhole = ({ documents, notShown, groups }: MatchStatement) =>
  isSameNames(
    documents.map(({ id }) => id),
    groups.flatMap((one) => one.documents),
  ) &&
  isSameNames(
    notShown.map(({ record }) => record),
    groups.flatMap((one) => one.notShown),
  );

/** Each trade is called by something in it, none like another; there is one where they are not told apart. */
const isNamed = ({ grouping, groups }: MatchStatement) =>
  new Set(groups.map(({ name }) => name)).size === groups.length &&
  groups.every(({ name, documents, notShown }) =>
    name === null ? documents.length + notShown.length === 0 : [...documents, ...notShown].includes(name),
  ) &&
  (grouping !== 'one' || groups.length === 1);

/** Only a contract belongs to several trades, and only where they are told apart by orders. */
const isShared = ({ grouping, documents, notShown, groups }: MatchStatement) => {
  const shared = new Set([
    ...documents.flatMap(({ id, role }) => (grouping === 'order' && role === 'contract' ? [id] : [])),
    ...notShown.flatMap(({ record, role }) => (grouping === 'order' && role === 'contract' ? [record] : [])),
  ]);
  const own = groups.flatMap((one) => [...one.documents, ...one.notShown].filter((name) => !shared.has(name)));
  return new Set(own).size === own.length;
};

/** No more notes than are written, each on a row that there is. */
const isNoted = ({ rules, groups }: MatchStatement) => {
  const rows = noted(rules.set);
  const notes = groups.flatMap((one) => one.notes);
  return notes.length <= MOST_NOTES && notes.every(({ rule }) => rows.has(rule));
};

const isSameNames = (all: readonly string[], named: readonly string[]) =>
  new Set(all).size === new Set(named).size && new Set([...all, ...named]).size === new Set(all).size;

const readStatement = checked(
  shape,
  (one) => [isWhole, isNamed, isShared, isNoted].every((holds) => holds(one)),
  'groups of its documents, and notes on their rows',
);

/** The statement in a file. Throws `malformed` or `too-large`. */
export function parseMatchStatement(bytes: Uint8Array): MatchStatement {
  return readStatement(parseCanonical(bytes, MOST_STATEMENT_BYTES), 'match');
}

/** The notes of a statement, each with the name of its group. */
export function notesOf({ groups }: Pick<MatchStatement, 'groups'>): readonly GroupNote[] {
  return groups.flatMap(({ name, notes }) => (name === null ? [] : notes.map((note) => ({ group: name, ...note }))));
}

/**
 * Whether the rules find again what the statement says they found; `newer-rules`: this program has not these. What the
 * documents state is taken from the statement: compare it with their certificates.
 */
export function repeatMatch({
  rules,
  allowance,
  documents,
  notShown,
  groups,
}: MatchStatement): 'same' | 'differs' | 'newer-rules' {
  if (RULE_SETS[rules.set].v !== rules.v) return 'newer-rules';
  const find = finderOf(documents, notShown, rules.set, allowance);
  const textOf = (value: readonly Finding[]) => canonicalText(value as unknown as Json);
  return groups.every((one) => textOf(find(one)) === textOf(one.findings)) ? 'same' : 'differs';
}
