/**
 * Finds out how a document differs, and reads again what facts it states. This thread only reads and hashes; a second one parses the bytes, which are
 * untrusted, and may be ended at any moment. (It does not read the file itself: WebKit lets no thread but the page's
 * read what was chosen on a page from `file://`.)
 */
import type { Sealed } from '../../../core/documents/doctor/compare.ts';
import type { Finding } from '../../../core/documents/doctor/findings.ts';
import type { KnownRecord } from '../../../core/documents/doctor/lineage.ts';
import { MAX_FILE } from '../../../core/documents/max-file.ts';
import { READERS } from '../../../core/documents/reading/index.ts';
import type { DocumentReading } from '../../../core/verification/reading.ts';
import { hashFile } from '../reading.ts';
import { type Answer, type Comparison, digestOf, type Question } from './answer.ts';

/** A document that is not the sealed one. */
export interface Differing {
  readonly file: File;
  /** Its digest when it was hashed. */
  readonly sha256: string;
  readonly sealed: Sealed;
  /** The record of another certificate with exactly these bytes. */
  readonly record: KnownRecord | null;
}

/** A document that is the recorded one. */
export type Recorded = Pick<Differing, 'file' | 'sha256'>;

/** The finding when a document could not be compared. */
const UNREAD: readonly Finding[] = [{ code: 'not-comparable', certain: false, detail: { reason: 'unread' } }];

/** The facts of a document in which no program looks for any: none. */
const BEYOND: DocumentReading = { state: 'read', readers: READERS, found: [] };

/** What is known of the facts of a document that could not be read in time. */
const GAVE_UP: DocumentReading = { state: 'not-run', reason: 'gave-up' };

/** Milliseconds for one document. Universal code hashes and unpacks several times slower than Node. */
const TIME = 60_000;

export class Doctor {
  readonly #script: string;
  #stop = new AbortController();

  /** `script` is this page's own program: in a thread it answers questions. */
  constructor(script: string) {
    this.#script = script;
  }

  /** How one document differs. Never rejects. */
  async ask(differing: Differing): Promise<readonly Finding[]> {
    return this.#within(async (signal) => {
      const compare = await read(differing, signal);
      return this.#askThread<readonly Finding[]>({ compare }, compare.bytes, signal);
    }, UNREAD);
  }

  /** The facts that the recorded document states. Never rejects. */
  async readAgain({ file, sha256 }: Recorded): Promise<DocumentReading> {
    return this.#within(async (signal) => {
      if (file.size > MAX_FILE) return BEYOND;
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (digestOf(bytes) !== sha256) return { state: 'not-run', reason: 'unread' } as const;
      return this.#askThread<DocumentReading>({ read: bytes }, bytes, signal);
    }, GAVE_UP);
  }

  /** Cancels the current work. */
  stop(): void {
    this.#stop.abort();
  }

  /** The result of work that is given so much time; else, where it is stopped, or the file is no longer there. */
  async #within<T>(work: (signal: AbortSignal) => Promise<T | null>, otherwise: T): Promise<T> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const timer = setTimeout(() => this.stop(), TIME);
    try {
      return (await work(signal)) ?? otherwise;
    } catch {
      return otherwise;
    } finally {
      clearTimeout(timer);
    }
  }

  #askThread<T extends Answer>(
    question: Question,
    bytes: Uint8Array<ArrayBuffer> | null,
    signal: AbortSignal,
  ): Promise<T | null> {
    signal.throwIfAborted();
    const address = URL.createObjectURL(new Blob([this.#script], { type: 'text/javascript' }));
    const worker = new Worker(address);
    return new Promise<T | null>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data);
      worker.onerror = () => resolve(null);
      signal.addEventListener('abort', () => resolve(null));
      worker.postMessage(question, bytes ? [bytes.buffer] : []);
    }).finally(() => {
      worker.terminate();
      URL.revokeObjectURL(address);
    });
  }
}

/** Reads the document again: in full if it can be compared, else only the part that may equal the sealed file. */
async function read({ file, sha256, sealed, record }: Differing, signal: AbortSignal): Promise<Comparison> {
  const { size } = file;
  if (size > MAX_FILE) {
    const prefix = size < sealed.size ? null : await hashFile(file, sealed.size, signal);
    return { size, bytes: null, prefix, sealed, record };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const prefix = size < sealed.size ? null : digestOf(bytes.subarray(0, sealed.size));
  // if the bytes changed meanwhile, it is another document
  return { size, bytes: digestOf(bytes) === sha256 ? bytes : null, prefix, sealed, record };
}
