/** Changes of facts for many records at once. What cannot be changed for one record does not stop the others. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NotaryError } from '../../errors.ts';
import { MAX_BATCH, type Notary } from '../../notary.ts';
import type { FactEdits, RecordStore, StoredRecord } from '../../ports.ts';
import { faultOf } from '../fault.ts';
import { type FactTable, readTable } from '../table.ts';
import type { TableResult } from './types.ts';

/** Each change is a transaction; after so many, others get a turn. */
const TURN = 50;

/** Does `change` for every id and counts where it worked. Throws the first refusal when it worked nowhere. */
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

/** Gives the facts of a table file to the records of those file names that are not sealed yet. */
export async function applyTable(
  path: string,
  store: Pick<RecordStore, 'waiting'>,
  notary: Pick<Notary, 'edit'>,
): Promise<TableResult> {
  const table = await readTable(path);
  const byName = new Map<string, string[]>();
  for (const record of store.waiting(false, MAX_BATCH)) {
    const name = fileNameOf(record);
    byName.set(name, [...(byName.get(name) ?? []), record.id]);
  }
  const errors = [...table.errors];
  const unmatched: string[] = [];
  let matched = 0;
  for (const { row, file, facts } of table.rows) {
    const ids = byName.get(file) ?? [];
    if (ids.length === 0) unmatched.push(file);
    try {
      matched += await changeEach(ids, (id) => void notary.edit(id, facts));
    } catch (error) {
      errors.push({ row, error: faultOf(error) });
    }
  }
  return { matched, unmatched, errors };
}

/** The facts that a table states for each file name; later rows win. */
export function factsByFile(table: FactTable): ReadonlyMap<string, FactEdits> {
  const facts = new Map<string, FactEdits>();
  for (const row of table.rows) facts.set(row.file, { ...facts.get(row.file), ...row.facts });
  return facts;
}

function fileNameOf({ disclosures }: StoredRecord): string {
  return String(disclosures.find(([, name]) => name === 'fileName')?.[2] ?? '');
}
