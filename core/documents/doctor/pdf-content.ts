/**
 * Reads a content stream of a PDF (ISO 32000-1 section 7.8): what it shows, which names it uses, and a normalised form.
 */

import { NotaryError } from '../../errors.ts';
import { CHARACTER_CLASS, REGULAR, unescapedName, WHITE } from '../../formats/attachments/syntax.ts';
import { latin1, utf8 } from '../../formats/bytes.ts';

/** The result of reading a content stream. */
export interface Content {
  /** The normalised form, with one space between operators; unchanged if it contains inline images. */
  readonly canonical: Uint8Array;
  /** Every name in it, as candidates for used resources. Too many are harmless, too few are not. */
  readonly names: ReadonlySet<string>;
  /** Upper bound of the number of characters shown. */
  readonly characters: number;
}

/** Pages with more content than this are not read. */
export const CONTENT_LIMIT = 16 * 1024 * 1024;

const [OPEN, CLOSE, BACKSLASH, LESS, GREATER, SLASH] = [0x28, 0x29, 0x5c, 0x3c, 0x3e, 0x2f] as const;
const [LF, CR, BLANK] = [0x0a, 0x0d, 0x20] as const;

/** Character classes for the scan; inside a hexadecimal string the first two are treated alike. */
const [PLAIN, LETTER_I, SPACE, STRING, ANGLE] = [0, 1, 2, 3, 4] as const;
const KIND = CHARACTER_CLASS.map((kind) => (kind === WHITE ? SPACE : PLAIN));
KIND[0x49] = LETTER_I;
KIND[OPEN] = STRING;
KIND[LESS] = ANGLE;
KIND[GREATER] = ANGLE;
/** Digits of a hexadecimal string in lower case. */
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x46 ? byte + 32 : byte));

/** Reads a content stream without executing it. Throws `too-large` beyond `CONTENT_LIMIT`. */
export function readContent(bytes: Uint8Array): Content {
  if (bytes.length > CONTENT_LIMIT) throw new NotaryError('too-large', 'PDF: a page with too much on it');
  const { canonical, characters, inlinePicture } = new Squeezer(bytes).run();
  return { canonical: inlinePicture ? bytes : canonical, names: namesIn(bytes), characters };
}

function namesIn(bytes: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = bytes.indexOf(SLASH); at >= 0; at = bytes.indexOf(SLASH, at + 1)) {
    let end = at + 1;
    while (end < bytes.length && end - at < 256 && CHARACTER_CLASS[bytes[end] as number] === REGULAR) end++;
    names.add(unescapedName(latin1(bytes, at + 1, end)));
  }
  return names;
}

const ESCAPES: ReadonlyMap<number, number> = new Map(
  ([...'nrtbf'] as const).map((char, i) => [char.charCodeAt(0), [0x0a, 0x0d, 0x09, 0x08, 0x0c][i] as number]),
);
const HEX = utf8('0123456789abcdef');
const isOctal = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x37;

/** Normalises a content stream: strings in lower-case hex, white space as one space. */
class Squeezer {
  readonly #bytes: Uint8Array;
  readonly #out: Uint8Array;
  #length = 0;
  #characters = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#out = new Uint8Array(2 * bytes.length + 2);
  }

  run(): { canonical: Uint8Array; characters: number; inlinePicture: boolean } {
    const [bytes, out] = [this.#bytes, this.#out];
    let [length, hexDigits, hex, inlinePicture] = [0, 0, false, false];
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      const kind = KIND[byte] as number;
      if (hex && kind <= LETTER_I) {
        const from = length;
        // most of a page consists of such digits
        for (; at < bytes.length && (KIND[bytes[at] as number] as number) <= LETTER_I; at++)
          out[length++] = LOWER[bytes[at] as number] as number;
        hexDigits += length - from;
        at--;
      } else if (kind === PLAIN) out[length++] = byte;
      else if (kind === SPACE) {
        if (!hex && length > 0 && out[length - 1] !== BLANK) out[length++] = BLANK;
      } else if (kind === STRING) {
        this.#length = length;
        at = this.#literal(at);
        length = this.#length;
      } else {
        if (kind === LETTER_I)
          inlinePicture ||= bytes[at + 1] === 0x44; // ID
        else hex = byte === LESS && bytes[at + 1] !== LESS && bytes[at - 1] !== LESS;
        out[length++] = byte;
      }
    }
    if (length > 0 && out[length - 1] === BLANK) length--;
    const characters = this.#characters + (hexDigits >> 1);
    return { canonical: out.subarray(0, length), characters, inlinePicture };
  }

  /** A literal string (section 7.3.4.2) that starts at `from`; where it ends. */
  #literal(from: number): number {
    const bytes = this.#bytes;
    this.#out[this.#length++] = LESS;
    let depth = 1;
    let at = from + 1;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === OPEN) depth++;
      else if (byte === CLOSE && --depth === 0) break;
      if (byte === BACKSLASH) at = this.#escape(at);
      // an end of line in a string is one LF, however it is written
      else if (byte !== LF || bytes[at - 1] !== CR) this.#character(byte === CR ? LF : byte);
    }
    this.#out[this.#length++] = GREATER;
    return at;
  }

  #escape(from: number): number {
    const bytes = this.#bytes;
    let at = from + 1;
    const next = bytes[at] ?? 0;
    if (isOctal(next)) {
      let value = next - 0x30;
      for (let i = 0; i < 2 && isOctal(bytes[at + 1]); i++) value = value * 8 + (bytes[++at] as number) - 0x30;
      this.#character(value & 255);
    } else if (next === CR || next === LF) {
      if (next === CR && bytes[at + 1] === LF) at++;
    } else this.#character(ESCAPES.get(next) ?? next);
    return at;
  }

  #character(byte: number): void {
    this.#out[this.#length++] = HEX[byte >> 4] as number;
    this.#out[this.#length++] = HEX[byte & 15] as number;
    this.#characters++;
  }
}
