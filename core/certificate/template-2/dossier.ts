/**
 * The rows of a dossier on a page of template 2: how much is in it and by which rule, its totals, and the items that are laid open.
 * Lists of thousands stand in the attached files, never on pages.
 */
import { ITEM_LISTS } from '../../dossier/items.ts';
import { readTotals, type Totals } from '../../dossier/totals.ts';
import { readOrNull } from '../../formats/decoder.ts';
import { type DossierRule, readRule } from '../../records/dossier.ts';
import type { DossierStatement, OpenedStatement } from '../dossier.ts';
import { both, type Flow, GREY, type Row, SIZE, span } from '../drawing/flow.ts';
import { type Column, drawTable, type TableRow } from '../drawing/table.ts';
import { moneyText, thousands } from '../drawing/values.ts';
import type { Statement } from '../statement.ts';
import { holderRow, type RecordRows } from './document.ts';
import {
  DOSSIER_COMMANDS,
  DOSSIER_HEADINGS,
  DOSSIER_LABELS,
  DOSSIER_PRINT,
  DOSSIER_PROVES,
  DOSSIER_STEPS,
  DOSSIER_TEXTS,
} from './dossier-words.ts';
import { quotable } from './names.ts';
import { grouped, nameList, note, row, strong, textRow, twoByTwo, withheldRow } from './rows.ts';
import { HEADINGS, LABELS, TEXTS } from './words.ts';

/** Items that stand on the page; more of them are in the attachment alone. */
const SHOWN = 60;

/** Of a dossier. */
export const DOSSIER_ROWS: RecordRows = {
  named({ record, facts }) {
    const count = thousands(String((record.items?.count ?? 0) + (record.credits?.count ?? 0)));
    return facts.title ? DOSSIER_TEXTS.named(quotable(facts.title), count) : DOSSIER_TEXTS.unnamed(count);
  },

  subject(flow, statement) {
    drawLists(flow, statement);
    drawTotals(flow, statement);
  },

  stated(flow, statement) {
    drawStated(flow, statement);
    drawRule(flow, statement);
  },

  annex(flow, statement) {
    if (statement.dossier !== null) drawOpened(flow, statement, statement.dossier);
  },

  explained: { steps: DOSSIER_STEPS, commands: DOSSIER_COMMANDS, print: DOSSIER_PRINT, proves: DOSSIER_PROVES },
};

function drawLists(flow: Flow, { record, dossier }: Statement): void {
  flow.heading(DOSSIER_HEADINGS.lists);
  for (const name of ITEM_LISTS) {
    const list = record[name];
    if (!list || (name === 'credits' && list.count === 0)) continue;
    flow.row(row(DOSSIER_LABELS[name], strong(thousands(String(list.count)))));
    flow.row(row(name === 'items' ? DOSSIER_LABELS.itemsRoot : DOSSIER_LABELS.creditsRoot, grouped(list.root)));
  }
  const listed = dossier?.listed === true;
  const attached = row(
    DOSSIER_LABELS.list1,
    ...both(listed ? DOSSIER_TEXTS.listed : DOSSIER_TEXTS.notListed, SIZE.small),
  );
  // the order is seen only by whoever has the whole list
  flow.row(listed ? { ...attached, note: note(DOSSIER_TEXTS.sorted) } : attached);
}

const TOTAL_COLUMNS: readonly Column[] = [
  { head: DOSSIER_LABELS.list, width: 190 },
  { head: DOSSIER_LABELS.count, width: 90 },
  { head: DOSSIER_LABELS.amount, width: 223 },
];

function drawTotals(flow: Flow, { facts, withheld }: Statement): void {
  flow.heading(DOSSIER_HEADINGS.totals);
  if (withheld.includes('totals')) {
    flow.row(withheldRow(DOSSIER_LABELS.amount));
    return;
  }
  const totals = readOrNull(readTotals, facts.totals);
  const rows = totals === null ? [] : totalRows(totals);
  if (rows.length === 0) flow.sentence(note(DOSSIER_TEXTS.noTotals));
  else {
    drawTable(flow, TOTAL_COLUMNS, rows);
    flow.y += 2;
    flow.sentence(note(DOSSIER_TEXTS.totals));
  }
}

const totalRows = (totals: Totals): readonly TableRow[] =>
  ITEM_LISTS.flatMap((name) =>
    totals[name].map((total): TableRow => {
      const list = both(name === 'items' ? DOSSIER_LABELS.eachItem : DOSSIER_LABELS.eachCredit, SIZE.small);
      return [list, [span(thousands(String(total.count)), 'regular', SIZE.small)], [strong(moneyText(cents(total)))]];
    }),
  );

