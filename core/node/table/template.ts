/** A table to fill in: a row for each file, the heads that `readTable` knows, and what is stated already. */
import type { AnyFacts } from '../../records/facts.ts';
import { DOCUMENT, kindOfKey, PROFILES } from '../../records/index.ts';
import type { ProfileFactName, Scheme } from '../../records/profiles/facts.ts';
import { profileFactWords } from '../../records/profiles/words.ts';
import { type Language, type Words, wordsFor } from '../../words/words.ts';
import type { Table } from './write.ts';

/** A file that waits for its facts. */
export interface FileToFillIn {
  /** With as much of its folder as tells it from others of its name. */
  readonly name: string;
  /** Key of its record's kind. */
  readonly kind: string;
  readonly facts: AnyFacts;
}

const HEADS: Readonly<Record<Language, readonly string[]>> = {
  zh: ['文件名', '记录种类', '标题', '类型', '编号', '当事方', '日期', '金额', '币种', '取得方式', '备注', '经办人'],
  en: [
    'File name',
    'Profile',
    'Title',
    'Kind',
    'Number',
    'Parties',
    'Date',
    'Amount',
    'Currency',
    'Source',
    'Note',
    'Operator',
  ],
};
const SHEET: Readonly<Record<Language, string>> = { zh: '事项', en: 'Facts' };

/** The table has the facts of every document, and those of the profiles that one of the files has. */
export function tableTemplate(files: readonly FileToFillIn[], language: Language): Table {
  const words = wordsFor(language);
  const own = ownFacts(files);
  const heads = profileFactWords(language);
  return {
    name: SHEET[language],
    columns: [...HEADS[language], ...own.map((name) => heads[name])],
    rows: files.map((file) => [...documentCells(file, words), ...own.map((name) => ownCell(file.facts[name], words))]),
  };
}

/** Facts that people type and only the profiles of these files have. */
function ownFacts(files: readonly FileToFillIn[]): readonly ProfileFactName[] {
  const present = PROFILES.filter(({ key }) => files.some(({ kind }) => kind === key));
  const names = present
    .flatMap(({ forms }) => Object.keys(forms))
    .filter((name) => !Object.hasOwn(DOCUMENT.forms, name));
  return [...new Set(names)] as ProfileFactName[];
}

function documentCells({ name, kind, facts }: FileToFillIn, words: Words): readonly string[] {
  return [
    name,
    kind === DOCUMENT.key ? '' : (kindOfKey(kind)?.words[words.language].name ?? ''),
    facts.title ?? '',
    facts.kind ? words.kind(facts.kind) : '',
    facts.number ?? '',
    facts.parties?.join('; ') ?? '',
    facts.date ?? '',
    facts.money?.amount ?? '',
    facts.money?.currency ?? '',
    facts.obtained ?? '',
    facts.note ?? '',
    facts.operator ?? '',
  ];
}

function ownCell(value: AnyFacts[string], { schemes }: Words): string {
  if (typeof value !== 'string') return '';
  return Object.hasOwn(schemes, value) ? schemes[value as Scheme] : value;
}
