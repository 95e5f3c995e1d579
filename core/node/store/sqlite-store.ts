/** The desk's durable state in one SQLite file. This class combines the tables of the other files here. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { InvoiceIdentity } from '../../documents/reading/identity.ts';
import { NotaryError } from '../../errors.ts';
import type { Json } from '../../formats/canonical.ts';
import type { SignedNote } from '../../formats/note.ts';
import type {
  AnchorJob,
  AnchorResult,
  ClockDecision,
  NewRecord,
  RecordState,
  RecordStore,
  Renewal,
  SealedBatch,
  StoredCheckpoint,
  StoredRecord,
} from '../../ports.ts';
import type { Completion, InvoiceSearch, Said } from '../../records/completion.ts';
import { RECORD_KINDS, type RecordKind } from '../../records/index.ts';
import type { Disclosure } from '../../records/record.ts';
import { type Db, openDatabase } from '../system/database.ts';
import { type ChainName, Chains } from './chains.ts';
import { DossierItems } from './dossiers.ts';
import { Foreign } from './foreign.ts';
import { Issued } from './issued.ts';
import { Journal } from './journal.ts';
import { LinkIndex } from './links.ts';
import { RecordList } from './list.ts';
import { Log } from './log.ts';
import { inspect, migrate, ORIGIN_SETTING } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { Outputs } from './outputs.ts';
import type { RecordQuery, StoredChain, StoredDetail, StoredPage, StoredTrust, WaitingSummary } from './query.ts';
import { Readings } from './readings.ts';
import { Records } from './records.ts';
import { SearchIndex } from './search-index.ts';
import { type HandedCertificate, Sent } from './sent.ts';
import { Settings } from './settings.ts';
import { laterVersions, readDetail } from './timeline.ts';

/** How a database is opened. */
export interface StoreOptions {
  /** A reader does not hold the home's lock and cannot change anything. A writer by default. */
  readonly mode?: 'write' | 'read';
  /** Whether a writer creates a missing file; true by default. */
  readonly create?: boolean;
  /** The clock, milliseconds since 1970, for times of anchoring. */
  readonly now?: () => number;
  /** The known kinds of records; others are listed without their facts. */
  readonly kinds?: readonly RecordKind[] | undefined;
  /** Origin of the log that this database must be of; any when it is not given. */
  readonly origin?: string;
}

/** What a desk stores in addition to the notary's own port. */
export class SqliteStore implements RecordStore {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #kinds: readonly RecordKind[];
  readonly #index: SearchIndex;
  readonly #readings: Readings;
  readonly #links: LinkIndex;
  readonly #records: Records;
  readonly #log: Log;
  readonly #list: RecordList;
  readonly #settings: Settings;
  readonly #chains: Chains;
  readonly #issued: Issued;
  /** What happened to the records, only ever added to. */
  readonly journal: Journal;
  /** Who was sent which certificate. */
  readonly sent: Sent;
  /** The lists of dossiers, and what can come into one. */
  readonly dossiers: DossierItems;
  /** Records of other desks. */
  readonly foreign: Foreign;
  /** Files for others, from the intention to what is remembered of them. */
  readonly outputs: Outputs;

