/** Reads the input as a box, each file once, including archives; mails are left to the app. */

import { documentsInLater } from '../../../core/documents/box/archive.ts';
import { CONTAINER_HEAD, closedKind, containerKind } from '../../../core/documents/box/containers.ts';
import type { BoxItemKind } from '../../../core/documents/box/items.ts';
import { Allowance } from '../../../core/documents/box/limits.ts';
import { boxPath, entryPath } from '../../../core/documents/box/path.ts';
import { boxTrouble, closedTrouble } from '../../../core/documents/box/trouble.ts';
import type { BoxFault } from '../../../core/documents/box/types.ts';
import type { ZipEntry } from '../../../core/documents/zip/directory.ts';
import type { ByteSource } from '../../../core/documents/zip/source.ts';
import { unpackPieces } from '../../../core/documents/zip/unpack.ts';
import { errorCode, NotaryError } from '../../../core/errors.ts';
import { pdfStart } from '../../../core/formats/attachments/front.ts';
import { type Front, readAttachments } from '../../../core/formats/attachments/index.ts';
import { PDF_LIMITS } from '../../../core/formats/attachments/limits.ts';
import { concat, utf8 } from '../../../core/formats/bytes.ts';
import { ATTACHMENT_NAMES, type EvidenceFiles } from '../../../core/formats/evidence.ts';
import { PieceHasher } from '../hash.ts';
import { Turns } from '../turns.ts';
import { blobSource } from './blob-source.ts';
import { boxFaultOf, PAGE_BOX } from './trouble.ts';
import { unpackedBlob } from './unpacked.ts';

/** A file as it was dropped or chosen, with its path in the box. */
export interface GivenFile {
  readonly path: string;
  readonly file: File;
}

/** An item, before any bundle is accepted. */
export interface PageItem {
  readonly path: string;
  readonly kind: BoxItemKind;
  readonly sha256: string | null;
  readonly size: number | null;
  /** The parts of a certificate; null for an unreadable one (`error` says why), and for everything else. */
  readonly files: EvidenceFiles | null;
  /** What stood before the certificate in its file. */
  readonly front: Front | null;
  readonly error: NotaryError | null;
  readonly fault: BoxFault | null;
  /** The bytes of one of the three loose attachments. */
  readonly part: Uint8Array | null;
}

const NOTHING = { files: null, front: null, error: null, fault: null, part: null } as const;
const PARTS: readonly string[] = Object.values(ATTACHMENT_NAMES);
const SLICE = 2 * 1024 * 1024;
/** Longer files are not read as trust bundles. */
const BUNDLE = 1024 * 1024;

export interface ReaderOptions {
  readonly signal: AbortSignal;
  /** Called after each slice: the file being read, and the bytes read so far. */
  readonly onProgress: (path: string, bytes: number) => void;
  /** Called for a trust bundle among the files, which is offered like one dropped alone. */
  readonly onBundle: (name: string, bytes: Uint8Array) => void;
}

