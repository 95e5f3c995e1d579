/**
 * The first sheet of an XLSX workbook. The reader we use has no bounds of its own, so the archive is unpacked here within
 * them, what is not needed is left out, and the reader gets the rest packed anew.
 */
import { zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { errorCode, NotaryError } from '../../errors.ts';
import { readDirectory } from '../../zip/directory.ts';
import { memorySource } from '../../zip/source.ts';
import { unpackEntry } from '../../zip/unpack.ts';
import { nodeInflater } from '../inflate.ts';

interface Bounds {
  readonly rows: number;
  readonly columns: number;
}

const UNPACKED = 64 * 1024 * 1024;
/** Entries of the archive, and those that are read. */
const [ENTRIES, READ] = [10_000, 1000] as const;

/** The cells of each row as text: numbers without rounding noise, days as `YYYY-MM-DD`. Throws `malformed` or `too-large`. */
export async function readXlsx(bytes: Uint8Array, bounds: Bounds): Promise<readonly (readonly string[])[]> {
  const packed = Buffer.from(zipSync(unpack(bytes, bounds), { level: 0 }));
  try {
    const rows = await readSheet<NumberCell>(packed, { trim: false, parseNumber: (text) => new NumberCell(text) });
    return rows.map((row) => row.map(cellText));
  } catch (cause) {
    throw new NotaryError(
      'malformed',
      `not an XLSX workbook: ${cause instanceof Error ? cause.message : ''}`,
      {},
      cause,
    );
  }
}

function unpack(bytes: Uint8Array, bounds: Bounds): Record<string, Uint8Array> {
  const source = memorySource(bytes);
  try {
    const needed = readDirectory(source, ENTRIES).filter(({ name }) => /\.(?:xml|rels)$/.test(name));
    if (needed.length > READ || needed.reduce((sum, { size }) => sum + size, 0) > UNPACKED)
      throw new NotaryError('too-large', 'the workbook unpacks to too much');
    const files = needed.map((entry) => [entry.name, unpackEntry(source, entry, nodeInflater)] as const);
    for (const [name, content] of files)
      if (name.startsWith('xl/worksheets/')) checkExtent(Buffer.from(content).toString('latin1'), bounds);
    return Object.fromEntries(files);
  } catch (cause) {
    if (errorCode(cause) === 'too-large') throw cause;
    throw new NotaryError('malformed', 'not a ZIP archive that can be unpacked', {}, cause);
  }
}

/** One cell far out makes a reader build every empty cell before it. */
function checkExtent(sheet: string, bounds: Bounds): void {
  for (const [, letters = '', row] of sheet.matchAll(/\br\s*=\s*["']([A-Za-z]{0,9})(\d{1,9})["']/g)) {
    const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    if (Number(row) > bounds.rows + 1 || column > bounds.columns)
      throw new NotaryError('too-large', `more than ${bounds.rows} rows or ${bounds.columns} columns`);
  }
}

/** A number as the file writes it; a class of its own, because a text may look the same and must stay as it is. */
class NumberCell {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell instanceof NumberCell ? plainNumber(cell.text) : String(cell);
}

/** A binary fraction as files keep it, 0.30000000000000004, means the 15 digits that people see. */
function plainNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  const number = Number(Number(text).toPrecision(15));
  const plain = String(number);
  return plain.includes('e') ? number.toFixed(6).replace(/\.?0+$/, '') : plain;
}
