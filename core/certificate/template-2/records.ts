/** The rows of a record on a page of template 2, by its kind. A kind that is not here takes a new template number. */
import type { Statement } from '../statement.ts';
import { noRowsFor } from '../template.ts';
import { DOCUMENT, type RecordRows } from './document.ts';
import { DOSSIER_ROWS } from './dossier.ts';
import { PROFILE_ROWS } from './profiles.ts';

export type { RecordRows } from './document.ts';

/** By the key of the record's kind. */
export type RecordRowsTable = Readonly<Record<string, RecordRows>>;

/** The kinds that this template has rows for. */
export const RECORD_ROWS: RecordRowsTable = { document: DOCUMENT, ...PROFILE_ROWS, dossier: DOSSIER_ROWS };

/** The rows for the record of this statement. Throws `newer-version` for a kind that the table has none for. */
export function recordRows(statement: Statement, table: RecordRowsTable): RecordRows {
  const { key } = statement.kind;
  const rows = Object.hasOwn(table, key) ? table[key] : undefined;
  return rows ?? noRowsFor(`records of the kind ${key}`, statement);
}
