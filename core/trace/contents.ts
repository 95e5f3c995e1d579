/**
 * `trace.json`, the table of contents of a trace pack. It says which file is which record and where the trace began, so that
 * a reader notices a file that was taken out. It proves nothing: what a record says, and what it refers to, is in its
 * certificate. docs/certificate-format/trace.md.
 */
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../formats/canonical.ts';
import { checked, type Decoder, list, literal, object, text } from '../formats/decoder.ts';
import { hex32 } from '../formats/digests.ts';
import { TRACE_BOUNDS } from './types.ts';

/** Name of the table of contents, at the top of the ZIP. */
export const CONTENTS_NAME = 'trace.json';
/** Folder of the certificates in the ZIP. */
export const CERTIFICATES_FOLDER = 'certificates/';
/** Folder of the documents, if they go along. */
export const DOCUMENTS_FOLDER = 'documents/';

/** Most files in a pack: a certificate and a document for each record, and what explains them. */
export const PACKED_FILES = 2 * TRACE_BOUNDS.nodes + 100;

/** Whether the files of a ZIP are those of a trace pack. */
export function isPackOfTrace(names: readonly string[]): boolean {
  return names.includes(CONTENTS_NAME) && names.some((name) => name.startsWith(CERTIFICATES_FOLDER));
}

/** One certificate of the pack. */
export interface ListedCertificate {
  /** Its path in the ZIP. */
  readonly file: string;
  /** Hash of its record's leaf, hex. */
  readonly leaf: string;
}

/** `trace.json`. */
export interface TraceContents {
  readonly v: 1;
  readonly type: 'trace';
  /** Leaf hash of the record from which the trace was followed. */
  readonly start: string;
  readonly certificates: readonly ListedCertificate[];
}

const certificatePath: Decoder<string> = text(
  270,
  /^certificates\/(?!\.{1,2}$)[^/\\]{1,255}$/,
  'a file in the folder certificates/',
);

const isDistinct = (listed: readonly ListedCertificate[]) =>
  new Set(listed.map(({ file }) => file)).size === listed.length &&
  new Set(listed.map(({ leaf }) => leaf)).size === listed.length;

const read = object<TraceContents>({
  v: literal(1),
  type: literal('trace'),
  start: hex32,
  certificates: checked(
    list(object<ListedCertificate>({ file: certificatePath, leaf: hex32 }), TRACE_BOUNDS.nodes, 1),
    isDistinct,
    'certificates, none twice',
  ),
});

/** Reads `trace.json`. Throws `malformed`, `too-large`, or `newer-version` for one of a later version. */
export function parseContents(bytes: Uint8Array): TraceContents {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  return read(value, CONTENTS_NAME);
}

/** The bytes of `trace.json`. Throws `malformed` for more than it may hold. */
export function contentsBytes(contents: TraceContents): Uint8Array {
  return canonicalBytes(read(contents, CONTENTS_NAME) as unknown as Json);
}
