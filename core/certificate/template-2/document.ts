/** The rows of a document's record on a page of template 2. */
import { both, type Flow, type Row, span } from '../drawing/flow.ts';
import { moneyText, thousands } from '../drawing/values.ts';
import type { Words } from '../drawing/words.ts';
import type { Statement } from '../statement.ts';
import { linksRow } from './links.ts';
import { grouped, listRow, nameList, note, row, strong, textRow, twoByTwo, withheldRow } from './rows.ts';
import { namedFile } from './sentence.ts';
import { HEADINGS, KINDS, LABELS, TEXTS } from './words.ts';

/** How records of one kind stand on the page: what is recorded, and what its holder states about it. */
export interface RecordRows {
  /** What is recorded, as the sentence at the head of the page names it. */
  named(statement: Statement): Words;
  subject(flow: Flow, statement: Statement): void;
  stated(flow: Flow, statement: Statement): void;
  /** How such a certificate is checked, and what it proves; by default what holds of a file. */
  readonly explained?: Explained;
  /** Long lists, behind everything else. */
  annex?(flow: Flow, statement: Statement): void;
}

/** How a certificate is checked by anybody and by an expert, and what it proves and what not. */
export interface Explained {
  readonly steps: readonly Words[];
  readonly commands: readonly string[];
  /** What the commands print. */
  readonly print: Words;
  readonly proves: readonly Words[];
}

/** Of a document without a profile. */
export const DOCUMENT: RecordRows = {
  named: namedFile,

  subject: drawFile,

  stated(flow, statement) {
    const { facts, withheld } = statement;
    flow.heading(HEADINGS.stated);
    if (facts.holder) flow.row(holderRow(facts.holder));
    if (withheld.includes('holder')) flow.row(withheldRow(LABELS.holder));
    const id = facts.holderId ?? facts.holderIdMasked;
    twoByTwo(flow, [textRow(LABELS.holderId, id), textRow(LABELS.operator, facts.operator)]);
    flow.rows([textRow(LABELS.title, facts.title)]);
    twoByTwo(flow, [
      kindRow(facts.kind),
      textRow(LABELS.docNumber, facts.number),
      textRow(LABELS.date, facts.date),
      facts.money ? row(LABELS.money, strong(moneyText(facts.money))) : null,
    ]);
    if (facts.parties) flow.row(listRow(LABELS.parties, facts.parties));
    flow.rows([textRow(LABELS.obtained, facts.obtained), textRow(LABELS.note, facts.note)]);
    flow.rows([linksRow(facts, statement.record.origin)]);
    const empty = FILLED_BY_CLERK.filter((name) => !withheld.includes(name) && facts[name] === null);
    if (empty.length > 0) flow.row(row(TEXTS.none, ...nameList(empty)));
  },
};

/** Name, digests, size and pages of the file. */
export function drawFile(flow: Flow, { record, facts, withheld }: Statement): void {
  flow.heading(HEADINGS.file);
  if (facts.fileName) flow.row(row(LABELS.fileName, strong(facts.fileName)));
  if (withheld.includes('fileName')) flow.row(withheldRow(LABELS.fileName));
  if (record.digest) flow.row(row(LABELS.digest, grouped(record.digest.sha256, 8.7)));
  if (record.digest?.sm3) flow.row(row(LABELS.sm3, grouped(record.digest.sm3, 8.7)));
  const size = row(LABELS.size, span(`${thousands(String(record.size))} `), ...both(TEXTS.bytes));
  if (facts.pages == null) flow.row(size);
  else flow.pair(size, row(LABELS.pages, span(thousands(String(facts.pages)))));
}

/** Whose evidence it is, as the holder calls itself. */
export const holderRow = (holder: string): Row =>
  row(LABELS.holder, strong(`“${holder}”`), span(' '), ...note(TEXTS.callsItself));

/** Names that a clerk can fill in; those that are empty are listed. */
const FILLED_BY_CLERK = [
  'holder',
  'operator',
  'title',
  'kind',
  'number',
  'parties',
  'date',
  'money',
  'obtained',
  'note',
] as const;

/** The kind of a document, by its name where it has one. */
export function kindRow(kind: string | null | undefined): Row | null {
  const known = kind && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  return known ? row(LABELS.kind, ...both(known)) : textRow(LABELS.kind, kind);
}
