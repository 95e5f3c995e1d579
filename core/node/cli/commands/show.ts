import type { Stated } from '../../../documents/reading/reading.ts';
import { NotaryError } from '../../../errors.ts';
import type { Json } from '../../../formats/canonical.ts';
import type { InvoiceMatch } from '../../../records/completion.ts';
import { DOCUMENT, factLabel, kindOfKey } from '../../../records/index.ts';
import { INVOICE } from '../../../records/profiles/index.ts';
import { sourceOf } from '../../../records/reading-facts.ts';
import { suggestedValues } from '../../../records/suggestions.ts';
import { certificateNumberText, factText, groupedHex, sizeText } from '../../../words/words.ts';
import type { RecordDetail } from '../../desk/types.ts';
import type { DeskView } from '../../desk/view.ts';
import { compact, plainQuery } from '../../store/search.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { factLines, localTime } from '../print.ts';
import type { Command } from './command.ts';
import { allRows, listedRecord } from './list.ts';

/** `show ID|NUMBER|SHA-256`: one record with its timeline. */
export const show: Command = {
  options: {},
  async run(context) {
    const id = context.args.rest.join(' ');
    if (id === '') throw usage('needs-id-or-number', { command: 'show' });
    const record = withView(context, (view) => wanted(view, id));
    answer(context, listedRecord(record), lines(context, record));
    return EXIT.ok;
  },
};

/** Characters of a printed group of a certificate's number, the shortest there is. */
const GROUP = 4;
/** Digits of a digest's beginning that are taken for the digest. */
const PREFIX = 8;

/** A record by its id, its number, a number of its certificates or its digest, if no other has it. Throws `not-found`. */
export function wanted(view: Pick<DeskView, 'record' | 'records'>, typed: string): RecordDetail {
  try {
    return view.record(typed);
  } catch (error) {
    if (!(error instanceof NotaryError) || error.code !== 'not-found') throw error;
    const { rows, total } = allRows(view, { search: typed, states: [] }, 1);
    const [only] = rows;
    const record = only === undefined || total > 1 ? null : view.record(only.id);
    if (record !== null && isNamed(record, typed)) return record;
    const counted = countedRecord(view, typed);
    if (counted === null) throw error;
    return counted;
  }
}

/** The record that is printed as `#1`; null when there is none. */
function countedRecord(view: Pick<DeskView, 'record' | 'records'>, typed: string): RecordDetail | null {
  const [, count] = /^#?([1-9]\d{0,8})$/.exec(typed.normalize('NFKC').trim()) ?? [];
  if (count === undefined) return null;
  const offset = Number(count) - 1;
  const whole = { search: '', states: [], kind: null, from: null, to: null, sort: 'seq', descending: false } as const;
  const [row] = view.records({ ...whole, offset, limit: 1 }).rows;
  return row?.seq === offset + 1 ? view.record(row.id) : null;
}

/** The search finds words of titles and parties too, and by them a record that nobody asked for. */
function isNamed({ id, seq, sha256, certificates, facts }: RecordDetail, typed: string): boolean {
  const wanted = plainCode(typed);
  const names = [id, String(seq), facts.number ?? '', ...certificates.map(({ number }) => number)];
  if (names.map(plainCode).includes(wanted)) return true;
  const ends = plainQuery(typed).split(/\s+/).map(plainCode);
  const numbers = certificates.map(({ number }) => plainCode(number));
  // the search has found groups of it
  const isPart = (end: string) =>
    (end.length >= PREFIX && sha256.includes(end)) ||
    (end.length >= GROUP && numbers.some((number) => number.includes(end)));
  if (ends.every(isPart)) return true;
  // whole digests by another algorithm are found as well, and no word looks like one
  return (wanted.length >= PREFIX && sha256.startsWith(wanted)) || /^[0-9a-f]{64}$/.test(wanted);
}

/** A code as people type it, without its label and what stands between its groups. */
const plainCode = (typed: string) => compact(plainQuery(typed));

