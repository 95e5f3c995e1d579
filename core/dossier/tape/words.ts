/** What is said of rows of a tape that are not taken, in both languages. */
import type { Language } from '../../words/types.ts';
import type { TapeColumn } from './columns.ts';
import type { TapeTrouble, TapeTroubleCode } from './match.ts';

type Says = (trouble: Pick<TapeTrouble, 'value' | 'other'>) => string;

const COLUMNS: Readonly<Record<Language, Readonly<Record<TapeColumn, string>>>> = {
  en: {
    record: 'record',
    digest: 'digest',
    certificate: 'certificate number',
    number: 'number',
    code: 'invoice code',
    seller: 'seller',
    amount: 'amount',
    currency: 'currency',
  },
  zh: {
    record: '记录',
    digest: '哈希值',
    certificate: '证书编号',
    number: '编号',
    code: '发票代码',
    seller: '销售方',
    amount: '金额',
    currency: '币种',
  },
};

/** Why a cell cannot be used, by the reasons of tables and of typed amounts; any other is said in general. */
const CELLS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'long-number': { en: 'the spreadsheet has rounded this long number', zh: '长号码已被表格软件舍入' },
  'cell-error': { en: 'the cell shows an error', zh: '单元格显示错误' },
  merged: { en: 'it belongs to a merged cell', zh: '属于合并单元格' },
  'open-quote': { en: 'a quotation mark is not closed in this row', zh: '该行的引号没有成对' },
  'hidden-row': { en: 'the row is hidden', zh: '该行被隐藏' },
  'hidden-column': { en: 'the column is hidden', zh: '该列被隐藏' },
  'hidden-cell': { en: 'the cell is hidden', zh: '单元格被隐藏' },
  'not-as-shown': { en: 'it shows another number than it holds', zh: '显示的数与所存的数不同' },
  'too-long': { en: 'the text is too long', zh: '文字过长' },
  'not-an-amount': { en: 'it is not an amount', zh: '不是金额' },
  'two-currencies': { en: 'it names two currencies', zh: '写了两种币种' },
  'not-a-currency': { en: 'it is not a currency', zh: '不是币种' },
};

const TROUBLES: Readonly<Record<Language, Readonly<Record<TapeTroubleCode, Says>>>> = {
  en: {
    cell: ({ value, other }) => `the cell “${value}” cannot be used: ${CELLS[other]?.en ?? 'it cannot be read'}`,
    'no-key': () => 'nothing in this row names a record',
    'not-found': ({ value, other }) =>
      other === '' ? `no record has “${value}”` : `no record has “${value}”; one has “${other}”`,
    several: ({ other }) => `several records have it: ${other}`,
    contradicts: ({ value }) => `its columns name different records (“${value}” and others)`,
    withdrawn: ({ other }) => `the record was withdrawn: ${other}`,
    erased: ({ other }) => `the record was erased: ${other}`,
    'not-sealed': ({ other }) => `the record is not sealed yet: ${other}`,
    replaced: ({ other }) => `the record was replaced by a newer one: ${other}`,
    'no-amount': ({ other }) => `the record states no amount: ${other}`,
    'other-amount': ({ value, other }) => `the amount here is ${value}, the record states ${other}`,
    'other-currency': ({ value, other }) =>
      `the currency here is ${value || 'another one'}, the record states ${other}`,
    twice: ({ other }) => `the same record is named in row ${other} too`,
  },
  zh: {
    cell: ({ value, other }) => `单元格“${value}”无法使用：${CELLS[other]?.zh ?? '无法读取'}`,
    'no-key': () => '该行没有可用来查找记录的内容',
    'not-found': ({ value, other }) =>
      other === '' ? `没有记录与“${value}”相符` : `没有记录与“${value}”相符；有一条记录为“${other}”`,
    several: ({ other }) => `有多条记录相符：${other}`,
    contradicts: ({ value }) => `各列所指的记录不同（“${value}”等）`,
    withdrawn: ({ other }) => `该记录已撤回：${other}`,
    erased: ({ other }) => `该记录已删除：${other}`,
    'not-sealed': ({ other }) => `该记录尚未封存：${other}`,
    replaced: ({ other }) => `该记录已被新记录取代：${other}`,
    'no-amount': ({ other }) => `该记录没有载明金额：${other}`,
    'other-amount': ({ value, other }) => `表中金额为 ${value}，记录载明 ${other}`,
    'other-currency': ({ value, other }) => `表中币种为${value === '' ? '其他币种' : ` ${value}`}，记录载明 ${other}`,
    twice: ({ other }) => `第 ${other} 行也指向同一条记录`,
  },
};

/** Why a row is not taken, in one sentence without its row number. */
export function tapeTroubleText({ why, column, ...said }: TapeTrouble, language: Language): string {
  const sentence = TROUBLES[language][why](said);
  if (column === null || why === 'other-amount' || why === 'other-currency') return sentence;
  const name = COLUMNS[language][column];
  return language === 'zh' ? `${name}：${sentence}` : `${name}: ${sentence}`;
}

/** What a column is called. */
export function tapeColumnName(column: TapeColumn, language: Language): string {
  return COLUMNS[language][column];
}
