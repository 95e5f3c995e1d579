/** Certificates of a desk's records: written to a folder, made for the preview, brought together for recipients. */
import { type TrustBundle, trustBundleBytes } from '../../../formats/trust.ts';
import type { Notary } from '../../../notary.ts';
import type { CertificatePool } from '../../certificates/certificate-pool.ts';
import type { Recipient } from '../../store/sent-types.ts';
import type { SqliteStore } from '../../store/sqlite-store.ts';
import type { Tasks } from '../tasks.ts';
import type { CertifyProgress, CertifyResult } from '../types.ts';
import { certifyAll } from './certify.ts';
import type { Publisher } from './publisher.ts';
import { cleanRecipients } from './recipients.ts';
import { Sending } from './sending.ts';
import { makeShare, type ShareWish } from './share.ts';

export interface CertificatesOptions {
  readonly store: SqliteStore;
  readonly publisher: Publisher;
  readonly notary: Notary;
  readonly pages: CertificatePool;
  readonly tasks: Tasks;
  /** The facts that the settings withhold. */
  withhold(): readonly string[];
  /** The bundle that goes along with a share. */
  trust(): TrustBundle;
  /** RFC 3339. */
  now(): string;
  onProgress(progress: CertifyProgress): void;
  /** Certificates were written. */
  onChange(): void;
}

export class Certificates {
  readonly #options: CertificatesOptions;

  constructor(options: CertificatesOptions) {
    this.#options = options;
  }

  /** Writes certificates into a folder; progress comes as events. What is for somebody is remembered with his name. */
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

  /** Who was sent which certificate, and what can be sent in its place. */
  get sending(): Sending {
    return new Sending(this.#options.store);
  }

  /** Records whose certificate is from before the anchor, and which are anchored now. */
  provisional(): readonly string[] {
    return this.#options.store.provisional();
  }

  /** The bytes of a record's certificate, with the facts withheld that the settings name. */
  async make(id: string): Promise<Uint8Array> {
    const { notary, pages, withhold } = this.#options;
    await notary.renew([id]);
    return pages.make(notary.evidence(id, withhold()));
  }

  /**
   * Writes a ZIP for recipients: certificates, and what `parts` names beside them. Throws for the first that fails; then
   * nothing is written and nothing remembered.
   */
  share(wish: ShareWish): Promise<{ readonly path: string }> {
    const { publisher, notary, pages, tasks, trust, now, onChange } = this.#options;
    const recipients = cleanRecipients(wish.recipients ?? []);
    return tasks.run('certify', async (signal) => {
      const { bytes, certificates } = await makeShare(wish, signal, {
        notary,
        make: (files) => pages.make(files),
        trust: () => ({ name: 'desk.trust.json', bytes: trustBundleBytes(trust()) }),
      });
      const handing = { way: 'share', time: now(), parts: wish.parts, certificates, recipients } as const;
      await publisher.write(wish.path, bytes, handing);
      onChange();
      return { path: wish.path };
    });
  }
}
