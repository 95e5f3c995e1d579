/**
 * Read access to a desk without its keys: state, records, trust. The command line uses it while the window has the home
 * open; an opened desk uses it too.
 */
import { statSync } from 'node:fs';
import type { OwnRecords } from '../../documents/doctor/lineage.ts';
import { invoiceIdentity } from '../../documents/reading/identity.ts';
import { NotaryError } from '../../errors.ts';
import { toHex } from '../../formats/bytes.ts';
import { keyFingerprint } from '../../formats/note.ts';
import type { RecordState } from '../../ports.ts';
import type { InvoiceSearch } from '../../records/completion.ts';
import { type Standing, standingOf, type Voice } from '../../records/standing.ts';
import { openSuggestions } from '../../records/suggestions.ts';
import type { Trace } from '../../trace/types.ts';
import type { KnownLogs } from '../../verification/forks.ts';
import { homePaths, isHome } from '../home/home.ts';
import { type KeyInfo, readKeyInfo } from '../home/keys.ts';
import { damaged, unlessDamaged } from '../store/damage.ts';
import type { RecordPage, RecordQuery, RecordRow } from '../store/query.ts';
import { openStore, type SqliteStore } from '../store/sqlite-store.ts';
import { type MachineClock, SystemClock } from '../system/clock.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { recordDrafts } from '../system/drafts.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import type { SliceOptions } from '../system/slices.ts';
import { chainEntries } from './chains.ts';
import { DeskClock } from './clock.ts';
import { confirmationsOf, voicesOf } from './confirmations.ts';
import { DossierReading } from './dossiers/reading.ts';
import { Sending } from './handover/sending.ts';
import { KINDS, type Kinds } from './kinds.ts';
import { LinkView } from './links.ts';
import type { MatchResult, MatchWish } from './match-types.ts';
import { matchRecords } from './matching.ts';
import { DeskLogs, MemoryView, otherCopy } from './memory.ts';
import { checkDecisions, readHolderSetting, readSettings } from './settings.ts';
import { type TraceReaderOptions, traceInSlices, traceOfRecord } from './traces.ts';
import { damagedTrust, deskBundle, trustEntries } from './trust-list.ts';
import type {
  ChainEntry,
  ChainState,
  DamagedTrust,
  DeskStatus,
  Holder,
  RecordDetail,
  Settings,
  TrustEntry,
} from './types.ts';

/** Facts about the program that the desk runs in. */
export interface Surroundings {
  readonly home: string;
  readonly version: string;
  /** True on the old runtime that is for development and tests only. */
  readonly oldRuntime: boolean;
  /** The tables of kinds; those of this program by default. */
  readonly kinds?: Kinds | undefined;
  /** The device's clock; that of the system by default, of which nothing is known before it was refreshed. */
  readonly clock?: MachineClock | undefined;
}

/** Read access to a home; see the head of this file. */
export class DeskView {
  readonly #surroundings: Omit<Surroundings, 'kinds' | 'clock'>;
  readonly #kinds: Kinds;
  readonly #store: SqliteStore;
  readonly #clock: DeskClock;
  readonly #memory: MemoryView;
  #keys: KeyInfo;

  constructor(surroundings: Surroundings, store: SqliteStore, keys: KeyInfo) {
    const { home, version, oldRuntime, kinds = KINDS, clock = new SystemClock() } = surroundings;
    this.#surroundings = { home, version, oldRuntime };
    this.#kinds = kinds;
    this.#store = store;
    this.#clock = new DeskClock(clock, store, kinds.anchors);
    this.#memory = new MemoryView(keys.origin);
    this.#keys = keys;
  }

  /** Opens a home for reading only, without lock and keys. Throws `no-home`, `home-newer`, `home-damaged`. */
  static open(surroundings: Surroundings): DeskView {
    const { home, kinds } = surroundings;
    if (!isHome(home)) throw new NotaryError('no-home', `${home} has not been set up`, { home });
    recordDrafts(homePaths(home).drafts);
    const keys = readKeyInfo(home);
    const { origin } = keys;
    const store = openStore(homePaths(home).database, { mode: 'read', kinds: kinds?.records, origin });
    return new DeskView(surroundings, store, keys);
  }

