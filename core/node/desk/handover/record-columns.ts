/** The columns of a list of records as it is exported. */
import { DOCUMENT, kindOfKey } from '../../../records/index.ts';
import { PROFILE_FORMS, type TypedProfileFact } from '../../../records/profiles/facts.ts';
import { profileFactWords } from '../../../records/profiles/words.ts';
import { factText, moneyText, timeText, type Words } from '../../../words/words.ts';
import type { RecordRow } from '../../store/query.ts';

/** One column of a list of records: how it is called, and what stands in it. */
export interface RecordColumn {
  readonly en: string;
  readonly zh: string;
  cell(row: RecordRow, words: Words): string | null;
}

/** A fact that only profiles have, as people read it. */
const ofProfile = (name: TypedProfileFact): RecordColumn => ({
  en: profileFactWords('en')[name],
  zh: profileFactWords('zh')[name],
  cell: ({ facts }, words) => factText(name, facts, words),
});

/** The facts that only profiles have, one column for each; a list has those that one of its records states. */
export const PROFILE_COLUMNS = Object.fromEntries(
  (Object.keys(PROFILE_FORMS) as TypedProfileFact[]).map((name) => [name, ofProfile(name)]),
) as Readonly<Record<TypedProfileFact, RecordColumn>>;

/** The columns by the names that the window's list has for them. */
export const RECORD_COLUMNS = {
  seq: { en: 'No.', zh: '序号', cell: ({ seq }) => String(seq) },
  time: { en: 'Recorded (UTC)', zh: '登记时间（UTC）', cell: ({ time }) => timeText(time, 0) },
  state: { en: 'State', zh: '状态', cell: ({ standing }, words) => words.standing(standing).label },
  file: { en: 'File', zh: '文件', cell: ({ facts }) => facts.fileName },
  title: { en: 'Title', zh: '标题', cell: ({ facts }) => facts.title },
  profile: {
    en: 'Profile',
    zh: '记录种类',
    cell: ({ kind }, { language }) => (kind === DOCUMENT.key ? null : (kindOfKey(kind)?.words[language].name ?? kind)),
  },
  kind: { en: 'Kind', zh: '类型', cell: ({ facts: { kind } }, words) => kind && words.kind(kind) },
  number: { en: 'Number', zh: '编号', cell: ({ facts }) => facts.number },
  parties: { en: 'Parties', zh: '当事方', cell: ({ facts }) => facts.parties?.join('; ') ?? null },
  date: { en: 'Date', zh: '日期', cell: ({ facts }) => facts.date },
  money: { en: 'Amount', zh: '金额', cell: ({ facts: { money } }) => money && moneyText(money) },
  size: { en: 'Size (bytes)', zh: '大小（字节）', cell: ({ size }) => (size === null ? null : String(size)) },
  superseded: { en: 'Replaced', zh: '已被取代', cell: ({ superseded }) => (superseded ? '✓' : null) },
  sha256: { en: 'SHA-256', zh: 'SHA-256', cell: ({ sha256 }) => sha256 },
  id: { en: 'Record', zh: '存证编号', cell: ({ id }) => id },
} as const satisfies Readonly<Record<string, RecordColumn>>;

export type RecordColumnName = keyof typeof RECORD_COLUMNS;

export const RECORD_COLUMN_NAMES = Object.keys(RECORD_COLUMNS) as readonly RecordColumnName[];
