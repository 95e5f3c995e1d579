/** Packs for court of this desk's records: what is needed is sealed first, then everything is collected. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NotaryError } from '../../../errors.ts';
import { keyFingerprint } from '../../../formats/note.ts';
import { parseTrustBundle, trustBundleBytes, trustedLog, trustFingerprint } from '../../../formats/trust.ts';
import { isWithheldOfAny, type Withhold, withheldOfRecord } from '../../../handover/withhold.ts';
import type { Notary } from '../../../notary.ts';
import { statedText } from '../../../records/record.ts';
import { PreparedTexts } from '../../../records/repeated-facts.ts';
import type { CertificatePool } from '../../certificates/certificate-pool.ts';
import { readKeyInfo } from '../../home/keys.ts';
import type { HandedCertificate } from '../../store/sent.ts';
import type { Recipient } from '../../store/sent-types.ts';
import type { SqliteStore } from '../../store/sqlite-store.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { readTrustFile, type TrustFile } from '../../verify/trust-file.ts';
import type { CustodyDesk } from '../custody.ts';
import type { Tasks } from '../tasks.ts';
import type { CertifyProgress } from '../types.ts';
import type { Verification } from '../verification.ts';
import { handed } from './handed.ts';
import { type PackedBundle, type PackedFolder, type PackFrame, packFiles, packRecord } from './pack/pack.ts';
import type { Publisher } from './publisher.ts';
import { cleanRecipients } from './recipients.ts';
import { zipArchive } from './share/archive.ts';
import { checkerPage } from './share/checker-page.ts';
import { readOriginal } from './share/collect.ts';
import type { NamedBytes } from './share/contents.ts';
import { namesHolder, namesOneOf, refuseNamedByChain } from './withheld.ts';

/** Which pack to write. */
export interface PackWish {
  readonly ids: readonly string[];
  readonly withhold: Withhold;
  /** Whether the originals are included. */
  readonly documents: boolean;
  /** Trust bundles to include besides the desk's own; null includes those that this desk accepted. */
  readonly trust: readonly string[] | null;
  /** The ZIP to write. */
  readonly path: string;
  /** Recipients, if the delivery is to be remembered. */
  readonly recipients?: readonly Recipient[];
}

interface Made {
  readonly bytes: Uint8Array;
  readonly certificates: readonly HandedCertificate[];
}

/** What `Packs` is made of. */
export interface PacksDependencies {
  /** Folder of the home. */
  readonly home: string;
  readonly version: string;
  readonly store: SqliteStore;
  readonly publisher: Publisher;
  readonly notary: Notary;
  readonly custody: CustodyDesk;
  readonly verification: Verification;
  readonly pages: CertificatePool;
  readonly tasks: Tasks;
  holder(): string;
  /** RFC 3339. */
  now(): string;
  /** Starts anchoring what was sealed. */
  anchorPending(): Promise<unknown>;
  onProgress(progress: CertifyProgress): void;
  onChange(): void;
}

/** Makes packs for court. */
export class Packs {
  readonly #dependencies: PacksDependencies;

