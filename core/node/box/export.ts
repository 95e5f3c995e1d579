/** The sheet of a box as a file: PDF, XLSX, CSV, or the list of digests that the box digest covers. */
import { extname } from 'node:path';
import { headCells, rowCells } from '../../documents/box/cells.ts';
import { csvSheet } from '../../documents/box/csv.ts';
import { boxWordsFor } from '../../words/box.ts';
import type { BoxWords } from '../../words/box-types.ts';
import type { Language } from '../../words/words.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { workbookOf } from '../table/workbook.ts';
import type { CheckedBox } from './types.ts';

/** Formats of a sheet; `sha256` is the list of digests. */
export const SHEET_FORMATS = ['pdf', 'xlsx', 'csv', 'sha256'] as const;
/** One of the formats. */
export type SheetFormat = (typeof SHEET_FORMATS)[number];

/** The format by a file's extension; null for others. */
export function sheetFormat(path: string): SheetFormat | null {
  const end = extname(path).slice(1).toLowerCase();
  return SHEET_FORMATS.find((format) => format === end) ?? null;
}

/** Writes the sheet atomically; the PDF is in both languages. Throws `write-failed`. */
export async function writeSheet(
  box: CheckedBox,
  format: SheetFormat,
  path: string,
  language: Language,
  version = '',
): Promise<void> {
  const words = boxWordsFor(language);
  if (format === 'csv') writeAtomic(path, joined(csvSheet(box.sheet, box.rows(), words)));
  else if (format === 'sha256') writeAtomic(path, joined(box.lines()));
  else writeAtomic(path, format === 'xlsx' ? await xlsxOf(box, words) : await pdfOf(box, version));
}

const PIECES = 64 * 1024;

/** Text in pieces, so that memory does not depend on its length. */
function* joined(pieces: Iterable<string>): Generator<Buffer> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECES) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

const WIDTHS = [7, 18, 60, 60, 20, 14, 26, 30, 40, 18, 40] as const;

function xlsxOf(box: CheckedBox, words: BoxWords): Promise<Uint8Array> {
  const rows = function* () {
    for (const row of box.rows()) yield rowCells(row, words);
  };
  return workbookOf([
    { name: words.sheets.rows, head: words.columns, rows: rows(), widths: WIDTHS },
    { name: words.sheets.box, head: null, rows: headCells(box.sheet, words), widths: [34, 70, 70] },
  ]);
}

async function pdfOf(box: CheckedBox, version: string): Promise<Uint8Array> {
  // loaded on first use: the PDF library takes longer to load than everything else
  const { makeBoxPdf } = await import('../../certificate/index.ts');
  const { certificateFonts } = await import('../certificates/fonts.ts');
  const producer = `Notary Desk ${version}`.trim();
  return makeBoxPdf(box.sheet, box.rows(), certificateFonts(), producer, nodeCrypto);
}
