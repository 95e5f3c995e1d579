/**
 * The full-text index. Indexing costs as much as the rest of an intake, so new records are indexed later, at the latest
 * before a search. A reader, which cannot write to the index, still finds records that it lacks.
 */
import type { RecordState } from '../../ports.ts';
import { kindOfKey, type RecordKind } from '../../records/index.ts';
import type { Db } from '../system/database.ts';
import { listedFacts } from './rows.ts';
import { type SearchText, searchText } from './search.ts';

const CHUNK = 2000;

interface IndexedRow {
  readonly seq: number;
  readonly id: string;
  readonly state: RecordState;
  readonly sha256: string | null;
  readonly sm3: string | null;
  /** Numbers of its certificates, with spaces between. */
  readonly numbers: string | null;
  readonly record_kind: string;
  readonly facts: string | null;
}

/** An in-memory index of a reader, for records that the shared one lacks. */
const CREATE_TAIL = `CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_tail USING fts5 (
  words, codes, tails, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
)`;
const ROWS = `SELECT r.seq, r.id, r.state, r.sha256, r.sm3, r.record_kind, d.facts,
    (SELECT group_concat(number, ' ') FROM certificates c WHERE c.seq = r.seq) AS numbers
  FROM records r LEFT JOIN disclosures d ON d.seq = r.seq WHERE r.state <> 'erased'`;

/** An intake that pauses this long (ms) is considered finished. */
const PAUSE_MS = 300;
const SMALL_CHUNK = 200;

/** The index; see the head of this file. */
export class SearchIndex {
  readonly #db: Db;
  readonly #kinds: readonly RecordKind[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(db: Db, kinds: readonly RecordKind[]) {
    this.#db = db;
    this.#kinds = kinds;
  }

  /** Indexes in the background, in small steps, once no more records are added. */
  later(pause: number = PAUSE_MS): void {
    this.stop();
    this.#timer = setTimeout(() => this.#step(), pause).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #step(): void {
    try {
      if (this.catchUp(SMALL_CHUNK) > 0) this.later(0);
    } catch {
      // nobody waits for this step; the next search repeats it and reports the error
    }
  }

  /** Indexes up to `limit` missing records; returns how many. */
  catchUp(limit: number): number {
    const rows = this.#db.read(() => this.#pending(limit));
    if (rows.length === 0) return 0;
    this.#db.write(() => {
      for (const row of rows) this.#put('search', row);
      this.#db.run('UPDATE search_progress SET seq = ?', rows.at(-1)?.seq ?? 0);
    });
    return rows.length;
  }

  /** Number of records that are not indexed yet. */
  get lag(): number {
    const sql = "SELECT count(*) AS n FROM records WHERE state <> 'erased' AND seq > ?";
    return this.#db.read(() => this.#db.get<{ n: number }>(sql, this.#progress()))?.n ?? 0;
  }

  #pending(limit: number): IndexedRow[] {
    return this.#db.all<IndexedRow>(`${ROWS} AND r.seq > ? ORDER BY r.seq LIMIT ?`, this.#progress(), limit);
  }

  #progress(): number {
    return this.#db.get<{ seq: number }>('SELECT seq FROM search_progress')?.seq ?? 0;
  }

  #put(table: 'search' | 'temp.search_tail', row: IndexedRow): void {
    const { seq } = row;
    // records of an unknown kind are only found by digest and number
    const searched = kindOfKey(row.record_kind, this.#kinds)?.search ?? { words: [], numbers: [] };
    const codes = [row.sha256, row.sm3, row.id, row.numbers].filter((code) => code !== null);
    const text: SearchText = searchText(listedFacts(row).facts, searched, { seq, codes });
    const sql = `INSERT INTO ${table} (rowid, words, codes, tails) VALUES (?, ?, ?, ?)`;
    this.#db.run(sql, seq, text.words, text.codes, text.tails);
  }

  /** Updates the index for an edit, inside its transaction. */
  replace(seq: number): void {
    if (seq > this.#progress()) return;
    this.#db.run('DELETE FROM search WHERE rowid = ?', seq);
    const row = this.#db.get<IndexedRow>(`${ROWS} AND r.seq = ?`, seq);
    if (row) this.#put('search', row);
  }

  /** Numbers of matching records that the index lacks. Non-empty only for a reader. */
  prepare(match: string): readonly number[] {
    if (!this.#db.readonly) {
      while (this.catchUp(CHUNK) > 0);
      return [];
    }
    const rows = this.#db.read(() => this.#pending(-1));
    if (rows.length === 0) return [];
    this.#db.exec(CREATE_TAIL);
    this.#db.run(`INSERT INTO temp.search_tail (search_tail) VALUES ('delete-all')`);
    for (const row of rows) this.#put('temp.search_tail', row);
    return this.#db
      .all<{ seq: number }>('SELECT rowid AS seq FROM temp.search_tail WHERE search_tail MATCH ?', match)
      .map((row) => row.seq);
  }
}
