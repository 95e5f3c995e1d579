/** The lists of dossiers as they were made, and the records that can come into one. */
import { ITEM_LISTS } from '../../dossier/items.ts';
import type { DossierItem, DossierLists } from '../../dossier/kept.ts';
import { toHex } from '../../formats/bytes.ts';
import type { RecordState } from '../../ports.ts';
import type { RecordKind } from '../../records/index.ts';
import { type Db, plainBytes } from '../system/database.ts';
import { damaged } from './damage.ts';
import type { RowFacts } from './query.ts';
import { listedFacts } from './rows.ts';

const INTO = 'dossier_items (dossier, list, place, leaf, commitment, currency, blind, member)';

/** An item as it is stored; `record` is null for one of another desk. */
export interface StoredItem extends DossierItem {
  readonly list: 'items' | 'credits';
}

/** A record that can come into a dossier, or that a row of a tape means. */
export interface Candidate {
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  readonly state: RecordState;
  /** Whether another record, not withdrawn, replaces it. */
  readonly replaced: boolean;
  /** Hex; null for a kind without a document. */
  readonly sha256: string | null;
  /** Leaf hash, hex; null until it is sealed. */
  readonly leaf: string | null;
  readonly facts: RowFacts;
  readonly damaged: boolean;
}

interface CandidateRow {
  readonly id: string;
  readonly seq: number;
  readonly record_kind: string;
  readonly state: RecordState;
  readonly replaced: number;
  readonly sha256: string | null;
  readonly hash: Uint8Array | null;
  readonly facts: string | null;
}

const SELECT = `SELECT r.id, r.seq, r.record_kind, r.state, r.sha256, h.hash, d.facts,
  EXISTS (SELECT 1 FROM records later WHERE later.supersedes = r.id AND later.state <> 'withdrawn') AS replaced
  FROM records r LEFT JOIN disclosures d ON d.seq = r.seq LEFT JOIN leaf_hashes h ON h.leaf_index = r.leaf_index`;
const BY_ID = `${SELECT} JOIN json_each(?) wanted ON wanted.value = r.id ORDER BY r.seq`;
const AFTER = `${SELECT} WHERE r.seq > ? ORDER BY r.seq LIMIT ?`;

/** Records that are read together: their facts are long. */
const PAGE = 2000;

interface ItemRow {
  readonly list: 'items' | 'credits';
  readonly leaf: Uint8Array;
  readonly commitment: Uint8Array | null;
  readonly currency: string | null;
  readonly blind: Uint8Array | null;
  readonly record: string | null;
}

const hexOrNull = (bytes: Uint8Array | null) => (bytes === null ? null : toHex(plainBytes(bytes)));

/** The table of items; see the head of this file. */
export class DossierItems {
  readonly #db: Db;
  readonly #kinds: readonly RecordKind[];

  constructor(db: Db, kinds: readonly RecordKind[]) {
    this.#db = db;
    this.#kinds = kinds;
  }

  /** Changes with whatever is written to the home. */
  get generation(): string {
    return this.#db.generation;
  }

  /** Keeps the items of a new dossier, inside the transaction that adds its record. */
  put(dossier: number, lists: DossierLists): void {
    const blob = (hex: string | null) => (hex === null ? null : Buffer.from(hex, 'hex'));
    for (const list of ITEM_LISTS) {
      const items = lists[list];
      const seqs = this.#seqsOf(items.flatMap(({ record }) => record ?? []));
      const row = ({ leaf, commitment, currency, blind, record }: DossierItem, place: number) => {
        const member = record === null ? null : (seqs.get(record) ?? null);
        return [dossier, list, place, Buffer.from(leaf, 'hex'), blob(commitment), currency, blob(blind), member];
      };
      this.#db.insert(INTO, items.map(row));
    }
  }

  #seqsOf(ids: readonly string[]): ReadonlyMap<string, number> {
    const sql = 'SELECT r.id, r.seq FROM json_each(?) wanted JOIN records r ON r.id = wanted.value';
    return new Map(this.#db.all<{ id: string; seq: number }>(sql, JSON.stringify(ids)).map(({ id, seq }) => [id, seq]));
  }

  /** The items of a dossier, list by list in their order; empty for any other record, and once it is erased. */
  of(id: string): readonly StoredItem[] {
    const sql = `SELECT i.list, i.leaf, i.commitment, i.currency, i.blind, m.id AS record FROM dossier_items i
      JOIN records r ON r.seq = i.dossier LEFT JOIN records m ON m.seq = i.member
      WHERE r.id = ? ORDER BY i.list DESC, i.place`;
    return this.#db.all<ItemRow>(sql, id).map(({ list, leaf, commitment, currency, blind, record }) => ({
      list,
      leaf: toHex(plainBytes(leaf)),
      commitment: hexOrNull(commitment),
      currency,
      blind: hexOrNull(blind),
      record,
    }));
  }

  /** The dossiers in which a record is, the oldest first. */
  with(id: string): readonly string[] {
    const sql = `SELECT DISTINCT r.id, r.seq FROM dossier_items i JOIN records m ON m.seq = i.member
      JOIN records r ON r.seq = i.dossier WHERE m.id = ? ORDER BY r.seq`;
    return this.#db.all<{ id: string }>(sql, id).map((row) => row.id);
  }

  /** Ids of the dossiers, the newest first, without those that were withdrawn or erased; at most so many. */
  newest(most: number): readonly string[] {
    const sql = `SELECT id FROM records WHERE record_kind = 'dossier' AND state NOT IN ('withdrawn', 'erased')
      ORDER BY seq DESC LIMIT ?`;
    return this.#db.all<{ id: string }>(sql, most).map(({ id }) => id);
  }

  /** These records, in the order of intake; throws `home-damaged` with the id of one whose facts cannot be read. */
  candidates(ids: readonly string[]): readonly Candidate[] {
    const found: Candidate[] = [];
    for (let at = 0; at < ids.length; at += PAGE) {
      const rows = this.#db.all<CandidateRow>(BY_ID, JSON.stringify(ids.slice(at, at + PAGE)));
      found.push(...rows.map((row) => this.#candidate(row)));
    }
    const broken = found.find((one) => one.damaged);
    if (broken) throw damaged({ id: broken.id }, 'its facts cannot be read');
    return found;
  }

  /** Every record, in the order of intake; those that are damaged say so. */
  *all(): Generator<Candidate> {
    for (let last = 0; ; ) {
      const rows = this.#db.all<CandidateRow>(AFTER, last, PAGE);
      for (const row of rows) yield this.#candidate(row);
      if (rows.length < PAGE) return;
      last = rows.at(-1)?.seq ?? last;
    }
  }

  /** The numbers of the certificates of every record, by its number in the order of intake. */
  certificates(): ReadonlyMap<number, readonly string[]> {
    const found = new Map<number, string[]>();
    for (const { seq, number } of this.#db.all<{ seq: number; number: string }>('SELECT seq, number FROM certificates'))
      found.set(seq, [...(found.get(seq) ?? []), number]);
    return found;
  }

  #candidate(row: CandidateRow): Candidate {
    return {
      id: row.id,
      seq: row.seq,
      kind: row.record_kind,
      state: row.state,
      replaced: row.replaced === 1,
      sha256: row.sha256,
      leaf: hexOrNull(row.hash),
      ...listedFacts(row, this.#kinds),
    };
  }
}
