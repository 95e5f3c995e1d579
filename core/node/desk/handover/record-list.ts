/** The list of records: every record of a desk, and who was sent its certificate, as tables for people to keep. */
import { recipientText } from '../../../handover/recipient.ts';
import { type Language, moneyText, timeText, wordsFor } from '../../../words/words.ts';
import type { RecordRow } from '../../store/query.ts';
import type { SentRow } from '../../store/sent-types.ts';
import type { Table } from '../../table/write.ts';
import type { DeskView } from '../view.ts';
import { sentTable } from './sent-table.ts';

const PAGE = 500;

const COLUMNS: Readonly<Record<Language, { readonly name: string; readonly columns: readonly string[] }>> = {
  en: {
    name: 'Records',
    columns: [
      'No.',
      'Recorded (UTC)',
      'State',
      'File',
      'Title',
      'Kind',
      'Number',
      'Parties',
      'Date',
      'Amount',
      'SHA-256',
      'Record',
      'Sent to',
    ],
  },
  zh: {
    name: '存证记录',
    columns: [
      '序号',
      '登记时间（UTC）',
      '状态',
      '文件',
      '标题',
      '类型',
      '编号',
      '当事方',
      '日期',
      '金额',
      'SHA-256',
      '存证编号',
      '发送给',
    ],
  },
};

/** Both tables: the records in the order of intake, and what was sent, the newest first. */
export function recordListTables(desk: Pick<DeskView, 'records' | 'sending'>, language: Language): readonly Table[] {
  const sent = [...desk.sending.all()];
  const to = new Map<string, Set<string>>();
  for (const { record, recipient } of sent) to.set(record, (to.get(record) ?? new Set()).add(recipientText(recipient)));
  const rows = [...allRecords(desk)].map((row) => recordCells(row, language, [...(to.get(row.id) ?? [])]));
  return [{ ...COLUMNS[language], rows }, sentTable(sent satisfies readonly SentRow[], language)];
}

function* allRecords(desk: Pick<DeskView, 'records'>): Generator<RecordRow> {
  const query = { search: '', states: [], kind: null, from: null, to: null, sort: 'seq', descending: false } as const;
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = desk.records({ ...query, offset, limit: PAGE });
    yield* rows;
    if (rows.length < PAGE) return;
  }
}

function recordCells(row: RecordRow, language: Language, to: readonly string[]): readonly string[] {
  const words = wordsFor(language);
  const { fileName, title, kind, number, parties, date, money } = row.facts;
  return [
    String(row.seq),
    timeText(row.time, 0),
    words.standing(row.standing).label,
    fileName ?? '',
    title ?? '',
    kind === null ? '' : words.kind(kind),
    number ?? '',
    parties?.join('; ') ?? '',
    date ?? '',
    money === null ? '' : moneyText(money),
    row.sha256,
    row.id,
    to.join('; '),
  ];
}
