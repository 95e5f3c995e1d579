/** Plain text, normalised so that line ends, a byte order mark and white space at line ends do not matter. */
import { utf8 } from '../../formats/bytes.ts';
import { FINGERPRINT_LIMITS, type PartName } from './format.ts';
import type { Tools } from './tools.ts';

type Parts = { readonly [N in PartName]?: Uint8Array };

const [LF, CR] = [0x0a, 0x0d] as const;
const BOM = [0xef, 0xbb, 0xbf] as const;

/** Longer text and XML only gets digests of pieces. */
export const TEXT_LIMIT = 16 * 1024 * 1024;

/** True unless something shows that it is not text. Any encoding that extends ASCII passes. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, 65_536);
  for (let i = 0; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x20 && byte !== LF && byte !== CR && byte !== 0x09 && byte !== 0x0c) return false;
  }
  return true;
}

/** Without a UTF-8 byte order mark, with LF alone at every line end, and without line ends at the end. */
export function plainLines(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = BOM.every((byte, at) => bytes[at] === byte) ? 3 : 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte === CR && bytes[i + 1] === LF) continue;
    out[length++] = byte === CR ? LF : byte;
  }
  while (length > 0 && out[length - 1] === LF) length--;
  return out.subarray(0, length);
}

/**
 * Without spaces and tabs before line ends; byte by byte, because a regular expression could be made to run extremely
 * long.
 */
function trimmedLines(lines: Uint8Array): Uint8Array {
  const out = new Uint8Array(lines.length);
  let length = 0;
  for (const byte of lines) {
    if (byte === LF) while (length > 0 && isBlank(out[length - 1])) length--;
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

const isBlank = (byte: number | undefined) => byte === 0x20 || byte === 0x09;

/**
 * More combining marks on one letter than any real text has; normalising takes quadratic time and cannot be
 * interrupted.
 */
const STACKED = /\p{M}{65}/u;

/**
 * UTF-8 text in NFC without white space at line ends; null for other encodings and for too many combining marks in a
 * row.
 */
function plainText(lines: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(trimmedLines(lines));
    return STACKED.test(text) ? null : text.normalize('NFC').trimEnd();
  } catch {
    return null;
  }
}

/** `lines` and `text` of a file that looks like text; nothing for less than 1 KB or more than `TEXT_LIMIT`. */
export function textParts(bytes: Uint8Array, tools: Tools): Parts {
  if (bytes.length > TEXT_LIMIT) return {};
  const lines = plainLines(bytes);
  if (lines.length < FINGERPRINT_LIMITS.part) return {};
  const text = plainText(lines);
  return {
    lines: tools.crypto.sha256(lines),
    ...(text !== null && text.length >= FINGERPRINT_LIMITS.text ? { text: tools.crypto.sha256(utf8(text)) } : {}),
  };
}
