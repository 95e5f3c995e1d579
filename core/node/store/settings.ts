/** Settings of the desk and the trust bundles it accepted. */

import { NotaryError } from '../../errors.ts';
import type { Json } from '../../formats/canonical.ts';
import { integer, nullable, object, readOrNull, text } from '../../formats/decoder.ts';
import type { ClockDecision } from '../../ports.ts';
import { instant } from '../../records/record.ts';
import { type Db, plainBytes } from '../system/database.ts';
import { ownData, unlessDamaged } from './damage.ts';
import type { StoredTrust } from './query.ts';

const CLOCK_DECISION = 'clockDecision';
const decisionShape = object<ClockDecision>({
  device: instant,
  newest: nullable(instant),
  size: integer(),
  lead: nullable(integer(Number.MIN_SAFE_INTEGER)),
  reason: text(10_000),
});

/** Null for what is no JSON. */
function storedJson(value: string): Json {
  return unlessDamaged(() => ownData({}, () => JSON.parse(value) as Json));
}

/** Access to the tables of settings and trust bundles. */
export class Settings {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** A damaged one is null, so that who uses it can tell it from one that was never set. */
  all(): Readonly<Record<string, Json>> {
    const rows = this.#db.all<{ name: string; value: string }>('SELECT name, value FROM settings');
    return Object.fromEntries(rows.map(({ name, value }) => [name, storedJson(value)]));
  }

  put(change: Readonly<Record<string, Json>>): void {
    const sql = `INSERT INTO settings (name, value) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
    this.#db.write(() => {
      for (const [name, value] of Object.entries(change)) this.#db.run(sql, name, JSON.stringify(value));
    });
  }

  /** What a person last decided about the clock; null where nobody had to, and where it cannot be read. */
  clockDecision(): ClockDecision | null {
    return readOrNull(decisionShape, this.all()[CLOCK_DECISION] ?? null);
  }

  decideClock(decision: ClockDecision): void {
    this.put({ [CLOCK_DECISION]: { ...decision } });
  }

  /** Who holds the desk from now on; what was so before stays beside it. */
  putHolder(holder: Json, since: string): void {
    const insert = 'INSERT INTO holders (since, holder) VALUES (?, ?)';
    this.#db.write(() => {
      const before = this.#db.get<{ value: string }>(`SELECT value FROM settings WHERE name = 'holder'`);
      // a desk that was set up by this version has no row of its first holder yet
      const known = this.#db.get<{ n: number }>('SELECT count(*) AS n FROM holders')?.n ?? 0;
      if (before && known === 0) this.#db.run(insert, null, before.value);
      this.#db.run(insert, since, JSON.stringify(holder));
      this.put({ holder });
    });
  }

  /** Every holder that the desk had, the first one first; its time is null. */
  holders(): readonly { readonly since: string | null; readonly holder: Json }[] {
    const rows = this.#db.all<{ since: string | null; holder: string }>(
      'SELECT since, holder FROM holders ORDER BY id',
    );
    return rows.map(({ since, holder }) => ({ since, holder: storedJson(holder) }));
  }

  trust(): StoredTrust[] {
    const sql = 'SELECT fingerprint, name, bytes, compared, added FROM trust_bundles ORDER BY added, name';
    const rows = this.#db.all<Omit<StoredTrust, 'compared'> & { compared: number }>(sql);
    return rows.map((row) => ({ ...row, bytes: plainBytes(row.bytes), compared: row.compared === 1 }));
  }

  addTrust({ fingerprint, name, bytes, compared, added }: StoredTrust): void {
    const sql = `INSERT INTO trust_bundles (fingerprint, name, bytes, compared, added) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (fingerprint) DO NOTHING`;
    if (this.#db.write(() => this.#db.run(sql, fingerprint, name, bytes, Number(compared), added)) === 0)
      throw new NotaryError('trust-exists', 'this trust bundle is accepted already', { fingerprint });
  }

  trustCompared(fingerprint: string): void {
    this.#db.write(() => this.#db.run('UPDATE trust_bundles SET compared = 1 WHERE fingerprint = ?', fingerprint));
  }

  removeTrust(fingerprint: string): boolean {
    return this.#db.write(() => this.#db.run('DELETE FROM trust_bundles WHERE fingerprint = ?', fingerprint)) > 0;
  }
}
