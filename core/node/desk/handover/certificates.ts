/** Certificates of a desk's records: written to a folder, made for the preview, packaged for recipients. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NotaryError } from '../../../errors.ts';
import { type CertificateFiles, disclosedFacts, parseEvidenceSet } from '../../../formats/evidence.ts';
import { type TrustBundle, trustBundleBytes } from '../../../formats/trust.ts';
import { type Withhold, withheldOfRecord } from '../../../handover/withhold.ts';
import type { Notary } from '../../../notary.ts';
import type { AnyFacts } from '../../../records/facts.ts';
import { kindOfKey, type RecordKind } from '../../../records/index.ts';
import { PreparedTexts, type Repeating, repeatedFacts } from '../../../records/repeated-facts.ts';
import type { Trace } from '../../../trace/types.ts';
import type { CertificatePool } from '../../certificates/certificate-pool.ts';
import type { Recipient } from '../../store/sent-types.ts';
import type { SqliteStore } from '../../store/sqlite-store.ts';
import { nodeCrypto } from '../../system/crypto.ts';
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

/** Records that are looked at before other calls get a turn. */
const TURN = 50;

/** What `Certificates` is made of. */
export interface CertificatesOptions {
  readonly store: SqliteStore;
  readonly publisher: Publisher;
  readonly notary: Notary;
  readonly pages: CertificatePool;
  readonly tasks: Tasks;
  readonly kinds: readonly RecordKind[];
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

/** What the certificate of a record would show. */
export interface ShownOfRecord {
  readonly id: string;
  /** Key of its kind. */
  readonly kind: string;
  /** As they are disclosed: in a list null for each element that is withheld. */
  readonly facts: AnyFacts;
  /** Names of facts of which nothing is disclosed. */
  readonly withheld: readonly string[];
  /** Those of them, and elements of lists, that are withheld besides what was asked. */
  readonly also: readonly string[];
}

/** Makes certificates of a desk's records and remembers deliveries. */
export class Certificates {
  readonly #options: CertificatesOptions;
  /** How many previews were asked for, and of which record the last one was. */
  #previews = 0;
  #previewed = '';

  constructor(options: CertificatesOptions) {
    this.#options = options;
  }

  /**
   * Writes certificates to a folder; progress is reported by events. If recipients are named, the delivery is
   * remembered. `beside` is what they carry beside their proof.
   */
  certify(
    ids: readonly string[],
    withhold: Withhold,
    folder: string,
    typed: readonly Recipient[] = [],
    paper?: boolean,
    beside?: Pick<CertificateFiles, 'dossier'>,
  ): Promise<CertifyResult> {
    const recipients = cleanRecipients(typed);
    const { publisher, notary, pages, tasks, now, onProgress, onChange } = this.#options;
    return tasks.run('certify', async (signal) => {
      const result = await certifyAll(
        { ids, withhold, folder, paper, signal },
        {
          notary: beside === undefined ? notary : carrying(notary, beside),
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

  /**
   * Facts that certificates withhold besides `withhold`, because they repeat what is withheld. Each record costs some tenths
   * of a millisecond, so other calls are answered in between.
   */
  async alsoWithheld(ids: readonly string[], withhold: Withhold): Promise<readonly string[]> {
    const found = new Set<string>();
    const texts = new PreparedTexts();
    for (const [i, id] of ids.entries()) {
      if (i % TURN === TURN - 1) await nextTurn();
      for (const name of this.#repeated(id, withheldOfRecord(withhold, id), { found, texts })) found.add(name);
    }
    return [...found];
  }

  #repeated(id: string, withhold: readonly string[], repeating: Repeating = {}): readonly string[] {
    const { notary, kinds } = this.#options;
    const { disclosures, kind } = notary.record(id);
    return repeatedFacts(disclosures, withhold, { ...repeating, lists: kindOfKey(kind, kinds)?.lists ?? {} });
  }

  /** What the certificate of a record says when this is withheld: as a recipient reads it, and what goes along. */
  shown(id: string, withhold: readonly string[]): ShownOfRecord {
    const { notary } = this.#options;
    const { kind } = notary.record(id);
    const set = parseEvidenceSet(notary.evidence(id, withhold, false), nodeCrypto, {
      recordKinds: this.#options.kinds,
    });
    const { facts, withheld } = disclosedFacts(set);
    return { id, kind, facts, withheld, also: this.#repeated(id, withhold) };
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

  /**
   * The bytes of the certificate that this choice would give: the page that is sent. Nothing is written, and none counts as
   * issued. Of several that are asked for one after another only the last is made; the others are `cancelled`. Throws what
   * making certificates throws.
   */
  async preview(id: string, withhold: readonly string[], paper?: boolean): Promise<Uint8Array> {
    const { notary, pages } = this.#options;
    const turn = ++this.#previews;
    const isFirst = this.#previewed !== id;
    this.#previewed = id;
    if (isFirst) await notary.renew([id]);
    const files = notary.evidence(id, withhold, paper);
    refuseNamedByChain(notary.record(id), files);
    const pdf = await pages.make(files, () => turn === this.#previews);
    if (turn !== this.#previews) throw new NotaryError('cancelled', 'another preview was asked for');
    return pdf;
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
   * `wrong-state` when the record that it was followed from is not sealed or was erased, else as `share` does.
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

/** The same evidence with other files beside it. */
const carrying = (
  notary: CertificatesOptions['notary'],
  beside: Pick<CertificateFiles, 'dossier'>,
): Pick<Notary, 'evidence' | 'record' | 'renew'> => ({
  record: (id) => notary.record(id),
  renew: (ids) => notary.renew(ids),
  evidence: (id, ...more) => ({ ...notary.evidence(id, ...more), ...beside }),
});
