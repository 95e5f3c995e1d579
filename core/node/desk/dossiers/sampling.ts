/** Samples of a dossier of this desk: by places, or by amounts, which only its desk knows all of. */
import { dossierAmount } from '../../../dossier/amounts.ts';
import { amountInList } from '../../../dossier/make.ts';
import { atMostDiffering, drawByAmount, drawSample, shareAtMostWrong } from '../../../dossier/sample.ts';
import { NotaryError } from '../../../errors.ts';
import { leafHash } from '../../../log/merkle.ts';
import { isMoney, type Money } from '../../../records/facts.ts';
import type { DossierItems, StoredItem } from '../../store/dossiers.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { AmountSample, DossierSample } from './types.ts';
import { type DossierRecords, dossierRecord, listOf } from './view.ts';

/** What drawing needs of the store. */
export interface SampledRecords extends Pick<DossierRecords, 'get'> {
  readonly dossiers: Pick<DossierItems, 'of' | 'candidates'>;
}

/** Draws a sample of a sealed dossier. Throws `wrong-state` before it is sealed, and what `drawSample` throws. */
export function sampleOf(id: string, size: number, seed: string, store: SampledRecords): DossierSample {
  const leaf = sealedLeaf(id, store);
  const items = listOf(store.dossiers.of(id), 'items');
  const places = drawSample(size, items.length, { leaf, seed }, nodeCrypto);
  return {
    seed,
    size,
    drawn: places.map((place) => ({ place, record: items[place]?.record ?? null })),
    of: items.length,
    atMost: atMostDiffering(size, items.length),
  };
}

/**
 * Draws by amount, in one currency (null: that of all items that have one). Items in another one, and without an amount, are
 * not hit. Throws `bad-input` for several currencies and for an amount that is not known any more, and as `sampleOf`.
 */
export function sampleByAmount(
  id: string,
  size: number,
  seed: string,
  currency: string | null,
  store: SampledRecords,
): AmountSample {
  const leaf = sealedLeaf(id, store);
  const items = listOf(store.dossiers.of(id), 'items');
  const counted = currency ?? onlyCurrency(id, items);
  const money = moneyOf(items, store);
  const amounts = items.map((item) => (item.currency === counted ? amountOf(id, item, money) : 0n));
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  const hits = drawByAmount(size, amounts, { leaf, seed }, nodeCrypto);
  return {
    seed,
    size,
    currency: counted,
    drawn: hits.map(({ index, hits: times }) => ({
      place: index,
      record: items[index]?.record ?? null,
      amount: dossierAmount(amounts[index] ?? 0n),
      hits: times,
    })),
    total: dossierAmount(total),
    outside: items.filter((item) => item.currency !== counted).length,
    atMostShare: shareAtMostWrong(size),
  };
}

function sealedLeaf(id: string, store: SampledRecords): Uint8Array {
  const { leaf, state } = dossierRecord(id, store);
  if (!leaf || state === 'erased')
    throw new NotaryError('wrong-state', `dossier ${id} is ${state}: only a sealed one can be drawn from`, { id });
  return leafHash(leaf.bytes, nodeCrypto);
}

function onlyCurrency(id: string, items: readonly StoredItem[]): string {
  const [currency, ...others] = new Set(items.flatMap((one) => one.currency ?? []));
  if (currency === undefined || others.length > 0) {
    const reason = currency === undefined ? 'no-amounts' : 'several-currencies';
    throw new NotaryError('bad-input', `dossier ${id}: one currency is needed to draw by amount`, { id, reason });
  }
  return currency;
}

function moneyOf(items: readonly StoredItem[], { dossiers }: SampledRecords): ReadonlyMap<string, Money> {
  const records = items.flatMap(({ record }) => record ?? []);
  const found = dossiers.candidates(records);
  return new Map(found.flatMap(({ id, facts: { money } }) => (isMoney(money) ? [[id, money] as const] : [])));
}

/** Of a record that was erased nobody knows the amount any more. */
function amountOf(id: string, { record }: StoredItem, money: ReadonlyMap<string, Money>): bigint {
  const stated = record === null ? undefined : money.get(record);
  if (!stated)
    throw new NotaryError('bad-input', `the amount of an item of ${id} is not known any more`, {
      id,
      reason: 'amount-unknown',
    });
  return amountInList(stated, 'items');
}
