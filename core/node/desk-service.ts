/**
 * The desk as a window sees it, from before the first run on: every call of the window's table, whether there is a home
 * yet, whether its keys are unlocked, or whether something stands in the way.
 */
import type { BoxPage, BoxQuery } from '../box/types.ts';
import { NotaryError } from '../errors.ts';
import type { Language } from '../words/words.ts';
import { isBox } from './desk/box.ts';
import type { BoxDetail, BoxFormat, BoxStatus } from './desk/box-types.ts';
import { chainCandidate, readChainFile } from './desk/chains.ts';
import { checkerInfo, saveChecker } from './desk/checker.ts';
import { type ReportWish, reportWithoutDesk } from './desk/expert-report.ts';
import type { IntakeWish } from './desk/intakes.ts';
import type { PackWish } from './desk/packs.ts';
import { registerTables } from './desk/register.ts';
import type { Recipient, Replacement, SentPage, SentQuery } from './desk/sent-types.ts';
import { DEFAULT_SETTINGS } from './desk/settings.ts';
import type { ShareWish } from './desk/share.ts';
import { Tasks } from './desk/tasks.ts';
import type * as Desks from './desk/types.ts';
import type { WarningsById } from './desk/warning-list.ts';
import { Desk, type DeskOptions, type SetupWish } from './desk.ts';
import { type Fault, faultOf } from './fault.ts';
import { isHome } from './home.ts';
import type { RecordPage, RecordQuery } from './query.ts';
import { type TableFormat, writeTable } from './table/write.ts';
import { readTrustFile } from './trust-file.ts';
import { verifyFiles } from './verify-files.ts';

export interface DeskServiceOptions extends Omit<DeskOptions, 'secret' | 'resident'> {
  /** For a home that has not been set up. */
  readonly language: Language;
}

/** Final certificates that are offered at once. */
const MAX_OFFERED = 500;

const NO_COUNTS = { recorded: 0, sealed: 0, anchored: 0, withdrawn: 0, erased: 0 } as const;

export class DeskService {
  readonly #options: DeskServiceOptions;
  #desk: Desk | null = null;
  #problem: Fault | null = null;
  /** What runs before there is a desk. */
  readonly #tasks = new Tasks();

  private constructor(options: DeskServiceOptions) {
    this.#options = options;
  }

  /** Opens what is there. What stands in the way is told by `status`, not thrown. */
  static async open(options: DeskServiceOptions): Promise<DeskService> {
    const service = new DeskService(options);
    if (isHome(options.home)) await service.#open();
    return service;
  }

  status(): Desks.DeskStatus {
    return this.#desk?.status() ?? this.#emptyStatus();
  }