  /** Use `openStore`. */
  constructor(db: Db, now: () => number, kinds: readonly RecordKind[] = RECORD_KINDS) {
    this.#db = db;
    this.#now = now;
    this.#kinds = kinds;
    this.#index = new SearchIndex(db, kinds);
    this.journal = new Journal(db);
    this.sent = new Sent(db);
    this.foreign = new Foreign(db);
    this.#readings = new Readings(db);
    this.#links = new LinkIndex(db);
    this.dossiers = new DossierItems(db, kinds);
    const { journal, dossiers, sent } = this;
    const tables = { index: this.#index, journal, readings: this.#readings, links: this.#links, dossiers };
    this.#records = new Records({ db, ...tables, kinds });
    this.#log = new Log(db, this.journal);
    this.#list = new RecordList(db, this.#index, kinds);
    this.#settings = new Settings(db);
    this.#chains = new Chains(db);
    this.#issued = new Issued(db, this.#index);
    this.outputs = new Outputs({ db, journal, records: this.#records, issued: this.#issued, sent });
  }

  /** Several reads of the same state, whatever others write meanwhile. */
  readonly sameState = <T>(work: () => T): T => this.#db.read(work);
  add(records: readonly NewRecord[]): readonly StoredRecord[] {
    return this.#records.add(records);
  }
  findByDigest(sha256: string): StoredRecord | null {
    return this.#records.findByDigest(sha256);
  }
  findByDigests(sha256s: readonly string[]): ReadonlyMap<string, StoredRecord> {
    return this.#records.findByDigests(sha256s);
  }
  get(id: string): StoredRecord | null {
    return this.#records.get(id);
  }
  /** The records whose leaves stand at this place of the log or behind it, in their order. */
  sealedFrom(index: number): readonly string[] {
    return this.#records.sealedFrom(index);
  }
  edit(id: string, disclosures: readonly Disclosure[], editedAt: string, said?: Said, kind?: string): boolean {
    return this.#records.edit(id, disclosures, editedAt, { said, kind });
  }
  complete(ids: readonly string[], change: (record: StoredRecord) => Completion | null): void {
    this.#records.complete(ids, change);
  }
  readonly reading = (id: string) => this.#readings.of(id);
  readonly seen = (id: string) => this.#readings.seen(id);
  invoicesLike(identity: InvoiceIdentity, except: string): InvoiceSearch {
    return this.#readings.like(identity, except);
  }
  /** What there is to say of readings of records that wait, by record. */
  readonly saidOfReadings = () => this.#readings.said();
  confirm(ids: readonly string[], confirmed: boolean): number {
    return this.#records.confirm(ids, confirmed, new Date(this.#now()).toISOString());
  }
  withdraw(id: string, reason: string, time: string): boolean {
    return this.#records.withdraw(id, reason, time);
  }
  /** Remembers the numbers of certificates that were made, so that their records are found by them. */
  issued(certificates: readonly HandedCertificate[], time: string): void {
    this.#issued.add(certificates, time);
  }
  /** Adds records that are older than the journal, with their history from the desk's list. */
  adopt(ids: readonly string[], time: string): void {
    if (ids.length === 0) return;
    this.#db.write(() => {
      for (const id of ids) {
        const { seq, sha256, size, timeline } = this.detail(id) ?? missing(id);
        const told = timeline.map(({ time, kind, detail }) => ({
          time,
          kind,
          detail: kind === 'certified' ? basename(detail) : detail,
        }));
        this.journal.append('adopted', time, { seq, id, first: true }, { sha256, size, timeline: told });
      }
    });
  }
  /** Anchored records whose certificates were all written before anchoring, in the order of intake. */
  provisional(): readonly string[] {
    return this.#records.provisional();
  }

  /**
   * A sealed, anchored or withdrawn record becomes `erased`: facts, salts, digest, path and leaf bytes are deleted and
   * overwritten, its leaf hash stays. False when it is in another state. Other files of the home are up to the caller.
   */
  erase(id: string, time: string): boolean {
    return this.#erasing(() => Number(this.#eraseOne(id, time))) === 1;
  }
  /** Erases many in one transaction and returns the number; unsealed ones are withdrawn first, without a reason. */
  eraseAll(ids: readonly string[], time: string): number {
    return this.#erasing(() => {
      for (const id of ids) this.#records.withdraw(id, '', time);
      return ids.filter((id) => this.#eraseOne(id, time)).length;
    });
  }

  #eraseOne(id: string, time: string): boolean {
    const seq = this.#records.seqOf(id);
    if (!this.#records.erase(id, time)) return false;
    this.sent.erase(seq);
    this.outputs.erase(id);
    return true;
  }

