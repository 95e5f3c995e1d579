/** Answers of a desk about its case box: types only, because `electron/api.ts` passes them to the window. */
import type { BoxProgress, BoxRow, BoxSheet } from '../../documents/box/types.ts';
import type { Report } from '../../verification/report.ts';
import type { Fault } from '../system/fault.ts';

/** The case box of this desk; there is one at a time. `sources` are the given paths. */
export type BoxStatus =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly sources: readonly string[]; readonly progress: BoxProgress }
  /** Cancelled, or ended with the program: what was read is kept, and the check can resume from there. */
  | { readonly state: 'cut-off'; readonly sources: readonly string[] }
  | {
      readonly state: 'done';
      readonly sources: readonly string[];
      readonly sheet: BoxSheet;
      /** When it was checked, RFC 3339. */
      readonly time: string;
    }
  | { readonly state: 'failed'; readonly sources: readonly string[]; readonly error: Fault };

/** A row with all its details. */
export interface BoxDetail extends BoxRow {
  /**
   * Made again from the files; null for a file without a certificate, for one inside a mail, and for one that is gone.
   */
  readonly report: Report | null;
}

/** Formats in which a sheet is written; `sha256` is the list of digests that the box digest covers. */
export type BoxFormat = 'pdf' | 'xlsx' | 'csv' | 'sha256';