  constructor(dependencies: PacksDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Writes the ZIP. Throws for the first record or document that cannot be included: nothing is left out silently.
   * After a cancel nothing is written.
   */
  pack(wish: PackWish): Promise<{ readonly path: string }> {
    return this.#dependencies.tasks.run('pack', async (signal) => {
      const { publisher, onProgress, onChange, now } = this.#dependencies;
      const ids = [...new Set(wish.ids)];
      const total = ids.length;
      try {
        onProgress({ done: 0, total, running: true });
        const recipients = cleanRecipients(wish.recipients ?? []);
        const folders = await this.#made(ids, wish, (done) => {
          if (signal.aborted) throw new NotaryError('cancelled', 'cancelled');
          onProgress({ done, total, running: true });
        });
        const parts = wish.documents ? ['document'] : [];
        const { bytes, certificates } = folders;
        await publisher.write(wish.path, bytes, { way: 'pack', time: now(), parts, certificates, recipients });
      } finally {
        onProgress({ done: total, total, running: false });
        onChange();
      }
      return { path: wish.path };
    });
  }

  async #made(ids: readonly string[], wish: PackWish, step: (done: number) => void): Promise<Made> {
    const { notary, custody, anchorPending } = this.#dependencies;
    if (ids.length === 0) throw new NotaryError('bad-input', 'a pack needs a record', { reason: 'no-record' });
    // checked before anything is sealed for it
    for (const id of ids) notary.evidence(id);
    const checker = checkerPage();
    if (custody.commit(ids)) await anchorPending();
    await notary.renew(ids);
    const frame = this.#frame(ids, wish, checker);
    const made: { folder: PackedFolder; certificate: HandedCertificate }[] = [];
    for (const [i, id] of ids.entries()) {
      step(i);
      made.push(await this.#folder(folderName(i, ids.length), id, wish, frame));
      await nextTurn();
    }
    step(ids.length);
    const folders = made.map(({ folder }) => folder);
    const certificates = made.map(({ certificate }) => certificate);
    return { bytes: zipArchive(await packFiles(folders, frame)), certificates };
  }

  #frame(ids: readonly string[], wish: PackWish, checker: NamedBytes): PackFrame {
    const { home, version, custody, holder } = this.#dependencies;
    return {
      holder: isWithheldOfAny(wish.withhold, ids, 'holder') ? null : holder(),
      logKey: keyFingerprint(readKeyInfo(home).log, nodeCrypto),
      time: custody.timeOf(ids),
      version,
      trust: this.#trust(wish, ids),
      checker,
      texts: new PreparedTexts(),
    };
  }

  async #folder(
    folder: string,
    id: string,
    wish: PackWish,
    frame: PackFrame,
  ): Promise<{ readonly folder: PackedFolder; readonly certificate: HandedCertificate }> {
    const { notary, custody, pages, store } = this.#dependencies;
    const record = notary.record(id);
    const files = notary.evidence(id, withheldOfRecord(wish.withhold, id), undefined, frame.texts);
    // as the evidence has it: the checkpoint may be confirmed while the page is made
    const remembered = handed(record, files);
    refuseNamedByChain(record, files, frame.texts);
    const certificate = await pages.make(files);
    const packed = {
      record,
      files,
      certificate,
      page: await pages.compare(certificate, files),
      document: wish.documents ? readOriginal(record) : null,
      custody: custody.of(id, custody.headOf(wish.ids)),
      replacedBy: store.replacedBy(id),
    };
    return { folder: await packRecord(folder, packed, frame), certificate: remembered };
  }

  /**
   * The desk's own bundle, then the others, each under a file name that works on every system. Where the holder is
   * withheld, those that name the holder stay out; one that was asked for by name is refused.
   */
  #trust({ trust: paths, withhold }: PackWish, ids: readonly string[]): readonly PackedBundle[] {
    const { verification, store } = this.#dependencies;
    const own = verification.ownBundle();
    const bytes = trustBundleBytes(own);
    const fingerprint = trustFingerprint(bytes, nodeCrypto);
    const given =
      paths === null
        ? store.trustBundles().map(({ bytes, fingerprint, compared }) => ({
            bytes,
            bundle: parseTrustBundle(bytes, nodeCrypto),
            fingerprint,
            compared,
          }))
        : paths.map((path) => ({ ...readTrustFile(path), compared: false }));
    const names = isWithheldOfAny(withhold, ids, 'holder') ? this.#namesHolder(ids) : () => false;
    if (paths !== null && given.some(names)) throw namesHolder();
    const others = given.filter(
      (one, i) =>
        !names(one) &&
        one.fingerprint !== fingerprint &&
        given.findIndex((same) => same.fingerprint === one.fingerprint) === i,
    );
    const mine = { name: 'trust/desk.trust.json', bytes, bundle: own, fingerprint, compared: false };
    return [
      ...(names(mine) ? [] : [mine]),
      ...others.map((one, i) => ({ ...one, name: `trust/other-${i + 1}.trust.json` })),
    ];
  }

  /** Whether a bundle says who holds this desk's log, or holds one of these records: under whatever name, or anywhere. */
  #namesHolder(ids: readonly string[]): (one: Pick<TrustFile, 'bundle'>) => boolean {
    const { notary, holder } = this.#dependencies;
    const holders = [holder(), ...ids.flatMap((id) => statedText(notary.record(id), 'holder') ?? [])];
    return ({ bundle }) => trustedLog(bundle, notary.origin) !== null || namesOneOf(bundle, holders);
  }
}

/** `1`, or `01` when there are ten or more, so that names sort in order. */
function folderName(place: number, count: number): string {
  return String(place + 1).padStart(String(count).length, '0');
}
