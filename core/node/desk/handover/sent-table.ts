/** Deliveries as a table for users to keep. */

import type { Language } from '../../../words/words.ts';
import { certificateNumberText, timeText } from '../../../words/words.ts';
import type { SentRow, SentState, SentWay } from '../../store/sent-types.ts';
import type { Table } from '../../table/write.ts';

interface Texts {
  readonly name: string;
  readonly columns: readonly string[];
  readonly states: Readonly<Record<SentState, string>>;
  readonly ways: Readonly<Record<SentWay, string>>;
  readonly final: string;
  readonly provisional: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    name: 'Sent',
    columns: [
      'Time (UTC)',
      'Recipient',
      'Address',
      'Document',
      'Title',
      'Record',
      'Certificate no.',
      'Sent as',
      'How',
      'File',
      'State',
      'To be replaced by',
    ],
    states: {
      current: 'up to date',
      provisional: 'provisional',
      'final-due': 'final one can be sent',
      'newer-due': 'a later version can be sent',
      replaced: 'replaced',
    },
    ways: { share: 'package', export: 'file', pack: 'pack for court' },
    final: 'final',
    provisional: 'provisional',
  },
  zh: {
    name: '发送记录',
    columns: [
      '时间（UTC）',
      '收件人',
      '地址',
      '文件',
      '标题',
      '存证编号',
      '证书编号',
      '发送时',
      '方式',
      '文件名',
      '状态',
      '应替换为',
    ],
    states: {
      current: '最新',
      provisional: '临时',
      'final-due': '可发送最终证书',
      'newer-due': '可发送新版本',
      replaced: '已替换',
    },
    ways: { share: '发送包', export: '文件', pack: '法院材料包' },
    final: '最终',
    provisional: '临时',
  },
};

/** The table in one language; cells are raw text, escaped only when they are written. */
export function sentTable(rows: readonly SentRow[], language: Language): Table {
  const { name, columns, states, ways, final, provisional } = TEXTS[language];
  return {
    name,
    columns,
    rows: rows.map((row) => [
      timeText(row.time, 0),
      row.recipient.name,
      row.recipient.address ?? '',
      row.fileName ?? '',
      row.title ?? '',
      row.record,
      certificateNumberText(row.certificateNumber),
      row.final ? final : provisional,
      ways[row.way],
      row.file,
      states[row.state],
      row.replacement ?? '',
    ]),
  };
}
