/** Texts of a language for a case box and its sheet. */
import type { BoxRow, BoxState } from '../documents/box/types.ts';

/** Texts of a language for a sheet. */
export interface BoxWords {
  readonly title: string;
  readonly states: Readonly<Record<BoxState, string>>;
  /** What a state means and what to do, in one sentence. */
  readonly meanings: Readonly<Record<BoxState, string>>;
  /** Names of the columns, in the order of `rowCells`. */
  readonly columns: readonly string[];
  /** Names of the two sheets of a workbook. */
  readonly sheets: { readonly rows: string; readonly box: string };
  readonly inputs: string;
  readonly boxDigest: string;
  readonly boxDigestNote: string;
  readonly files: string;
  readonly bytes: string;
  readonly certificates: string;
  readonly containers: string;
  readonly unread: string;
  readonly trust: string;
  readonly noTrust: string;
  bundle(p: { readonly name: string; readonly compared: boolean }): string;
  readonly pagesNotCompared: string;
  /** The remark of a row: what replaces it, or why it could not be read. Empty when there is none. */
  remark(row: BoxRow): string;
  /** Every state in the order of the totals. */
  stateCounts(
    states: Readonly<Record<BoxState, number>>,
  ): readonly { readonly title: string; readonly count: number }[];
}
