/** Makes certificates for many records on all cores; memory holds only what the threads are working on. */
import { availableParallelism } from 'node:os';
import { NotaryError } from '../../errors.ts';
import type { EvidenceFiles } from '../../formats/evidence.ts';
import type { PageComparison } from '../../verification/page.ts';
import { errorOf } from '../system/fault.ts';
import { Thread } from '../system/thread.ts';
import { workerUrl } from '../system/worker-url.ts';
import type { CertificateKinds, CertificateReply, CertificateRequest } from './certificate-answer.ts';
import { readSharedFonts, type SharedFonts } from './font-files.ts';

const SCRIPT = workerUrl(import.meta.url, './certificate-worker.ts', './certificate-worker.js');

/** Requests per thread: one in progress and one queued. */
const AHEAD = 2;

/** The result for one item of `makeAll`. */
export type Certified<T> =
  | { readonly item: T; readonly pdf: Uint8Array }
  | { readonly item: T; readonly error: NotaryError };

/** Threads that make certificates and compare pages; started on first use. */
export class CertificatePool {
  readonly #threads: readonly Thread<CertificateRequest, CertificateReply>[];
  readonly #waiting: (() => void)[] = [];
  readonly #kinds: CertificateKinds | null;
  #fonts: SharedFonts | undefined;

  /**
   * Fonts are read, and threads started, with the first request. `kinds` is null for the tables of this program. Other
   * tables contain functions, which cannot be sent to a thread: with them, the work is done in this thread.
   */
  constructor(threads: number = Math.min(8, availableParallelism()), kinds: CertificateKinds | null = null) {
    this.#kinds = kinds;
    const data = () => (this.#fonts ??= readSharedFonts());
    this.#threads = Array.from(
      { length: Math.max(1, threads) },
      () => new Thread({ script: SCRIPT, name: 'certificate', data }),
    );
  }

  /**
   * The certificate of these files. Rejects with the errors of `makeCertificate`, of the file readers and of the font
   * readers, and with `cancelled` when nobody wants it any more once a thread is free.
   */
  async make(files: EvidenceFiles, isWanted = () => true): Promise<Uint8Array> {
    const reply = await this.#run(files, null, isWanted);
    if ('pdf' in reply) return reply.pdf;
    throw failure(reply);
  }

  /** The check `page` on a thread. Missing fonts give `not-run`. */
  async compare(pdf: Uint8Array, files: EvidenceFiles): Promise<PageComparison> {
    try {
      const reply = await this.#run(files, pdf);
      if ('page' in reply) return reply.page;
      throw failure(reply);
    } catch (error) {
      const noFonts = error instanceof NotaryError && ['file-missing', 'file-changed'].includes(error.code);
      if (noFonts) return { state: 'not-run', reason: 'no-fonts' };
      throw error;
    }
  }

  /**
   * Certificates for many items, in their order. Items are taken, and their files asked for, only as threads get free, so
   * a slow consumer slows the threads. An item that fails does not stop the others.
   */
  async *makeAll<T>(
    items: Iterable<T> | AsyncIterable<T>,
    filesOf: (item: T) => EvidenceFiles | Promise<EvidenceFiles>,
  ): AsyncGenerator<Certified<T>, void, undefined> {
    const running: Promise<Certified<T>>[] = [];
    for await (const item of items) {
      running.push(this.#certify(item, filesOf));
      if (running.length >= AHEAD * this.#threads.length) yield (await running.shift()) as Certified<T>;
    }
    for (const certified of running) yield await certified;
  }

  /** Ends the threads; unfinished requests are rejected as `cancelled`. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  async #certify<T>(item: T, filesOf: (item: T) => EvidenceFiles | Promise<EvidenceFiles>): Promise<Certified<T>> {
    try {
      return { item, pdf: await this.make(await filesOf(item)) };
    } catch (error) {
      if (error instanceof NotaryError) return { item, error };
      return { item, error: new NotaryError('internal', 'the certificate could not be made', {}, error) };
    }
  }

  async #run(files: EvidenceFiles, compare: Uint8Array | null, isWanted = () => true): Promise<CertificateReply> {
    if (this.#kinds) return answerHere({ files, compare }, this.#kinds);
    const freest = () => this.#threads.reduce((best, thread) => (thread.open < best.open ? thread : best));
    while (freest().open >= AHEAD) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      if (!isWanted()) throw new NotaryError('cancelled', 'cancelled');
      return await freest().run({ files, compare });
    } finally {
      this.#waiting.shift()?.();
    }
  }
}

/** Loads the PDF library only when it is needed. */
async function answerHere(request: CertificateRequest, kinds: CertificateKinds): Promise<CertificateReply> {
  const { answerCertificate } = await import('./certificate-answer.ts');
  const { certificateFonts } = await import('./fonts.ts');
  return answerCertificate(request, certificateFonts(), kinds);
}

function failure(reply: CertificateReply): NotaryError {
  return 'fault' in reply ? errorOf(reply.fault) : new NotaryError('internal', 'the thread answered something else');
}
