/**
 * Digests of what a PDF shows: one for each page over everything that its drawing uses, independent of object numbers,
 * compression and order of dictionary entries. A page that cannot be read, or has too little content, has none.
 */

import { NotaryError } from '../../errors.ts';
import { PdfFile } from '../../formats/attachments/document.ts';
import { PDF_LIMITS } from '../../formats/attachments/limits.ts';
import {
  isDict,
  isRef,
  isStream,
  nameOf,
  type PdfDict,
  type PdfStream,
  type PdfValue,
} from '../../formats/attachments/syntax.ts';
import { concat, toHex, utf8 } from '../../formats/bytes.ts';
import { FINGERPRINT_LIMITS, type Material, type MaterialPieces } from './format.ts';
import { readContent } from './pdf-content.ts';
import { streamData } from './pdf-streams.ts';
import { Allowance, type Tools, UNPACK_LIMIT } from './tools.ts';

/** Larger than the limit for certificates, because documents contain pictures. */
export const DOCUMENT_LIMITS = {
  file: 64 * 1024 * 1024,
  unpacked: UNPACK_LIMIT,
  objects: 200_000,
  values: 2_000_000,
  steps: 2 ** 26,
};
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
const PAGE_PARTS = ['MediaBox', 'CropBox', 'Rotate', 'UserUnit', 'Annots', 'Group'] as const;
/** Entries that are ignored: stream packing, references back to parents, and private data of programs. */
const LEFT_OUT = new Set(
  'Length Filter DecodeParms DL Parent P Prev Last StructParent StructParents PieceInfo LastModified Metadata'.split(
    ' ',
  ),
);
const NOT_REST = new Set('Type Pages Metadata StructTreeRoot MarkInfo Version Extensions Outlines'.split(' '));
const OTHER_TREES = new Set(['Page', 'Pages', 'StructElem']);
const MAX_DEPTH = 200;

interface Page {
  readonly digest: Uint8Array;
  readonly enough: boolean;
}

class Canonical {
  readonly #file: PdfFile;
  readonly #tools: Tools;
  readonly #allowance = new Allowance(UNPACK_LIMIT);
  readonly #known = new Map<number, string>();
  readonly #open = new Set<number>();

  constructor(file: PdfFile, tools: Tools) {
    this.#file = file;
    this.#tools = tools;
  }

  /** A value with everything it refers to, as normalised text. Throws `malformed` for a loop. */
  value(value: PdfValue | undefined, depth = 0): string {
    if (depth > MAX_DEPTH) throw new NotaryError('too-large', 'PDF: too deep');
    if (isRef(value)) return this.#reference(value.number, value, depth);
    if (value === undefined || value === null) return '~';
    if (typeof value !== 'object') return String(value);
    if (Array.isArray(value)) return `[${value.map((one) => this.value(one, depth + 1)).join(' ')}]`;
    if (isDict(value)) return `D${this.#hash(this.#dict(value, depth))}`;
    if (isStream(value)) return `S${this.#stream(value, depth)}`;
    const name = nameOf(value);
    return name === null ? `(${toHex((value as { bytes: Uint8Array }).bytes)})` : JSON.stringify(name);
  }

