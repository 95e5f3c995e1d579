/**
 * The value of the claim `fingerprints`: salted digests of parts of a document, so that the holder of another file can
 * learn how it differs. docs/certificate-format.md, "Fingerprints".
 */

import { NotaryError } from '../../errors.ts';
import { concat, fromBase64, fromHex, toBase64, utf8 } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import { type Decoder, integer, list, literal, nullable, object, oneOf, text } from '../../formats/decoder.ts';
import type { Tools } from './tools.ts';

/** The `v` that this program writes, and the highest that it understands. */
export const FINGERPRINTS_VERSION = 1;

/** How a file was interpreted. */
export const FILE_KINDS = ['pdf', 'zip', 'xml', 'text', 'png', 'jpeg', 'other'] as const;
/** One of the kinds. */
export type FileKind = (typeof FILE_KINDS)[number];

/** Parts of which a file has at most one; docs/certificate-format.md says what each covers. */
export const PART_NAMES = [
  'pages',
  'rest',
  'metadata',
  'members',
  'content',
  'values',
  'lines',
  'text',
  'canonical',
  'pixels',
  'data',
] as const;
/** Name of such a part. */
export type PartName = (typeof PART_NAMES)[number];

/** Pieces that follow one another from the first byte on. Digests are 16 bytes each, joined, in base64. */
export interface Pieces {
  readonly lengths: readonly number[];
  readonly digests: string;
}

/** The claim's value, version 1. */
export interface PartDigests {
  readonly v: typeof FINGERPRINTS_VERSION;
  /** 16 random bytes, hex: digests of the same part in two records do not show that it is the same. */
  readonly salt: string;
  readonly kind: FileKind;
  /** Base64 of 16 bytes each. */
  readonly parts: { readonly [N in PartName]?: string };
  /** A PDF's revisions: up to each `%%EOF`. */
  readonly revisions: Pieces | null;
  /** Content-defined pieces of the whole file; `bits` decides how long they are. */
  readonly chunks: (Pieces & { readonly bits: number }) | null;
  /** One digest for each page, joined; zeros for a page that holds too little. */
  readonly pages: string | null;
}

/** Bounds of the value. */
export const FINGERPRINT_LIMITS = {
  pages: 2000,
  chunks: 256,
  revisions: 32,
  /** Bytes of the smallest part that gets a digest. */
  part: 1024,
  /** Characters of the smallest text that gets one. */
  text: 64,
} as const;

/** Bytes of one digest: enough that no other part can be found for it; no verdict depends on it. */
export const DIGEST_BYTES = 16;
const NONE = new Uint8Array(DIGEST_BYTES);
const DOMAIN = utf8('notary-desk/part/v1\0');

/** SHA-256 of parts before they are salted, 32 bytes each; null where a part is too small to be committed to. */
export interface Material {
  readonly kind: FileKind;
  readonly size: number;
  readonly parts: { readonly [N in PartName]?: Uint8Array };
  readonly revisions: MaterialPieces | null;
  readonly chunks: (MaterialPieces & { readonly bits: number }) | null;
  readonly pages: readonly (Uint8Array | null)[] | null;
}

/** Pieces before they are salted. */
export interface MaterialPieces {
  readonly lengths: readonly number[];
  readonly digests: readonly (Uint8Array | null)[];
}

/** First 16 bytes of SHA-256("notary-desk/part/v1" ‖ 0 ‖ salt ‖ name ‖ 0 ‖ SHA-256(part)). */
export class Salted {
  readonly #salt: Uint8Array;
  readonly #tools: Tools;

  constructor(saltHex: string, tools: Tools) {
    this.#salt = fromHex(saltHex, 16);
    this.#tools = tools;
  }

