/**
 * The first sheet of an XLSX workbook. The reader we use has no bounds of its own, so the archive is unpacked here within
 * them, what is not needed is left out, and the reader gets the rest packed anew.
 */
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { NotaryError } from '../../errors.ts';

interface Bounds {
  readonly rows: number;
  readonly columns: number;
}

const UNPACKED = 64 * 1024 * 1024;
const ENTRIES = 1000;

/** True for a ZIP archive, which every XLSX file is. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

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
  let entries = 0;
  let size = 0;
  // what fflate unpacks is as long as the archive declares, never longer
  const filter = (file: { name: string; originalSize: number }) => {
    if (!/\.(?:xml|rels)$/.test(file.name)) return false;
    size += file.originalSize;
    if (++entries > ENTRIES || size > UNPACKED) throw new NotaryError('too-large', 'the workbook unpacks to too much');
    return true;
  };
  try {
    const files = unzipSync(bytes, { filter });
    for (const [name, content] of Object.entries(files))
      if (name.startsWith('xl/worksheets/')) checkExtent(strFromU8(content, true), bounds);
    return files;
  } catch (cause) {
    if (cause instanceof NotaryError) throw cause;
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
