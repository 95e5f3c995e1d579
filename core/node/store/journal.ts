/** The custody journal's tables: entries in their order, the tree over them, and the heads that are in the log. */
import { basename } from 'node:path';
import { NotaryError } from '../../errors.ts';
import { equal, toHex, utf8 } from '../../formats/bytes.ts';
import { canonicalText, type Json } from '../../formats/canonical.ts';
import {
  entryVersion,
  type JournalDetail,
  type JournalEntry,
  type JournalEvent,
  type Opening,
  openedHash,
  parseJournalRecord,
  readEntry,
  readOpening,
} from '../../log/journal.ts';
import { appendedNodes, inclusionProof, logRoot, withNodes } from '../../log/log.ts';
import { leafHash } from '../../log/merkle.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Db, plainBytes, type SqlValue } from '../system/database.ts';
import { systemRandom } from '../system/random.ts';
import { damaged, ownData } from './damage.ts';

/** Author of entries: the operator and the program. */
export interface Author {
  readonly operator: string | null;
  readonly program: string;
}

/** The subject of an entry. */
export type Subject =
  | {
      readonly seq: number;
      readonly id: string /** The first entry of its record: none is looked for. */;
      readonly first?: boolean;
    }
  | { readonly leaves: readonly [from: number, to: number] };

/** The first entry of a record. */
export interface FirstEntry {
  readonly seq: number;
  readonly id: string;
  readonly time: string;
  readonly detail: JournalDetail;
}

/** An entry as stored: `opened` is null once its record is erased. */
export interface KeptEntry {
  readonly entry: JournalEntry;
  readonly opened: Opening | null;
}

/** A head of the journal that is in the log. */
export interface KeptHead {
  readonly leafIndex: number;
  /** Number of entries under it. */
  readonly size: number;
  readonly head: Uint8Array;
  /** The leaf's bytes. */
  readonly bytes: Uint8Array;
}

interface Row {
  readonly entry: string;
  readonly opened: string | null;
}

const JOURNAL = 'journal (place, seq, from_leaf, to_leaf, event, entry, hash, opened)';

/** The journal; see the head of this file. */
export class Journal {
  readonly #db: Db;
  readonly #random = systemRandom();
  #author: () => Author = () => ({ operator: null, program: 'unknown' });

  constructor(db: Db) {
    this.#db = db;
  }

  /** Sets the author of later entries. */
  signedBy(author: () => Author): void {
    this.#author = author;
  }

  /** The author named in an entry that is added now. */
  get author(): Author {
    return this.#author();
  }

  /** Adds an entry, inside the transaction of the event that it describes. */
  append(event: JournalEvent, time: string, subject: Subject, more: JournalDetail = {}): void {
    this.#db.insert(JOURNAL, [this.#row(this.size, event, time, subject, { ...this.#author(), ...more })]);
  }

  /** Adds the first entry of each of these records: an intake has thousands. */
  appendFirst(event: JournalEvent, entries: readonly FirstEntry[]): void {
    const author = this.#author();
    const { size } = this;
    const rows = entries.map(({ seq, id, time, detail }, i) =>
      this.#row(size + i, event, time, { seq, id, first: true }, { ...author, ...detail }),
    );
    this.#db.insert(JOURNAL, rows);
  }

  /** Enters that a certificate was written. The entry has the name of the file only: strangers read it. */
  exported(time: string, subject: Subject, path: string, final: boolean, author: Author): void {
    const place = this.size;
    this.append('exported', time, subject, { ...author, file: basename(path), final });
    this.#db.run('INSERT INTO exports (place, path) VALUES (?, ?)', place, path);
  }

  /** The values of `JOURNAL`. */
  #row(place: number, event: JournalEvent, time: string, subject: Subject, detail: JournalDetail): SqlValue[] {
    const isRecord = 'seq' in subject;
    const opened = canonicalText([toHex(this.#random(16)), detail]);
    // members in canonical order, which makes writing several times faster
    const entry: JournalEntry = {
      detail: openedHash(opened, nodeCrypto),
      event,
      leaves: isRecord ? null : subject.leaves,
      place,
      previous: isRecord && subject.first !== true ? this.#last(subject.seq) : null,
      record: isRecord ? subject.id : null,
      time,
      v: entryVersion(event),
    };
    const text = canonicalText(entry as unknown as Json);
    const [seq, from, to] = isRecord ? [subject.seq, null, null] : [null, ...subject.leaves];
    const hash = leafHash(utf8(text), nodeCrypto);
    return [place, seq, from, to, event, text, hash, opened];
  }

  #last(seq: number): number | null {
    return (
      this.#db.get<{ place: number | null }>('SELECT max(place) AS place FROM journal WHERE seq = ?', seq)?.place ??
      null
    );
  }

  /** Forgets what the entries of an erased record say; that something happened, and when, stays. */
  erase(seq: number): void {
    this.#db.run('UPDATE journal SET opened = NULL WHERE seq = ?', seq);
    this.#db.run('DELETE FROM exports WHERE place IN (SELECT place FROM journal WHERE seq = ?)', seq);
    this.#db.run(`UPDATE events_before_journal SET detail = '' WHERE seq = ?`, seq);
  }

  /** Number of entries. */
  get size(): number {
    return this.#db.get<{ size: number }>('SELECT coalesce(max(place) + 1, 0) AS size FROM journal')?.size ?? 0;
  }

  /** The newest head that is in the log, or null. */
  get latestHead(): KeptHead | null {
    return this.#head('ORDER BY h.leaf_index DESC LIMIT 1');
  }

  /** The first head in the log that covers this many entries, or null. Later heads do not change the answer. */
  headFor(size: number): KeptHead | null {
    return this.#head('WHERE h.size >= ? ORDER BY h.leaf_index LIMIT 1', size);
  }

  #head(rest: string, ...values: number[]): KeptHead | null {
    const sql = `SELECT h.leaf_index AS leafIndex, h.size, h.head, l.bytes FROM journal_heads h
      JOIN leaves l ON l.leaf_index = h.leaf_index ${rest}`;
    const row = this.#db.get<KeptHead>(sql, ...values);
    return row ? { ...row, head: plainBytes(row.head), bytes: plainBytes(row.bytes) } : null;
  }

