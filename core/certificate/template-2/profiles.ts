/** The rows of records with a profile: facts that were read from the file in a section of their own, then what is stated. */
import type { AnyFacts } from '../../records/facts.ts';
import { type ReadFact, readFactIn } from '../../records/profiles/read.ts';
import { both, type Flow, type Row, span } from '../drawing/flow.ts';
import { moneyText, thousands } from '../drawing/values.ts';
import type { Words } from '../drawing/words.ts';
import type { Statement } from '../statement.ts';
import { drawFile, holderRow, kindRow, type RecordRows } from './document.ts';
import { linksRow } from './links.ts';
import { PROFILE_LABELS, PROFILES, READ_LABELS, READ_TEXTS, SCHEMES } from './profile-words.ts';
import { listRow, nameList, note, row, strong, textRow, twoByTwo, withheldRow } from './rows.ts';
import { namedFile } from './sentence.ts';
import { HEADINGS, LABELS, TEXTS } from './words.ts';

/** Makes the row of a fact; null where nothing is stated. */
type MakeRow = (facts: AnyFacts) => Row | null;

const asText = (facts: AnyFacts, name: string): string | null => {
  const value = facts[name];
  return typeof value === 'string' ? value : null;
};

const textOf =
  (name: string, label: Words): MakeRow =>
  (facts) =>
    textRow(label, asText(facts, name));

/** An amount, in the currency of `money` where that is shown. */
const amountOf =
  (name: string, label: Words): MakeRow =>
  (facts) => {
    const amount = asText(facts, name);
    if (amount === null) return null;
    return row(label, span(facts.money ? moneyText({ amount, currency: facts.money.currency }) : thousands(amount)));
  };

const moneyOf =
  (label: Words): MakeRow =>
  ({ money }) =>
    money ? row(label, strong(moneyText(money))) : null;

const schemeRow: MakeRow = ({ scheme }) => {
  const known = typeof scheme === 'string' && Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined;
  return known ? row(PROFILE_LABELS.scheme, ...both(known)) : null;
};

const profileText = (name: keyof typeof PROFILE_LABELS) => [name, textOf(name, PROFILE_LABELS[name])] as const;
const documentText = (name: 'title' | 'date' | 'obtained' | 'note' | 'operator') =>
  [name, textOf(name, LABELS[name])] as const;

/** Facts with their rows, by the name of the fact, in the order of the page. */
type Rows = readonly (readonly [name: string, make: MakeRow])[];

const NUMBER: Rows[number] = ['number', textOf('number', LABELS.docNumber)];
const MONEY: Rows[number] = ['money', moneyOf(LABELS.money)];

/** What every profile has beside its own. */
const COMMON: Rows = [
  ['kind', ({ kind }) => kindRow(kind)],
  documentText('operator'),
  documentText('title'),
  ['parties', ({ parties }) => (parties ? listRow(LABELS.parties, parties) : null)],
  documentText('obtained'),
  documentText('note'),
];

const OWN: Readonly<Record<string, Rows>> = {
  invoice: [
    ['scheme', schemeRow],
    profileText('code'),
    NUMBER,
    documentText('date'),
    profileText('seller'),
    profileText('sellerId'),
    profileText('buyer'),
    profileText('buyerId'),
    ['money', moneyOf(READ_LABELS.gross)],
    profileText('due'),
    ['net', amountOf('net', PROFILE_LABELS.net)],
    ['tax', amountOf('tax', PROFILE_LABELS.tax)],
    profileText('credits'),
  ],
  delivery: [
    NUMBER,
    documentText('date'),
    profileText('sender'),
    profileText('receiver'),
    profileText('goods'),
    profileText('carrier'),
    profileText('quantity'),
    profileText('unit'),
    MONEY,
  ],
  payment: [NUMBER, documentText('date'), profileText('payer'), profileText('payee'), MONEY, profileText('reference')],
  'warehouse-receipt': [
    NUMBER,
    documentText('date'),
    profileText('keeper'),
    profileText('keeperId'),
    profileText('depositor'),
    profileText('validUntil'),
    profileText('goods'),
    profileText('quality'),
    profileText('quantity'),
    profileText('unit'),
    profileText('place'),
    MONEY,
  ],
};

function readRows(flow: Flow, rows: Rows, read: ReadFact, { facts }: Statement): void {
  flow.heading(HEADINGS.read);
  const reader = [span(`${read.reader}  `), ...both(READ_TEXTS.version, 8), span(` ${read.v}`, 'regular', 8)];
  flow.row({ ...row(READ_LABELS.reader, ...reader), note: note(READ_TEXTS.again) });
  draw(flow, rows, facts);
}

function draw(flow: Flow, rows: Rows, facts: AnyFacts): void {
  twoByTwo(
    flow,
    rows.map(([, make]) => make(facts)),
  );
}

function statedRows(flow: Flow, rows: Rows, statement: Statement): void {
  const { facts, withheld } = statement;
  flow.heading(HEADINGS.stated);
  if (facts.holder) flow.row(holderRow(facts.holder));
  if (withheld.includes('holder')) flow.row(withheldRow(LABELS.holder));
  flow.rows([textRow(LABELS.holderId, facts.holderId ?? facts.holderIdMasked)]);
  draw(flow, rows, facts);
  flow.rows([linksRow(facts, statement.record.origin)]);
  const empty = ['holder', ...rows.map(([name]) => name)].filter((name) => facts[name] === null);
  if (empty.length > 0) flow.row(row(TEXTS.none, ...nameList(empty)));
}

const rowsFor = (profile: string, own: Rows): RecordRows => ({
  named: namedFile,

  subject(flow, statement) {
    drawFile(flow, statement);
    flow.rows([profileRow(profile)]);
  },

  stated(flow, statement) {
    const read = readFactIn(statement.facts);
    const isRead = ([name]: Rows[number]) => read?.names.includes(name) === true && statement.facts[name] != null;
    const rows = [...own, ...COMMON];
    if (read !== null && rows.some(isRead)) readRows(flow, rows.filter(isRead), read, statement);
    statedRows(
      flow,
      rows.filter((one) => !isRead(one)),
      statement,
    );
  },
});

const profileRow = (profile: string): Row | null => {
  const known = PROFILES[profile];
  return known ? row(READ_LABELS.profile, ...both(known)) : null;
};

/** By the key of the record's kind. */
export const PROFILE_ROWS: Readonly<Record<string, RecordRows>> = Object.fromEntries(
  Object.entries(OWN).map(([profile, own]) => [profile, rowsFor(profile, own)]),
);
