/** CSV as people have it: UTF-8, UTF-16 or GB 18030 (what Excel writes on a Chinese Windows); commas, semicolons or tabs. */
import { parse } from 'csv-parse/sync';
import { NotaryError } from '../../errors.ts';

interface Bounds {
  readonly rows: number;
  readonly columns: number;
}

/** The cells of each row. Throws `malformed` or `too-large`. */
export function readCsv(bytes: Uint8Array, bounds: Bounds): readonly (readonly string[])[] {
  const text = decode(bytes);
  const delimiter = delimiterOf(text.slice(0, text.search(/[\r\n]|$/)));
  let rows: string[][];
  try {
    rows = parse(text, { delimiter, relax_column_count: true, max_record_size: 1_000_000, to: bounds.rows + 2 });
  } catch (cause) {
    throw new NotaryError('malformed', `not a CSV table: ${cause instanceof Error ? cause.message : ''}`, {}, cause);
  }
  if (rows.length > bounds.rows + 1) throw new NotaryError('too-large', `more than ${bounds.rows} rows`);
  if (rows.some((row) => row.length > bounds.columns))
    throw new NotaryError('too-large', `more than ${bounds.columns} columns`);
  return rows;
}

function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  for (const encoding of utf16 ? ['utf-16le'] : ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // not this one
    }
  throw new NotaryError('malformed', 'not a text in UTF-8, UTF-16 or GB 18030');
}

function delimiterOf(head: string): string {
  const count = (char: string) => head.split(char).length;
  return [',', ';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best));
}
