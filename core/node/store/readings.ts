/** What was read from the documents of records that wait, and which records an invoice has already. */
import type { InvoiceIdentity } from '../../documents/reading/identity.ts';
import type { Reading } from '../../documents/reading/reading.ts';
import { readReading } from '../../documents/reading/shape.ts';
import { readSuggestions, type Suggestion } from '../../documents/reading/suggestion.ts';
import { readWarning, type Warning } from '../../documents/warnings.ts';
import { list } from '../../formats/decoder.ts';
import type { InvoiceMatch, InvoiceSearch, Suggested } from '../../records/completion.ts';
import type { Db } from '../system/database.ts';
import { ownData, unlessDamaged } from './damage.ts';

const readWarnings = list(readWarning, 1000);

/** More than anybody reads. */
const MOST_SAID = 2000;
/** Records that are named for one invoice. */
const MOST_MATCHES = 10;

/** The table of readings; see the head of this file. */
export class Readings {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Of a record that waits; null where there is none. Throws `home-damaged` with the record's id. */
  of(id: string): Reading | null {
    const sql = 'SELECT g.reading FROM readings g JOIN records r ON r.seq = g.seq WHERE r.id = ?';
    const text = this.#db.get<{ reading: string | null }>(sql, id)?.reading ?? null;
    return text === null ? null : ownData({ id }, () => readReading(JSON.parse(text), 'reading'));
  }

  /** Keeps a reading and what there is to say of it, inside a transaction. Nothing is kept of a plain document. */
  put(seq: number, reading: Reading | null, warnings: readonly Warning[]): void {
    if (reading === null && warnings.length === 0) return;
    const sql = `INSERT INTO readings (seq, reading, warnings) VALUES (?, ?, ?)
      ON CONFLICT (seq) DO UPDATE SET reading = excluded.reading, warnings = excluded.warnings`;
    this.#db.run(sql, seq, reading === null ? null : JSON.stringify(reading), JSON.stringify(warnings));
  }

  /** What was seen in the document of a record that waits. Throws `home-damaged` with the record's id. */
  seen(id: string): readonly Suggestion[] {
    const sql = 'SELECT s.seen FROM suggestions s JOIN records r ON r.seq = s.seq WHERE r.id = ?';
    const text = this.#db.get<{ seen: string | null }>(sql, id)?.seen ?? null;
    return text === null ? [] : ownData({ id }, () => readSuggestions(JSON.parse(text), 'suggestions'));
  }

  /** Keeps what was seen, inside a transaction; nothing where nothing was. */
  putSeen(seq: number, { seen, looseKey }: Suggested): void {
    if (seen.length === 0) return;
    const sql = `INSERT INTO suggestions (seq, seen, loose_key) VALUES (?, ?, ?)
      ON CONFLICT (seq) DO UPDATE SET seen = excluded.seen, loose_key = excluded.loose_key`;
    this.#db.run(sql, seq, JSON.stringify(seen), looseKey);
  }

  /** Says something else of a reading, inside a transaction. */
  say(seq: number, warnings: readonly Warning[]): void {
    this.#db.run('UPDATE readings SET warnings = ? WHERE seq = ?', JSON.stringify(warnings), seq);
  }

  /** What there is to say of those that wait, by record, the newest at most; of a damaged one nothing. */
  said(): ReadonlyMap<string, readonly Warning[]> {
    const sql = `SELECT r.id, g.warnings FROM readings g JOIN records r ON r.seq = g.seq
      WHERE g.warnings <> '[]' ORDER BY g.seq DESC LIMIT ?`;
    const rows = this.#db.all<{ id: string; warnings: string }>(sql, MOST_SAID);
    const said = (id: string, text: string) => ownData({ id }, () => readWarnings(JSON.parse(text), 'warnings'));
    return new Map(rows.map(({ id, warnings }) => [id, unlessDamaged(() => said(id, warnings)) ?? []] as const));
  }

  /** The records of an invoice, and of what takes it back; the first ones where there are very many. */
  like({ strict, loose }: InvoiceIdentity, except: string): InvoiceSearch {
    const find = (column: string, key: string | null, isStrict: boolean): InvoiceMatch[] => {
      if (key === null) return [];
      const sql = `SELECT id, seq FROM records WHERE ${column} = ? AND state <> 'withdrawn' AND id <> ?
        ORDER BY seq LIMIT ${MOST_MATCHES}`;
      const rows = this.#db.all<{ id: string; seq: number }>(sql, key, except);
      return rows.map((row) => ({ ...row, strict: isStrict }));
    };
    const same = find('invoice_key', strict, true);
    const alike = [...find('loose_invoice_key', loose, false), ...this.#seenLike(loose, except)];
    const others = alike.filter(({ id }, i) => ![...same, ...alike.slice(0, i)].some((one) => one.id === id));
    return { same: [...same, ...others], takenBackBy: find('credited_key', strict, true) };
  }

  /** Records in whose documents the invoice was only seen. */
  #seenLike(loose: string | null, except: string): readonly InvoiceMatch[] {
    if (loose === null) return [];
    const sql = `SELECT r.id, r.seq FROM suggestions s JOIN records r ON r.seq = s.seq WHERE s.loose_key = ? AND r.id <> ?
      ORDER BY r.seq LIMIT ${MOST_MATCHES}`;
    return this.#db.all<{ id: string; seq: number }>(sql, loose, except).map((row) => ({ ...row, strict: false }));
  }
}
