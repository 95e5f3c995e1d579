/**
 * An OFD file (GB/T 33190-2016): a ZIP of XML parts that name one another. Parts are unpacked and parsed when they are
 * asked for, once, and all of them together are bounded.
 */
import { sm3 } from '../../crypto/sm3.ts';
import { NotaryError } from '../../errors.ts';
import { includesText } from '../../formats/bytes.ts';
import { Allowance } from '../doctor/tools.ts';
import type { Inflater } from '../inflate.ts';
import { readDirectory, type ZipEntry } from '../zip/directory.ts';
import { memorySource } from '../zip/source.ts';
import { unpackEntry } from '../zip/unpack.ts';
import { type XmlPath, xmlPath } from './xml-path.ts';
import { xmlText } from './xml-text.ts';
import { readXmlTree, XML_LIMITS, type XmlElement } from './xml-tree.ts';

/** Bounds of a file: parts, bytes they unpack to in all, documents. */
export const OFD_LIMITS = { parts: 2000, unpacked: 32 * 1024 * 1024, documents: 20 } as const;

/** Bytes of a ZIP's first local header, and the name of the part that makes it an OFD file. */
const ZIP = [0x50, 0x4b, 0x03, 0x04] as const;
const ENTRANCE = 'OFD.xml';

/** A file taken apart. Paths have no slash in front; methods throw `malformed` and `too-large`. */
export class OfdPackage {
  /** Paths of all files, in the order of the archive. */
  readonly paths: readonly string[];
  readonly #bytes: Uint8Array;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #inflater: Inflater;
  readonly #allowance = new Allowance(OFD_LIMITS.unpacked);
  readonly #unpacked = new Map<string, Uint8Array>();
  readonly #parsed = new Map<string, XmlElement>();
  readonly #digests = new Map<string, Uint8Array>();

  constructor(bytes: Uint8Array, inflater: Inflater) {
    this.#bytes = bytes;
    this.#inflater = inflater;
    this.#entries = entriesOf(bytes);
    this.paths = [...this.#entries.keys()];
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /** The bytes of a part. Throws `malformed` when there is none. */
  bytes(path: string): Uint8Array {
    return kept(this.#unpacked, path, () => {
      const entry = this.#entries.get(path) ?? fail(`no part ${path}`);
      this.#allowance.take(entry.size);
      return unpackEntry(memorySource(this.#bytes), entry, this.#inflater);
    });
  }

  /** The root element of a part. */
  xml(path: string): XmlElement {
    return kept(this.#parsed, path, () => {
      const bytes = this.bytes(path);
      if (bytes.length > XML_LIMITS.bytes) throw new NotaryError('too-large', `OFD: more than is read here: ${path}`);
      return readXmlTree(xmlText(bytes));
    });
  }

  /** SM3 of a part. */
  sm3(path: string): Uint8Array {
    return kept(this.#digests, path, () => sm3(this.bytes(path)));
  }
}

function kept<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

function entriesOf(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (const entry of readDirectory(memorySource(bytes), OFD_LIMITS.parts)) {
    if (entry.name.endsWith('/')) continue;
    const path = pathOf(entry.name);
    if (entries.has(path)) fail(`${path} stands twice`);
    entries.set(path, entry);
  }
  return entries;
}

function fail(what: string): never {
  throw new NotaryError('malformed', `OFD: ${what}`);
}

/** True for the first bytes of an archive with entries. */
export function beginsLikeZip(head: Uint8Array): boolean {
  return ZIP.every((byte, i) => head[i] === byte);
}

/** Opens a file; null when it is no OFD file. Throws `malformed` and `too-large` for one that cannot be read. */
export function openOfd(bytes: Uint8Array, inflater: Inflater): OfdPackage | null {
  if (!beginsLikeZip(bytes) || !includesText(bytes, ENTRANCE)) return null;
  const file = new OfdPackage(bytes, inflater);
  return file.has(ENTRANCE) ? file : null;
}

/** One document of a file; a file may hold several. */
export interface OfdDocument {
  /** DocBody in OFD.xml. */
  readonly body: XmlElement;
  /** Folder of the document's root part. */
  readonly folder: string;
  /** Root element of Document.xml. */
  readonly root: XmlElement;
}

const BODIES = xmlPath('DocBody');
const DOC_ROOT = xmlPath('DocRoot');

/** All documents of a file. */
export function documentsOf(file: OfdPackage): readonly OfdDocument[] {
  const bodies = BODIES(file.xml(ENTRANCE));
  if (bodies.length > OFD_LIMITS.documents)
    throw new NotaryError('too-large', 'OFD: more documents than are read here');
  return bodies.map((body) => {
    const path = partNamed(file, textAt(DOC_ROOT, body), ['']);
    return { body, folder: folderOf(path), root: file.xml(path) };
  });
}

/** Text of the first element at a path, without white space around it; empty when there is none. */
export function textAt(path: XmlPath, from: XmlElement): string {
  return path(from)[0]?.text.trim() ?? '';
}

/** Folder of a path, empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function pathOf(...parts: readonly string[]): string {
  const steps = parts.join('/').replaceAll('\\', '/').split('/');
  if (steps.includes('..')) fail(`a location with "..": ${parts.at(-1)}`);
  return steps.filter((step) => step !== '' && step !== '.').join('/');
}

/**
 * Every part that a location may name: absolute with a slash in front, else relative to one of these folders, since
 * writers do not agree which (GB/T 33190 section 7.3: that of the naming part). None when there is no such part. Throws
 * `malformed` for a location that leads upwards.
 */
export function partsNamed(file: OfdPackage, location: string, folders: readonly string[]): readonly string[] {
  const text = location.trim();
  const paths = text.startsWith('/') ? [pathOf(text)] : folders.map((folder) => pathOf(folder, text));
  return [...new Set(paths)].filter((path) => file.has(path));
}

/** The first of them. Throws `malformed` when there is none. */
export function partNamed(file: OfdPackage, location: string, folders: readonly string[]): string {
  return partsNamed(file, location, folders)[0] ?? fail(`no part ${location.trim()}`);
}
