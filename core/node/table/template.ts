/** A table to fill in: a row for each file, the heads that `readTable` knows, and what is stated already. */
import type { Facts } from '../../records/facts.ts';
import { type Language, wordsFor } from '../../words/words.ts';
import type { Table } from './write.ts';

/** A file that waits for its facts. */
export interface FileToFillIn {
  /** With as much of its folder as tells it from others of its name. */
  readonly name: string;
  readonly facts: Partial<Facts>;
}

const HEADS: Readonly<Record<Language, readonly string[]>> = {
  zh: ['文件名', '标题', '类型', '编号', '当事方', '日期', '金额', '币种', '取得方式', '备注', '经办人'],
  en: ['File name', 'Title', 'Kind', 'Number', 'Parties', 'Date', 'Amount', 'Currency', 'Source', 'Note', 'Operator'],
};
const SHEET: Readonly<Record<Language, string>> = { zh: '事项', en: 'Facts' };

export function tableTemplate(files: readonly FileToFillIn[], language: Language): Table {
  const words = wordsFor(language);
  const cells = ({ name, facts }: FileToFillIn) => [
    name,
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
  return { name: SHEET[language], columns: HEADS[language], rows: files.map(cells) };
}
