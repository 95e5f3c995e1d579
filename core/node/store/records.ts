/** Records before and beside sealing: intake, edits, withdrawal, erasure. Every change of state is one compare-and-swap. */

import type { JournalDetail } from '../../log/journal.ts';
import type { NewRecord, OwnFields, RecordState, SealedBatch, StoredRecord } from '../../ports.ts';
import type { Completion, Said } from '../../records/completion.ts';
import type { RecordKind } from '../../records/index.ts';
import type { Disclosure } from '../../records/record.ts';
import type { Db, SqlValue } from '../system/database.ts';
import { unlessDamaged } from './damage.ts';
import type { DossierItems } from './dossiers.ts';
import type { Author, FirstEntry, Journal } from './journal.ts';
import type { LinkIndex } from './links.ts';
import { LIST_KEYS, listKeys } from './list-keys.ts';
import type { Readings } from './readings.ts';
import { disclosuresOf, disclosureTexts, type FullColumns, SELECT_FULL, storedRecord } from './rows.ts';
import type { SearchIndex } from './search-index.ts';

const RECORDS = `records (seq, id, sha256, sm3, size, time, clock, path, supersedes, edited_at,
  record_kind, members, held, file_held, ${LIST_KEYS})`;
const DISCLOSURES = 'disclosures (seq, facts, fingerprints)';
const HELD = 'SELECT seq FROM records WHERE id = ? AND held = 1';
const IS_KNOWN = 'SELECT seq FROM records WHERE sha256 = ?';
const BY_DIGEST = `${SELECT_FULL} WHERE r.sha256 = ? AND r.state <> 'withdrawn' ORDER BY r.seq DESC LIMIT 1`;
/** Places for what `listKeys` gives. */
const KEY_VALUES = listKeys([])
  .map(() => '?')
  .join(', ');
const EDIT = `UPDATE records SET edited_at = ?, record_kind = ?, (${LIST_KEYS}) = (${KEY_VALUES})
  WHERE seq = ? AND state = 'recorded'`;
const HOLD = 'UPDATE records SET held = (file_held OR ?) WHERE seq = ?';
const COMPLETE = `UPDATE records SET record_kind = ?, held = (file_held OR ?), (${LIST_KEYS}) = (${KEY_VALUES}) WHERE seq = ?`;

const EDITABLE = `SELECT r.seq, r.id, r.state, r.edited_at, r.record_kind, d.facts, d.fingerprints
  FROM records r JOIN disclosures d ON d.seq = r.seq WHERE r.id = ? AND r.state = 'recorded'`;

interface EditRow {
  readonly seq: number;
  readonly id: string;
  readonly state: RecordState;
  readonly edited_at: string;
  readonly record_kind: string;
  readonly facts: string;
  readonly fingerprints: string | null;
}

/** What an edit changes beside facts; absent where it stays. */
interface EditedWith {
  readonly said: Said | undefined;
  readonly kind: string | undefined;
}

/** What `Records` is made of. */
export interface RecordsDependencies {
  readonly db: Db;
  readonly index: SearchIndex;
  readonly journal: Journal;
  readonly readings: Readings;
  readonly dossiers: DossierItems;
  readonly links: LinkIndex;
  readonly kinds: readonly RecordKind[];
}

/** Access to the table of records; see the head of this file. */
export class Records {
  readonly #db: Db;
  readonly #index: SearchIndex;
  readonly #journal: Journal;
  readonly #readings: Readings;
  readonly #links: LinkIndex;
  readonly #dossiers: DossierItems;
  readonly #kinds: readonly RecordKind[];

  constructor({ db, index, journal, readings, links, dossiers, kinds }: RecordsDependencies) {
    this.#db = db;
    this.#kinds = kinds;
    this.#index = index;
    this.#journal = journal;
    this.#readings = readings;
    this.#dossiers = dossiers;
    this.#links = links;
  }

