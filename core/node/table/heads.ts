/** What the heads of a table's columns are called, in both languages, and which fact each column states. */
import { LOOSE_UNITS } from '../../records/currency-signs.ts';
import type { FactForm } from '../../records/facts.ts';
import { PROFILE_FORMS, type TypedProfileFact } from '../../records/profiles/facts.ts';
import { profileFactWords } from '../../records/profiles/words.ts';
import { type CurrencyContext, isCurrencyText, type TypedFact, typedCurrency } from '../../records/typed-facts.ts';
import { LANGUAGES } from '../../words/words.ts';

/** A column that is read: the file, the profile of its record, and facts; an amount and its currency may stand apart. */
export type Column = 'file' | 'profile' | 'amount' | 'currency' | Exclude<TypedFact, 'money'>;

/** Heads without spaces and in lower case. */
const HEADS: Readonly<Record<Exclude<Column, TypedProfileFact>, readonly string[]>> = {
  file: ['file', 'filename', '文件', '文件名', '文件名称'],
  profile: ['profile', '记录种类'],
  title: ['title', 'document', '标题', '名称', '文件标题', '题名'],
  kind: ['kind', 'type', '类型', '种类', '文件类型'],
  number: ['number', 'no', 'no.', 'documentnumber', '编号', '号码', '合同编号', '发票号码', '发票号'],
  parties: ['parties', 'party', '当事人', '当事方', '各方', '相关方'],
  date: ['date', 'documentdate', '日期', '文件日期', '签订日期', '开票日期'],
  amount: ['amount', 'money', 'total', '金额', '价税合计', '总金额'],
  currency: ['currency', '币种', '货币'],
  obtained: ['obtained', 'source', 'howobtained', '取得方式', '来源'],
  note: ['note', 'notes', 'remark', 'remarks', '备注'],
  operator: ['operator', '经办人'],
};

/** What else people call the facts of profiles, beside their names and the words for them. */
const ALSO: Readonly<Partial<Record<TypedProfileFact, readonly string[]>>> = {
  code: ['invoicecode', '发票代码'],
  seller: ['销方', '卖方', '销售方名称', '销方名称'],
  sellerId: ['sellertaxid', 'sellervatid', '销方税号', '销售方纳税人识别号'],
  buyer: ['购方', '买方', '购买方名称', '购方名称'],
  buyerId: ['buyertaxid', 'buyervatid', '购方税号', '购买方纳税人识别号'],
  net: ['netamount', '合计金额'],
  tax: ['vat', 'taxamount', '合计税额'],
  due: ['duedate', '到期日'],
  quantity: ['qty'],
  unit: ['单位'],
  reference: ['paymentreference', '附言', '摘要'],
};

const folded = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');

const ofProfiles = Object.keys(PROFILE_FORMS).map((key) => {
  const name = key as TypedProfileFact;
  const words = LANGUAGES.map((language) => profileFactWords(language)[name]);
  return [name, [name, ...words, ...(ALSO[name] ?? [])].map(folded)] as const;
});

const COLUMNS = new Map<string, Column>(
  [...(Object.entries(HEADS) as [Column, readonly string[]][]), ...ofProfiles].flatMap(([column, names]) =>
    names.map((name) => [name, column] as const),
  ),
);

/** What a head says. */
export interface Head {
  readonly column: Column;
  /** The currency behind the name of the amount. */
  readonly currency: CurrencyContext;
  /** What stands behind an amount that is in the currency of another column; empty where it says nothing for certain. */
  readonly unit: string;
}

/** What a column of this name states; undefined for what is no fact. */
export function columnOf(name: string): Head | undefined {
  const column = COLUMNS.get(folded(name));
  if (column !== undefined) return { column, currency: {}, unit: '' };
  const [, amount = '', unit = ''] = /^(.+)\((.+)\)$/.exec(folded(name)) ?? [];
  const within = COLUMNS.get(amount);
  if (within === 'amount') return amountHead(unit);
  if (within === undefined || formOf(within) !== 'amount' || !isCurrencyText(unit)) return undefined;
  return { column: within, currency: {}, unit: LOOSE_UNITS.includes(unit) ? '' : unit };
}

const formOf = (column: Column): FactForm | undefined =>
  Object.hasOwn(PROFILE_FORMS, column) ? PROFILE_FORMS[column as TypedProfileFact] : undefined;

function amountHead(unit: string): Head | undefined {
  const column = 'amount';
  try {
    if (unit === '¥') return { column, currency: { sign: unit }, unit: '' };
    const code = typedCurrency(unit);
    return { column, currency: LOOSE_UNITS.includes(unit) ? { unit: code } : { head: code }, unit: '' };
  } catch {
    return undefined; // a unit such as 万元: what its numbers mean is not guessed
  }
}
