/**
 * Finds out how a document differs. This thread only reads and hashes; a second one parses the bytes, which are
 * untrusted, and may be ended at any moment. (It does not read the file itself: WebKit lets no thread but the page's
 * read what was chosen on a page from `file://`.)
 */
import type { Sealed } from '../../../core/documents/doctor/compare.ts';
import type { Finding } from '../../../core/documents/doctor/findings.ts';
import type { KnownRecord } from '../../../core/documents/doctor/lineage.ts';
import { MAX_FILE } from '../../../core/documents/doctor/material.ts';
import { hashFile } from '../reading.ts';
import { digestOf, type Question } from './answer.ts';

/** A document that is not the sealed one. */
export interface Differing {
  readonly file: File;
  /** Its digest when it was hashed. */
  readonly sha256: string;
  readonly sealed: Sealed;
  /** The record of another certificate with exactly these bytes. */
  readonly record: KnownRecord | null;
}

/** The finding when a document could not be compared. */
const UNREAD: readonly Finding[] = [{ code: 'not-comparable', certain: false, detail: { reason: 'unread' } }];

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
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const timer = setTimeout(() => this.stop(), TIME);
    try {
      const question = await read(differing, signal);
      signal.throwIfAborted();
      return (await this.#askThread(question, signal)) ?? UNREAD;
    } catch {
      return UNREAD; // stopped, or the file is no longer there
    } finally {
      clearTimeout(timer);
    }
  }

  /** Cancels the current comparison. */
  stop(): void {
    this.#stop.abort();
  }

  #askThread(question: Question, signal: AbortSignal): Promise<readonly Finding[] | null> {
    const address = URL.createObjectURL(new Blob([this.#script], { type: 'text/javascript' }));
    const worker = new Worker(address);
    return new Promise<readonly Finding[] | null>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<readonly Finding[]>) => resolve(data);
      worker.onerror = () => resolve(null);
      signal.addEventListener('abort', () => resolve(null));
      worker.postMessage(question, question.bytes ? [question.bytes.buffer] : []);
    }).finally(() => {
      worker.terminate();
      URL.revokeObjectURL(address);
    });
  }
}

/** Reads the document again: in full if it can be compared, else only the part that may equal the sealed file. */
async function read({ file, sha256, sealed, record }: Differing, signal: AbortSignal): Promise<Question> {
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
