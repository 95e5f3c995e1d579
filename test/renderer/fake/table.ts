import type { ApiError, RecordRow, TableResult } from '../../../electron/api.ts';

const wrong = (row: number, fact: string, reason: string): { row: number; error: ApiError } => ({
  row,
  error: { code: 'bad-input', message: '', details: { fact, reason, row } },
});

/** A table of three rows: amounts without a currency, a wrong day, files that are not there, columns that are no facts. */
export function tableResult(records: readonly RecordRow[], currency: string | null): TableResult {
  return {
    matched: 3,
    unmatched: ['缺失.pdf', 'not-here.pdf'],
    unused: ['部门', '归档号'],
    bare: currency === null ? 0 : 2,
    currency,
    rows: records.slice(0, 3).map(({ facts: { fileName, title, number, money } }, i) => ({
      row: i + 2,
      profile: null,
      file: fileName ?? '',
      facts: { title, number, ...(currency === null ? {} : { money }) },
    })),
    errors: [
      ...(currency === null ? [wrong(2, 'money', 'no-currency'), wrong(3, 'money', 'no-currency')] : []),
      wrong(7, 'date', 'not-a-date'),
    ],
  };
}
