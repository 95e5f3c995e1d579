/** Which records refer to which: an index over the fact `links` of each, and the records of other desks that are known here. */
import { draftLinksIn, isWaitingLink } from '../../records/links.ts';
import type { Disclosure } from '../../records/record.ts';
import type { Db } from '../system/database.ts';

/** A record that waits, one that it refers to and that waits for a person, and whether a warning is why. */
export interface WaitingForPerson {
  readonly id: string;
  readonly target: string;
  readonly held: boolean;
}

/** The tables; see the head of this file. */
export class LinkIndex {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Enters what a record refers to, in place of what it did, inside a transaction. */
  put(seq: number, disclosures: readonly Disclosure[]): void {
    this.remove(seq);
    this.add(seq, disclosures);
  }

  /** The same for a record that is new. */
  add(seq: number, disclosures: readonly Disclosure[]): void {
    const value = disclosures.find(([, name]) => name === 'links')?.[2] ?? null;
    if (value === null) return;
    const targets = (draftLinksIn(value) ?? []).map((link) => (isWaitingLink(link) ? link.record : link.leaf));
    for (const target of new Set(targets))
      this.#db.run('INSERT INTO record_links (seq, target) VALUES (?, ?)', seq, target);
  }

  /** Forgets what a record refers to. */
  remove(seq: number): void {
    this.#db.run('DELETE FROM record_links WHERE seq = ?', seq);
  }

  /** Records, neither withdrawn nor erased, that refer to one by its id or by its leaf. */
  referringTo({ record, leaf }: { readonly record: string; readonly leaf: string | null }): readonly string[] {
    const sql = `SELECT DISTINCT r.id, r.seq FROM record_links l JOIN records r ON r.seq = l.seq
      WHERE l.target IN (?, ?) AND r.state NOT IN ('withdrawn', 'erased') ORDER BY r.seq`;
    return this.#db.all<{ id: string }>(sql, record, leaf ?? record).map(({ id }) => id);
  }

  /**
   * Records that wait and refer to one that waits for a person: it is held and nobody has confirmed it, or, where all must be
   * confirmed, just that. In the order of their numbers.
   */
  waitingForPerson(onlyConfirmed: boolean): readonly WaitingForPerson[] {
    const sql = `SELECT r.id, t.id AS target, t.held FROM record_links l
      JOIN records t ON t.id = l.target AND t.state = 'recorded' AND t.confirmed = 0 AND (t.held = 1 OR ?)
      JOIN records r ON r.seq = l.seq AND r.state = 'recorded' ORDER BY r.seq, t.seq`;
    const rows = this.#db.all<{ id: string; target: string; held: number }>(sql, Number(onlyConfirmed));
    return rows.map(({ id, target, held }) => ({ id, target, held: held === 1 }));
  }

  /** The record whose leaf has this hash; null when there is none. */
  recordOfLeaf(hash: Uint8Array): string | null {
    const sql = `SELECT r.id FROM leaf_hashes h JOIN records r ON r.leaf_index = h.leaf_index
      WHERE substr(h.hash, 1, 8) = substr(?, 1, 8) AND h.hash = ?`;
    return this.#db.get<{ id: string }>(sql, hash, hash)?.id ?? null;
  }
}