  add(records: readonly NewRecord[]): StoredRecord[] {
    const added = this.#db.write(() => {
      let seq = this.#db.get<{ last: number }>('SELECT coalesce(max(seq), 0) AS last FROM records')?.last ?? 0;
      const stored = records.map((record) => recorded(record, ++seq));
      this.#db.insert(RECORDS, stored.map(recordRow));
      this.#db.insert(
        DISCLOSURES,
        stored.map(({ seq, disclosures }) => [seq, ...disclosureTexts(disclosures)]),
      );
      for (const [i, { seq }] of stored.entries()) {
        const lists = records[i]?.lists;
        if (lists) this.#dossiers.put(seq, lists);
      }
      for (const { seq, disclosures } of stored) this.#links.add(seq, disclosures);
      this.#journal.appendFirst('recorded', stored.map(firstEntry));
      return stored;
    });
    this.#index.later();
    return added;
  }

  get(id: string): StoredRecord | null {
    return this.#first(`${SELECT_FULL} WHERE r.id = ?`, id);
  }

  /** Looks up by digest; withdrawn and erased records are not live, and damaged ones stand for nothing. */
  findByDigest(sha256: string): StoredRecord | null {
    return unlessDamaged(() => this.#first(BY_DIGEST, sha256));
  }

  /** Most digests of an intake are new, and this narrow query costs a tenth of the full one. */
  findByDigests(sha256s: readonly string[]): ReadonlyMap<string, StoredRecord> {
    return this.#db.read(() => {
      const known = [...new Set(sha256s)].filter((sha256) => this.#db.get(IS_KNOWN, sha256) !== undefined);
      const found = known.map((sha256) => [sha256, this.findByDigest(sha256)] as const);
      return new Map(found.flatMap(([sha256, record]) => (record ? [[sha256, record]] : [])));
    });
  }

  #first(sql: string, value: string): StoredRecord | null {
    const row = this.#db.get<FullColumns>(sql, value);
    return row ? storedRecord(row, this.#kinds) : null;
  }

  /** Those that can be read; a damaged one does not keep the others from being sealed. */
  waiting(onlyConfirmed: boolean, limit: number, after = -1): StoredRecord[] {
    const found: StoredRecord[] = [];
    for (let from = after; ; ) {
      const wanted = limit - found.length;
      const page = this.#waiting(onlyConfirmed, wanted, from);
      for (const { record } of page) if (record !== null) found.push(record);
      if (page.length < wanted || found.length === limit) return found;
      from = page.at(-1)?.seq ?? from;
    }
  }

  /** Ids of those that wait and are damaged: they cannot be sealed. */
  damagedWaiting(onlyConfirmed: boolean, limit: number): string[] {
    return this.#waiting(onlyConfirmed, limit).flatMap(({ id, record }) => (record === null ? [id] : []));
  }

  #waiting(onlyConfirmed: boolean, limit: number, after = -1) {
    const where = `r.state_rank = 0 AND r.seq > ? AND r.confirmed >= ? AND (r.confirmed = 1 OR r.held = 0) ORDER BY r.seq LIMIT ?`;
    const rows = this.#db.all<FullColumns>(`${SELECT_FULL} WHERE ${where}`, after, Number(onlyConfirmed), limit);
    return rows.map((row) => ({
      id: row.id,
      seq: row.seq,
      record: unlessDamaged(() => storedRecord(row, this.#kinds)),
    }));
  }

  /** The records whose leaves stand at this place of the log or behind it, in their order. */
  sealedFrom(index: number): string[] {
    const sql = 'SELECT id FROM records WHERE leaf_index >= ? ORDER BY leaf_index';
    return this.#db.all<{ id: string }>(sql, index).map(({ id }) => id);
  }

  edit(id: string, disclosures: readonly Disclosure[], editedAt: string, { said, kind }: EditedWith): boolean {
    return this.#db.write(() => {
      const row = this.#db.get<EditRow>(EDITABLE, id);
      if (!row) return false;
      const time = laterThan(row.edited_at, editedAt);
      const facts = changedNames(disclosuresOf(row, this.#kinds), disclosures);
      this.#db.run(EDIT, time, kind ?? row.record_kind, ...listKeys(disclosures), row.seq);
      this.#restate(row.seq, disclosures);
      if (said) this.#say(row.seq, said);
      const became = kind === undefined ? {} : { profile: kind };
      this.#journal.append('edited', time, { seq: row.seq, id }, { facts, ...became });
      return true;
    });
  }

  complete(ids: readonly string[], change: (record: StoredRecord) => Completion | null): void {
    this.#db.write(() => {
      for (const id of ids) {
        const record = unlessDamaged(() => this.#first(`${SELECT_FULL} WHERE r.id = ? AND r.state = 'recorded'`, id));
        const completion = record && change(record);
        if (!completion) continue;
        const { kind, disclosures, held, reading, suggested, warnings } = completion;
        this.#db.run(COMPLETE, kind, Number(held), ...listKeys(disclosures), record.seq);
        this.#restate(record.seq, disclosures);
        this.#readings.put(record.seq, reading, warnings);
        this.#readings.putSeen(record.seq, suggested);
      }
    });
  }

  /** Says something else of a reading: the record is held for that, or no longer. */
  #say(seq: number, { warnings, held }: Said): void {
    this.#readings.say(seq, warnings);
    this.#db.run(HOLD, Number(held), seq);
  }

  /** Other facts, which a search finds from now on. */
  #restate(seq: number, disclosures: readonly Disclosure[]): void {
    const sql = 'UPDATE disclosures SET facts = ?, fingerprints = ? WHERE seq = ?';
    this.#db.run(sql, ...disclosureTexts(disclosures), seq);
    this.#links.put(seq, disclosures);
    this.#index.replace(seq);
  }

  /** Facts as they are sealed, inside the transaction that seals them; those that nobody changed since stay as they are. */
  sealedAs(records: SealedBatch['records']): void {
    for (const { id, disclosures } of records) if (disclosures) this.#restate(this.seqOf(id), disclosures);
  }

  /** A decision about a record with warnings is told in the journal. */
  confirm(ids: readonly string[], confirmed: boolean, time: string): number {
    const sql = `UPDATE records SET confirmed = ? WHERE id = ? AND state = 'recorded' AND confirmed = ?`;
    const change = (id: string) => {
      const changed = this.#db.run(sql, Number(confirmed), id, Number(!confirmed));
      const held = changed === 0 ? undefined : this.#db.get<{ seq: number }>(HELD, id);
      if (held) this.#journal.append('approved', time, { seq: held.seq, id }, { approved: confirmed });
      return changed;
    };
    return this.#db.write(() => ids.reduce((changed, id) => changed + change(id), 0));
  }

  withdraw(id: string, reason: string, time: string): boolean {
    const sql = `UPDATE records SET state = 'withdrawn', withdrawn_at = ?, withdrawn_reason = ?
      WHERE id = ? AND state = 'recorded'`;
    return this.#db.write(() => {
      if (this.#db.run(sql, time, reason, id) === 0) return false;
      const seq = this.seqOf(id);
      this.#journal.append('withdrawn', time, { seq, id }, { reason });
      return true;
    });
  }

  erase(id: string, time: string): boolean {
    const sql = `UPDATE records SET state = 'erased', provisional = 0, sha256 = NULL, sm3 = NULL, size = 0, path = NULL, supersedes = NULL,
      members = NULL, (${LIST_KEYS}) = (${KEY_VALUES}),
      withdrawn_reason = CASE WHEN withdrawn_at IS NULL THEN NULL ELSE '' END
      WHERE id = ? AND state IN ('sealed', 'anchored', 'withdrawn')`;
    return this.#db.write(() => {
      if (this.#db.run(sql, ...listKeys([]), id) === 0) return false;
      const seq = this.seqOf(id);
      this.#db.run('DELETE FROM disclosures WHERE seq = ?', seq);
      this.#links.remove(seq);
      this.#db.run('DELETE FROM leaves WHERE leaf_index = (SELECT leaf_index FROM records WHERE seq = ?)', seq);
      this.#index.replace(seq);
      this.#journal.erase(seq);
      this.#journal.append('erased', time, { seq, id });
      return true;
    });
  }

  /**
   * Notes that a certificate was written, inside a transaction, and whether it was a final one: made when anchored. One
   * from before that may be noted after a final one, when its drive was away.
   */
  certified(id: string, path: string, time: string, final: boolean, author: Author): void {
    const sql = `UPDATE records SET certified = 1,
      provisional = CASE WHEN certified = 1 AND provisional = 0 THEN 0 ELSE ? END WHERE id = ?`;
    if (this.#db.run(sql, Number(!final), id) === 0) return;
    this.#journal.exported(time, { seq: this.seqOf(id), id }, path, final, author);
  }

  /** Adds entries that records were delivered, inside a transaction; unknown ids are ignored. */
  handedOn(event: 'shared' | 'packed', ids: readonly string[], time: string, detail: JournalDetail): void {
    for (const id of ids) {
      const seq = this.seqOf(id);
      if (seq > 0) this.#journal.append(event, time, { seq, id }, detail);
    }
  }

  provisional(): string[] {
    const sql = 'SELECT id FROM records WHERE provisional = 1 AND state_rank = 2 ORDER BY seq';
    return this.#db.all<{ id: string }>(sql).map(({ id }) => id);
  }

  /** The number of a record; 0 when there is none. */
  seqOf(id: string): number {
    return this.#db.get<{ seq: number }>('SELECT seq FROM records WHERE id = ?', id)?.seq ?? 0;
  }
}

