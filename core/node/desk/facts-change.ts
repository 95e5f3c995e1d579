/** Changes facts of many records at once. A record that cannot be changed does not stop the others. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NotaryError } from '../../errors.ts';
import { MAX_BATCH, type Notary } from '../../notary.ts';
import type { RecordStore } from '../../ports.ts';
import { DOCUMENT, kindOfKey, type RecordKind } from '../../records/index.ts';
import { placed } from '../../records/placing.ts';
import { statedText } from '../../records/record.ts';
import { agreedEdits } from '../../records/suggestions.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import { matchTable, type TableMatch } from '../table/match.ts';
import type { FactTable, RowError, TableRow } from '../table/table.ts';
import type { TableResult, TakenFacts } from './types.ts';
import type { DeskView } from './view.ts';

/** Each change is a transaction; after this many the event loop gets a turn. */
const TURN = 50;

/** Calls `change` for every id and counts the successes. Throws the first error when there are none. */
export async function changeEach(ids: readonly string[], change: (id: string) => void): Promise<number> {
  let changed = 0;
  let refusal: NotaryError | null = null;
  for (const [i, id] of ids.entries()) {
    if (i % TURN === TURN - 1) await nextTurn();
    try {
      change(id);
      changed += 1;
    } catch (error) {
      if (!(error instanceof NotaryError) || !['wrong-state', 'not-found'].includes(error.code)) throw error;
      refusal ??= error;
    }
  }
  if (changed === 0 && refusal) throw refusal;
  return changed;
}

/**
 * Takes what is suggested for records into their empty facts, where all places agree. Returns the records that changed; one that
 * waits no more, or is not there, is left out.
 */
export async function takeSuggestions(
  ids: readonly string[],
  { view, notary }: { readonly view: Pick<DeskView, 'record'>; readonly notary: Pick<Notary, 'edit'> },
): Promise<readonly TakenFacts[]> {
  const taken: TakenFacts[] = [];
  const take = (id: string) => {
    const { facts, suggestions } = view.record(id);
    const edits = agreedEdits(facts, suggestions);
    if (Object.keys(edits).length === 0) return;
    notary.edit(id, edits);
    taken.push({ id, facts: edits });
  };
  await changeEach(ids, take);
  return taken;
}

/** Rows that are shown before a table is taken over. */
const SHOWN = 50;

/** What a table is applied with. */
interface Application {
  readonly notary: Pick<Notary, 'edit' | 'edited'>;
  /** Only says what would come of it. */
  readonly preview: boolean;
  /** The currency that the table was read with. */
  readonly currency: string | null;
  readonly kinds: readonly RecordKind[] | undefined;
}

/** Gives the facts of a table to the records of its files that are not sealed yet; a preview says what would be. */
export async function applyTable(
  table: FactTable,
  store: Pick<RecordStore, 'waiting'>,
  { notary, preview, currency, kinds }: Application,
): Promise<TableResult> {
  const waiting = store.waiting(false, MAX_BATCH);
  const kindOf = new Map(waiting.map(({ id, kind }) => [id, kind]));
  const files = waiting.map((record) => ({
    key: record.id,
    name: statedText(record, 'fileName') ?? '',
    path: record.path,
  }));
  const { rows: found, unmatched, errors: refused } = matchTable(table, files);
  const { rows, errors } = placedRows(found, (key, { profile }) => profile ?? kindOf.get(key), kinds);
  errors.push(...refused);
  let matched = 0;
  for (const { key, row } of rows)
    try {
      if (preview) notary.edited(key, row.facts, row);
      matched += preview ? 1 : await changeEach([key], (id) => void notary.edit(id, row.facts, row));
    } catch (error) {
      errors.push({ row: row.row, error: inRow(faultOf(error), row.row) });
    }
  const shown = rows
    .slice(0, SHOWN)
    .map(({ row: { row, file, folder, profile = null, facts } }) => ({ row, file: folder + file, profile, facts }));
  const bare = rows.filter(({ row }) => row.bare).length;
  errors.sort((a, b) => a.row - b.row);
  return { matched, unmatched, errors, unused: table.unused, bare, currency, rows: shown };
}

/**
 * Rows with the facts that the kinds of their records have a place for, and an error for each of the others. `kindOf` gives
 * the key of a record's kind.
 */
export function placedRows(
  rows: TableMatch['rows'],
  kindOf: (key: string, row: TableRow) => string | undefined,
  kinds?: readonly RecordKind[],
): { readonly rows: TableMatch['rows']; readonly errors: RowError[] } {
  const errors: RowError[] = [];
  const placedRow = (key: string, row: TableRow): TableRow => {
    const kind = kindOfKey(kindOf(key, row) ?? DOCUMENT.key, kinds);
    if (kind === null) return row;
    const { facts, unplaced } = placed(kind, row.facts);
    for (const fact of unplaced) {
      const details = { reason: 'not-of-profile', fact, row: row.row };
      errors.push({ row: row.row, error: faultOf(new NotaryError('bad-input', `no place for ${fact}`, details)) });
    }
    return { ...row, facts };
  };
  return { rows: rows.map(({ key, row }) => ({ key, row: placedRow(key, row) })), errors };
}

const inRow = (fault: Fault, row: number): Fault => ({ ...fault, details: { ...fault.details, row } });
