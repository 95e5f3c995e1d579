/** Changes facts of many records at once. A record that cannot be changed does not stop the others. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NotaryError } from '../../errors.ts';
import { MAX_BATCH, type Notary } from '../../notary.ts';
import type { RecordStore } from '../../ports.ts';
import { statedText } from '../../records/record.ts';
import { agreedEdits } from '../../records/suggestions.ts';
import { faultOf } from '../system/fault.ts';
import { matchTable } from '../table/match.ts';
import type { FactTable } from '../table/table.ts';
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

/**
 * Gives the facts of a table to the records of its files that are not sealed yet; without a notary, says what would be. `currency` is the
 * one that the table was read with.
 */
export async function applyTable(
  table: FactTable,
  store: Pick<RecordStore, 'waiting'>,
  { notary, currency }: { readonly notary: Pick<Notary, 'edit'> | null; readonly currency: string | null },
): Promise<TableResult> {
  const files = store
    .waiting(false, MAX_BATCH)
    .map((record) => ({ key: record.id, name: statedText(record, 'fileName') ?? '', path: record.path }));
  const { rows, unmatched, errors: found } = matchTable(table, files);
  const errors = [...found];
  let matched = 0;
  for (const { key, row } of rows)
    try {
      matched += notary === null ? 1 : await changeEach([key], (id) => void notary.edit(id, row.facts));
    } catch (error) {
      errors.push({ row: row.row, error: faultOf(error) });
    }
  const shown = rows
    .slice(0, SHOWN)
    .map(({ row: { row, file, folder, facts } }) => ({ row, file: folder + file, facts }));
  const bare = rows.filter(({ row }) => row.bare).length;
  return { matched, unmatched, errors, unused: table.unused, bare, currency, rows: shown };
}
