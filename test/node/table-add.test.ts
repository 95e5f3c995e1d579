/** Tables that were read wrong once, as a person gives them: `add docs --facts TABLE`. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../core/node/cli/exit-codes.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const VECTORS = join(import.meta.dirname, '../vectors/feedback');
const home = join(scratch('table-add-'), 'home');

beforeAll(async () => {
  expect((await notary(['init', '--holder', 'Example', '--home', home])).code).toBe(EXIT.ok);
});

interface Added {
  readonly records: readonly { readonly id: string; readonly path: string }[];
  readonly errors: readonly { readonly details: { readonly reason?: string; readonly row?: number } }[];
}
type Facts = Readonly<Record<string, unknown>>;

/** What each document has as facts once it was taken in, by its path below `docs`, and what was refused. */
async function add(folder: string, table: string, name: string) {
  const docs = join(VECTORS, folder, 'docs');
  const args = ['add', docs, '--facts', join(VECTORS, folder, table), '--again', '--home', home];
  const { code, json } = await notaryJson<Added>(args);
  const rows = await Promise.all(
    json.records.map(async ({ id, path }) => {
      const { facts } = (await notaryJson<{ facts: Facts }>(['show', id, '--home', home])).json;
      return [path.slice(docs.length + 1).replaceAll('\\', '/'), facts[name] ?? null] as const;
    }),
  );
  return {
    code,
    facts: Object.fromEntries(rows),
    refused: json.errors.map(({ details }) => [details.row, details.reason]),
  };
}

describe('a table of facts', () => {
  it.each([
    ['table-long-number', 'numeric-18-digits.xlsx', 'number', { '发票.txt': null }, [[2, 'long-number']]],
    ['table-long-number', 'saved-by-excel-2.csv', 'number', { '发票.txt': null }, [[2, 'long-number']]],
    ['table-shown-value', 'leading-zeros.xlsx', 'number', { 'a.txt': '00000042' }, []],
    ['table-shown-value', 'ten-thousands.xlsx', 'money', { 'a.txt': null }, [[2, 'not-as-shown']]],
    ['table-shown-value', 'hidden-first-sheet.xlsx', 'number', { 'a.txt': 'NEW' }, []],
    [
      'table-same-name',
      'two-folders.csv',
      'number',
      { 'E.txt': null, 'x/扫描件.txt': 'A-1', 'y/扫描件.txt': 'A-2' },
      [],
    ],
    [
      'table-same-name',
      'one-file-twice.csv',
      'number',
      { 'E.txt': null, 'x/扫描件.txt': null, 'y/扫描件.txt': null },
      [
        [2, 'file-twice'],
        [3, 'file-twice'],
      ],
    ],
    ['table-lines', 'crlf-then-lf.csv', 'number', { 'A.txt': 'HT-1', 'B.txt': 'HT-2', 'C.txt': 'HT-3' }, []],
    ['table-lines', 'stray-quote.csv', 'number', { 'A.txt': 'HT-1', 'B.txt': 'HT-2', 'C.txt': null }, []],
    ['table-lines', 'sep-line.csv', 'number', { 'A.txt': 'HT-1', 'B.txt': null, 'C.txt': null }, []],
    ['table-lines', 'tax-bureau-date.csv', 'date', { 'A.txt': '2026-01-02', 'B.txt': null, 'C.txt': null }, []],
  ] as const)('%s/%s', async (folder, table, name, facts, refused) => {
    expect(await add(folder, table, name)).toEqual({
      code: refused.length === 0 ? EXIT.ok : EXIT.other,
      facts,
      refused,
    });
  });

  it('that would hang its reader is refused, and nothing is taken in', async () => {
    const docs = join(VECTORS, 'table-shown-value/docs');
    const { code, err, out } = await notary(['add', docs, '--facts', join(VECTORS, 'hang.xlsx'), '--home', home]);
    expect([code, out]).toEqual([EXIT.other, '']);
    expect(err).toContain('does not match its format');
  });
});