export class PageBoxReader {
  readonly #options: ReaderOptions;
  readonly #items: PageItem[] = [];
  #bytes = 0;
  #done = 0;
  readonly #turns: Turns;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#turns = new Turns(options.signal);
  }

  /** Everything that was read. */
  get items(): readonly PageItem[] {
    return this.#items;
  }

  /** Reads one given file. Throws `cancelled`, and `too-large` beyond the bounds of the page. */
  async read({ path, file }: GivenFile): Promise<void> {
    const shown = boxPath(path);
    this.#take(file.size);
    try {
      await this.#any(shown, file, { size: file.size, read: () => slices(file) }, null);
    } catch (error) {
      this.#fail(shown, error);
    }
  }

  /** A file of which `contents` gives the bytes; `blob` is where an archive is read from, and `inside` where it lies itself. */
  async #any(path: string, blob: Blob, contents: Contents, inside: Inside | null): Promise<void> {
    const ending = containerKind(path);
    const { sha256, size, bytes, head } = await this.#hash(path, contents, ending === null ? PDF_LIMITS.file : 0);
    if (bytes && path.toLowerCase().endsWith('.trust.json') && size <= BUNDLE)
      this.#options.onBundle(nameOfFile(path), bytes);
    const closed = closedKind(path, { head });
    if (closed !== null) this.#add(unopened(path, sha256, size, closedTrouble(closed)));
    else if (ending === null) this.#add(fileItem(path, sha256, size, bytes));
    else if (ending !== 'zip') this.#add(unopened(path, sha256, size, MAIL));
    else await this.#archive(path, sha256, blob, inside);
  }

  async #archive(path: string, sha256: string, blob: Blob, inside: Inside | null): Promise<void> {
    const [source, place] = [blobSource(blob), this.#items.length];
    try {
      if (inside && inside.depth >= PAGE_BOX.depth) throw boxTrouble('too-deep', `more than ${PAGE_BOX.depth} deep`);
      const entries = await documentsInLater(source, inside?.allowance ?? Allowance.of(blob.size));
      this.#add({ ...NOTHING, path, kind: entries.length > 0 ? 'container' : 'document', sha256, size: blob.size });
      for (const entry of entries) {
        const allowance = inside?.allowance ?? Allowance.share(blob.size, entry.packed);
        await this.#entry(entryPath(path, entry.name), source, entry, { allowance, depth: (inside?.depth ?? 0) + 1 });
      }
    } catch (error) {
      if (isStop(error) || this.#items.length > place) throw error;
      this.#add(unopened(path, sha256, blob.size, error));
    }
  }

  async #entry(path: string, source: ByteSource, entry: ZipEntry, inside: Inside): Promise<void> {
    this.#take(entry.size);
    try {
      const ending = containerKind(entry.name);
      // as in the app, which reads only entries of the outermost archive without loading them to memory
      if (entry.size > PAGE_BOX.inner && (ending !== null || inside.depth > 1))
        throw boxTrouble('too-large', `more than ${PAGE_BOX.inner} bytes`);
      const opened = ending === 'zip' ? await unpackedBlob(source, entry, this.#turns) : new Blob();
      const read = () => (ending === 'zip' ? slices(opened) : unpackPieces(source, entry));
      await this.#any(path, opened, { size: entry.size, read }, inside);
    } catch (error) {
      this.#fail(path, error);
    }
  }

  /** SHA-256, the first bytes, and all of them when they are at most `keep`. */
  async #hash(path: string, contents: Contents, keep: number) {
    const hasher = new PieceHasher(contents.size);
    let size = 0;
    let kept: Uint8Array[] = [];
    let head = new Uint8Array();
    for await (const piece of contents.read()) {
      hasher.update(piece);
      if (head.length < CONTAINER_HEAD) head = Uint8Array.from([...head, ...piece.subarray(0, CONTAINER_HEAD)]);
      size += piece.length;
      if (size <= keep) kept.push(piece);
      else kept = [];
      this.#done += piece.length;
      await this.#breathe(path);
    }
    const bytes = size <= keep ? concat(...kept) : null;
    return { sha256: await hasher.sha256(), size, bytes, head };
  }

  async #breathe(path: string): Promise<void> {
    this.#options.onProgress(path, this.#done);
    await this.#turns.next();
  }

  #take(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > PAGE_BOX.bytes || this.#items.length >= PAGE_BOX.files)
      throw new NotaryError('too-large', 'more than this page reads at once', { reason: 'page-box' });
  }

  #add(item: PageItem): void {
    this.#items.push(item);
  }

  #fail(path: string, error: unknown): void {
    if (isStop(error)) throw error;
    this.#add({ ...NOTHING, path, kind: 'document', sha256: null, size: null, fault: boxFaultOf(error) });
  }
}

/** What a file holds. */
interface Contents {
  /** Bytes, as its archive or the system says. */
  readonly size: number;
  read(): AsyncIterable<Uint8Array>;
}

/** Nesting of an entry: number of enclosing archives, and their remaining allowance. */
interface Inside {
  readonly depth: number;
  readonly allowance: Allowance;
}

const MAIL = boxTrouble('unsupported', 'mails are opened by the app, not by this page');

/** Rethrows errors that end the whole box, which are not errors of the current file. */
function isStop(error: unknown): boolean {
  if (!(error instanceof NotaryError)) return false;
  return error.code === 'cancelled' || error.details.reason === 'page-box';
}

/** The last part of a path in a box. */
export function nameOfFile(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function* slices(blob: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < blob.size; at += SLICE) yield new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer());
}

function unopened(path: string, sha256: string, size: number, error: unknown): PageItem {
  return { ...NOTHING, path, kind: 'container', sha256, size, fault: boxFaultOf(error) };
}

/** A document, a certificate or a part; `bytes` is null for a file too large to be anything but a document. */
function fileItem(path: string, sha256: string, size: number, bytes: Uint8Array | null): PageItem {
  const item = { ...NOTHING, path, sha256, size, kind: 'document' } as const;
  if (bytes === null) return item;
  if (PARTS.includes(nameOfFile(path)) && size <= PDF_LIMITS.attachment) return { ...item, kind: 'part', part: bytes };
  if (pdfStart(bytes) < 0) return item;
  try {
    const { files, front } = readAttachments(bytes);
    return { ...item, kind: 'certificate', files, front };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    const isOurs = errorCode(error) !== 'not-a-certificate' && includes(bytes, utf8(ATTACHMENT_NAMES.proof));
    return isOurs ? { ...item, kind: 'certificate', error } : item;
  }
}

function includes(bytes: Uint8Array, wanted: Uint8Array): boolean {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}