/** A whole amount of a dossier has no decimals; money is read with two. */
const cents = ({ amount, currency }: { readonly amount: string; readonly currency: string }) => ({
  amount: /^\d+$/.test(amount) ? `${amount}.00` : amount,
  currency,
});

function drawStated(flow: Flow, { facts, withheld }: Statement): void {
  flow.heading(HEADINGS.stated);
  if (facts.holder) flow.row(holderRow(facts.holder));
  if (withheld.includes('holder')) flow.row(withheldRow(LABELS.holder));
  twoByTwo(flow, [
    textRow(LABELS.holderId, facts.holderId ?? facts.holderIdMasked),
    textRow(LABELS.operator, facts.operator),
    textRow(LABELS.title, facts.title),
    textRow(LABELS.kind, facts.kind),
    textRow(LABELS.docNumber, facts.number),
    textRow(DOSSIER_LABELS.day, facts.date),
    textRow(LABELS.note, facts.note),
  ]);
  const empty = NAMED_WHEN_EMPTY.filter((name) => facts[name] === null);
  if (empty.length > 0) flow.row(row(TEXTS.none, ...nameList(empty)));
}

const NAMED_WHEN_EMPTY = ['holder', 'title', 'number'] as const;

function drawRule(flow: Flow, { facts, withheld }: Statement): void {
  const rule = readOrNull(readRule, facts.rule);
  if (rule === null && !withheld.includes('rule')) return;
  flow.heading(DOSSIER_HEADINGS.rule);
  if (rule === null) {
    flow.row(withheldRow(DOSSIER_LABELS.rule));
    return;
  }
  flow.row({ label: DOSSIER_LABELS.rule, value: rule.words.map((line) => [span(line)]) });
  flow.rows([textRow(DOSSIER_LABELS.cutOff, rule.cutOff), filterRow(rule)]);
}

const SIGNS = { is: '=', not: '≠', from: '≥', to: '≤' } as const;

function filterRow({ filter }: DossierRule): Row | null {
  if (filter === null) return null;
  const value = filter.map(({ fact, op, value: wanted }) => [
    span(`${fact} ${SIGNS[op]} “${wanted}”`, 'regular', SIZE.small),
  ]);
  return { label: DOSSIER_LABELS.filter, value };
}

const OPENED_COLUMNS: readonly Column[] = [
  { head: DOSSIER_LABELS.place, width: 104 },
  { head: DOSSIER_LABELS.number, width: 198 },
  { head: DOSSIER_LABELS.day, width: 76 },
  { head: DOSSIER_LABELS.amount, width: 125 },
];

function drawOpened(flow: Flow, { record }: Statement, { listed, opened, sample, absent }: DossierStatement): void {
  if (opened.length === 0 && absent === 0) return;
  flow.heading(DOSSIER_HEADINGS.opened);
  const counts = [String(sample?.size ?? 0), String(record.items?.count ?? 0)].map(thousands) as [string, string];
  if (sample)
    flow.row(row(DOSSIER_LABELS.sample, ...both(DOSSIER_TEXTS.sample(...counts, quotable(sample.seed)), SIZE.small)));
  const missing = listed ? DOSSIER_LABELS.absent : DOSSIER_LABELS.saidAbsent;
  if (absent > 0) flow.row(row(missing, ...both(DOSSIER_TEXTS.absent(thousands(String(absent))), SIZE.small)));
  if (opened.length === 0) return;
  drawTable(flow, OPENED_COLUMNS, opened.slice(0, SHOWN).map(openedRow));
  flow.y += 2;
  const rest = opened.length - SHOWN;
  if (rest > 0) flow.sentence(note(DOSSIER_TEXTS.more(thousands(String(rest)))));
  flow.sentence(note(DOSSIER_TEXTS.opened));
}

const small = (text: string) => span(text, 'regular', SIZE.small);

function openedRow({ list, index, name, date, amount, currency }: OpenedStatement): TableRow {
  const mark = list === 'credits' ? both(DOSSIER_LABELS.credits, SIZE.english, GREY) : [];
  const unknown = currency === null ? DOSSIER_TEXTS.none : DOSSIER_TEXTS.hidden;
  return [
    [small(`${thousands(String(index + 1))} `), ...mark],
    [small(name)],
    [small(date ?? '')],
    amount === null || currency === null
      ? both(unknown, SIZE.english, GREY)
      : [small(moneyText(cents({ amount, currency })))],
  ];
}
