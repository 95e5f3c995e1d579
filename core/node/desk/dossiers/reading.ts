/** Dossiers as anybody may read them who can read the home, also while another process has it open. */
import { type Asset, assetOf } from '../../../dossier/tables/asset.ts';
import type { SqliteStore } from '../../store/sqlite-store.ts';
import { sampleByAmount, sampleOf } from './sampling.ts';
import type { AmountSample, DossierComparison, DossierDetail, DossierItemRow, DossierSample } from './types.ts';
import { compareDossiers, dossierDetail, dossierItems, dossierRecord } from './view.ts';

/** See the head of this file; every method throws `not-found`, and `bad-input` for a record that is no dossier. */
export class DossierReading {
  readonly #store: SqliteStore;

  constructor(store: SqliteStore) {
    this.#store = store;
  }

  detail(id: string): DossierDetail {
    return dossierDetail(id, this.#store);
  }

  items(id: string): readonly DossierItemRow[] {
    dossierRecord(id, this.#store);
    return dossierItems(id, this.#store);
  }

  /** The dossiers in which a record is, the oldest first. */
  with(record: string): readonly string[] {
    return this.#store.dossiers.with(record);
  }

  /** Draws a sample of a sealed dossier. Throws `wrong-state` and `bad-input`. */
  sample(id: string, size: number, seed: string): DossierSample {
    return sampleOf(id, size, seed, this.#store);
  }

  /** Draws by amount, in one currency. Throws `wrong-state` and `bad-input`. */
  sampleByAmount(id: string, size: number, seed: string, currency: string | null): AmountSample {
    return sampleByAmount(id, size, seed, currency, this.#store);
  }

  compare(first: string, second: string): DossierComparison {
    return compareDossiers(first, second, this.#store);
  }

  /** What the records of its items state, for tables; those of other desks and erased ones are left out. */
  assets(id: string): readonly Asset[] {
    const records = this.items(id).flatMap(({ list, record }) => (list === 'items' ? (record ?? []) : []));
    return this.#store.dossiers
      .candidates(records)
      .filter(({ state }) => state !== 'erased')
      .map(({ id: record, facts }) => assetOf(record, facts));
  }
}
