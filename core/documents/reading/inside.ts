/** What is told of the invoices in an archive. */
import { type Decoder, integer, list, object, text } from '../../formats/decoder.ts';

/** Invoices, and files of one invoice, that are named. */
export const MOST_NAMED = 50;

/** What is known of the invoices in an archive. */
export interface InvoicesInside {
  /** For each invoice the files that say it, by their paths in the archive; those of a file with several have a number. */
  readonly invoices: readonly (readonly string[])[];
  /** Files that are invoices and cannot be read. */
  readonly unread: readonly string[];
  /** Other files, and invoices beyond those that are named. */
  readonly others: number;
}

/** UTF-16 units of a path: 100 characters, which may take two each, the sign that it goes on, and a number. */
const PATH = 220;
const paths = list(text(PATH), MOST_NAMED);

/** Reads it as it comes from another process. Throws `malformed`. */
export const readInvoicesInside: Decoder<InvoicesInside> = object<InvoicesInside>({
  invoices: list(paths, MOST_NAMED),
  unread: paths,
  others: integer(0, 1_000_000),
});

/**
 * The same on one line, for a warning: invoices one after the other, `=` between files that say the same one, `?` before a file
 * that cannot be read, and how many files are none.
 */
export function shownInvoices({ invoices, unread, others }: InvoicesInside): string {
  const parts = [...invoices.map((files) => files.join(' = ')), ...unread.map((file) => `? ${file}`)];
  return [...parts, ...(others > 0 ? [`+${others}`] : [])].join('; ').slice(0, 5000);
}