  /** The 16-byte salted digest; zeros for null. */
  digest(name: string, inner: Uint8Array | null): Uint8Array {
    if (!inner) return NONE;
    const bytes = concat(DOMAIN, this.#salt, utf8(`${name}\0`), inner);
    return this.#tools.crypto.sha256(bytes).subarray(0, DIGEST_BYTES);
  }

  /** Several digests joined, base64. */
  joined(name: string, inner: readonly (Uint8Array | null)[]): string {
    return toBase64(concat(...inner.map((one) => this.digest(name, one))));
  }
}

/** Salts all digests; `salt` is 16 random bytes in hex. */
export function partDigestsOf(material: Material, salt: string, tools: Tools): PartDigests {
  const salted = new Salted(salt, tools);
  const pieces = (name: string, { lengths, digests }: MaterialPieces): Pieces => ({
    lengths,
    digests: salted.joined(name, digests),
  });
  const parts = PART_NAMES.flatMap((name) => {
    const inner = material.parts[name];
    return inner ? [[name, toBase64(salted.digest(name, inner))] as const] : [];
  });
  const { revisions, chunks, pages } = material;
  return {
    v: FINGERPRINTS_VERSION,
    salt,
    kind: material.kind,
    parts: Object.fromEntries(parts),
    revisions: revisions && pieces('revision', revisions),
    chunks: chunks && { ...pieces('chunk', chunks), bits: chunks.bits },
    pages: pages && salted.joined('page', pages),
  };
}

/** Splits joined digests to comparable strings; null for all zeros. */
export function splitDigests(joined: string): readonly (string | null)[] {
  const bytes = fromBase64(joined);
  return Array.from({ length: bytes.length / DIGEST_BYTES }, (_, i) => {
    const one = toBase64(bytes.subarray(i * DIGEST_BYTES, (i + 1) * DIGEST_BYTES));
    return one === EMPTY ? null : one;
  });
}

const EMPTY = toBase64(NONE);

function digests(max: number): Decoder<string> {
  const most = Math.ceil((max * DIGEST_BYTES) / 3) * 4;
  return (value, at) => {
    const joined = text(most)(value, at);
    if (fromBase64(joined).length % DIGEST_BYTES !== 0)
      throw new NotaryError('malformed', `${at}: not digests of ${DIGEST_BYTES} bytes`);
    return joined;
  };
}

function pieces(max: number): { [K in keyof Pieces]-?: Decoder<Pieces[K]> } {
  return { lengths: list(integer(0), max), digests: digests(max) };
}

const partsShape = Object.fromEntries(PART_NAMES.map((name) => [name, digests(1)])) as {
  [N in PartName]-?: Decoder<string>;
};

const shape = object<PartDigests>({
  v: literal(FINGERPRINTS_VERSION),
  salt: text(32, /^[0-9a-f]{32}$/, '16 bytes in hex'),
  kind: oneOf(...FILE_KINDS),
  parts: object<{ [N in PartName]?: string }>(partsShape as never, PART_NAMES),
  revisions: nullable(object<Pieces>(pieces(FINGERPRINT_LIMITS.revisions))),
  chunks: nullable(
    object<Pieces & { readonly bits: number }>({ ...pieces(FINGERPRINT_LIMITS.chunks), bits: integer(10, 32) }),
  ),
  pages: nullable(digests(FINGERPRINT_LIMITS.pages)),
});

function isNewer(value: unknown): boolean {
  const v = typeof value === 'object' && value !== null ? (value as { v?: unknown }).v : null;
  return typeof v === 'number' && Number.isSafeInteger(v) && v > FINGERPRINTS_VERSION;
}

/** Reads the claim's value: null, version 1 in its bounds, or anything of a later version, which is kept as it is. */
export const partDigestsValue: Decoder<Json> = (value, at) =>
  value === null || isNewer(value) ? (value as Json) : (shape(value, at) as unknown as Json);

/** The value as this version understands it; null when it is null, withheld or of a later version. */
export function knownPartDigests(value: Json | undefined): PartDigests | null {
  return value === null || value === undefined || isNewer(value) ? null : shape(value, 'fingerprints');
}
