/** The list of records: every record of a desk, and who was sent its certificate, as tables for people to keep. */
import { recipientText } from '../../../handover/recipient.ts';
import { type Language, wordsFor } from '../../../words/words.ts';
import type { RecordQuery, RecordRow } from '../../store/query.ts';
import type { SentRow } from '../../store/sent-types.ts';
import type { Table } from '../../table/write.ts';
import type { DeskView } from '../view.ts';
import { PROFILE_COLUMNS, RECORD_COLUMNS, type RecordColumn, type RecordColumnName } from './record-columns.ts';
import { sentTable } from './sent-table.ts';

const PAGE = 500;

const WHOLE: readonly RecordColumnName[] = [
  'seq',
  'time',
  'state',
  'file',
  'title',
  'profile',
  'kind',
  'number',
  'parties',
  'date',
  'money',
  'sha256',
  'id',
];

/** Of every list that is exported, whatever it shows: without them nobody could say which record a row is. */
const ALWAYS: readonly RecordColumnName[] = ['superseded', 'sha256', 'id'];

const NAMES: Readonly<Record<Language, { readonly records: string; readonly sentTo: string }>> = {
  en: { records: 'Records', sentTo: 'Sent to' },
  zh: { records: '存证记录', sentTo: '发送给' },
};

type Reading = Pick<DeskView, 'records'>;

/** Both tables: the records in the order of intake, and what was sent, the newest first. */
export function recordListTables(desk: Pick<DeskView, 'records' | 'sending'>, language: Language): readonly Table[] {
  const sent = [...desk.sending.all()];
  const to = new Map<string, Set<string>>();
  for (const { record, recipient } of sent) to.set(record, (to.get(record) ?? new Set()).add(recipientText(recipient)));
  const table = recordTable(recordsOf(desk, EVERYTHING), WHOLE, language);
  const records: Table = {
    ...table,
    columns: [...table.columns, NAMES[language].sentTo],
    rows: table.found.map(({ id }, i) => [...(table.rows[i] ?? []), [...(to.get(id) ?? [])].join('; ')]),
  };
  return [records, sentTable(sent satisfies readonly SentRow[], language)];
}

/** A list as somebody sees it: the records of a question in its order, with the columns that it shows. */
export function listTable(
  desk: Reading,
  filter: Omit<RecordQuery, 'offset' | 'limit'>,
  columns: readonly RecordColumnName[],
  language: Language,
): Table {
  return recordTable(recordsOf(desk, filter), [...new Set([...columns, ...ALWAYS])], language);
}

function recordTable(records: Iterable<RecordRow>, names: readonly RecordColumnName[], language: Language) {
  const words = wordsFor(language);
  const found = [...records];
  // a column that says nothing of any record is left out
  const stated = Object.entries(PROFILE_COLUMNS).filter(([name]) => found.some(({ facts }) => facts[name] != null));
  const columns: readonly RecordColumn[] = [
    ...names.map((name) => RECORD_COLUMNS[name]),
    ...stated.map(([, column]) => column),
  ];
  return {
    name: NAMES[language].records,
    columns: columns.map((column) => column[language]),
    rows: found.map((row) => columns.map(({ cell }) => cell(row, words) ?? '')),
    found,
  };
}

const EVERYTHING: Omit<RecordQuery, 'offset' | 'limit'> = {
  search: '',
  states: [],
  kind: null,
  from: null,
  to: null,
  sort: 'seq',
  descending: false,
};

function* recordsOf(desk: Reading, filter: Omit<RecordQuery, 'offset' | 'limit'>): Generator<RecordRow> {
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = desk.records({ ...filter, offset, limit: PAGE });
    yield* rows;
    if (rows.length < PAGE) return;
  }
}
