/** Which certificate was sent to whom, in which state it was, and its state now. */
import { NotaryError } from '../../errors.ts';
import type { RecordState } from '../../ports.ts';
import type { Db, SqlValue } from '../system/database.ts';
import { listedFacts } from './rows.ts';
import { compact, fold } from './search.ts';
import type { Recipient, SentPage, SentQuery, SentRow, SentState, SentWay } from './sent-types.ts';

/** A delivered certificate. */
export interface HandedCertificate {
  readonly id: string;
  readonly number: string;
  readonly final: boolean;
  /** Whether it carries its proof in codes. */
  readonly paper?: boolean;
}

/** One delivery: every certificate to every recipient. */
interface Handing {
  readonly way: SentWay;
  readonly time: string;
  /** Name of the file that was made. */
  readonly file: string;
  readonly certificates: readonly HandedCertificate[];
  readonly recipients: readonly Recipient[];
}

interface Row {
  readonly id: number;
  readonly time: string;
  readonly name: string;
  readonly address: string;
  readonly record: string;
  readonly record_state: RecordState;
  readonly seq: number;
  readonly facts: string | null;
  readonly way: SentWay;
  readonly file: string;
  readonly number: string;
  readonly final: number;
  readonly state: SentState;
  readonly newer: string | null;
}

/** SQL: the newest sealed version of a record `r`, however many versions are in between. */
const NEWER = `(WITH RECURSIVE later (id, seq) AS (
    SELECT id, seq FROM records WHERE supersedes = r.id AND state IN ('sealed', 'anchored')
    UNION SELECT n.id, n.seq FROM records n JOIN later ON n.supersedes = later.id WHERE n.state IN ('sealed', 'anchored')
  ) SELECT seq FROM later ORDER BY seq DESC LIMIT 1)`;

/** Every row with its state; \`newer\` is the number of the newest later version. */
const SENT = `SELECT s.id, s.time, p.name, p.address, r.id AS record, r.seq, r.state AS record_state, d.facts, s.way, s.file, s.number, s.final,
    n.id AS newer,
    CASE
      WHEN EXISTS (SELECT 1 FROM sent l WHERE l.seq = s.seq AND l.recipient = s.recipient AND l.id > s.id AND l.final >= s.final)
        THEN 'replaced'
      WHEN n.seq IS NOT NULL AND EXISTS (SELECT 1 FROM sent l WHERE l.seq = n.seq AND l.recipient = s.recipient) THEN 'replaced'
      WHEN n.seq IS NOT NULL THEN 'newer-due'
      WHEN s.final = 0 AND r.state = 'anchored' THEN 'final-due'
      WHEN s.final = 0 THEN 'provisional'
      ELSE 'current'
    END AS state
  FROM sent s JOIN recipients p ON p.id = s.recipient JOIN records r ON r.seq = s.seq
    LEFT JOIN disclosures d ON d.seq = r.seq LEFT JOIN records n ON n.seq = ${NEWER}`;

const DUE = `state IN ('final-due', 'newer-due')`;
const MAX_ROWS = 500;

/** Access to the table of deliveries. */
export class Sent {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Adds a delivery, inside a transaction. */
  add({ way, time, file, certificates, recipients }: Handing): void {
    const sql = `INSERT INTO sent (seq, recipient, time, way, file, number, final)
      SELECT seq, ?, ?, ?, ?, ?, ? FROM records WHERE id = ?`;
    for (const one of recipients) {
      const recipient = this.#recipient(one);
      for (const { id, number, final } of certificates)
        this.#db.run(sql, recipient, time, way, file, number, Number(final), id);
    }
  }

  #recipient({ name, address }: Recipient): number {
    const values = [name, address ?? ''] as const;
    this.#db.run('INSERT INTO recipients (name, address) VALUES (?, ?) ON CONFLICT DO NOTHING', ...values);
    const sql = 'SELECT id FROM recipients WHERE name = ? AND address = ?';
    return this.#db.get<{ id: number }>(sql, ...values)?.id ?? 0;
  }

  /** Forgets the names of files that were made of an erased record. */
  erase(seq: number): void {
    this.#db.run(`UPDATE sent SET file = '' WHERE seq = ?`, seq);
  }

  /** Everybody who was ever sent something, by name. */
  recipients(): readonly Recipient[] {
    const sql = 'SELECT name, address FROM recipients ORDER BY name, address';
    return this.#db.all<{ name: string; address: string }>(sql).map(recipientOf);
  }

  /** One page, newest first. Throws `bad-input` for more than 500 rows. */
  page({ search, due, offset, limit }: SentQuery): SentPage {
    if (!Number.isSafeInteger(offset) || offset < 0 || !Number.isSafeInteger(limit) || limit < 0 || limit > MAX_ROWS)
      throw new NotaryError('bad-input', `a page has at most ${MAX_ROWS} rows`);
    const sought = searchFor(search);
    const where = [...sought.sql, ...(due ? [DUE] : [])].join(' AND ') || 'TRUE';
    const { values } = sought;
    const count = (condition: string, ...all: SqlValue[]) =>
      this.#db.get<{ n: number }>(`SELECT count(*) AS n FROM (${SENT}) WHERE ${condition}`, ...all)?.n ?? 0;
    return this.#db.read(() => {
      const sql = `SELECT * FROM (${SENT}) WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?`;
      const rows = this.#db.all<Row>(sql, ...values, limit, offset).map(sentRow);
      return { total: count(where, ...values), due: count(DUE), rows };
    });
  }

  /** Everything that was sent, the newest first. */
  *all(due = false): Generator<SentRow> {
    for (let offset = 0; ; offset += MAX_ROWS) {
      const { rows } = this.page({ search: '', due, offset, limit: MAX_ROWS });
      yield* rows;
      if (rows.length < MAX_ROWS) return;
    }
  }
}

/** Every word somewhere in a row, or all of them together as the beginning of a certificate's number. */
function searchFor(search: string): { readonly sql: readonly string[]; readonly values: readonly SqlValue[] } {
  const words = search.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0) return { sql: [], values: [] };
  const each = words.map(() => `(name LIKE ? ESCAPE '\\' OR address LIKE ? ESCAPE '\\' OR file LIKE ? ESCAPE '\\')`);
  const values = words.flatMap((word): SqlValue[] => Array<string>(3).fill(`%${word.replace(/[\\%_]/g, '\\$&')}%`));
  const number = compact(fold(search)).toUpperCase();
  if (!/^[A-Z2-7]{4,12}$/.test(number)) return { sql: [each.join(' AND ')], values };
  return { sql: [`((${each.join(' AND ')}) OR number LIKE ?)`], values: [...values, `${number}%`] };
}

const recipientOf = ({ name, address }: { readonly name: string; readonly address: string }): Recipient => ({
  name,
  address: address === '' ? null : address,
});

function sentRow(row: Row): SentRow {
  const { fileName, title } = listedFacts({ ...row, id: row.record, state: row.record_state }).facts;
  const { id, time, record, seq, way, file, number, state, newer } = row;
  return {
    id,
    time,
    recipient: recipientOf(row),
    record,
    seq,
    fileName,
    title,
    way,
    file,
    certificateNumber: number,
    final: row.final === 1,
    state,
    replacement: state === 'newer-due' ? newer : state === 'final-due' ? record : null,
  };
}
