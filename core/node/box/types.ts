/** Requests to a box and its answers: types only and nothing of Node, because `electron/api.ts` passes them on. */
import type { BoxPage, BoxProgress, BoxQuery, BoxRow, BoxSheet } from '../../documents/box/types.ts';
import type { OwnRecords } from '../../documents/doctor/lineage.ts';
import type { AcceptedBundle } from '../../formats/trust.ts';
import type { KnownLogs } from '../../verification/forks.ts';

/** How a box is checked. */
export interface CheckBoxOptions {
  readonly trust: readonly AcceptedBundle[];
  readonly acceptDemo?: boolean;
  /** Looks up the desk's own record of a document, and the record that supersedes another. */
  readonly records?: BoxRecords;
  /** What is known of logs, to notice a certificate that contradicts it. */
  readonly known?: KnownLogs;
  /** At most four times a second. */
  readonly onProgress?: (progress: BoxProgress) => void;
  /** Stops it with `cancelled`; what was read is kept, and the same call resumes from there. */
  readonly signal?: AbortSignal;
  /** Folder for work files, readable only by the user. By default in the user's cache. */
  readonly workFolder?: string;
  /** Ignores earlier results and reads everything again. */
  readonly fresh?: boolean;
  /** Number of threads; by default one per processor, at most eight. */
  readonly threads?: number;
}

/** The desk's own records, if there is a desk. */
export interface BoxRecords extends Pick<OwnRecords, 'replacedBy'> {
  recordOf(sha256: string): { readonly id: string } | null;
}

/** A checked box. Its rows are in a work file and are read on demand. */
export interface CheckedBox {
  readonly sheet: BoxSheet;
  page(query: BoxQuery): BoxPage;
  /** Every row in the order of the sheet. */
  rows(): IterableIterator<BoxRow>;
  /** Every file that was hashed as `<hex>  <path>\n`, in the order of the box digest, which is the SHA-256 of these lines. */
  lines(): IterableIterator<string>;
  /**
   * The file on this machine for a path of the sheet (for contents of an archive or a mail: the outermost file); null
   * when unknown.
   */
  locate(path: string): string | null;
  /** Closes the work file and deletes it. */
  close(): void;
}

/** Checks files, folders, archives and mails. Throws `cancelled`; a problem with a file is reported in its row. */
export type CheckBox = (paths: readonly string[], options: CheckBoxOptions) => Promise<CheckedBox>;
