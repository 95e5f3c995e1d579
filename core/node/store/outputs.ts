/**
 * Files that a desk writes for others. Each is intended, then written, then entered in the journal and in the list of what
 * was sent; whoever opens the home after a death in between finds the intention and looks whether the file is there.
 */
import { basename } from 'node:path';
import { accepts, boolean, list, loose, oneOf, text } from '../../formats/decoder.ts';
import type { Db } from '../system/database.ts';
import type { Issued } from './issued.ts';
import type { Author, Journal } from './journal.ts';
import type { Records } from './records.ts';
import type { HandedCertificate, Sent } from './sent.ts';
import type { Recipient, SentWay } from './sent-types.ts';

/** A file and what is remembered of it. */
export interface Output {
  readonly path: string;
  /** SHA-256 of its bytes, hex. */
  readonly sha256: string;
  readonly way: SentWay;
  /** RFC 3339. */
  readonly time: string;
  /** The certificates in it; an export is one. */
  readonly certificates: readonly HandedCertificate[];
  /** What else is in it. */
  readonly parts: readonly string[];
  /** Who gets it; nobody for a certificate that was only written. */
  readonly recipients: readonly Recipient[];
  /** Which folder the path led to: after an unmount it leads to another one. */
  readonly folder?: string | undefined;
}

/** One that was intended, by whom. */
export interface IntendedOutput extends Output {
  readonly id: number;
  readonly author: Author;
}

interface Row {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
  readonly enters: string;
}

const ANY = Number.MAX_SAFE_INTEGER;
/** What a row must have to be entered. */
const entersShape = loose({
  way: oneOf('share', 'export', 'pack'),
  time: text(ANY),
  certificates: list(loose({ id: text(ANY), number: text(ANY), final: boolean }), ANY),
  parts: list(text(ANY), ANY),
  recipients: list(loose({ name: text(ANY) }), ANY),
  author: loose({ program: text(ANY) }),
});

/** Stands for the digest of a row that cannot be read, once that was told; its file is never looked for. */
const UNREADABLE = 'unreadable';

/** What `Outputs` is made of. */
export interface OutputsDependencies {
  readonly db: Db;
  readonly journal: Journal;
  readonly records: Records;
  readonly issued: Issued;
  readonly sent: Sent;
}

/** The table of outputs. */
export class Outputs {
  readonly #db: Db;
  readonly #dependencies: OutputsDependencies;

  constructor(dependencies: OutputsDependencies) {
    this.#db = dependencies.db;
    this.#dependencies = dependencies;
  }

  /** Remembers that these files will be written; on the disk when this returns. */
  intend(outputs: readonly Output[]): readonly IntendedOutput[] {
    const { author } = this.#dependencies.journal;
    return this.#db.write(() => {
      const last = this.#db.get<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM outputs')?.last ?? 0;
      return outputs.map((output, i) => {
        const { path, sha256, ...enters } = output;
        const sql = 'INSERT INTO outputs (id, path, sha256, enters) VALUES (?, ?, ?, ?)';
        this.#db.run(sql, last + i + 1, path, sha256, JSON.stringify({ ...enters, author }));
        return { ...output, id: last + i + 1, author };
      });
    });
  }

  /** What was intended and is not settled: not a file that is being written just now. */
  intended(): readonly IntendedOutput[] {
    return this.#rows().flatMap(({ enters, ...row }) => {
      const read = readEnters(enters);
      return read === null || row.sha256 === UNREADABLE ? [] : [{ ...row, ...read }];
    });
  }

  /** Marks the rows that cannot be read and gives their numbers; each is given once. */
  markUnreadable(): readonly number[] {
    return this.#db.write(() => {
      const rows = this.#rows().filter(({ sha256, enters }) => sha256 !== UNREADABLE && readEnters(enters) === null);
      for (const { id } of rows) this.#db.run('UPDATE outputs SET sha256 = ? WHERE id = ?', UNREADABLE, id);
      return rows.map(({ id }) => id);
    });
  }

  #rows(): readonly Row[] {
    return this.#db.all<Row>('SELECT id, path, sha256, enters FROM outputs ORDER BY id');
  }

  /** Enters those that are there, and lets go of them and of those that will not be. */
  settle(there: readonly IntendedOutput[], gone: readonly IntendedOutput[] = []): void {
    if (there.length + gone.length === 0) return;
    this.#db.write(() => {
      for (const output of there) this.#enter(output);
      for (const { id } of [...there, ...gone]) this.#db.run('DELETE FROM outputs WHERE id = ?', id);
    });
  }

  #enter({ path, way, time, certificates, parts, recipients, author }: IntendedOutput): void {
    const { records, issued, sent } = this.#dependencies;
    const file = basename(path);
    issued.add(certificates, time);
    if (way === 'export') for (const { id, final } of certificates) records.certified(id, path, time, final, author);
    if (way === 'export' && recipients.length === 0) return;
    const to = recipients.map(({ name }) => name);
    const detail = { ...author, file, parts, ...(to.length > 0 ? { to } : {}) };
    const ids = certificates.map(({ id }) => id);
    records.handedOn(way === 'pack' ? 'packed' : 'shared', ids, time, detail);
    sent.add({ way, time, file, certificates, recipients });
  }

  /**
   * Forgets a record that is erased, inside the transaction: what is entered later does not name it. Rows that cannot be
   * read go too: they may name it, and nothing is ever entered from them.
   */
  erase(record: string): void {
    for (const { id } of this.#rows().filter(({ enters }) => readEnters(enters) === null))
      this.#db.run('DELETE FROM outputs WHERE id = ?', id);
    for (const { id, path: _, sha256: __, ...enters } of this.intended()) {
      const certificates = enters.certificates.filter((one) => one.id !== record);
      if (certificates.length === 0) this.#db.run('DELETE FROM outputs WHERE id = ?', id);
      else if (certificates.length < enters.certificates.length)
        this.#db.run('UPDATE outputs SET enters = ? WHERE id = ?', JSON.stringify({ ...enters, certificates }), id);
    }
  }
}

/** Null for what cannot be read. */
function readEnters(enters: string): Omit<IntendedOutput, keyof Row> | null {
  try {
    const value: unknown = JSON.parse(enters);
    return accepts(entersShape, value) ? (value as Omit<IntendedOutput, keyof Row>) : null;
  } catch {
    return null;
  }
}
