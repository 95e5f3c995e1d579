/** What a content stream of a PDF (ISO 32000-1 section 7.8) shows and names, and one way to write it. */

import { utf8 } from '../bytes.ts';

/** A content stream looked through. */
export interface Content {
  /** White space between operators is one space; the whole as it is where pictures stand inside. */
  readonly canonical: Uint8Array;
  /** Every name in it: the resources it can use. More than it uses is harmless, fewer is not. */
  readonly names: ReadonlySet<string>;
  /** Characters of shown text, at most. */
  readonly characters: number;
}

const SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const [OPEN, CLOSE, BACKSLASH, LESS, GREATER, SLASH] = [0x28, 0x29, 0x5c, 0x3c, 0x3e, 0x2f] as const;

/** Reads a content stream; whatever it holds, it is only looked at. */
export function readContent(bytes: Uint8Array): Content {
  const { canonical, characters, inlinePicture } = squeezed(bytes);
  return { canonical: inlinePicture ? bytes : canonical, names: namesIn(bytes), characters };
}

function namesIn(bytes: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== SLASH) continue;
    let end = at + 1;
    while (end < bytes.length && end - at < 256 && isRegular(bytes[end] as number)) end++;
    const raw = String.fromCharCode(...bytes.subarray(at + 1, end));
    names.add(raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  }
  return names;
}

const DELIMITERS = new Set(utf8('()<>[]{}/%'));
const isRegular = (byte: number) => !SPACE.has(byte) && !DELIMITERS.has(byte);

const [LF, CR] = [0x0a, 0x0d] as const;
const ESCAPES: ReadonlyMap<number, number> = new Map(
  ([...'nrtbf'] as const).map((char, i) => [char.charCodeAt(0), [0x0a, 0x0d, 0x09, 0x08, 0x0c][i] as number]),
);
const HEX = utf8('0123456789abcdef');
const isOctal = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x37;

/** The bytes of a literal string (section 7.3.4.2) that starts at `from`, and where it ends. */
function literal(bytes: Uint8Array, from: number): { readonly text: readonly number[]; readonly end: number } {
  const text: number[] = [];
  let depth = 1;
  let at = from + 1;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === OPEN) depth++;
    if (byte === CLOSE && --depth === 0) break;
    if (byte !== BACKSLASH) {
      // an end of line in a string is one LF, however it is written
      if (byte !== LF || bytes[at - 1] !== CR) text.push(byte === CR ? LF : byte);
      continue;
    }
    const next = bytes[++at] ?? 0;
    if (isOctal(next)) {
      let value = next - 0x30;
      for (let i = 0; i < 2 && isOctal(bytes[at + 1]); i++) value = value * 8 + (bytes[++at] as number) - 0x30;
      text.push(value & 255);
    } else if (next === CR || next === LF) {
      if (next === CR && bytes[at + 1] === LF) at++;
    } else text.push(ESCAPES.get(next) ?? next);
  }
  return { text, end: at };
}

/** Strings in lower-case hex, white space as one space. */
function squeezed(bytes: Uint8Array): { canonical: Uint8Array; characters: number; inlinePicture: boolean } {
  const out = new Uint8Array(2 * bytes.length + 2);
  let [length, characters, hexDigits] = [0, 0, 0];
  let [hex, inlinePicture] = [false, false];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (SPACE.has(byte)) {
      if (!hex && length > 0 && out[length - 1] !== 0x20) out[length++] = 0x20;
      continue;
    }
    if (byte === OPEN) {
      const { text, end } = literal(bytes, at);
      out[length++] = LESS;
      for (const char of text) {
        out[length++] = HEX[char >> 4] as number;
        out[length++] = HEX[char & 15] as number;
      }
      out[length++] = GREATER;
      characters += text.length;
      at = end;
      continue;
    }
    if (byte === LESS) hex = bytes[at + 1] !== LESS && bytes[at - 1] !== LESS;
    else if (byte === GREATER) hex = false;
    else if (hex) hexDigits++;
    else if (byte === 0x49 && bytes[at + 1] === 0x44) inlinePicture = true; // ID
    out[length++] = hex && byte >= 0x41 && byte <= 0x46 ? byte + 32 : byte;
  }
  if (length > 0 && out[length - 1] === 0x20) length--;
  return { canonical: out.slice(0, length), characters: characters + (hexDigits >> 1), inlinePicture };
}
