/**
 * The custody journal in use: its head is added to the log with every batch, and chains of custody of records are made
 * from it. A record's custody is shown under the first head that covers it, so that it stays the same bytes.
 */

import { shownAnchors } from '../../anchors/anchoring.ts';
import { NotaryError } from '../../errors.ts';
import { fromUtf8, toBase64, toHex } from '../../formats/bytes.ts';
import { proofBytes } from '../../formats/checkpoint.ts';
import { type Custody, checkCustody, custodyVersion } from '../../log/custody.ts';
import { JOURNAL_VERSION, journalRecordBytes, parseJournalRecord } from '../../log/journal.ts';
import { inclusionProof } from '../../log/log.ts';
import type { Notary } from '../../notary.ts';
import type { StoredRecord } from '../../ports.ts';
import type { OwnLeaf } from '../../records/own-leaves.ts';
import { newRecordId } from '../../records/record.ts';
import type { KeptEntry, KeptHead } from '../store/journal.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { systemRandom } from '../system/random.ts';

/** That many damaged records are named at once. */
const MAX_DAMAGED = 100;

/** What `CustodyDesk` is made of. */
export interface CustodyDependencies {
  readonly store: SqliteStore;
  readonly notary: Pick<Notary, 'origin' | 'clock' | 'record' | 'seal' | 'sealOwn' | 'unsealable'>;
}

/** Seals the journal's head and makes chains of custody. */
export class CustodyDesk {
  readonly #dependencies: CustodyDependencies;
  readonly #random = systemRandom();

  constructor(dependencies: CustodyDependencies) {
    this.#dependencies = dependencies;
  }

  /** Seals batches, each with the journal's head after it, until nothing is left that can be sealed. Throws `rolled-back`. */
  sealAll(onlyConfirmed: boolean): void {
    const { store, notary } = this.#dependencies;
    const waits = () => store.waitingSummary(onlyConfirmed).count > 0;
    while (notary.seal(onlyConfirmed, waits() ? this.leaves() : []) !== null) {
      // as long as there are full batches
    }
  }

  /** Ids of records that wait and cannot be sealed, because their data is damaged; some of them when they are many. */
  damaged(onlyConfirmed: boolean): readonly string[] {
    const { store, notary } = this.#dependencies;
    return [...store.damagedWaiting(onlyConfirmed, MAX_DAMAGED), ...notary.unsealable(onlyConfirmed, MAX_DAMAGED)];
  }

  /** The desk's own leaves for a batch: the journal's head, when there is a new one. Throws `home-damaged`. */
  leaves(): readonly OwnLeaf[] {
    const { store, notary } = this.#dependencies;
    const next = store.journal.nextHead();
    if (next === null) return [];
    const { size, root } = next;
    const { now, state } = notary.clock.signing();
    const bytes = journalRecordBytes({
      v: JOURNAL_VERSION,
      type: 'journal',
      id: newRecordId(now, this.#random),
      origin: notary.origin,
      digest: { sha256: toHex(root) },
      size,
      time: new Date(now).toISOString(),
      clock: state,
    });
    return [{ type: 'journal', bytes }];
  }

  /**
   * Adds the journal's head to the log unless a sealed head already covers all entries of these records. Entries about
   * earlier packs do not count, so that the same records give the same pack again. True when a head was sealed.
   */
  commit(ids: readonly string[]): boolean {
    const { store, notary } = this.#dependencies;
    const older = ids.filter((id) => !this.#entries(notary.record(id)).some(({ entry }) => entry.record === id));
    if (older.length > 0) store.adopt(older, new Date(notary.clock.now()).toISOString());
    const needed = Math.max(0, ...ids.map((id) => this.#needed(notary.record(id))));
    if (needed <= (store.journal.latestHead?.size ?? 0)) return false;
    notary.sealOwn(this.leaves());
    return true;
  }

  #needed(record: StoredRecord): number {
    return Math.max(0, ...this.#entries(record).map(({ entry }) => (entry.event === 'packed' ? 0 : entry.place + 1)));
  }

  #entries({ seq, leaf }: StoredRecord): readonly KeptEntry[] {
    return this.#dependencies.store.journal.entriesOf(seq, leaf?.index ?? null);
  }

  /** The head under which the custody of these records is shown. Throws `wrong-state` when there is none. */
  headOf(ids: readonly string[]): KeptHead {
    const { store, notary } = this.#dependencies;
    const needed = Math.max(1, ...ids.map((id) => this.#needed(notary.record(id))));
    const head = store.journal.headFor(needed);
    if (!head) throw new NotaryError('wrong-state', 'no head of the journal is in the log that covers this');
    return head;
  }

  /** When that head was sealed, by the device's clock. */
  timeOf(ids: readonly string[]): string {
    return parseJournalRecord(this.headOf(ids).bytes).time;
  }

  /**
   * The chain of custody of a record under a head. Throws `home-damaged` when the journal does not match the sealed
   * head.
   */
  of(id: string, head: KeptHead): Custody {
    const { store, notary } = this.#dependencies;
    const { journal } = store;
    const record = notary.record(id);
    const kept = this.#entries(record).filter(({ entry }) => entry.place < head.size);
    const custody: Custody = {
      v: custodyVersion(kept),
      record: id,
      leaf: record.leaf?.index ?? null,
      entries: kept.map((one) => ({ ...one, path: journal.path(one.entry.place, head.size).map(toBase64) })),
      journal: parseJournalRecord(head.bytes),
      ...this.#proofOf(head.leafIndex),
    };
    const failed = checkCustody(custody, nodeCrypto).find(({ state }) => state === 'failed');
    if (failed)
      throw new NotaryError('home-damaged', `the journal is not the one that was sealed: ${failed.name}`, { id });
    return custody;
  }

  #proofOf(index: number): Pick<Custody, 'proof' | 'keys' | 'anchors'> {
    const { store } = this.#dependencies;
    const stored = store.checkpointFor(index);
    if (!stored) throw new NotaryError('home-damaged', 'no checkpoint covers the head of the journal');
    const path = inclusionProof(index, stored.checkpoint.size, store.readNode, nodeCrypto);
    return {
      proof: fromUtf8(proofBytes({ index, path, note: stored.note })),
      keys: stored.keys.map((key) => key.text),
      anchors: shownAnchors(stored),
    };
  }
}