  #erasing(work: () => number): number {
    const erased = this.#db.write(() => {
      const count = work();
      // the index keeps deleted words until it is optimised
      if (count > 0) this.#db.run(`INSERT INTO search (search) VALUES ('optimize')`);
      return count;
    });
    // the write-ahead log keeps old pages until it is truncated; if a reader prevents that now, closing the desk does
    // it
    if (erased > 0) this.#db.pragma('wal_checkpoint(TRUNCATE)');
    return erased;
  }

  waiting(onlyConfirmed: boolean, limit: number, after?: number): readonly StoredRecord[] {
    return this.#records.waiting(onlyConfirmed, limit, after);
  }
  /** Ids of records that wait and cannot be sealed, because their data is damaged. */
  damagedWaiting(onlyConfirmed: boolean, limit: number): readonly string[] {
    return this.#records.damagedWaiting(onlyConfirmed, limit);
  }
  heldBack(): readonly string[] {
    return this.#list.heldBack();
  }
  waitingSummary(onlyConfirmed: boolean): WaitingSummary {
    return this.#list.waitingSummary(onlyConfirmed);
  }
  readonly readNode = (level: number, index: number): Uint8Array | undefined => this.#log.readNode(level, index);
  /** Changes with every write: see `Db.generation`. */
  get generation(): string {
    return this.#db.generation;
  }
  logSize(): number {
    return this.#log.size();
  }
  seal(batch: SealedBatch): void {
    this.#db.write(() => {
      this.#records.sealedAs(batch.records);
      this.#log.seal(batch);
    });
  }
  recordOfLeaf(hash: Uint8Array): string | null {
    return this.#links.recordOfLeaf(hash);
  }
  referringTo(target: { readonly record: string; readonly leaf: string | null }): readonly string[] {
    return this.#links.referringTo(target);
  }
  readonly waitingForPerson = (onlyConfirmed: boolean) => this.#links.waitingForPerson(onlyConfirmed);
  readonly ownLeaves = (type: string) => this.#log.ownLeaves(type);
  checkpoint(size: number): StoredCheckpoint | null {
    return this.#log.checkpoint(size);
  }
  newestTime(): string | null {
    return this.#log.newestTime();
  }
  latestFinal(): StoredCheckpoint | null {
    return this.#log.latestFinal();
  }
  clockDecision(): ClockDecision | null {
    return this.#settings.clockDecision();
  }
  /** Remembers what a person decided about the clock. */
  decideClock(decision: ClockDecision): void {
    this.#settings.decideClock(decision);
  }
  latestCheckpoint(): StoredCheckpoint | null {
    return this.#log.latest();
  }
  checkpointFor(leafIndex: number): StoredCheckpoint | null {
    return this.#log.checkpointFor(leafIndex);
  }

  openJob(connector: string): AnchorJob | null {
    return this.#log.openJob(connector);
  }
  saveJob(job: AnchorJob): void {
    this.#log.saveJob(job);
  }
  recordAnchor(size: number, job: AnchorJob, result: AnchorResult, complete: boolean): void {
    this.#log.recordAnchor(size, job, result, complete, new Date(this.#now()).toISOString());
  }
  completeAnchor(size: number): void {
    this.#log.completeAnchor(size, new Date(this.#now()).toISOString());
  }
  renewAnchor(size: number, renewal: Renewal): void {
    this.#log.renewAnchor(size, renewal, new Date(this.#now()).toISOString());
  }
  lastCosigned(): SignedNote | null {
    return this.#log.lastCosigned();
  }
  saveCosigned(note: SignedNote): void {
    this.#log.saveCosigned(note);
  }

  /** A page of records. Throws `bad-input` for a day that does not exist or a page of more than 500 rows. */
  query(query: RecordQuery): StoredPage {
    return this.#list.query(query);
  }
  /** How many records are not in the search index yet. Searches find them anyway; indexing follows an intake. */
  unindexed(): number {
    return this.#index.lag;
  }
  /** How many records there are in each state. */
  counts(): Readonly<Record<RecordState, number>> {
    return this.#list.counts();
  }
  /** A record with its timeline; null when there is none of this id. */
  detail(id: string): StoredDetail | null {
    return readDetail(this.#db, this.#log, this.#kinds, id);
  }
  /** The sealed records that replace one, in their order. */
  replacedBy(id: string): readonly string[] {
    return laterVersions(this.#db, id, 'sealed');
  }

  /** All stored settings, by name. */
  settings(): Readonly<Record<string, Json>> {
    return this.#settings.all();
  }
  /** Stores settings by name; others are unchanged. */
  putSettings(change: Readonly<Record<string, Json>>): void {
    this.#settings.put(change);
  }
  /** Remembers whose database this is, once. */
  belongsTo(origin: string): void {
    if (this.settings()[ORIGIN_SETTING] !== origin) this.putSettings({ [ORIGIN_SETTING]: origin });
  }
  /** Changes who holds the desk from this time on (RFC 3339). */
  putHolder(holder: Json, since: string): void {
    this.#settings.putHolder(holder, since);
  }
  /** Every holder that the desk had, once it was changed; the first has no time. */
  holders(): readonly { readonly since: string | null; readonly holder: Json }[] {
    return this.#settings.holders();
  }
  /** Trust bundles in the order in which they were accepted. */
  trustBundles(): readonly StoredTrust[] {
    return this.#settings.trust();
  }
  /** Throws `trust-exists` when these bytes were accepted before. */
  addTrust(entry: StoredTrust): void {
    this.#settings.addTrust(entry);
  }
  /** The fingerprint of an accepted bundle was compared later. */
  trustCompared(fingerprint: string): void {
    this.#settings.trustCompared(fingerprint);
  }
  /** False when there is none of this fingerprint. */
  removeTrust(fingerprint: string): boolean {
    return this.#settings.removeTrust(fingerprint);
  }

  /** Chains in the order in which they were added. */
  chains(): readonly StoredChain[] {
    return this.#chains.all();
  }
  /** The newest checkpoint that a connector confirmed, and when it was anchored; null when there is none. */
  lastConfirmed(connector: string): { readonly size: number; readonly time: string | null } | null {
    return this.#log.lastConfirmed(connector);
  }
  /** A newer file replaces the chain's file. Throws `trust-exists` for the same one. */
  addChain(chain: StoredChain): void {
    this.#chains.add(chain);
  }
  /** False when there is none of this kind and id. */
  enableChain(name: ChainName, enabled: boolean): boolean {
    return this.#chains.enable(name, enabled);
  }
  /** False when there is none of this kind and id. */
  removeChain(name: ChainName): boolean {
    return this.#chains.remove(name);
  }

  close(): void {
    this.#index.stop();
    this.#db.close();
  }
}

function missing(id: string): never {
  throw new NotaryError('not-found', `no record ${id}`, { id });
}

/**
 * Opens the database of a home; a writer creates or migrates it. Throws `home-newer`, `home-damaged` (also when there is
 * no file or an empty one, and none may be made), each with the file untouched; `not-supported` (a reader and an older
 * file), `write-failed`.
 */
export function openStore(
  file: string,
  { mode = 'write', create = true, now = Date.now, kinds = RECORD_KINDS, origin }: StoreOptions = {},
): SqliteStore {
  const readsOnly = mode === 'read';
  if ((readsOnly || !create) && !existsSync(file))
    throw new NotaryError('home-damaged', `there is no database at ${file}; put back a copy of it`, { file });
  const version = inspect(file, { mayBeEmpty: create && !readsOnly, checksLog: !readsOnly, origin });
  if (readsOnly && version < MIGRATIONS.length)
    throw new NotaryError('not-supported', 'an older database: open it once for writing, then it can be read', {
      version,
      reason: 'older-home',
    });
  const db = openDatabase(file, mode);
  try {
    if (!readsOnly) migrate(db, file);
    const store = new SqliteStore(db, now, kinds);
    if (!readsOnly && origin !== undefined) store.belongsTo(origin);
    return store;
  } catch (error) {
    db.close();
    throw error;
  }
}
