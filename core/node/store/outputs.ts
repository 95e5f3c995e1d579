/**
 * Files that a desk writes for others. Each is intended, then written, then entered in the journal and in the list of what
 * was sent; whoever opens the home after a death in between finds the intention and looks whether the file is there.
 */
import { basename } from 'node:path';
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
    return this.#db.all<Row>('SELECT * FROM outputs ORDER BY id').map(({ enters, ...row }) => ({
      ...row,
      ...(JSON.parse(enters) as Omit<IntendedOutput, keyof Row>),
    }));
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

  /** Forgets a record that is erased, inside the transaction: what is entered later does not name it. */
  erase(record: string): void {
    for (const { id, path: _, sha256: __, ...enters } of this.intended()) {
      const certificates = enters.certificates.filter((one) => one.id !== record);
      if (certificates.length === 0) this.#db.run('DELETE FROM outputs WHERE id = ?', id);
      else if (certificates.length < enters.certificates.length)
        this.#db.run('UPDATE outputs SET enters = ? WHERE id = ?', JSON.stringify({ ...enters, certificates }), id);
    }
  }
}
