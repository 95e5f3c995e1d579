/**
 * CSV as found in practice: UTF-8, UTF-16 or GB 18030 (written by Excel on Chinese Windows); commas, semicolons or
 * tabs.
 */
import { parse } from 'csv-parse/sync';
import { NotaryError } from '../../errors.ts';
import type { TableBounds, TableLine } from './cells.ts';

/** The rows, without empty ones. Throws `malformed` or `too-large`. */
export function readCsv(bytes: Uint8Array, bounds: TableBounds): readonly TableLine[] {
  const { text, delimiter, skipped } = headOf(decode(bytes));
  const rows = parseRows(text, delimiter, bounds.rows);
  if (rows.length > bounds.rows + 1) throw new NotaryError('too-large', `more than ${bounds.rows} rows`);
  if (rows.some((row) => row.length > bounds.columns))
    throw new NotaryError('too-large', `more than ${bounds.columns} columns`);
  return rows.map((cells, i) => ({ row: i + 1 + skipped, cells }));
}

function parseRows(text: string, delimiter: string, most: number): readonly (readonly string[])[] {
  try {
    return parse(text, {
      delimiter,
      // files edited by two programs have both kinds of line ends
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // a quote in the middle of a cell is literal
      relax_quotes: true,
      max_record_size: 1_000_000,
      to: most + 2,
    });
  } catch (cause) {
    throw new NotaryError('malformed', `not a CSV table: ${cause instanceof Error ? cause.message : ''}`, {}, cause);
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // not this delimiter
    }
  throw new NotaryError('malformed', 'not a text in UTF-8, UTF-16 or GB 18030');
}

/** The text without a leading `sep=;` line, which tells Excel the delimiter. */
function headOf(text: string): { text: string; delimiter: string; skipped: number } {
  const [line, told] = /^sep=(.)(?:\r\n|\n|\r)/i.exec(text) ?? [];
  if (line !== undefined && told !== undefined) return { text: text.slice(line.length), delimiter: told, skipped: 1 };
  return { text, delimiter: delimiterOf(text.slice(0, text.search(/[\r\n]|$/))), skipped: 0 };
}

function delimiterOf(head: string): string {
  const count = (char: string) => head.split(char).length;
  return [',', ';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best));
}
