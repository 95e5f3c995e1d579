/** The numbers of the certificates that were made of the records: a paper that somebody holds is found by its own. */
import type { Db } from '../system/database.ts';
import type { IssuedCertificate } from './query.ts';
import type { SearchIndex } from './search-index.ts';
import type { HandedCertificate } from './sent.ts';

export class Issued {
  readonly #db: Db;
  readonly #index: SearchIndex;

  constructor(db: Db, index: SearchIndex) {
    this.#db = db;
    this.#index = index;
  }

  /** Remembers numbers; one that is known stays with its first time. Nothing is added to an erased record. */
  add(certificates: readonly HandedCertificate[], time: string): void {
    const sql = `INSERT OR IGNORE INTO certificates (seq, number, time, final, paper)
      SELECT seq, ?, ?, ?, ? FROM records WHERE id = ?`;
    const isNew = `SELECT seq FROM records r WHERE id = ? AND state <> 'erased' AND NOT EXISTS (
      SELECT 1 FROM certificates c WHERE c.seq = r.seq AND c.number = ?)`;
    this.#db.write(() => {
      for (const { id, number, final, paper } of certificates) {
        const row = this.#db.get<{ seq: number }>(isNew, id, number);
        if (!row) continue;
        this.#db.run(sql, number, time, Number(final), paper === undefined ? null : Number(paper), id);
        this.#index.replace(row.seq);
      }
    });
  }
}

/** The certificates of a record, the newest first. */
export function issuedOf(db: Db, seq: number): readonly IssuedCertificate[] {
  const sql = 'SELECT number, time, final, paper FROM certificates WHERE seq = ? ORDER BY time DESC, number';
  type Row = Pick<IssuedCertificate, 'number' | 'time'> & { final: number | null; paper: number | null };
  const known = (value: number | null) => (value === null ? null : value === 1);
  return db.all<Row>(sql, seq).map(({ number, time, final, paper }) => ({
    number,
    time,
    final: known(final),
    paper: known(paper),
  }));
}