  /** A node of the journal's tree; undefined when it is not there. */
  readonly readNode = (level: number, index: number): Uint8Array | undefined => {
    const row =
      level === 0
        ? this.#db.get<{ hash: Uint8Array }>('SELECT hash FROM journal WHERE place = ?', index)
        : this.#db.get<{ hash: Uint8Array }>(
            'SELECT hash FROM journal_nodes WHERE level = ? AND idx = ?',
            level,
            index,
          );
    return row && plainBytes(row.hash);
  };

  /**
   * Extends the tree to the last entry; its size and root, or null when the newest head in the log is that already. Throws
   * `home-damaged` when the entries are not those that were written, or that head is of other ones.
   */
  nextHead(): { readonly size: number; readonly root: Uint8Array } | null {
    return this.#db.write(() => {
      const { size } = this;
      const from = this.#sealedSize(size);
      if (from === size) return null;
      const nodes = appendedNodes(from, this.#hashesFrom(from, size), this.readNode, nodeCrypto);
      // nodes left by a desk that died before sealing are the same again
      const put = `INSERT INTO journal_nodes (level, idx, hash) VALUES (?, ?, ?)
        ON CONFLICT (level, idx) DO UPDATE SET hash = excluded.hash`;
      for (const { level, index, hash } of nodes) if (level > 0) this.#db.run(put, level, index, hash);
      return { size, root: logRoot(size, withNodes(this.readNode, nodes), nodeCrypto) };
    });
  }

  /** The number of entries under the newest head in the log. */
  #sealedSize(size: number): number {
    const last = this.latestHead;
    if (last === null) return 0;
    if (last.size > size || !equal(logRoot(last.size, this.readNode, nodeCrypto), last.head))
      throw damaged({}, 'the journal is not the one whose head is in the log');
    return last.size;
  }

  /** The hashes of the entries [from, to), each of what the entry says. */
  #hashesFrom(from: number, to: number): readonly Uint8Array[] {
    const sql = 'SELECT place, entry, hash FROM journal WHERE place >= ? ORDER BY place';
    const rows = this.#db.all<{ place: number; entry: string; hash: Uint8Array }>(sql, from);
    const isWritten = ({ place, entry, hash }: (typeof rows)[number], i: number) =>
      place === from + i && equal(leafHash(utf8(entry), nodeCrypto), plainBytes(hash));
    if (rows.length !== to - from || !rows.every(isWritten))
      throw damaged({}, 'the journal has an entry that is not the one that was written');
    return rows.map(({ hash }) => plainBytes(hash));
  }

  /** Remembers a head that is now in the log, inside the transaction that seals it. */
  sealedHead(leafIndex: number, bytes: Uint8Array): void {
    const { size, digest } = parseJournalRecord(bytes);
    const sql = 'INSERT INTO journal_heads (leaf_index, size, head) VALUES (?, ?, ?)';
    this.#db.run(sql, leafIndex, size, Buffer.from(digest.sha256, 'hex'));
  }

  /** Every entry of a record, and of the batches that its leaf was in, in their order. */
  entriesOf(seq: number, leafIndex: number | null): readonly KeptEntry[] {
    const sql = `SELECT entry, opened FROM journal WHERE place IN (
        SELECT place FROM journal WHERE seq = ? UNION ALL
        SELECT place FROM journal WHERE seq IS NULL AND from_leaf <= ? AND to_leaf > ?) ORDER BY place`;
    const leaf = leafIndex ?? -1;
    return this.#db.all<Row>(sql, seq, leaf, leaf).map(({ entry, opened }) =>
      ownData({}, () => ({
        entry: readEntry(JSON.parse(entry), 'entry'),
        opened: opened === null ? null : readOpening(JSON.parse(opened), 'opened'),
      })),
    );
  }

  /**
   * The inclusion proof of an entry under a head, sibling first. Throws `not-found` when the head does not cover it.
   */
  path(place: number, size: number): readonly Uint8Array[] {
    if (place >= size) throw new NotaryError('not-found', `entry ${place} is not under a head of ${size}`);
    return inclusionProof(place, size, this.readNode, nodeCrypto);
  }
}
