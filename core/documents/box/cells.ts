/**
 * The sheet as a table: the same columns in PDF, XLSX and CSV. Names in a box are untrusted, and a spreadsheet runs a
 * cell that looks like a formula, so such cells are escaped.
 */
import type { BoxWords } from '../../words/box-types.ts';
import type { BoxRow, BoxSheet } from './types.ts';

/**
 * Matches text that a spreadsheet takes for a formula (old ones even after a space or quote, or in full width); tab, CR
 * and LF split cells.
 */
const FORMULA = /^[\s"']*[=+\-@＝＋－＠\t\r\n]/u;

/** Escapes a cell's text with a leading apostrophe, as people do by hand, so that no spreadsheet runs it. */
export function harmless(text: string): string {
  // a cell is one line, so that its text cannot start another cell or row
  const line = text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return FORMULA.test(text) ? `'${line}` : line;
}

/** One row's cells in the order of `words.columns`. */
export function rowCells(row: BoxRow, words: BoxWords): readonly string[] {
  const { proof } = row;
  return [
    String(row.number),
    words.states[row.state],
    row.file ?? '',
    row.certificate ?? '',
    row.sha256 ?? proof?.digest ?? '',
    row.size === null ? '' : String(row.size),
    proof?.provenTime ?? '',
    proof?.issuer ?? '',
    proof?.signers.join('; ') ?? '',
    proof?.number ?? '',
    words.remark(row),
  ].map(harmless);
}

/** The lines above the table: each a label and its values. */
export function headCells(
  { inputs, totals, boxDigest, trust }: BoxSheet,
  words: BoxWords,
): readonly (readonly string[])[] {
  return [
    [words.title],
    [words.inputs, ...inputs],
    [words.boxDigest, boxDigest],
    [words.files, String(totals.files)],
    [words.bytes, String(totals.bytes)],
    [words.certificates, String(totals.certificates)],
    [words.containers, String(totals.containers)],
    [words.unread, String(totals.unread)],
    ...words.stateCounts(totals.states).map(({ title, count }) => [title, String(count)]),
    ...(trust.length === 0 ? [[words.trust, words.noTrust]] : []),
    ...trust.map(({ name, fingerprint, compared }) => [words.trust, words.bundle({ name, compared }), fingerprint]),
    [words.pagesNotCompared],
  ].map((line) => line.map(harmless));
}
