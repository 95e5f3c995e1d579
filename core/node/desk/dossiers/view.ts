/** Dossiers as they are, for reading: their contents, what came and what went, comparison. */
import { compareLists } from '../../../dossier/compare.ts';
import type { Item } from '../../../dossier/items.ts';
import { readTotals } from '../../../dossier/totals.ts';
import { NotaryError } from '../../../errors.ts';
import { readOrNull } from '../../../formats/decoder.ts';
import type { StoredRecord } from '../../../ports.ts';
import { readRule } from '../../../records/dossier.ts';
import { DOSSIER } from '../../../records/index.ts';
import { factsIn, statedText } from '../../../records/record.ts';
import type { DossierItems, StoredItem } from '../../store/dossiers.ts';
import type { DossierChange, DossierComparison, DossierDetail, DossierItemRow } from './types.ts';

/** What reading needs of the store. */
export interface DossierRecords {
  get(id: string): StoredRecord | null;
  readonly dossiers: Pick<DossierItems, 'of'>;
}

/** The record of a dossier. Throws `not-found`, and `bad-input` for a record of another kind. */
export function dossierRecord(id: string, store: Pick<DossierRecords, 'get'>): StoredRecord {
  const record = store.get(id);
  if (!record) throw new NotaryError('not-found', `no record ${id}`, { id });
  if (record.kind !== DOSSIER.key)
    throw new NotaryError('bad-input', `record ${id} is no dossier`, { id, reason: 'no-dossier' });
  return record;
}

/** What there is to say of a dossier. */
export function dossierDetail(id: string, store: DossierRecords): DossierDetail {
  const record = dossierRecord(id, store);
  const { rule = null, totals = null } = factsIn(record.disclosures);
  const items = store.dossiers.of(id);
  return {
    record: id,
    state: record.state,
    title: statedText(record, 'title'),
    number: statedText(record, 'number'),
    rule: readOrNull(readRule, rule),
    totals: readOrNull(readTotals, totals),
    items: listOf(items, 'items').length,
    credits: listOf(items, 'credits').length,
    change: changeOf(id, record.supersedes, store.dossiers),
  };
}

/** The items of one list, in their order. */
export const listOf = (items: readonly StoredItem[], name: StoredItem['list']): readonly StoredItem[] =>
  items.filter(({ list }) => list === name);

/** Items as lists of a dossier have them. */
export const asItems = (items: readonly StoredItem[]): readonly Item[] =>
  items.map(({ leaf, commitment, currency }): Item => [leaf, commitment, currency]);

/** Every item, list by list. */
export function dossierItems(id: string, store: DossierRecords): readonly DossierItemRow[] {
  const items = store.dossiers.of(id);
  return (['items', 'credits'] as const).flatMap((name) =>
    listOf(items, name).map(({ list, leaf, record, currency, blind }, place) => {
      return { list, place, leaf, record, currency, canOpen: blind !== null && record !== null };
    }),
  );
}

const inOrder = (items: readonly StoredItem[]): readonly Item[] =>
  [...asItems(items)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** What came and went since the one that a dossier replaces; null where there is none, or its lists are gone. */
export function changeOf(
  id: string,
  supersedes: string | null,
  dossiers: Pick<DossierItems, 'of'>,
): DossierChange | null {
  const before = supersedes === null ? [] : dossiers.of(supersedes);
  if (supersedes === null || before.length === 0) return null;
  const { shared, onlyFirst, onlySecond } = compareLists(inOrder(before), inOrder(dossiers.of(id)));
  return { since: supersedes, stayed: shared.length, came: onlySecond.length, gone: onlyFirst.length };
}

/** Two dossiers of this desk, by the leaf hashes of their records. */
export function compareDossiers(first: string, second: string, store: DossierRecords): DossierComparison {
  const [a, b] = [first, second].map((id) => {
    dossierRecord(id, store);
    return inOrder(store.dossiers.of(id));
  });
  return compareLists(a ?? [], b ?? []);
}
