/** Certificates of a desk's records: written to a folder, made for the preview, packaged for recipients. */
import { type TrustBundle, trustBundleBytes } from '../../../formats/trust.ts';
import type { Notary } from '../../../notary.ts';
import { PreparedTexts, repeatedFacts } from '../../../records/repeated-facts.ts';
import type { Trace } from '../../../trace/types.ts';
import type { CertificatePool } from '../../certificates/certificate-pool.ts';
import type { Recipient } from '../../store/sent-types.ts';
import type { SqliteStore } from '../../store/sqlite-store.ts';
import type { Tasks } from '../tasks.ts';
import type { CertifyProgress, CertifyResult } from '../types.ts';
import { certifyAll } from './certify.ts';
import { handed } from './handed.ts';
import type { Publisher } from './publisher.ts';
import { cleanRecipients } from './recipients.ts';
import { Sending } from './sending.ts';
import { type MadeShare, makeShare, type ShareDependencies, type ShareWish, sharedParts } from './share.ts';
import { ownIds, packable, tracePack } from './trace-pack.ts';
import { refuseNamedByChain } from './withheld.ts';

/** What `Certificates` is made of. */
export interface CertificatesOptions {
  readonly store: SqliteStore;
  readonly publisher: Publisher;
  readonly notary: Notary;
  readonly pages: CertificatePool;
  readonly tasks: Tasks;
  /** The facts that the settings withhold. */
  withhold(): readonly string[];
  /** The bundle included in a share. */
  trust(): TrustBundle;
  /** RFC 3339. */
  now(): string;
  onProgress(progress: CertifyProgress): void;
  /** Called after certificates were written. */
  onChange(): void;
}

/** Makes certificates of a desk's records and remembers deliveries. */
export class Certificates {
  readonly #options: CertificatesOptions;

  constructor(options: CertificatesOptions) {
    this.#options = options;
  }

  /**
   * Writes certificates to a folder; progress is reported by events. If recipients are named, the delivery is
   * remembered.
   */
  certify(
    ids: readonly string[],
    withhold: readonly string[],
    folder: string,
    typed: readonly Recipient[] = [],
    paper?: boolean,
  ): Promise<CertifyResult> {
    const recipients = cleanRecipients(typed);
    const { publisher, notary, pages, tasks, now, onProgress, onChange } = this.#options;
    return tasks.run('certify', async (signal) => {
      const result = await certifyAll(
        { ids, withhold, folder, paper, signal },
        {
          notary,
          pool: pages,
          place: (made) => {
            const handing = { way: 'export', time: now(), parts: [], recipients } as const;
            return publisher.place(
              made.map(({ certificate, ...file }) => ({
                ...file,
                folder,
                handing: { ...handing, certificates: [certificate] },
              })),
            );
          },
          onProgress,
        },
      );
      onChange();
      return result;
    });
  }

  /** Settles what a desk that was killed had begun to write; see `Publisher`. */
  resolve(): Promise<void> {
    return this.#options.publisher.resolve();
  }

  /** Who was sent which certificate, and what can replace it. */
  get sending(): Sending {
    return new Sending(this.#options.store);
  }

  /** Facts that certificates withhold besides `withhold`, because they repeat what is withheld. */
  alsoWithheld(ids: readonly string[], withhold: readonly string[]): readonly string[] {
    const { notary } = this.#options;
    const found = new Set<string>();
    const texts = new PreparedTexts();
    for (const id of ids)
      for (const name of repeatedFacts(notary.record(id).disclosures, withhold, found, texts)) found.add(name);
    return [...found];
  }

  /** Records that are anchored now and whose certificate was made before that. */
  provisional(): readonly string[] {
    return this.#options.store.provisional();
  }

  /**
   * Makes the certificate of a record and forgets it. Whoever opens the dialog is about to ask for one, and the first that
   * a thread makes waits for fonts and library. Throws what `make` throws.
   */
  async warm(id: string): Promise<null> {
    const { notary, pages, withhold } = this.#options;
    await pages.make(notary.evidence(id, withhold()));
    return null;
  }

  /** The bytes of a record's certificate; it withholds the facts named in the settings. */
  async make(id: string): Promise<Uint8Array> {
    const { store, notary, pages, withhold, now } = this.#options;
    await notary.renew([id]);
    const files = notary.evidence(id, withhold());
    const record = notary.record(id);
    refuseNamedByChain(record, files);
    // as it was then: the record may be anchored or erased while the page is made
    const certificate = handed(record, files);
    const pdf = await pages.make(files);
    // who prints what is shown must find it again by its number
    store.issued([certificate], now());
    return pdf;
  }

  /**
   * Writes a ZIP for recipients: certificates, and the additions named in `parts`. Throws the first error; then nothing
   * is written or remembered.
   */
  share(wish: ShareWish): Promise<{ readonly path: string }> {
    return this.#publish(wish, (signal) => makeShare(wish, signal, this.#shareDependencies(wish.ids.length)));
  }

  /**
   * Writes a trace pack: the certificates of the sealed records of a trace, those of partners as they were taken in. Throws
   * `wrong-state` when the record that it was followed from is not sealed, else as `share` does.
   */
  tracePack(trace: Trace, wish: Omit<ShareWish, 'ids'>): Promise<{ readonly path: string }> {
    const { store } = this.#options;
    const packed = packable(trace, (leaf) => store.foreign.certificate(leaf));
    const ids = ownIds(packed);
    return this.#publish(wish, async (signal) => {
      const shared = await sharedParts({ ...wish, ids }, signal, this.#shareDependencies(ids.length));
      return { bytes: tracePack(trace.start as string, packed, shared), certificates: shared.certificates };
    });
  }

  #shareDependencies(total: number): ShareDependencies {
    const { notary, pages, trust, onProgress } = this.#options;
    return {
      notary,
      make: (files) => pages.make(files),
      onMade: (done) => onProgress({ done, total, running: done < total }),
      trust: () => ({ name: 'desk.trust.json', bytes: trustBundleBytes(trust()) }),
    };
  }

  #publish(
    wish: Omit<ShareWish, 'ids'>,
    make: (signal: AbortSignal) => Promise<MadeShare>,
  ): Promise<{ readonly path: string }> {
    const { publisher, tasks, now, onChange } = this.#options;
    const recipients = cleanRecipients(wish.recipients ?? []);
    return tasks.run('certify', async (signal) => {
      const { bytes, certificates } = await make(signal);
      const handing = { way: 'share', time: now(), parts: wish.parts, certificates, recipients } as const;
      await publisher.write(wish.path, bytes, handing);
      onChange();
      return { path: wish.path };
    });
  }
}
