/**
 * What the columns of a pool tape mean: the list of assets that somebody keeps, one row for each. A column is recognised by its head,
 * or means what was chosen for that head before.
 */
import { NotaryError } from '../../errors.ts';
import { type Decoder, dictionary, oneOf } from '../../formats/decoder.ts';

/** Bounds of a tape: assets, columns, characters of a cell. */
export const TAPE_LIMITS = { bytes: 64 * 1024 * 1024, rows: 200_000, columns: 200, cell: 1000 } as const;

/**
 * What a column can say. A record is found by its `record` (id), `digest`, `certificate` number or `number`; `code` and `seller` tell
 * records of one number apart; `amount` and `currency` are compared with what the record states.
 */
export const TAPE_COLUMNS = [
  'record',
  'digest',
  'certificate',
  'number',
  'code',
  'seller',
  'amount',
  'currency',
] as const;
/** One of them. */
export type TapeColumn = (typeof TAPE_COLUMNS)[number];

/** Columns by any of which a record is found. */
export const FINDING: readonly TapeColumn[] = ['record', 'digest', 'certificate', 'number'];

/** What each head means, by the folded head; `none` for a column that is left alone. */
export type TapeMapping = Readonly<Record<string, TapeColumn | 'none'>>;

/** Reads a mapping that was stored or sent. Throws `malformed`. */
export const readMapping: Decoder<TapeMapping> = dictionary(oneOf(...TAPE_COLUMNS, 'none'), 2 * TAPE_LIMITS.columns);

/** Accepted heads, folded. */
const HEADS: Readonly<Record<TapeColumn, readonly string[]>> = {
  record: ['record', 'recordid', 'id', '记录', '记录编号', '存证编号'],
  digest: ['digest', 'sha256', 'hash', '哈希值', '文件哈希值'],
  certificate: [
    'certificate',
    'certificatenumber',
    'certificateno',
    'certificateno.',
    '证书编号',
    '证书号',
    '存证证书编号',
  ],
  number: [
    ...[
      'number',
      'no',
      'no.',
      'invoice',
      'invoicenumber',
      'invoiceno',
      'invoiceno.',
      'documentnumber',
      'contractnumber',
    ],
    ...['编号', '号码', '发票号码', '发票号', '数电票号码', '合同编号', '资产编号'],
  ],
  code: ['code', 'invoicecode', '发票代码'],
  seller: ['seller', 'sellerid', 'creditor', 'creditorid', '销售方', '销方', '债权人', '销售方税号', '销方识别号'],
  amount: ['amount', 'total', 'balance', 'outstanding', '金额', '价税合计', '应收账款金额', '应收账款余额', '余额'],
  currency: ['currency', '币种', '货币'],
};

const COLUMN_OF = new Map(TAPE_COLUMNS.flatMap((column) => HEADS[column].map((head) => [head, column] as const)));

/** A head without spaces, width and case, and without 元 in brackets: a unit that says otherwise, such as 万元, stays. */
export function foldedHead(head: string): string {
  return head
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '')
    .replace(/\(元\)$/, '');
}

/**
 * What the columns of a tape mean: for each head, in their order, what was chosen for it, else what it is known as; null for what is left
 * alone. A meaning that is known belongs to the first column that has it. Throws `bad-input` for a meaning that was chosen twice.
 */
export function columnsOf(heads: readonly string[], chosen: TapeMapping): readonly (TapeColumn | null)[] {
  const taken = new Set<TapeColumn>();
  const folded = heads.map(foldedHead);
  const found = folded.map((head): TapeColumn | 'none' | null => {
    const wanted = Object.hasOwn(chosen, head) ? (chosen[head] ?? null) : null;
    if (wanted === null || wanted === 'none') return wanted;
    if (taken.has(wanted))
      throw new NotaryError('bad-input', `two columns are chosen for ${wanted}`, {
        reason: 'column-twice',
        column: wanted,
      });
    taken.add(wanted);
    return wanted;
  });
  return found.map((column, i) => {
    if (column !== null) return column === 'none' ? null : column;
    const known = COLUMN_OF.get(folded[i] ?? '') ?? null;
    if (known === null || taken.has(known)) return null;
    taken.add(known);
    return known;
  });
}

/** The meanings of columns as a mapping that can be remembered. */
export function mappingOf(heads: readonly string[], columns: readonly (TapeColumn | null)[]): TapeMapping {
  const entries = heads.map((head, i) => [foldedHead(head), columns[i] ?? 'none'] as const);
  return Object.fromEntries(entries.filter(([head]) => head !== ''));
}