  /** The first run. Throws `home-exists`, `bad-input` or `write-failed`. */
  async setup(wish: SetupWish): Promise<{ readonly recoveryCode: string; readonly status: Desks.DeskStatus }> {
    if (this.#desk) throw new NotaryError('home-exists', 'this desk has been set up already');
    const { desk, recoveryCode } = await Desk.init(this.#deskOptions(), wish);
    this.#desk = desk;
    this.#problem = null;
    return { recoveryCode, status: this.status() };
  }

  /** Opens the home with a passphrase or the recovery code; also tries again after what stood in the way is gone. */
  async unlock(secret: string): Promise<Desks.DeskStatus> {
    if (!this.#desk) await this.#open(secret === '' ? undefined : secret);
    if (this.#problem && !this.#desk)
      throw new NotaryError(this.#problem.code, this.#problem.message, this.#problem.details);
    return this.status();
  }

  settings(change: Partial<Desks.Settings>): Desks.Settings {
    return this.#opened().settings(change);
  }
  intake(wish: Omit<IntakeWish, 'factsFor'>): { readonly intake: number } {
    const { intake, done } = this.#opened().intake(wish);
    done.catch((error) => this.#options.emit?.({ kind: 'problem', error: faultOf(error) }));
    return { intake };
  }
  cancel(what: 'intake' | 'certify' | 'verify' | 'box' | 'pack'): null {
    if (this.#desk) this.#desk.cancel(what);
    else if (what === 'verify') this.#tasks.cancel('verify');
    return null;
  }
  records(query: RecordQuery): RecordPage {
    return this.#opened().records(query);
  }
  record(id: string): Desks.RecordDetail {
    return this.#opened().record(id);
  }
  /** Confirmed since a certificate of them was exported; at most as many as one page of the list. */
  provisional(): readonly Desks.RecordDetail[] {
    const desk = this.#opened();
    return desk.certificates
      .provisional()
      .slice(0, MAX_OFFERED)
      .map((id) => desk.record(id));
  }
  edit(change: Desks.FactsChange): Promise<{ readonly changed: number }> {
    return this.#opened().edit(change);
  }
  warnings(): WarningsById {
    return this.#opened().warnings();
  }
  confirm(wish: { readonly ids: readonly string[]; readonly confirmed: boolean }) {
    return this.#opened().confirm(wish.ids, wish.confirmed);
  }
  table(path: string): Promise<Desks.TableResult> {
    return this.#opened().table(path);
  }
  withdraw(wish: { readonly ids: readonly string[]; readonly reason: string }) {
    return this.#opened().withdraw(wish.ids, wish.reason);
  }
  seal(): Promise<{ readonly sealed: number }> {
    return this.#opened().seal();
  }
  async certify(wish: {
    readonly ids: readonly string[];
    readonly withhold: readonly string[];
    readonly folder: string | null;
    readonly paper?: boolean;
    readonly recipients?: readonly Recipient[];
  }): Promise<Desks.CertifyResult> {
    if (wish.folder === null) throw new NotaryError('bad-input', 'a folder is needed', { reason: 'no-folder' });
    return this.#opened().certificates.certify(wish.ids, wish.withhold, wish.folder, wish.recipients, wish.paper);
  }
  certificate(id: string): Promise<Uint8Array> {
    return this.#opened().certificates.make(id);
  }
  /** Needs no home: before the first run nobody is trusted, and everything else is checked. */
  async verify(paths: readonly string[], digests: readonly string[] = []): Promise<readonly Desks.VerifyItem[]> {
    if (this.#desk) return this.#desk.verification.verify(paths, digests);
    const onProgress = (progress: Desks.VerifyProgress) => this.#options.emit?.({ kind: 'verify', progress });
    const pairs = await this.#tasks.run('verify', (signal) =>
      verifyFiles(paths, { trust: [], digests, signal, onProgress }),
    );
    return pairs.map(({ documentDigest, paper, ...pair }) => ({ ...pair, knownRecord: null }));
  }
  async report(wish: ReportWish): Promise<null> {
    if (this.#desk) await this.#desk.verification.report(wish);
    else await reportWithoutDesk(wish, this.#options.version);
    return null;
  }
  checker(): Desks.CheckerInfo {
    return checkerInfo(this.#options.version);
  }
  checkerSave(path: string): null {
    saveChecker(path);
    return null;
  }
  /** A sheet is kept in a home; without one every file gets a verdict by itself. */
  isBox(paths: readonly string[]): boolean {
    return this.#desk !== null && isBox(paths);
  }
  box(): BoxStatus {
    return this.#desk?.box.status ?? { state: 'none' };
  }
  boxStart(paths: readonly string[]): BoxStatus {
    return this.#opened().box.start(paths);
  }
  boxResume(): BoxStatus {
    return this.#opened().box.resume();
  }
  boxDiscard(): BoxStatus {
    return this.#opened().box.discard();
  }
  boxRows(query: BoxQuery): BoxPage {
    return this.#opened().box.rows(query);
  }
  boxRow(number: number): Promise<BoxDetail> {
    return this.#opened().box.row(number);
  }
  async boxExport(wish: { readonly format: BoxFormat; readonly path: string }): Promise<null> {
    await this.#opened().box.export(wish.format, wish.path);
    return null;
  }
  trust(): readonly Desks.TrustEntry[] {
    return this.#opened().verification.trust();
  }
  /** Reads a bundle without accepting it. */
  trustRead(path: string) {
    const { bundle, fingerprint } = readTrustFile(path);
    return { bundle, fingerprint };
  }
  trustAdd(wish: { readonly path: string; readonly fingerprint: string; readonly typed: string | null }): null {
    this.#opened().verification.accept(wish);
    return null;
  }
  trustRemove(fingerprint: string): null {
    this.#opened().verification.remove(fingerprint);
    return null;
  }
  trustExport(path: string): null {
    this.#opened().verification.export(path);
    return null;
  }

  chains(): readonly Desks.ChainEntry[] {
    return this.#opened().chains.list();
  }
  /** Reads a consortium file without accepting it. */
  chainRead(path: string): Desks.ChainCandidate {
    return chainCandidate(readChainFile(path));
  }
  chainAdd(wish: { readonly path: string; readonly fingerprint: string; readonly typed: string | null }): null {
    this.#opened().chains.add({ ...wish, required: true });
    return null;
  }
  chainChange({ name, to }: { readonly name: string; readonly to: 'on' | 'off' | 'removed' }): null {
    const { chains } = this.#opened();
    if (to === 'removed') chains.remove(name);
    else chains.enable(name, to === 'on');
    return null;
  }
  chainHealth(name: string): Promise<readonly Desks.ChainHealth[]> {
    return this.#opened().chains.health(name);
  }
  chainRegister(path: string): null {
    this.#opened().chains.register(path);
    return null;
  }
  async share(wish: ShareWish): Promise<null> {
    await this.#opened().certificates.share(wish);
    return null;
  }
  async pack(wish: Omit<PackWish, 'trust'>): Promise<null> {
    await this.#opened().packs.pack({ ...wish, trust: null });
    return null;
  }
  sent(query: SentQuery): SentPage {
    return this.#opened().certificates.sending.page(query);
  }
  recipients(): readonly Recipient[] {
    return this.#opened().certificates.sending.recipients();
  }
  replacements(): readonly Replacement[] {
    return this.#opened().certificates.sending.replacements();
  }
  async registerExport({ format, path }: { readonly format: TableFormat; readonly path: string }): Promise<null> {
    const desk = this.#opened();
    const { sending } = desk.certificates;
    const { language } = desk.status().settings;
    await writeTable(path, format, registerTables({ records: (query) => desk.records(query), sending }, language));
    return null;
  }

  async close(): Promise<void> {
    const desk = this.#desk;
    this.#desk = null;
    await Promise.all([this.#tasks.stop(), desk?.close()]);
  }

  async #open(secret?: string): Promise<void> {
    try {
      this.#desk = await Desk.open(this.#deskOptions(secret));
      this.#problem = null;
    } catch (error) {
      this.#problem = faultOf(error);
    }
  }

  #deskOptions(secret?: string): DeskOptions {
    const { language, ...options } = this.#options;
    return { ...options, secret, resident: true };
  }

  #opened(): Desk {
    if (this.#desk) return this.#desk;
    const { code, message, details } = this.#problem ?? noHome(this.#options.home);
    throw new NotaryError(code, message, details);
  }

  #emptyStatus(): Desks.DeskStatus {
    const { home, version, oldRuntime, language } = this.#options;
    return {
      ready: isHome(home),
      problem: this.#problem,
      home,
      version,
      oldRuntime,
      holder: null,
      settings: { ...DEFAULT_SETTINGS, language },
      keyProtection: null,
      origin: null,
      fingerprint: null,
      counts: NO_COUNTS,
      waiting: 0,
      sealsAt: null,
      checkpoint: null,
    };
  }
}

function noHome(home: string): Fault {
  return { code: 'no-home', message: `${home} has not been set up`, details: { home } };
}
