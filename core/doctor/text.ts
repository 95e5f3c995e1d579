/** Plain text: what stays the same when line ends, a byte order mark or white space at line ends change. */
import { utf8 } from '../bytes.ts';
import { FINGERPRINT_LIMITS, type PartName } from './format.ts';
import type { Tools } from './tools.ts';

type Parts = { readonly [N in PartName]?: Uint8Array };

const [LF, CR] = [0x0a, 0x0d] as const;
const BOM = [0xef, 0xbb, 0xbf] as const;

/** True when nothing in it says that it is not text. Any encoding that extends ASCII passes. */
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

/** UTF-8 text in NFC without white space at line ends; null for other encodings. */
function plainText(lines: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(lines);
    return text
      .normalize('NFC')
      .replace(/[ \t]+$/gm, '')
      .trimEnd();
  } catch {
    return null;
  }
}

/** `lines` and `text` of a file that looks like text; nothing for less than 1 KB. */
export function textParts(bytes: Uint8Array, tools: Tools): Parts {
  const lines = plainLines(bytes);
  if (lines.length < FINGERPRINT_LIMITS.part) return {};
  const text = plainText(lines);
  return {
    lines: tools.crypto.sha256(lines),
    ...(text !== null && text.length >= FINGERPRINT_LIMITS.text ? { text: tools.crypto.sha256(utf8(text)) } : {}),
  };
}
