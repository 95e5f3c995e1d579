/** Records of other desks that this one refers to, from certificates that were taken in. */
import { anyJson, dictionary, nullable, object, oneOf, text } from '../../formats/decoder.ts';
import { hex32 } from '../../formats/digests.ts';
import { logOrigin, recordId } from '../../formats/ids.ts';
import type { AnyFacts } from '../../records/facts.ts';
import { instant } from '../../records/record.ts';
import { isAtLeast, VERDICTS } from '../../verification/verdicts.ts';
import { type Db, plainBytes } from '../system/database.ts';
import { ownData, unlessDamaged } from './damage.ts';
import type { ForeignRecord } from './foreign-types.ts';

const COLUMNS = 'leaf, origin, id, kind, facts, verdict, proven, added_at AS added';

type Row = Readonly<Record<Exclude<keyof ForeignRecord, 'facts'>, unknown>> & { readonly facts: string };

const readRow = object<ForeignRecord>({
  leaf: hex32,
  origin: logOrigin,
  id: recordId,
  kind: text(64),
  facts: dictionary(anyJson, 1000) as (value: unknown, at: string) => AnyFacts,
  verdict: oneOf(...VERDICTS),
  proven: nullable(instant),
  added: instant,
});

/** More than anybody reads. */
const MOST = 1000;

/** The table; see the head of this file. A damaged row is left out. */
export class Foreign {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /**
   * Remembers a record with its certificate, in place of an earlier one of the same record. Gives the record that is remembered: the
   * earlier one where that had a better verdict, because anybody can make another certificate of a record that they have seen.
   */
  put(record: ForeignRecord, certificate: Uint8Array): ForeignRecord {
    const { leaf, origin, id, kind, facts, verdict, proven, added } = record;
    const sql = `INSERT OR REPLACE INTO foreign_records
      (leaf, origin, id, kind, facts, verdict, proven, added_at, certificate) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
    return this.#db.write(() => {
      const known = this.of(leaf);
      if (known && !isAtLeast(verdict, known.verdict)) return known;
      this.#db.run(sql, leaf, origin, id, kind, JSON.stringify(facts), verdict, proven, added, certificate);
      return record;
    });
  }

  /** The record with this leaf, hex; null when it is not known. */
  of(leaf: string): ForeignRecord | null {
    return this.#read(`SELECT ${COLUMNS} FROM foreign_records WHERE leaf = ?`, leaf)[0] ?? null;
  }

  /** Whether any certificate was taken in. */
  any(): boolean {
    return this.#db.get('SELECT 1 FROM foreign_records LIMIT 1') !== undefined;
  }

  /** All of them, the newest first, at most 1,000. */
  all(): readonly ForeignRecord[] {
    return this.#read(`SELECT ${COLUMNS} FROM foreign_records ORDER BY added_at DESC, leaf LIMIT ${MOST}`);
  }

  /** Those that refer to a record by the hash of its leaf, hex. */
  referringTo(leaf: string): readonly ForeignRecord[] {
    const sql = `SELECT ${COLUMNS} FROM foreign_records WHERE instr(facts, ?) > 0 ORDER BY added_at, leaf LIMIT ${MOST}`;
    return this.#read(sql, leaf);
  }

  /** The certificate that was taken in, byte for byte; null when the record is not known. */
  certificate(leaf: string): Uint8Array | null {
    const sql = 'SELECT certificate FROM foreign_records WHERE leaf = ?';
    const row = this.#db.get<{ certificate: Uint8Array }>(sql, leaf);
    return row ? plainBytes(row.certificate) : null;
  }

  /** Forgets a record and its certificate, whose bytes are overwritten; links to it stay. False when it is not known. */
  remove(leaf: string): boolean {
    const isGone = this.#db.write(() => this.#db.run('DELETE FROM foreign_records WHERE leaf = ?', leaf)) === 1;
    if (isGone) this.#db.pragma('wal_checkpoint(TRUNCATE)');
    return isGone;
  }

  #read(sql: string, ...values: string[]): readonly ForeignRecord[] {
    return this.#db.all<Row>(sql, ...values).flatMap((row) => {
      const read = () => ownData({}, () => readRow({ ...row, facts: JSON.parse(row.facts) as unknown }, 'foreign'));
      return unlessDamaged(read) ?? [];
    });
  }
}
