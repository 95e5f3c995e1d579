/**
 * An open desk: one home, opened and locked by this process. It combines the parts in the other files (intake, facts,
 * sealing by policy, anchoring, certificates, verification, trust) and notifies its listener of changes.
 */
import type { Notary } from '../../notary.ts';
import { cleanText } from '../../records/facts.ts';
import { cleanEdits } from '../../records/typed-facts.ts';
import { CertificatePool } from '../certificates/certificate-pool.ts';
import { DoctorPool } from '../doctor/pool.ts';
import { HashPool } from '../hashing/hash-pool.ts';
import { readKeyInfo } from '../home/keys.ts';
import type { RecordPage, RecordQuery } from '../store/query.ts';
import { type MachineClock, SystemClock } from '../system/clock.ts';
import type { Fault } from '../system/fault.ts';
import { Access } from './access.ts';
import { Anchoring } from './anchoring.ts';
import type { Box } from './box.ts';
import { Chains } from './chains.ts';
import { CustodyDesk } from './custody.ts';
import type { Dossiers } from './dossiers/dossiers.ts';
import type { Erasing } from './erasing.ts';
import { applyTable, changeEach, takeSuggestions } from './facts-change.ts';
import type { Certificates } from './handover/certificates.ts';
import type { Packs } from './handover/packs.ts';
import { HolderDesk } from './holder.ts';
import { Intakes, type IntakeWish } from './intakes.ts';
import { KINDS, type Kinds } from './kinds.ts';
import type { LinkDesk } from './link-desk.ts';
import { linkWarnings } from './link-warnings.ts';
import { makeNotary } from './make-notary.ts';
import { makeServices } from './make-services.ts';
import type { MatchResult, MatchWish } from './match-types.ts';
import { NetworkDesk } from './network.ts';
import { type DeskOptions, makeNewHome, type OpenHome, openHome, type SetupWish } from './open.ts';
import { Problems } from './problems.ts';
import { Sealer } from './sealer.ts';
import { checkSettings } from './settings.ts';
import { StatedFacts } from './stated.ts';
import { type Cancellable, Tasks } from './tasks.ts';
import type * as Desks from './types.ts';
import type { Verification } from './verification.ts';
import { DeskView } from './view.ts';
import type { WarningList, WarningsById } from './warning-list.ts';
import { Watch } from './watch.ts';

export type { DeskOptions, SetupWish } from './open.ts';

/** See the head of this file. Methods throw `NotaryError`s; anything else is a defect. */
export class Desk {
  /** The trusted bundles of this desk, and verification of files against them. */
  readonly verification: Verification;
  /** Certificates of sealed records, written to folders or packaged for recipients. */
  readonly certificates: Certificates;
  /** Packs for court: records with everything that proves them. */
  readonly packs: Packs;
  /** Pools and case files: made, certified, opened for others. */
  readonly dossiers: Dossiers;
  /** The chains of this desk: add, switch off, remove, query. */
  readonly chains: Chains;
  /** The case box: many files checked at once, reported in one sheet. */
  readonly box: Box;
  /** Erasing records. */
  readonly erasing: Erasing;
  /** The ways to the keys. */
  readonly access: Access;
  readonly holders: HolderDesk;
  readonly network: NetworkDesk;
  /** Which records refer to which. */
  readonly links: LinkDesk;
  readonly #options: DeskOptions;
  readonly #home: OpenHome;
  readonly #view: DeskView;
  readonly #clock: MachineClock;
  readonly #hashing = new HashPool();
  readonly #pages: CertificatePool;
  readonly #doctor: DoctorPool;
  readonly #notary: Notary;
  readonly #custody: CustodyDesk;
  readonly #intakes: Intakes;
  readonly #warnings: WarningList;
  readonly #sealer: Sealer;
  readonly #anchoring: Anchoring;
  readonly #watch: Watch;
  readonly #tasks = new Tasks();
  readonly #problems: Problems;
  readonly #stated: StatedFacts;