  #reference(number: number, reference: PdfValue, depth: number): string {
    const known = this.#known.get(number);
    if (known !== undefined) return known;
    if (this.#open.has(number)) throw new NotaryError('malformed', 'PDF: a loop of objects');
    this.#open.add(number);
    try {
      const text = this.value(this.#file.resolve(reference), depth + 1);
      this.#known.set(number, text);
      return text;
    } finally {
      this.#open.delete(number);
    }
  }

  #hash(text: string): string {
    return toHex(this.#tools.crypto.sha256(utf8(text)));
  }

  #dict(dict: PdfDict, depth: number): string {
    const { entries } = dict;
    // the destination of a link is not part of what is shown
    if (OTHER_TREES.has(nameOf(this.#file.resolve(entries.get('Type'))) ?? '')) return 'elsewhere';
    const parts = [...entries.keys()].filter((name) => !LEFT_OUT.has(name)).sort();
    const own = parts.map((name) => `${JSON.stringify(name)} ${this.value(entries.get(name), depth + 1)}`);
    const field = nameOf(this.#file.resolve(entries.get('Subtype'))) === 'Widget' ? this.#field(entries, depth) : '';
    return `<<${own.join(' ')}${field}>>`;
  }

  /** What a form field's widget takes from the field. */
  #field(entries: PdfDict['entries'], depth: number): string {
    const parent = this.#file.resolve(entries.get('Parent'));
    if (!isDict(parent)) return '';
    return ['FT', 'T', 'V', 'Ff']
      .map((name) => ` ^${name} ${this.value(parent.entries.get(name), depth + 1)}`)
      .join('');
  }

  #stream(stream: PdfStream, depth: number): string {
    const { data, left } = streamData(this.#file, stream, this.#tools, this.#allowance);
    const isForm = nameOf(this.#file.resolve(stream.dict.entries.get('Subtype'))) === 'Form';
    const bytes = isForm ? readContent(data).canonical : data;
    const parts = left.length > 0 ? this.value(stream.dict.entries.get('DecodeParms'), depth + 1) : '';
    return this.#hash(
      `${this.#dict(stream.dict, depth)} ${left.join(' ')} ${parts} ${toHex(this.#tools.crypto.sha256(bytes))}`,
    );
  }

  /** Everything that a page shows. Throws when any of it cannot be read. */
  page(page: PdfDict, inherited: ReadonlyMap<string, PdfValue>): Page {
    const of = (name: string) => page.entries.get(name) ?? inherited.get(name) ?? null;
    const content = readContent(this.#contents(of('Contents')));
    const resources = this.#file.resolve(of('Resources'));
    const used = isDict(resources) ? this.#used(resources, content.names) : '';
    const shown = PAGE_PARTS.map((name) => `${name} ${this.value(of(name))}`).join(' ');
    const { sha256 } = this.#tools.crypto;
    const digest = sha256(utf8(`${toHex(sha256(content.canonical))} ${used} ${shown}`));
    return {
      digest,
      enough: content.canonical.length >= FINGERPRINT_LIMITS.part && content.characters >= FINGERPRINT_LIMITS.text,
    };
  }

  #contents(value: PdfValue): Uint8Array {
    const resolved = this.#file.resolve(value);
    const streams = Array.isArray(resolved) ? resolved : [resolved];
    const pieces = streams.flatMap((one) => {
      const stream = this.#file.resolve(one);
      if (!isStream(stream)) return [];
      const { data, left } = streamData(this.#file, stream, this.#tools, this.#allowance);
      if (left.length > 0) throw new NotaryError('malformed', 'PDF: a page in a filter that is not read here');
      return [data, utf8('\n')];
    });
    return concat(...pieces);
  }

  /** The resources of each kind that the content names; all of them if a form or font may inherit more. */
  #used(resources: PdfDict, names: ReadonlySet<string>): string {
    const kinds = [...resources.entries.keys()].filter((kind) => kind !== 'ProcSet').sort();
    const all = this.#borrows(resources);
    return kinds
      .flatMap((kind) => {
        const entries = this.#file.resolve(resources.entries.get(kind));
        if (!isDict(entries)) return [];
        const kept = [...entries.entries.keys()].filter((name) => all || names.has(name)).sort();
        return kept.map((name) => `${JSON.stringify([kind, name])} ${this.value(entries.entries.get(name))}`);
      })
      .join(' ');
  }

  #borrows(resources: PdfDict): boolean {
    return ['XObject', 'Font'].some((kind) => {
      const entries = this.#file.resolve(resources.entries.get(kind));
      return isDict(entries) && [...entries.entries.values()].some((value) => this.#isBorrower(value));
    });
  }

  #isBorrower(value: PdfValue): boolean {
    const object = this.#file.resolve(value);
    const entries = isStream(object) ? object.dict.entries : isDict(object) ? object.entries : null;
    const subtype = entries && nameOf(this.#file.resolve(entries.get('Subtype')));
    return (subtype === 'Form' || subtype === 'Type3') && !entries?.has('Resources');
  }
}

/** The pages in their order, each with what it inherits (section 7.7.3.4). Throws `malformed` for a broken tree. */
export function pagesOf(file: PdfFile): Generator<FoundPage> {
  return pagesBelow(file, file.catalog().entries.get('Pages') ?? null, new Map(), new Set());
}

function* pagesBelow(
  file: PdfFile,
  node: PdfValue,
  inherited: ReadonlyMap<string, PdfValue>,
  path: ReadonlySet<PdfDict>,
): Generator<FoundPage> {
  const dict = file.resolve(node);
  if (!isDict(dict) || path.has(dict) || path.size > PDF_LIMITS.depth)
    throw new NotaryError('malformed', 'PDF: a broken tree of pages');
  const kids = file.resolve(dict.entries.get('Kids'));
  if (!Array.isArray(kids)) {
    yield [dict, inherited];
    return;
  }
  const passed = new Map(inherited);
  for (const name of INHERITED) {
    const value = dict.entries.get(name);
    if (value !== undefined) passed.set(name, value);
  }
  const inside = new Set([...path, dict]);
  for (const kid of kids) yield* pagesBelow(file, kid, passed, inside);
}

type FoundPage = readonly [PdfDict, ReadonlyMap<string, PdfValue>];

/** Throws `too-large` for more pages than a certificate carries. */
function pageList(file: PdfFile): readonly FoundPage[] {
  const pages: FoundPage[] = [];
  for (const page of pagesOf(file)) {
    if (pages.length === FINGERPRINT_LIMITS.pages) throw new NotaryError('too-large', 'PDF: too many pages');
    pages.push(page);
  }
  return pages;
}

/** Bookmarks form a linked list that may be long, so `value` does not walk them. */
function outlines(file: PdfFile, canonical: Canonical): string {
  const out: string[] = [];
  const seen = new Set<PdfDict>();
  const waiting: PdfValue[] = [file.catalog().entries.get('Outlines') ?? null];
  while (waiting.length > 0) {
    const item = file.resolve(waiting.pop());
    if (!isDict(item)) continue;
    if (seen.has(item)) throw new NotaryError('malformed', 'PDF: a loop of bookmarks');
    seen.add(item);
    out.push(['Title', 'Dest', 'A'].map((name) => canonical.value(item.entries.get(name))).join(' '));
    waiting.push(item.entries.get('Next') ?? null, item.entries.get('First') ?? null);
  }
  return out.join('\n');
}

const attempt = <T>(make: () => T): T | null => {
  try {
    return make();
  } catch {
    return null; // unreadable: no digest, and no finding about it later
  }
};

function restText(file: PdfFile, canonical: Canonical): string {
  const { entries } = file.catalog();
  const names = [...entries.keys()].filter((name) => !NOT_REST.has(name)).sort();
  return `${names.map((name) => `${name} ${canonical.value(entries.get(name))}`).join(' ')}\n${outlines(file, canonical)}`;
}

function metadataText(file: PdfFile, canonical: Canonical): string {
  const stream = file.resolve(file.catalog().entries.get('Metadata'));
  return `${canonical.value(file.trailer.entries.get('Info'))} ${isStream(stream) ? canonical.value(stream) : '~'}`;
}

/** Pages, the rest and the metadata; nothing for a PDF that is encrypted, broken or beyond the bounds. */
export function pdfMaterial(bytes: Uint8Array, tools: Tools): Pick<Material, 'parts' | 'pages'> {
  const nothing = { parts: {}, pages: null };
  const file = attempt(() => new PdfFile(bytes, DOCUMENT_LIMITS));
  if (!file) return nothing;
  const { sha256 } = tools.crypto;
  const list = attempt(() => pageList(file));
  if (!list || list.length === 0) return nothing;
  const canonical = new Canonical(file, tools);
  const pages = list.map(([page, inherited]) => attempt(() => canonical.page(page, inherited)));
  const digests = pages.flatMap((page) => (page ? [page.digest] : []));
  const rest = attempt(() => utf8(restText(file, canonical)));
  const metadata = attempt(() => utf8(metadataText(file, canonical)));
  const isWhole = digests.length === pages.length && pages.some((page) => page?.enough);
  const whole = isWhole ? sha256(concat(...digests)) : null;
  // both are short and easily guessed, so their digest also covers everything before them
  const withRest = whole && rest && sha256(concat(whole, sha256(rest)));
  const withMetadata = withRest && metadata && sha256(concat(withRest, sha256(metadata)));
  return {
    parts: {
      ...(whole && { pages: whole }),
      ...(withRest && { rest: withRest }),
      ...(withMetadata && { metadata: withMetadata }),
    },
    pages: pages.map((page) => (page?.enough ? page.digest : null)),
  };
}

/**
 * Revisions, up to each `%%EOF`. Each digest covers the previous one, so that equal digests mean an equal beginning;
 * none for less than 1 KB.
 */
export function pdfRevisions(bytes: Uint8Array, tools: Tools): MaterialPieces | null {
  const mark = utf8('%%EOF');
  const lengths: number[] = [];
  const digests: (Uint8Array | null)[] = [];
  let before: Uint8Array = new Uint8Array();
  let from = 0;
  for (let at = bytes.indexOf(0x25); at >= 0; at = bytes.indexOf(0x25, at + 1)) {
    if (!mark.every((byte, i) => bytes[at + i] === byte)) continue;
    if (lengths.length === FINGERPRINT_LIMITS.revisions) return null;
    const to = at + mark.length;
    before = tools.crypto.sha256(concat(before, bytes.subarray(from, to)));
    digests.push(to - from < FINGERPRINT_LIMITS.part ? null : before);
    lengths.push(to - from);
    from = to;
  }
  return lengths.length > 0 ? { lengths, digests } : null;
}
