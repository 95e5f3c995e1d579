/** The chains of the desk, as their consortium files were accepted. */
import { NotaryError } from '../../errors.ts';
import type { StoredChain } from '../query.ts';
import { type Db, plainBytes } from './database.ts';

type Row = Omit<StoredChain, 'compared' | 'enabled' | 'required'> & {
  readonly compared: number;
  readonly enabled: number;
  readonly required: number;
};

export class Chains {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  all(): readonly StoredChain[] {
    const sql = 'SELECT name, file, fingerprint, compared, enabled, required, added FROM chains ORDER BY added, name';
    return this.#db.all<Row>(sql).map((row) => ({
      ...row,
      file: plainBytes(row.file),
      compared: row.compared === 1,
      enabled: row.enabled === 1,
      required: row.required === 1,
    }));
  }

  /**
   * A newer file of a chain that is there takes the place of its file; whether it is switched on and required stays as it
   * was. Throws `trust-exists` for the same file.
   */
  add({ name, file, fingerprint, compared, enabled, required, added }: StoredChain): void {
    const sql = `INSERT INTO chains (name, file, fingerprint, compared, enabled, required, added)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET file = excluded.file,
      fingerprint = excluded.fingerprint, compared = excluded.compared, added = excluded.added
      WHERE chains.fingerprint <> excluded.fingerprint`;
    const values = [name, file, fingerprint, Number(compared), Number(enabled), Number(required), added] as const;
    if (this.#db.write(() => this.#db.run(sql, ...values)) === 0)
      throw new NotaryError('trust-exists', `the chain ${name} was brought in before`, { name });
  }

  /** False when there is none of this name. */
  enable(name: string, enabled: boolean): boolean {
    return (
      this.#db.write(() => this.#db.run('UPDATE chains SET enabled = ? WHERE name = ?', Number(enabled), name)) > 0
    );
  }

  /** False when there is none of this name. */
  remove(name: string): boolean {
    return this.#db.write(() => this.#db.run('DELETE FROM chains WHERE name = ?', name)) > 0;
  }
}
