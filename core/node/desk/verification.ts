/** What a desk trusts, and the checking of files by it. */
import { basename } from 'node:path';
import { ANCHOR_KINDS } from '../../anchors/index.ts';
import { NotaryError } from '../../errors.ts';
import type { EvidenceSet } from '../../formats/evidence.ts';
import { type TrustBundle, trustBundleBytes } from '../../formats/trust.ts';
import type { Report } from '../../verification/report.ts';
import { verify } from '../../verification/verify.ts';
import type { CertificatePool } from '../certificates/certificate-pool.ts';
import type { DoctorPool } from '../doctor/pool.ts';
import { readKeyInfo } from '../home/keys.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { readAsCertificate } from '../verify/exhibits.ts';
import { type VerifiedPair, verifyFiles } from '../verify/verify-files.ts';
import { type ReportWish, writeReport } from './handover/expert-report.ts';
import { expertReportOn } from './handover/report/expert.ts';
import { KINDS, type Kinds } from './kinds.ts';
import type { Tasks } from './tasks.ts';
import { acceptedBundles, addTrust, compareTrust, deskBundle, removeTrust, type TrustAddition } from './trust-list.ts';
import { type PlanContext, planBundle, writeBundle } from './trust-plan.ts';
import type { BundlePlan, BundleWish } from './trust-plan-types.ts';
import type { DamagedTrust, TrustEntry, VerifyItem, VerifyProgress } from './types.ts';
import type { DeskView } from './view.ts';

/** What `Verification` is made of. */
export interface VerificationOptions {
  /** Folder of the home. */
  readonly home: string;
  /** Of this program. */
  readonly version: string;
  readonly store: SqliteStore;
  readonly view: DeskView;
  readonly tasks: Tasks;
  readonly doctor: DoctorPool;
  readonly pages: CertificatePool;
  readonly kinds?: Kinds | undefined;
  /** RFC 3339. */
  now(): string;
  /** Progress of reading files. */
  onProgress(progress: VerifyProgress): void;
  /** Called when the accepted bundles have changed. */
  onChange(): void;
}

/** A certificate that is what it was when it was issued, whoever vouches for it. */
export interface ExaminedCertificate {
  readonly set: EvidenceSet;
  /** The file's bytes from the PDF on. */
  readonly pdf: Uint8Array;
  readonly report: Report;
}

/** Verifies files with the bundles of this desk, and manages the bundles. */
export class Verification {
  readonly #options: VerificationOptions;

  constructor(options: VerificationOptions) {
    this.#options = options;
  }

  /** Verifies files against the bundles that this desk accepted; test networks count only when asked for. */
  verify(
    paths: readonly string[],
    digests: readonly string[] = [],
    acceptDemo = false,
  ): Promise<readonly VerifyItem[]> {
    const { view, tasks } = this.#options;
    return tasks.run('verify', async (signal) => {
      const pairs = await this.#verified(paths, signal, digests, acceptDemo);
      return pairs.map(({ documentDigest, kept, ...pair }) => ({
        ...pair,
        knownRecord: pair.certificate === null ? view.knownRecord(documentDigest) : null,
      }));
    });
  }

  /** Verifies files again and writes the report for an expert. Throws `write-failed`, and `file-changed`. */
  report({ paths, digests = [], acceptDemo = false, format, path }: ReportWish): Promise<void> {
    return this.#options.tasks.run('verify', async (signal) => {
      const pairs = await this.#verified(paths, signal, digests, acceptDemo);
      const report = expertReportOn(pairs, acceptedBundles(this.trust()), this.#options.version);
      await writeReport(path, report, format);
    });
  }

  #verified(
    paths: readonly string[],
    signal: AbortSignal,
    digests: readonly string[],
    acceptDemo: boolean,
  ): Promise<readonly VerifiedPair[]> {
    const { view, doctor, pages, kinds, onProgress } = this.#options;
    return verifyFiles(paths, {
      trust: acceptedBundles(this.trust()),
      anchorKinds: kinds?.anchors,
      recordKinds: kinds?.records,
      digests,
      acceptDemo,
      signal,
      doctor,
      own: view.ownRecords,
      known: view.knownLogs,
      onProgress,
      comparePage: (pdf, set) => pages.compare(pdf, set.files),
    });
  }

  /**
   * Checks a certificate that is taken in, without its document. Throws the error of one that cannot be read, and `bad-input` for one
   * that was altered.
   */
  async examine(path: string): Promise<ExaminedCertificate> {
    const { pages, kinds } = this.#options;
    const { set, pdf, front, error } = readAsCertificate(path, kinds?.records);
    if (!set || !pdf) throw error ?? new NotaryError('not-a-certificate', `${path} is no certificate`, { file: path });
    const report = verify(set.files, {
      document: null,
      trust: acceptedBundles(this.trust()),
      page: await pages.compare(pdf, set.files),
      front,
      anchorKinds: kinds?.anchors ?? ANCHOR_KINDS,
      recordKinds: kinds?.records,
      crypto: nodeCrypto,
    });
    if (report.verdict === 'tampered' || report.verdict === 'unreadable')
      throw new NotaryError('bad-input', `${path} was altered`, {
        reason: 'altered-certificate',
        file: basename(path),
      });
    return { set, pdf, report };
  }

  trust(): readonly TrustEntry[] {
    return this.#options.view.trust();
  }

  /** Accepted bundles that are damaged. */
  damaged(): readonly DamagedTrust[] {
    return this.#options.view.damagedTrust();
  }

  /** This desk's own bundle, as exported. */
  ownBundle(): TrustBundle {
    const { home, view } = this.#options;
    return deskBundle(view.holder.name, readKeyInfo(home));
  }

  accept(addition: Omit<TrustAddition, 'time'>): TrustEntry {
    const { store, now, onChange } = this.#options;
    const entry = addTrust(this.ownBundle(), store, { ...addition, time: now() });
    onChange();
    return entry;
  }

  /** What would be made of these sources; nothing is written. */
  planBundle(wish: BundleWish): BundlePlan {
    return planBundle(wish, this.#planContext);
  }

  /** Writes the bundle that was shown under this fingerprint. Throws `file-changed` and `write-failed`. */
  saveBundle(wish: BundleWish, fingerprint: string, path: string): void {
    writeBundle(wish, fingerprint, path, this.#planContext);
  }

  get #planContext(): PlanContext {
    return { accepted: this.trust(), kinds: this.#options.kinds ?? KINDS };
  }

  /** An accepted bundle counts as compared from now on. Throws `not-found` and `trust-fingerprint`. */
  compare(fingerprint: string, typed: string): void {
    compareTrust(this.ownBundle(), this.#options.store, { fingerprint, typed });
    this.#options.onChange();
  }

  /** Throws `not-found`; the desk's own bundle can't be removed (`bad-input`). */
  remove(fingerprint: string): void {
    const { store, onChange } = this.#options;
    removeTrust(this.ownBundle(), store, fingerprint);
    onChange();
  }

  /** Writes this desk's own bundle. Throws `write-failed`. */
  export(path: string): void {
    writeAtomic(path, trustBundleBytes(this.ownBundle()));
  }
}
