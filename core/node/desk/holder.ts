/** Who holds the desk: corrected from a date on. Earlier records keep what they state, those that wait too. */
import type { SqliteStore } from '../store/sqlite-store.ts';
import { checkHolder, readHolder } from './settings.ts';
import type { Holder, HolderEntry } from './types.ts';

/** What the holder's history needs from the desk. */
export interface HolderDependencies {
  readonly store: Pick<SqliteStore, 'putHolder' | 'holders'>;
  /** RFC 3339. */
  now(): string;
  /** A person who was set apart from the holder's before gives way to the one that the holder states now. */
  onCorrected(): void;
}

/** Changes who holds the desk, and knows who held it. */
export class HolderDesk {
  readonly #dependencies: HolderDependencies;

  constructor(dependencies: HolderDependencies) {
    this.#dependencies = dependencies;
  }

  /** Changes the holder of the records to come. Throws `bad-input`. */
  change(typed: Holder): Holder {
    const { store, now, onCorrected } = this.#dependencies;
    const holder = checkHolder(typed);
    store.putHolder({ ...holder }, now());
    onCorrected();
    return holder;
  }

  /** Every holder, the first one first; only the first while it was never changed. */
  history(): readonly HolderEntry[] {
    return this.#dependencies.store.holders().flatMap(({ since, holder }) => {
      const read = readHolder(holder);
      return read === null ? [] : [{ since, holder: read }];
    });
  }
}
