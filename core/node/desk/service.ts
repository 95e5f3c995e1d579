/**
 * The desk as seen by a window, also before the first run: whether there is a home yet, whether its keys are unlocked,
 * and what prevents opening it. This class implements what works without an open desk; the rest is done by the open
 * desk.
 */
import { NotaryError } from '../../errors.ts';
import { bundleCheckCode } from '../../formats/check-code.ts';
import type { Language } from '../../words/words.ts';
import { isHome } from '../home/home.ts';
import { type MachineClock, SystemClock } from '../system/clock.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { errorOf, type Fault, faultOf } from '../system/fault.ts';
import { readTrustFile } from '../verify/trust-file.ts';
import { verifyFiles } from '../verify/verify-files.ts';
import { isBox } from './box.ts';
import type { BoxStatus } from './box-types.ts';
import { checkerInfo, saveChecker } from './checker.ts';
import { Desk, type DeskOptions, type SetupWish } from './desk.ts';
import { type ReportWish, reportWithoutDesk } from './handover/expert-report.ts';
import { RememberedLogs } from './memory.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { type Cancellable, Tasks } from './tasks.ts';
import type * as Desks from './types.ts';
import { DeskView } from './view.ts';

/** How to open the home, without the secret, which comes later. */
export interface DeskServiceOptions extends Omit<DeskOptions, 'secret' | 'resident'> {
  /** Used for a home that has not been set up. */
  readonly language: Language;
}

const NO_COUNTS = { recorded: 0, sealed: 0, anchored: 0, withdrawn: 0, erased: 0 } as const;

/** See the head of this file. `status` never throws. */
export class DeskService {
  readonly #options: DeskServiceOptions;
  readonly #clock: MachineClock;
  #desk: Desk | null = null;
  #problem: Fault | null = null;
  /** What can be seen of a home that could not be opened. */
  #view: DeskView | null = null;
  /** Tasks that run before there is a desk. */
  readonly #tasks = new Tasks();

  private constructor(options: DeskServiceOptions) {
    this.#options = options;
    this.#clock = options.clock ?? new SystemClock();
  }

  /** Opens the home if there is one. Obstacles are reported by `status`, not thrown. */
  static async open(options: DeskServiceOptions): Promise<DeskService> {
    const service = new DeskService(options);
    if (isHome(options.home)) await service.#open();
    return service;
  }

  status(): Desks.DeskStatus {
    return this.#desk?.status() ?? this.#view?.status(null, this.#problem) ?? this.#emptyStatus();
  }

  /** The first run. Throws `home-exists`, `bad-input` or `write-failed`. */
  async setup(wish: SetupWish): Promise<{ readonly recoveryCode: string; readonly status: Desks.DeskStatus }> {
    if (this.#desk) throw new NotaryError('home-exists', 'this desk has been set up already');
    const { desk, recoveryCode } = await Desk.init(this.#deskOptions(), wish);
    this.#desk = desk;
    this.#problem = null;
    return { recoveryCode, status: this.status() };
  }

  /** Opens the home with a passphrase or the recovery code; also used to retry once an obstacle is removed. */
  async unlock(secret: string): Promise<Desks.DeskStatus> {
    if (this.#desk) return this.status();
    const before = this.#problem;
    await this.#open(secret === '' ? undefined : secret);
    const refusal = this.#problem as Fault | null;
    if (refusal === null) return this.status();
    // a wrong secret is reported to whoever typed it; what keeps the desk closed is that its keys are locked
    if (refusal.code === 'bad-input') this.#problem = before;
    if (refusal.details.reason === 'wrong-secret') this.#problem = lockedKeys(refusal);
    throw errorOf(refusal);
  }

  /** The open desk. Throws the reason when there is none: `no-home`, `key-locked`, `home-locked` … */
  get desk(): Desk {
    if (this.#desk) return this.#desk;
    const { code, message, details } = this.#problem ?? noHome(this.#options.home);
    throw new NotaryError(code, message, details);
  }

  /** The open desk, or what can be read of the home without its keys. Throws like `desk`. */
  get readable(): Desk | DeskView {
    return this.#desk ?? this.#view ?? this.desk;
  }

  cancel(what: Cancellable): null {
    if (this.#desk) this.#desk.cancel(what);
    else if (what === 'verify') this.#tasks.cancel('verify');
    return null;
  }
  /** Needs no home: before the first run no bundle is trusted, and everything else is checked. */
  async verify(
    paths: readonly string[],
    digests: readonly string[] = [],
    acceptDemo = false,
  ): Promise<readonly Desks.VerifyItem[]> {
    if (this.#desk) return this.#desk.verification.verify(paths, digests, acceptDemo);
    const onProgress = (progress: Desks.VerifyProgress) => this.#options.emit?.({ kind: 'verify', progress });
    const pairs = await this.#tasks.run('verify', (signal) =>
      verifyFiles(paths, { trust: [], digests, acceptDemo, signal, onProgress, known: new RememberedLogs() }),
    );
    return pairs.map(({ documentDigest, kept, ...pair }) => ({ ...pair, knownRecord: null }));
  }
  async report(path: string, wish: Omit<ReportWish, 'path'>): Promise<null> {
    if (this.#desk) await this.#desk.verification.report({ ...wish, path });
    else await reportWithoutDesk({ ...wish, path }, this.#options.version);
    return null;
  }
  checker(): Desks.CheckerInfo {
    return checkerInfo(this.#options.version);
  }
  checkerSave(path: string): null {
    saveChecker(path);
    return null;
  }
  /** A sheet is kept in a home; without one every file gets its own verdict. */
  isBox(paths: readonly string[]): boolean {
    return this.#desk !== null && isBox(paths);
  }
  box(): BoxStatus {
    return this.#desk?.box.status ?? { state: 'none' };
  }
  /** Reads a bundle without accepting it. */
  trustRead(path: string) {
    const { bundle, fingerprint } = readTrustFile(path);
    return { bundle, fingerprint, code: bundleCheckCode(bundle, fingerprint, nodeCrypto) };
  }

  async close(): Promise<void> {
    const desk = this.#desk;
    this.#desk = null;
    this.#look(null);
    await Promise.all([this.#tasks.stop(), desk?.close()]);
  }

  async #open(secret?: string): Promise<void> {
    try {
      this.#desk = await Desk.open(this.#deskOptions(secret));
      this.#problem = null;
      this.#look(null);
    } catch (error) {
      this.#problem = faultOf(error);
      await this.#clock.refresh();
      this.#look(this.#view ?? viewOf({ ...this.#options, clock: this.#clock }));
    }
  }

  #look(view: DeskView | null): void {
    if (this.#view !== view) this.#view?.close();
    this.#view = view;
  }

  #deskOptions(secret?: string): DeskOptions {
    const { language, ...options } = this.#options;
    return { ...options, clock: this.#clock, secret, resident: true };
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
      held: 0,
      chain: null,
      sealsAt: null,
      checkpoint: null,
      memory: null,
    };
  }
}

/** The same without the secret that was tried. */
function lockedKeys({ details: { reason, ...details }, ...fault }: Fault): Fault {
  return { ...fault, details };
}

/** A home as it can be read without its keys; null where even that fails. */
function viewOf({ home, version, oldRuntime, kinds, clock }: DeskServiceOptions): DeskView | null {
  try {
    return DeskView.open({ home, version, oldRuntime, kinds, clock });
  } catch {
    return null; // what is wrong is the problem that is shown
  }
}

function noHome(home: string): Fault {
  return { code: 'no-home', message: `${home} has not been set up`, details: { home } };
}
