/** The chains and authorities of the desk, as their connection files were accepted; each is known by kind and id. */
import { NotaryError } from '../../errors.ts';
import { type Db, plainBytes } from '../system/database.ts';
import type { StoredChain } from './query.ts';

type Row = Omit<StoredChain, 'compared' | 'enabled' | 'required'> & {
  readonly compared: number;
  readonly enabled: number;
  readonly required: number;
};

/** Identity of a chain. */
export type ChainName = Pick<StoredChain, 'kind' | 'id'>;

/** The table of chains. */
export class Chains {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  all(): readonly StoredChain[] {
    const sql =
      'SELECT kind, id, file, fingerprint, compared, enabled, required, added FROM chains ORDER BY added, kind, id';
    return this.#db.all<Row>(sql).map((row) => ({
      ...row,
      file: plainBytes(row.file),
      compared: row.compared === 1,
      enabled: row.enabled === 1,
      required: row.required === 1,
    }));
  }

  /**
   * A newer file of a known chain replaces its file; whether it is switched on and required is unchanged. Throws
   * `trust-exists` for the same file.
   */
  add({ kind, id, file, fingerprint, compared, enabled, required, added }: StoredChain): void {
    const sql = `INSERT INTO chains (kind, id, file, fingerprint, compared, enabled, required, added)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET file = excluded.file,
      fingerprint = excluded.fingerprint, compared = excluded.compared, added = excluded.added
      WHERE chains.fingerprint <> excluded.fingerprint`;
    const values = [kind, id, file, fingerprint, Number(compared), Number(enabled), Number(required), added] as const;
    if (this.#db.write(() => this.#db.run(sql, ...values)) === 0)
      throw new NotaryError('trust-exists', `the chain ${id} was brought in before`, { name: id });
  }

  /** False when there is none of this kind and id. */
  enable({ kind, id }: ChainName, enabled: boolean): boolean {
    const sql = 'UPDATE chains SET enabled = ? WHERE kind = ? AND id = ?';
    return this.#db.write(() => this.#db.run(sql, Number(enabled), kind, id)) > 0;
  }

  /** False when there is none of this kind and id. */
  remove({ kind, id }: ChainName): boolean {
    return this.#db.write(() => this.#db.run('DELETE FROM chains WHERE kind = ? AND id = ?', kind, id)) > 0;
  }
}
