/**
 * CSV as found in practice: UTF-8, UTF-16 or GB 18030 (written by Excel on Chinese Windows); commas, semicolons or
 * tabs.
 */
import { parse } from 'csv-parse/sync';
import { NotaryError } from '../../errors.ts';
import type { TableBounds, TableCell, TableLine } from './cells.ts';
import { withoutOpenQuotes } from './csv-quotes.ts';

/** The rows, without empty ones. Throws `malformed`, `too-large` or `bad-input` (another encoding). */
export function readCsv(bytes: Uint8Array, bounds: TableBounds): readonly TableLine[] {
  const { text, delimiter, skipped } = headOf(decode(bytes));
  const closed = withoutOpenQuotes(text, delimiter);
  const rows = parseRows(closed.text, delimiter, bounds.rows);
  if (rows.length > bounds.rows + 1) throw new NotaryError('too-large', `more than ${bounds.rows} rows`);
  if (rows.some((row) => row.length > bounds.columns))
    throw new NotaryError('too-large', `more than ${bounds.columns} columns`);
  const refused = new Array<TableCell>(bounds.columns).fill({ trouble: 'open-quote' });
  return rows.map((cells, i) => ({
    row: i + 1 + skipped,
    cells: closed.open.has(i) ? refused : cells.map(withoutMarks),
  }));
}

/** What marks a number as text for Excel, and is no part of it: `="00000042"`, `'0042`. */
function withoutMarks(cell: string): string {
  return /^\s*="([^"]*)"\s*$/.exec(cell)?.[1] ?? cell.replace(/^(\s*)'(?=[^\p{L}']+$)/u, '$1');
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
  if (isWide(bytes)) throw otherEncoding();
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // not this encoding
    }
  throw new NotaryError('malformed', 'not a text in UTF-8, UTF-16 or GB 18030');
}

/** The error for a text in an encoding that is not read. */
export function otherEncoding(): NotaryError {
  return new NotaryError('bad-input', 'neither UTF-8 nor GB 18030, nor UTF-16 that says so', {
    reason: 'text-encoding',
  });
}

/** True for a text that begins with the mark of UTF-16. */
function hasMark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** True for a text whose encoding nothing tells: neither a mark nor UTF-8. */
export function isGuessed(bytes: Uint8Array): boolean {
  if (hasMark(bytes)) return false;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) === null;
  } catch {
    return true;
  }
}

/** Where a text in UTF-16 shows itself. */
const HEAD = 4096;

/** UTF-16 without the mark that says so: zeros at every other place of its digits and delimiters, at no other. */
function isWide(bytes: Uint8Array): boolean {
  const zeros = [0, 0];
  bytes.subarray(0, HEAD).forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [few, many] = [Math.min(...zeros), Math.max(...zeros)];
  return !hasMark(bytes) && few === 0 && many > 1 && many * 50 > Math.min(bytes.length, HEAD);
}

/** The text without a leading `sep=;` line, which tells Excel the delimiter. */
function headOf(text: string): { text: string; delimiter: string; skipped: number } {
  const [line, told] = /^"?sep=(.)"?(?:\r\n|\n|\r)/i.exec(text) ?? [];
  if (line !== undefined && told !== undefined) return { text: text.slice(line.length), delimiter: told, skipped: 1 };
  return { text, delimiter: delimiterOf(text.slice(0, text.search(/[\r\n]|$/))), skipped: 0 };
}

function delimiterOf(head: string): string {
  const count = (char: string) => head.split(char).length;
  return [',', ';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best));
}
