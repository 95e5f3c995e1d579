/** What this desk remembers about deliveries of certificates, and what can replace them. */

import type { Recipient, Replacement, SentPage, SentQuery, SentRow } from '../../store/sent-types.ts';
import type { SqliteStore } from '../../store/sqlite-store.ts';

type Store = Pick<SqliteStore, 'sent'>;

/** Queries on the deliveries of a desk. */
export class Sending {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  page(query: SentQuery): SentPage {
    return this.#store.sent.page(query);
  }

  /** Everything that was sent, the newest first. */
  all(): Iterable<SentRow> {
    return this.#store.sent.all();
  }

  /** All recipients so far. */
  recipients(): readonly Recipient[] {
    return this.#store.sent.recipients();
  }

  /** For each recipient what can be sent now, in the order in which it was sent. Nothing is sent automatically. */
  replacements(): readonly Replacement[] {
    const found = new Map<string, { recipient: Recipient; ids: Map<string, boolean> }>();
    for (const { recipient, replacement, state } of [...this.#store.sent.all(true)].reverse()) {
      if (replacement === null) continue;
      const key = `${recipient.name}\n${recipient.address}`;
      const one = found.get(key) ?? { recipient, ids: new Map() };
      one.ids.set(replacement, state === 'newer-due');
      found.set(key, one);
    }
    return [...found.values()].map(({ recipient, ids }) => {
      const newer = [...ids.values()].filter((isNewer) => isNewer).length;
      return { recipient, ids: [...ids.keys()], finals: ids.size - newer, newer };
    });
  }
}