  private constructor(options: DeskOptions, home: OpenHome) {
    this.#options = options;
    this.#home = home;
    this.#doctor = new DoctorPool({ start: options.startReader });
    const { kinds = KINDS, clock = new SystemClock() } = options;
    this.#clock = clock;
    this.#view = new DeskView({ ...options, clock }, home.store, readKeyInfo(options.home));
    this.#stated = new StatedFacts(this.#view, options.version);
    this.#pages = new CertificatePool(undefined, options.kinds);
    this.network = new NetworkDesk({ secrets: home.keys.secrets, clock, onChange: () => this.#chainsChanged() });
    this.chains = this.#makeChains(kinds);
    const deskFacts = () => this.#stated.facts;
    this.#notary = makeNotary({ ...home, clock, chains: this.chains, kinds, deskFacts });
    home.store.journal.signedBy(() => ({ operator: this.#stated.facts.operator ?? null, program: options.program }));
    this.#problems = new Problems({
      onProblem: (error) => this.#emit({ kind: 'problem', error }),
      onChange: () => this.#emitStatus(),
    });
    this.#custody = new CustodyDesk({ store: home.store, notary: this.#notary });
    const services = makeServices({
      options,
      store: home.store,
      view: this.#view,
      notary: this.#notary,
      custody: this.#custody,
      pages: this.#pages,
      doctor: this.#doctor,
      tasks: this.#tasks,
      now: () => this.#now(),
      emit: (event) => this.#emit(event),
      onChange: () => this.#changed(),
      anchorPending: () => this.#anchoring.anchorPending(),
    });
    this.verification = services.verification;
    this.certificates = services.certificates;
    this.packs = services.packs;
    this.dossiers = services.dossiers;
    this.box = services.box;
    this.#warnings = services.warnings;
    this.erasing = services.erasing;
    this.links = services.links;
    this.#intakes = this.#makeIntakes(options.resident === true ? services.intakeList : null);
    this.access = new Access({ keys: home.keys, onChange: () => this.#accessChanged() });
    const [onCorrected, onClock] = [() => void this.settings({ operator: null }), () => this.#clockAnswers()];
    this.holders = new HolderDesk({ store: home.store, now: () => this.#now(), onCorrected });
    this.#sealer = this.#makeSealer();
    this.#anchoring = new Anchoring({
      notary: this.#notary,
      isOpen: () => this.chains.isAwaited(home.store.latestCheckpoint()),
      onConfirmed: () => this.#changed(),
      onTrouble: (trouble) => this.#chainAnswers(trouble),
    });
    this.#watch = new Watch({ clock, log: this.#view.clock, chains: this.chains, random: options.chance, onClock });
  }

  /** Opens a home for writing. Throws `no-home`, `home-locked`, `home-newer`, `home-damaged` or `key-locked`. */
  static async open(options: DeskOptions): Promise<Desk> {
    return Desk.#start(options, await openHome(options));
  }

  /** The first run: creates the home and its keys. The recovery code is returned once and not kept. */
  static async init(options: DeskOptions, wish: SetupWish): Promise<{ desk: Desk; recoveryCode: string }> {
    const { recoveryCode, ...home } = await makeNewHome(options, wish);
    return { desk: await Desk.#start(options, home), recoveryCode };
  }

  static async #start(options: DeskOptions, home: OpenHome): Promise<Desk> {
    const desk = new Desk(options, home);
    if (options.resident || options.hashing) desk.#hashing.start();
    await desk.#clock.refresh();
    await desk.certificates.resolve().catch((error) => desk.#report(error));
    desk.#recover();
    if (options.resident) desk.#watch.start();
    return desk;
  }

  status(): Desks.DeskStatus {
    const remaining = this.#sealer.remaining();
    const due = remaining === null ? null : this.#clock.now() + remaining;
    return this.#view.status(due, this.#problems.lasting, this.chains.list());
  }

  /** Changes settings and returns all of them. Throws `bad-input`. */
  settings(change: Partial<Desks.Settings>): Desks.Settings {
    this.#home.store.putSettings(checkSettings(change, this.#options.kinds?.records));
    this.#stated.forget();
    this.#changed();
    return this.#view.settings;
  }

  /** A person says that the clock is right; what waits goes on. */
  decideClock(reason: string): Desks.ClockStatus {
    const status = this.#view.clock.decide(reason);
    this.#clockAnswers();
    return status;
  }

  /** What the clock held goes on, or waits. */
  #clockAnswers(): void {
    this.#intakes.resume();
    this.#changed();
  }

  readonly records = (query: RecordQuery): RecordPage => this.#view.records(query);
  readonly record = (id: string): Desks.RecordDetail => this.#view.record(id);
  readonly match = (wish: MatchWish): MatchResult => this.#view.match(wish);

  /** Starts an intake of files; progress is reported by events. */
  intake(wish: IntakeWish): { readonly intake: number; readonly done: Promise<readonly Desks.IntakeItem[]> } {
    this.#notary.clock.now();
    const { intake, done } = this.#intakes.start(wish);
    return { intake, done: this.#afterIntake(done) };
  }

  /** Like `intake`, but without waiting for the end: errors are reported by an event. */
  startIntake(wish: Omit<IntakeWish, 'factsFor' | 'profileFor'>): { readonly intake: number } {
    const { intake, done } = this.intake(wish);
    done.catch((error) => this.#report(error));
    return { intake };
  }

  /** Warnings about the files of records that wait to be sealed, what was read of them, and what they refer to, by record. */
  warnings(): WarningsById {
    const { store } = this.#home;
    return this.#warnings.with(store.saidOfReadings(), linkWarnings(store, this.#view.settings.onlyConfirmed));
  }

  /** Changes facts of records that are not sealed; values are as typed. Throws `bad-input` before anything is changed. */
  async edit({ ids, facts, ...wish }: Desks.FactsChange): Promise<{ readonly changed: number }> {
    const edits = cleanEdits(facts);
    return this.#changing(changeEach(ids, (id) => void this.#notary.edit(id, edits, wish)));
  }

  /** Takes what is suggested for records that wait, as `takeSuggestions` does. */
  readonly take = (ids: readonly string[]) =>
    takeSuggestions(ids, { view: this.#view, notary: this.#notary }).finally(() => this.#changed());

  async confirm(ids: readonly string[], confirmed: boolean): Promise<{ readonly changed: number }> {
    return this.#changing(Promise.resolve(this.#home.store.confirm(ids, confirmed)));
  }

  /** Records with warnings that nobody has decided about: they are not sealed before they are confirmed. */
  heldBack(): readonly string[] {
    return this.#home.store.heldBack();
  }

  async withdraw(ids: readonly string[], reason: string): Promise<{ readonly changed: number }> {
    const why = cleanText('reason', reason) ?? '';
    return this.#changing(changeEach(ids, (id) => this.#notary.withdraw(id, why)));
  }

  /** Gives the facts of a CSV or XLSX file to the records that wait, by file name. */
  async table(path: string, wish: Desks.TableWish = { currency: null, preview: false }): Promise<Desks.TableResult> {
    const currency = wish.currency ?? this.#view.settings.currency;
    const table = await this.#doctor.table(path, { currency });
    const applied = { notary: this.#notary, preview: wish.preview, currency, kinds: this.#options.kinds?.records };
    const result = await applyTable(table, this.#home.store, applied);
    if (!wish.preview) this.#changed();
    return result;
  }

  /** Seals all recorded records and starts anchoring. Throws `rolled-back` and then seals nothing. */
  async seal(): Promise<Desks.Sealing> {
    const { store } = this.#home;
    while (this.#intakes.isReading) await this.#intakes.contentsRead();
    const from = store.logSize();
    try {
      this.#custody.sealAll(this.#view.settings.onlyConfirmed);
    } catch (error) {
      this.#problems.note(error);
      throw error;
    }
    this.#problems.over();
    const damaged = this.#custody.damaged(this.#view.settings.onlyConfirmed);
    this.#problems.damaged(damaged);
    const ids = store.sealedFrom(from);
    if (ids.length > 0) this.#changed({ kind: 'sealed', time: this.#now(), ids });
    await this.#anchoring.anchorPending();
    return { sealed: ids.length, damaged };
  }

  /** Waits until the newest checkpoint is anchored, at most this many milliseconds. True when it is anchored. */
  anchored(patience: number): Promise<boolean> {
    return this.#anchoring.anchorUntil(() => this.#home.store.latestCheckpoint()?.anchored !== false, patience);
  }

  /** A refusal is reported as an event; an unreachable chain is only shown in its status. */
  #chainAnswers(trouble: Fault | null): void {
    this.#emit({ kind: 'trust' });
    this.#emitStatus();
    if (trouble?.code === 'anchor-refused') this.#emit({ kind: 'problem', error: trouble });
  }

  #chainsChanged(): void {
    this.#emit({ kind: 'trust' });
    void this.#anchoring.anchorPending().catch((error) => this.#report(error));
    this.#changed();
  }

  /** Cancels what runs. What is done stays done. */
  cancel(what: Cancellable): void {
    if (what === 'intake') this.#intakes.cancel();
    else this.#tasks.cancel(what);
  }

  /** Cancels what runs, waits until everything has ended cleanly, and releases the home. */
  async close(): Promise<void> {
    this.#sealer.stop();
    this.#watch.stop();
    await Promise.all([this.#intakes.stop(), this.#tasks.stop(), this.#anchoring.stop()]);
    this.box.close();
    const pools = [this.#hashing, this.#pages, this.#doctor, this.dossiers, this.network];
    await Promise.all(pools.map((one) => one.close()));
    this.#home.store.close();
    this.#home.lock.release();
  }

  #makeChains(kinds: Kinds): Chains {
    const { store, keys } = this.#home;
    return new Chains({
      store,
      kinds: kinds.connections,
      secrets: keys.secrets,
      keys,
      holder: () => this.#view.holder.name,
      now: () => this.#clock.now(),
      trouble: (connector) => this.#anchoring.trouble(connector),
      onChange: () => this.#chainsChanged(),
      onSteps: (steps) => this.#emit({ kind: 'chain-test', steps }),
      onHealth: (connector, quorum) => this.#anchoring.heard(connector, quorum),
      onAsked: () => void this.#anchoring.anchorPending().catch((error) => this.#report(error)),
    });
  }

  #makeSealer(): Sealer {
    return new Sealer({
      active: this.#options.resident === true,
      waiting: (onlyConfirmed) => this.#home.store.waitingSummary(onlyConfirmed),
      settings: () => this.#view.settings,
      elapsed: () => performance.now(),
      seal: () =>
        this.seal().catch((error) => {
          this.#report(error);
          throw error;
        }),
    });
  }

  #makeIntakes(listFile: string | null): Intakes {
    return new Intakes({
      pool: this.#hashing,
      doctor: this.#doctor,
      notary: this.#notary,
      wantsParts: () => this.#view.settings.fingerprints,
      recordOf: (id) => this.#home.store.get(id),
      now: () => this.#clock.now(),
      onProgress: (progress) => this.#emit({ kind: 'intake', progress }),
      isHeld: () => this.#view.clock.trouble !== null,
      onItems: (items) => this.#warnings.add(items),
      onResumed: (done) => void this.#afterIntake(done).catch((error) => this.#report(error)),
      listFile,
    });
  }

  readonly #now = (): string => new Date(this.#clock.now()).toISOString();

  /** Recovers after an interruption. A desk that must not sign any more can still show and verify. */
  #recover(): void {
    try {
      this.#notary.recover();
    } catch (error) {
      this.#report(error);
      return;
    }
    void this.#anchoring.anchorPending().catch((error) => this.#report(error));
    if (!this.#options.resident) return;
    this.#intakes.resume();
    this.#sealer.schedule();
  }

  /** Nothing is sealed during an intake, so that its files end up in one batch. */
  #afterIntake(done: Promise<readonly Desks.IntakeItem[]>): Promise<readonly Desks.IntakeItem[]> {
    const held = this.#sealer.hold(() => done);
    return held.finally(() => this.#changed());
  }

  async #changing(change: Promise<number>): Promise<{ readonly changed: number }> {
    try {
      return { changed: await change };
    } finally {
      this.#changed();
    }
  }

  #changed(first?: Desks.DeskEvent): void {
    if (first) this.#emit(first);
    this.#sealer.schedule();
    this.#emit({ kind: 'records' });
    this.#emitStatus();
  }

  #accessChanged(): void {
    this.#view.keysChanged();
    this.#emitStatus();
  }

  #emitStatus(): void {
    if (this.#options.emit) this.#emit({ kind: 'status', status: this.status() });
  }

  readonly #report = (error: unknown): void => this.#problems.report(error);
  readonly #emit = (event: Desks.DeskEvent): void => this.#options.emit?.(event);
}