/** A new record as it stands in the table. */
const recorded = ({ lists: _, ...record }: NewRecord, seq: number): StoredRecord => ({
  ...record,
  seq,
  state: 'recorded',
  confirmed: false,
  leaf: null,
  withdrawn: null,
});

/** The values of `RECORDS`. */
function recordRow(record: StoredRecord): readonly SqlValue[] {
  const { seq, id, digest, size, time, clock, path, supersedes, editedAt, disclosures } = record;
  const bytes = [digest?.sha256 ?? null, digest?.sm3 ?? null, size ?? 0] as const;
  const kind = [record.kind, fieldsText(record.fields)] as const;
  const held = Number(record.held === true);
  return [seq, id, ...bytes, time, clock, path, supersedes, editedAt, ...kind, held, held, ...listKeys(disclosures)];
}

/** Journal details of an intake. */
function firstEntry({ seq, id, kind, time, digest, size, supersedes }: StoredRecord): FirstEntry {
  const what = digest ? { sha256: digest.sha256, size } : { kind };
  return { seq, id, time, detail: { ...what, ...(supersedes === null ? {} : { supersedes }) } };
}

const fieldsText = (fields: OwnFields) => (Object.keys(fields).length === 0 ? null : JSON.stringify(fields));

/** Names whose value or salt differs; of those that only one of the two kinds has, the ones that state something. */
function changedNames(before: readonly Disclosure[], after: readonly Disclosure[]): string[] {
  const old = new Map(before.map((disclosure) => [disclosure[1], JSON.stringify(disclosure)]));
  const names = new Set(after.map(([, name]) => name));
  const isChanged = (disclosure: Disclosure) => {
    const was = old.get(disclosure[1]);
    return was === undefined ? disclosure[2] !== null : was !== JSON.stringify(disclosure);
  };
  const dropped = before.filter(([, name, value]) => value !== null && !names.has(name));
  return [...after.filter(isChanged), ...dropped].map(([, name]) => name);
}

/**
 * The time of an edit, at least a millisecond after the one before: sealing compares it to detect edits in between,
 * even if two edits fall into one millisecond or the clock was set back.
 */
export function laterThan(previous: string, time: string): string {
  return time > previous ? time : new Date(Date.parse(previous) + 1).toISOString();
}
