/** Matches rows of a table to files. Nothing is guessed: a name that several files share needs a folder. */
import { NotaryError } from '../../errors.ts';
import { faultOf } from '../system/fault.ts';
import { type FactTable, fileTwice, type RowError, type TableRow } from './table.ts';

/** A file that a table may describe. */
export interface NamedFile {
  /** The caller's key for it. */
  readonly key: string;
  /** File name as stated in records. */
  readonly name: string;
  /** Its path; null when not known. */
  readonly path: string | null;
}

/** The result of matching a table. */
export interface TableMatch {
  readonly rows: readonly { readonly key: string; readonly row: TableRow }[];
  /** Names (with folders) of rows that match none of the files. */
  readonly unmatched: readonly string[];
  /** Rows that could not be read, and rows that match several files. */
  readonly errors: readonly RowError[];
}

/** Finds the file of each row: of those with its name the one whose folder it names, or the only one. */
export function matchTable(table: Pick<FactTable, 'rows' | 'errors'>, files: readonly NamedFile[]): TableMatch {
  const byName = new Map<string, NamedFile[]>();
  for (const file of files) {
    const same = byName.get(file.name);
    if (same) same.push(file);
    else byName.set(file.name, [file]);
  }
  const rows: { key: string; row: TableRow }[] = [];
  const unmatched: string[] = [];
  const errors = [...table.errors];
  for (const row of table.rows) {
    const meant = (byName.get(row.file) ?? []).filter((file) => liesIn(row.folder, file));
    const [one, ...others] = meant;
    if (!one) unmatched.push(row.folder + row.file);
    else if (others.length === 0) rows.push({ key: one.key, row });
    else errors.push({ row: row.row, error: faultOf(severalFiles(row)) });
  }
  const twice = rowsOfOneFile(rows);
  const refused = new Set(twice.map(({ row }) => row));
  errors.push(...twice);
  return {
    rows: rows.filter(({ row }) => !refused.has(row.row)),
    unmatched,
    errors: errors.sort((a, b) => a.row - b.row),
  };
}

/** Several rows that match one file, with or without its folder: the clerk must decide which is meant. */
function rowsOfOneFile(rows: TableMatch['rows']): readonly RowError[] {
  const byKey = new Map<string, TableRow[]>();
  for (const { key, row } of rows) byKey.set(key, [...(byKey.get(key) ?? []), row]);
  return [...byKey.values()].filter((same) => same.length > 1).flatMap(fileTwice);
}

function liesIn(folder: string, { path }: NamedFile): boolean {
  if (folder === '') return true;
  const parts = (path ?? '').normalize('NFC').split(/[\\/]/);
  return `/${parts.slice(0, -1).join('/')}/`.endsWith(`/${folder}`);
}

function severalFiles({ row, file }: TableRow): NotaryError {
  return new NotaryError('bad-input', `row ${row}: several files are called ${file}`, {
    reason: 'several-files',
    file,
    row,
  });
}
