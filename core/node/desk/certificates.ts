/** Certificates of a desk's records: written to a folder, made for the preview, brought together for recipients. */
import type { FactName } from '../../facts.ts';
import type { Notary } from '../../notary.ts';
import { type TrustBundle, trustBundleBytes } from '../../trust.ts';
import { writeAtomic } from '../atomic-file.ts';
import type { CertificatePool } from '../certificate-pool.ts';
import type { SqliteStore } from '../sqlite-store.ts';
import { certifyAll } from './certify.ts';
import { makeShare, type ShareWish } from './share.ts';
import type { Tasks } from './tasks.ts';
import type { CertifyProgress, CertifyResult } from './types.ts';

export interface CertificatesOptions {
  readonly store: SqliteStore;
  readonly notary: Notary;
  readonly pages: CertificatePool;
  readonly tasks: Tasks;
  /** The facts that the settings withhold. */
  withhold(): readonly FactName[];
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

  /** Writes certificates into a folder; progress comes as events. */
  certify(ids: readonly string[], withhold: readonly FactName[], folder: string): Promise<CertifyResult> {
    const { store, notary, pages, tasks, now, onProgress, onChange } = this.#options;
    return tasks.run('certify', async (signal) => {
      const result = await certifyAll(
        { ids, withhold, folder, signal },
        {
          notary,
          pool: pages,
          certified: (id, path, final) => store.certified(id, path, now(), final),
          onProgress,
        },
      );
      onChange();
      return result;
    });
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

  /** Writes a ZIP for recipients: certificates, and what `parts` names beside them. Throws for the first that fails. */
  share(wish: ShareWish): Promise<{ readonly path: string }> {
    const { notary, pages, tasks, trust } = this.#options;
    return tasks.run('certify', async (signal) => {
      const bytes = await makeShare(wish, signal, {
        notary,
        make: (files) => pages.make(files),
        trust: () => ({ name: 'desk.trust.json', bytes: trustBundleBytes(trust()) }),
      });
      writeAtomic(wish.path, bytes);
      return { path: wish.path };
    });
  }
}