  /** The ways to the keys have changed. */
  keysChanged(): void {
    this.#keys = readKeyInfo(this.#surroundings.home);
  }

  get settings(): Settings {
    return readSettings(this.#store.settings(), this.#kinds.records);
  }

  get holder(): Holder {
    const holder = readHolderSetting(this.#store.settings());
    if (!holder) throw damaged({ setting: 'holder' }, 'it cannot be read');
    return holder;
  }

  /** `due` is when the policy seals next, in milliseconds since 1970; `problem` what stops the desk beside its clock. */
  status(due: number | null, problem: DeskStatus['problem'], chains = this.chains()): DeskStatus {
    const settings = this.settings;
    const latest = this.#store.latestCheckpoint();
    const remembered = this.#memory.read();
    return {
      ready: true,
      problem: problem ?? this.#undecided() ?? otherCopy(remembered, this.#store) ?? this.clock.trouble,
      ...this.#surroundings,
      // who it is is asked for again, and nothing is sealed or handed over meanwhile
      holder: readHolderSetting(this.#store.settings()),
      settings,
      keyProtection: this.#keys.protection,
      origin: this.#keys.origin,
      fingerprint: keyFingerprint(this.#keys.log, nodeCrypto),
      counts: this.#store.counts(),
      waiting: this.#store.waitingSummary(settings.onlyConfirmed).count,
      held: this.#store.heldBack().length,
      chain: chainState(chains, this.#store.counts().sealed),
      sealsAt: due === null ? null : new Date(due).toISOString(),
      checkpoint: latest && {
        size: latest.checkpoint.size,
        root: toHex(latest.checkpoint.root),
        time: latest.time,
      },
      memory: this.#memory.status(remembered),
    };
  }

  /** What a person decided and cannot be read: nothing is sealed or handed over meanwhile. */
  #undecided(): Fault | null {
    try {
      checkDecisions(this.#store.settings(), this.#kinds.records);
      return null;
    } catch (error) {
      return faultOf(error);
    }
  }

  /** The device's clock and what the log says of it. */
  get clock(): DeskClock {
    return this.#clock;
  }

  records(query: RecordQuery): RecordPage {
    const { total, rows } = this.#store.query(query);
    const chains = this.chains();
    const standing = this.#standings(chains);
    return {
      total,
      rows: rows.map(({ proofSize, ...row }) => ({ ...row, standing: standing(row.state, proofSize) })),
    };
  }

  /** Where records stand; rows of one checkpoint ask once. */
  #standings(chains: readonly ChainEntry[]): (state: RecordState, proofSize: number | null) => Standing {
    const isAwaited = chains.some(({ enabled, required }) => enabled && required);
    const known = new Map<number, readonly Voice[]>();
    const voices = (size: number) => {
      const found =
        known.get(size) ??
        unlessDamaged(() => voicesOf(confirmationsOf(this.#store.checkpoint(size), chains, this.#kinds.anchors))) ??
        [];
      known.set(size, found);
      return found;
    };
    return (state, size) => standingOf(state, isAwaited, state === 'anchored' && size !== null ? voices(size) : []);
  }

  /** Throws `not-found`. */
  record(id: string): RecordDetail {
    const detail = this.#store.detail(id);
    if (!detail) throw new NotaryError('not-found', `no record ${id}`, { id });
    const stored = detail.leafIndex === null ? null : this.#store.checkpointFor(detail.leafIndex);
    const chains = this.chains();
    const { proofSize, ...shown } = detail;
    return {
      ...shown,
      standing: this.#standings(chains)(detail.state, proofSize),
      originalPresent: detail.path !== null && detail.size !== null && isFileOf(detail.path, detail.size),
      confirmations: confirmationsOf(stored, chains, this.#kinds.anchors),
      ...this.#beside(detail),
      invoice: this.#invoice(detail),
    };
  }

  /** What was read of its document, and what is suggested for a record that waits. */
  #beside({
    id,
    state,
    facts,
  }: Pick<RecordRow, 'id' | 'state' | 'facts'>): Pick<RecordDetail, 'reading' | 'suggestions'> {
    const reading = unlessDamaged(() => this.#store.reading(id));
    if (state !== 'recorded') return { reading, suggestions: [] };
    const seen = unlessDamaged(() => this.#store.seen(id)) ?? [];
    return { reading, suggestions: openSuggestions({ facts, reading, seen }) };
  }

  /** The records that hang together with one by links. Throws `not-found`. */
  trace(id: string): Trace {
    return traceOfRecord(id, this.#traced());
  }

  /** The same in slices, so that other calls are answered meanwhile. Throws `cancelled` too. */
  traceInSlices(id: string, slices: SliceOptions<number>): Promise<Trace> {
    return traceInSlices(id, this.#traced(), slices);
  }

  #traced(): TraceReaderOptions {
    return {
      store: this.#store,
      origin: this.#keys.origin,
      chains: this.chains(),
      anchorKinds: this.#kinds.anchors,
      recordKinds: this.#kinds.records,
    };
  }

  /** Compares records with one another. Throws the errors of `matchRecords`. */
  match(wish: MatchWish): MatchResult {
    const { version } = this.#surroundings;
    const { links } = this;
    return matchRecords(wish, {
      view: this,
      links,
      origin: this.#keys.origin,
      time: this.#clock.status.device,
      software: `Notary Desk ${version}`,
    });
  }

  /** Which records refer to which. */
  get links(): LinkView {
    return new LinkView(this.#store, this.#keys.origin);
  }

  /** Only invoices name a scheme. */
  #invoice({ id, facts }: Pick<RecordRow, 'id' | 'facts'>): InvoiceSearch | null {
    return typeof facts.scheme === 'string' ? this.#store.invoicesLike(invoiceIdentity(facts), id) : null;
  }

  /** Pools and case files. */
  get dossiers(): DossierReading {
    return new DossierReading(this.#store);
  }

  /** Who was sent which certificate. */
  get sending(): Sending {
    return new Sending(this.#store);
  }

  /** The desk's own bundle first. Where the holder cannot be read it is called by the log's origin: its keys are what counts. */
  trust(): readonly TrustEntry[] {
    const name = readHolderSetting(this.#store.settings())?.name ?? this.#keys.origin;
    return trustEntries(deskBundle(name, this.#keys), this.#store);
  }

  /** Accepted bundles that are damaged: nothing is verified with them. */
  damagedTrust(): readonly DamagedTrust[] {
    return damagedTrust(this.#store);
  }

  chains(): readonly ChainEntry[] {
    return chainEntries(this.#store, this.#kinds.connections);
  }

  /** A record of these bytes, or null. */
  knownRecord(sha256: string | null): string | null {
    return sha256 === null ? null : (this.#store.findByDigest(sha256)?.id ?? null);
  }

  /** Looks up which version of which record a document is. */
  get ownRecords(): OwnRecords {
    return {
      origin: this.#keys.origin,
      recordOf: (sha256) => this.#store.findByDigest(sha256),
      replacedBy: (id) => this.#store.replacedBy(id),
    };
  }

  /** What this desk knows of logs, its own first. */
  get knownLogs(): KnownLogs {
    return new DeskLogs(this.#store, this.#keys);
  }

  close(): void {
    this.#store.close();
  }
}

function isFileOf(path: string, size: number): boolean {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size === size;
  } catch {
    return false; // moved, deleted, or on a drive that is not mounted
  }
}

/** Of the chains that records wait for, the one with a problem comes first. */
function chainState(chains: readonly ChainEntry[], waiting: number): ChainState | null {
  const awaited = chains.filter(({ enabled, required }) => enabled && required);
  const shown = awaited.find(({ problem }) => problem !== null) ?? awaited[0];
  if (!shown) return null;
  // while nothing waits, one that is not reached is no news; one that cannot confirm anything is
  const isSaid = waiting > 0 || shown.problem?.details.reason === 'no-quorum';
  return { name: shown.name, waiting, problem: isSaid ? shown.problem : null };
}
