/**
 * The statement that a desk makes of a match: which documents it compared, what they stated, by which rules, and what each
 * rule found. It is a file of its own, which can be notarized like any other; the documents do not change by it. Whoever has it
 * can apply the rules again. docs/match.md, "The statement".
 */

import { NotaryError } from '../../errors.ts';
import { canonicalBytes, canonicalText, type Json, parseCanonical } from '../../formats/canonical.ts';
import {
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
import {
  type Allowance,
  type Finding,
  type Lack,
  type MatchDocument,
  MOST_DOCUMENTS,
  matchDocuments,
  type Said,
} from './match.ts';
import type { NotShown } from './not-shown.ts';
import { ROLES } from './roles.ts';
import { RULE_NAMES, RULE_SET_NAMES, RULE_SETS, type RuleSetName } from './rules.ts';

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
  readonly findings: readonly Finding[];
}

/** Who states it, and when. */
export type Stating = Pick<MatchStatement, 'origin' | 'time' | 'software'>;

/** Compares, and states what was found. Throws the errors of `matchDocuments`. */
export function matchStatement(
  documents: readonly StatedDocument[],
  set: RuleSetName,
  allowance: Allowance,
  stating: Stating,
  notShown: readonly NotShown[] = [],
): MatchStatement {
  const compared = documents.map((one) => ({ ...one, facts: statedAmong(one.facts, COMPARED_FACTS) }));
  return {
    v: 1,
    type: 'match',
    ...stating,
    rules: { set, v: RULE_SETS[set].v },
    allowance,
    documents: compared,
    notShown,
    findings: matchDocuments(compared, set, allowance, notShown),
  };
}

/** The bytes of the file. */
export const statementBytes = (statement: MatchStatement): Uint8Array => canonicalBytes(statement as unknown as Json);

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

const readStatement = object<MatchStatement>({
  v: literal(1),
  type: literal('match'),
  origin: logOrigin,
  time: instant,
  software: text(200),
  rules: object<MatchStatement['rules']>({ set: oneOf(...RULE_SET_NAMES), v: integer(1) }),
  allowance: object<Allowance>({ percent: decimal, absolute: decimal, days: integer(0, MAX_DAYS) }),
  documents: checked(list(document, MOST_DOCUMENTS), isEachOnce, 'each record once'),
  notShown: checked(list(notShown, MOST_DOCUMENTS), isNamedOnce, 'each record once'),
  findings: list(finding, RULE_NAMES.length),
});

/** The statement in a file. Throws `malformed` or `too-large`. */
export function parseMatchStatement(bytes: Uint8Array): MatchStatement {
  return readStatement(parseCanonical(bytes), 'match');
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
  findings,
}: MatchStatement): 'same' | 'differs' | 'newer-rules' {
  if (RULE_SETS[rules.set].v !== rules.v) return 'newer-rules';
  const again = matchDocuments(documents, rules.set, allowance, notShown);
  const textOf = (value: readonly Finding[]) => canonicalText(value as unknown as Json);
  return textOf(again) === textOf(findings) ? 'same' : 'differs';
}
