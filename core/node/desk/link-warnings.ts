/** Records that wait for another one to be sealed, because they refer to it, while that one waits for a person. */
import type { Warning } from '../../documents/warnings.ts';
import type { StoredRecord } from '../../ports.ts';
import { unlessDamaged } from '../store/damage.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';

/** What there is to say of each, by its id; those that wait for a person themselves are left out. */
export function linkWarnings(
  store: Pick<SqliteStore, 'get' | 'waitingForPerson' | 'referringTo'>,
  onlyConfirmed: boolean,
): ReadonlyMap<string, readonly Warning[]> {
  const said = new Map<string, readonly Warning[]>();
  const read = (id: string) => unlessDamaged(() => store.get(id)) ?? null;
  const isDue = ({ state, confirmed, held = false }: StoredRecord) =>
    state === 'recorded' && (confirmed || !(onlyConfirmed || held));
  for (const { id, target, held } of store.waitingForPerson(onlyConfirmed)) {
    const seq = read(target)?.seq;
    if (seq === undefined) continue;
    const warning: Warning = { code: held ? 'waits-for-held' : 'waits-for-unconfirmed', detail: String(seq) };
    // who refers to one that waits for it waits too
    const seen = new Set([id]);
    for (const waiting of seen) {
      const record = read(waiting);
      if (record === null || !isDue(record)) continue;
      const known = said.get(waiting) ?? [];
      if (!known.some(({ detail }) => detail === warning.detail)) said.set(waiting, [...known, warning]);
      for (const next of store.referringTo({ record: waiting, leaf: null })) seen.add(next);
    }
  }
  return said;
}
