/** Computes the unsalted digests of the parts of a file of any kind. */
import { utf8 } from '../../formats/bytes.ts';
import { MAX_FILE } from '../max-file.ts';
import { archiveMaterial } from './archive.ts';
import { chunkBits, chunkMaterial } from './chunks.ts';
import { FINGERPRINT_LIMITS, type FileKind, type Material } from './format.ts';
import { jpegData, pngPixels } from './image.ts';
import { pdfMaterial, pdfRevisions } from './pdf.ts';
import { looksLikeText, TEXT_LIMIT, textParts } from './text.ts';
import type { Tools } from './tools.ts';
import { canonicalXml, xmlText } from './xml.ts';

const MAGIC: readonly (readonly [FileKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
];

function kindOf(bytes: Uint8Array): FileKind {
  const known = MAGIC.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte));
  if (known) return known[0];
  if (!looksLikeText(bytes)) return 'other';
  return /^\s*<[?!a-zA-Z]/.test(String.fromCharCode(...bytes.subarray(bytes[0] === 0xef ? 3 : 0, 64))) ? 'xml' : 'text';
}

type Own = Pick<Material, 'parts' | 'pages'>;

function xmlMaterial(bytes: Uint8Array, tools: Tools): Material['parts'] {
  const parts = textParts(bytes, tools);
  if (bytes.length > TEXT_LIMIT) return parts;
  try {
    const xml = xmlText(bytes);
    const canonical = xml === null ? '' : canonicalXml(xml.replace(/^\ufeff/, ''));
    const enough = canonical.length >= FINGERPRINT_LIMITS.part;
    return enough ? { ...parts, canonical: tools.crypto.sha256(utf8(canonical)) } : parts;
  } catch {
    return parts; // not valid XML, but still text
  }
}

function own(kind: FileKind, bytes: Uint8Array, tools: Tools): Own {
  const none = { parts: {}, pages: null };
  switch (kind) {
    case 'pdf':
      return { ...none, ...pdfMaterial(bytes, tools) };
    case 'zip':
      return { ...none, parts: archiveMaterial(bytes, tools) };
    case 'png':
      return { ...none, parts: { pixels: pngPixels(bytes, tools) } };
    case 'jpeg':
      return { ...none, parts: { data: jpegData(bytes, tools) } };
    case 'xml':
      return { ...none, parts: xmlMaterial(bytes, tools) };
    case 'text':
      return { ...none, parts: textParts(bytes, tools) };
    case 'other':
      return none;
  }
}

function ownOrNone(kind: FileKind, bytes: Uint8Array, tools: Tools): Own {
  try {
    return own(kind, bytes, tools);
  } catch {
    return { parts: {}, pages: null }; // damaged or beyond the bounds: pieces only
  }
}

/**
 * The material of a file; null for one under 1 KB or over 64 MB. `bits` are those of the record that it is compared
 * with. Never throws because of a file's contents.
 */
export function materialOf(bytes: Uint8Array, tools: Tools, bits = chunkBits(bytes.length)): Material | null {
  if (bytes.length < FINGERPRINT_LIMITS.part || bytes.length > MAX_FILE) return null;
  const kind = kindOf(bytes);
  const chunks = chunkMaterial(bytes, bits, tools);
  return {
    kind,
    size: bytes.length,
    ...ownOrNone(kind, bytes, tools),
    revisions: kind === 'pdf' ? pdfRevisions(bytes, tools) : null,
    chunks: chunks && { ...chunks, bits },
  };
}