function lines(context: Context, record: RecordDetail): readonly string[] {
  const { words, texts, kinds } = context;
  const { leafIndex, checkpoint } = record;
  const standing = words.standing(record.standing);
  return [
    `${record.id}  #${record.seq}`,
    `${texts.state}: ${standing.label}. ${standing.meaning}`,
    ...(record.state === 'erased' || record.size === null
      ? []
      : [`SHA-256: ${groupedHex(record.sha256)}`, `${texts.size}: ${sizeText(record.size)}`]),
    `${texts.time}: ${localTime(record.time)}`,
    ...(record.path === null
      ? []
      : [`${texts.path}: ${record.path} ${record.originalPresent ? '' : texts.gone}`.trim()]),
    ...(!record.withdrawnReason ? [] : [`${texts.withdrawnHere}: ${record.withdrawnReason}`]),
    ...(record.supersedes === null ? [] : [`${texts.supersedes}: ${record.supersedes}`]),
    ...(record.supersededBy.length === 0 ? [] : [`${texts.supersededBy}: ${record.supersededBy.join(', ')}`]),
    ...record.certificates.map(
      ({ number, time }) => `${texts.certificateNumbers}: ${certificateNumberText(number)}  ${localTime(time)}`,
    ),
    ...(leafIndex === null || !checkpoint
      ? []
      : [texts.leaf({ number: leafIndex + 1, size: checkpoint.size, index: leafIndex })]),
    ...factLines(words, record, kinds.records, (name) => remarkOn(name, record, { words, texts })),
    ...suggestionLines(record, context),
    ...invoiceLines(record, context),
    `${texts.timeline}:`,
    ...record.timeline.map(({ time, kind, detail }) => `  ${localTime(time)}  ${texts.timelineKinds[kind]}  ${detail}`),
  ];
}

/** Whether a fact is from the file or stated, and what the file says otherwise. */
function remarkOn(
  name: string,
  { facts, reading }: RecordDetail,
  { words, texts }: Pick<Context, 'words' | 'texts'>,
): readonly string[] {
  const source = sourceOf(name, facts);
  const text = (value: Json) => factText(name, { ...facts, [name]: value }, words) ?? '';
  const read = reading?.facts[name] ?? null;
  const isOther = source === 'stated' && read !== null;
  return [...(source === null ? [] : [words.sources[source]]), ...(isOther ? [texts.fileSays(text(read))] : [])];
}

/** What is suggested for a record that waits: each value once, with the places that say it. */
function suggestionLines({ kind, facts, suggestions }: RecordDetail, { words, kinds }: Context): readonly string[] {
  const shown = kindOfKey(kind === DOCUMENT.key ? INVOICE.key : kind, kinds.records);
  return suggestedValues(suggestions).map(({ name, value, ...seen }) => {
    const text = factText(name, { ...facts, [name]: value }, words) ?? '';
    return `  ${factLabel(name, words.language, shown)}: ${words.suggested({ ...seen, value: text })}`;
  });
}

/** Other records of the same invoice and of what takes it back, and facts about which the file contradicts itself. */
function invoiceLines(
  { kind, invoice, reading, facts }: RecordDetail,
  { words, texts, kinds }: Context,
): readonly string[] {
  const { same, takenBackBy } = invoice ?? { same: [], takenBackBy: [] };
  const line = (label: string, { seq, id }: InvoiceMatch) => `${label}: #${seq}  ${id}`;
  const said = (name: string, { place, value }: Stated) =>
    `${factText(name, { ...facts, [name]: value }, words) ?? ''} (${place})`;
  return [
    ...(reading?.conflicts ?? []).map(({ name, values }) => {
      const label = factLabel(name, words.language, kindOfKey(kind, kinds.records));
      return `  ${texts.placesDisagree({ name: label, values: values.map((one) => said(name, one)).join('; ') })}`;
    }),
    ...same.map((match) => line(match.strict ? texts.sameInvoice : texts.perhapsSameInvoice, match)),
    ...takenBackBy.map((match) => line(texts.takenBackBy, match)),
  ];
}
