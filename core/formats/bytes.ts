/** Bytes and their text forms: UTF-8, ISO 8859-1, lower-case hex, canonical base64 and base32 (RFC 4648), big-endian integers. */
import { NotaryError } from '../errors.ts';

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of `text`. A lone surrogate becomes U+FFFD: refuse such text before it gets here. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Decodes UTF-8. Throws `malformed` for anything that is not well-formed; a byte order mark is kept. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch (cause) {
    throw new NotaryError('malformed', 'not well-formed UTF-8', {}, cause);
  }
}

/** Concatenates arrays. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Equality of public bytes (not constant time). */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const HEX_DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
/** Bytes up to which a text of single characters is made faster than a decoder is called. */
const SHORT = 64;

/** Bytes that are made a text in one call: far fewer than a call takes as arguments. */
const PIECE = 4096;

/** One character for each byte (ISO 8859-1), from `from` to before `to`. */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = '';
  if (to - from <= SHORT) for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] as number);
  else
    for (let at = from; at < to; at += PIECE)
      text += String.fromCharCode.apply(null, bytes.subarray(at, Math.min(to, at + PIECE)) as unknown as number[]);
  return text;
}

const oneByteDecoder = new TextDecoder('latin1');
/** Bytes that are searched as one text: engines search texts many times faster than a loop over bytes. */
const SEARCHED = 1024 * 1024;

/** Whether an ASCII text, shorter than a megabyte, stands anywhere in the bytes. */
export function includesText(bytes: Uint8Array, text: string): boolean {
  for (let at = 0; at < bytes.length; at += SEARCHED)
    if (oneByteDecoder.decode(bytes.subarray(at, at + SEARCHED + text.length - 1)).includes(text)) return true;
  return false;
}

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  if (bytes.length > SHORT) return strictDecoder.decode(hexCodes(bytes, new Uint8Array(2 * bytes.length)));
  return String.fromCharCode(...hexCodes(bytes, new Array<number>(2 * bytes.length)));
}

function hexCodes<T extends number[] | Uint8Array>(bytes: Uint8Array, codes: T): T {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    codes[2 * i] = HEX_DIGITS[byte >> 4] as number;
    codes[2 * i + 1] = HEX_DIGITS[byte & 15] as number;
  }
  return codes;
}

/** Bytes of lower-case hex, of `length` bytes when given. Throws `malformed` for anything else, upper case included. */
export function fromHex(text: string, length?: number): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text) || (length !== undefined && text.length !== 2 * length))
    throw new NotaryError('malformed', 'not lower-case hex of the right length');
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return out;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** The value of each character by its code; 0 for all others, which are refused before they are looked up. */
const BASE64_VALUE = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(0, BASE64.indexOf(String.fromCharCode(code))),
);

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out += (BASE64[word >> 18] ?? '') + (BASE64[(word >> 12) & 63] ?? '');
    out += left > 1 ? BASE64[(word >> 6) & 63] : '=';
    out += left > 2 ? BASE64[word & 63] : '=';
  }
  return out;
}

/** Bytes of canonical base64: padding present, unused bits zero, nothing else in the text. Throws `malformed`. */
export function fromBase64(text: string): Uint8Array {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    throw new NotaryError('malformed', 'not standard base64');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const out = new Uint8Array((text.length / 4) * 3 - padding);
  const value = (at: number) => BASE64_VALUE[text.charCodeAt(at)] ?? 0;
  let word = 0;
  for (let i = 0, at = 0; i < text.length; i += 4) {
    word = (value(i) << 18) | (value(i + 1) << 12) | (value(i + 2) << 6) | value(i + 3);
    // writes beyond the end of a typed array are ignored
    out[at++] = word >> 16;
    out[at++] = word >> 8;
    out[at++] = word;
  }
  const unused = padding === 2 ? word & 0xffff : padding === 1 ? word & 0xff : 0;
  if (unused !== 0) throw new NotaryError('malformed', 'base64 is not canonical');
  return out;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 without padding (RFC 4648 section 6). */
export function toBase32(bytes: Uint8Array): string {
  let out = '';
  let word = 0;
  let bits = 0;
  for (const byte of bytes) {
    word = ((word << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += BASE32[(word >> bits) & 31];
    }
  }
  return bits > 0 ? out + BASE32[(word << (5 - bits)) & 31] : out;
}

/** Eight bytes, big endian, of a safe non-negative integer. */
export function u64be(value: number): Uint8Array {
  const out = new Uint8Array(8);
  const view = new DataView(out.buffer);
  view.setUint32(0, Math.floor(value / 2 ** 32));
  view.setUint32(4, value % 2 ** 32);
  return out;
}

/** The integer of eight big-endian bytes. Throws `malformed` beyond 2^53 - 1. */
export function fromU64be(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const value = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
  if (!Number.isSafeInteger(value)) throw new NotaryError('malformed', 'integer beyond 2^53 - 1');
  return value;
}

/** Hex in groups, for comparing by eye: `toGroups('0123456789abcdef', 8)` is `01234567 89abcdef`. */
export function toGroups(text: string, size: number): string {
  return (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(' ');
}
