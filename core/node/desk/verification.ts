/** What a desk trusts, and the checking of files by it. */
import { type TrustBundle, trustBundleBytes } from '../../formats/trust.ts';
import type { CertificatePool } from '../certificates/certificate-pool.ts';
import type { DoctorPool } from '../doctor/pool.ts';
import { readKeyInfo } from '../home/keys.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { type VerifiedPair, verifyFiles } from '../verify/verify-files.ts';
import { type ReportWish, writeReport } from './handover/expert-report.ts';
import { expertReportOn } from './handover/report/expert.ts';
import type { Kinds } from './kinds.ts';
import type { Tasks } from './tasks.ts';
import { acceptedBundles, addTrust, deskBundle, removeTrust, type TrustAddition } from './trust-list.ts';
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
