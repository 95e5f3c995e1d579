/** What a box is asked and answers: types only, without anything of Node, because `electron/api.ts` hands them on. */
import type { BoxPage, BoxProgress, BoxQuery, BoxRow, BoxSheet } from '../../documents/box/types.ts';
import type { OwnRecords } from '../../documents/doctor/lineage.ts';
import type { AcceptedBundle } from '../../formats/trust.ts';

export interface CheckBoxOptions {
  readonly trust: readonly AcceptedBundle[];
  readonly acceptDemo?: boolean;
  /** The desk's own record of a document, and of what supersedes a record. */
  readonly records?: BoxRecords;
  /** At most four times a second. */
  readonly onProgress?: (progress: BoxProgress) => void;
  /** Stops it with `cancelled`; what was read is kept, and the same call later goes on from there. */
  readonly signal?: AbortSignal;
  /** Where work files lie: a folder that only the user can read. By default one of the user's cache. */
  readonly workFolder?: string;
  /** Reads everything anew. */
  readonly fresh?: boolean;
  /** By default as many as there are processors, at most eight. */
  readonly threads?: number;
}

/** What a desk knows by itself. */
export interface BoxRecords extends Pick<OwnRecords, 'replacedBy'> {
  recordOf(sha256: string): { readonly id: string } | null;
}

/** A box that was checked. Its rows lie in a work file and are read as they are asked for. */
export interface CheckedBox {
  readonly sheet: BoxSheet;
  page(query: BoxQuery): BoxPage;
  /** Every row in the order of the sheet. */
  rows(): IterableIterator<BoxRow>;
  /** Every file that was hashed as `<hex>  <path>\n`, in the order of the box digest, which is the SHA-256 of these lines. */
  lines(): IterableIterator<string>;
  /** The file on this machine behind a path of the sheet (for what lies in an archive or a mail: that archive); null when unknown. */
  locate(path: string): string | null;
  /** Lets the work file go and removes it. */
  close(): void;
}

/** Checks files, folders, archives and mails. Throws `cancelled`; what is wrong with a file is in its row. */
export type CheckBox = (paths: readonly string[], options: CheckBoxOptions) => Promise<CheckedBox>;
