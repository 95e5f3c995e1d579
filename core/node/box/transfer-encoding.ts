/**
 * Decodes the transfer encoding of a part of a mail (RFC 2045 section 6). The result is the sender's bytes, which are
 * hashed: no line end is changed and nothing is added. For a mail that breaks the rules, the result is that of Python's
 * `email`, which the tests compare with.
 */
import { boxTrouble } from '../../documents/box/trouble.ts';

/**
 * The bytes of a part, which may be written over `body`: it is used up. Throws `not-supported` for an unknown encoding and
 * `malformed` for invalid data.
 */
export function decodeTransfer(encoding: string, body: Buffer): Buffer {
  const decode = DECODERS[encoding.toLowerCase().replace(/[;\s].*$/s, '')];
  if (!decode) throw boxTrouble('unsupported', `transfer encoding ${encoding}`);
  return decode(body);
}

const asItIs = (body: Buffer) => body;

const DECODERS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  '': asItIs,
  '7bit': asItIs,
  '8bit': asItIs,
  binary: asItIs,
  base64: decodeBase64,
  'quoted-printable': decodeQuotedPrintable,
  'x-uuencode': decodeUuencoded,
  uuencode: decodeUuencoded,
  uue: decodeUuencoded,
  'x-uue': decodeUuencoded,
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const OTHER = 64;
/** What each byte stands for, `OTHER` outside the alphabet. */
const VALUES = new Uint8Array(256).fill(OTHER);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/**
 * Characters outside the alphabet are left out (RFC 2045 section 6.8), and so is everything after the padding. The bytes are
 * written over the text, which is longer: as texts a mail of 30 MB took ten times its size, and of sixty large mails the
 * buffers of several were there at once.
 */
function decodeBase64(body: Buffer): Buffer {
  const out = body;
  let [length, bits, characters, padding] = [0, 0, 0, 0];
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] as number;
    const value = VALUES[byte] as number;
    const open = characters & 3;
    if (value === OTHER) {
      // the padding that ends it; any other is skipped
      if (byte === EQUALS && open + ++padding >= 4 && open >= 2) break;
      continue;
    }
    padding = 0;
    characters++;
    bits = ((bits << 6) | value) & 0xffffff;
    if (open > 0) out[length++] = (bits >> (6 - 2 * open)) & 255;
  }
  if ((characters & 3) === 1) throw boxTrouble('damaged', 'base64 with a character too many');
  return out.subarray(0, length);
}

const [EQUALS, LF, CR] = [0x3d, 0x0a, 0x0d];

/** RFC 2045 section 6.7. Invalid escapes are kept literally. */
function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (let at = 0; at < body.length; ) {
    const equals = body.indexOf(EQUALS, at);
    const until = equals < 0 ? body.length : equals;
    length += body.copy(out, length, at, until);
    if (equals < 0) break;
    const next = body[equals + 1];
    const byte = hexByte(next, body[equals + 2]);
    if (next === undefined) break;
    if (next === LF || next === CR) at = afterLine(body, equals + 1);
    else if (next === EQUALS || byte === null) {
      out[length++] = EQUALS;
      at = equals + (next === EQUALS ? 2 : 1);
    } else {
      out[length++] = byte;
      at = equals + 3;
    }
  }
  return out.subarray(0, length);
}

/** Offset after the next line feed. */
function afterLine(body: Buffer, at: number): number {
  const end = body.indexOf(LF, at);
  return end < 0 ? body.length : end + 1;
}

function hexByte(high: number | undefined, low: number | undefined): number | null {
  const text = String.fromCharCode(high ?? 0, low ?? 0);
  return /^[0-9A-Fa-f]{2}$/.test(text) ? Number.parseInt(text, 16) : null;
}

/** A file that uuencode wrote into a text, in its own encoding or in Base64 (POSIX.1-2017, uuencode). */
export interface Uuencoded {
  readonly name: string;
  readonly bytes: Buffer;
}

const BEGIN = /^begin(-base64)? [0-7]{3,4} (\S.*)$/;
/** What ends a file in Base64. */
const END_BASE64 = '====';

/** uuencoded files in a text, in order; one without an end line does not count. */
export function uuencodedFiles(body: Buffer): readonly Uuencoded[] {
  if (!body.includes('begin')) return [];
  const files: Uuencoded[] = [];
  let open: { readonly name: string; readonly end: string; readonly parts: Buffer[] } | null = null;
  for (const line of body.toString('latin1').split(/\r\n|\r|\n/)) {
    const [, isBase64, name] = BEGIN.exec(line) ?? [];
    const part: Buffer | null = open && (open.end === END_BASE64 ? base64Line(line) : uuencodedLine(line));
    if (open && line.trim() === open.end) {
      files.push({ name: open.name, bytes: Buffer.concat(open.parts) });
      open = null;
    } else if (name !== undefined) open = { name: name.trimEnd(), end: isBase64 ? END_BASE64 : 'end', parts: [] };
    else if (part) open?.parts.push(part);
    else open = null; // not a line of such a file: this was none
  }
  return files;
}

/** Null for any other line. */
const base64Line = (line: string): Buffer | null =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\s*$/.test(line) ? Buffer.from(line, 'base64') : null;

/** A part with transfer encoding uuencode contains one file. */
function decodeUuencoded(body: Buffer): Buffer {
  const [file] = uuencodedFiles(body);
  if (!file) throw boxTrouble('damaged', 'no file by uuencode');
  return file.bytes;
}

/**
 * The bytes of one line: one character for their number, then four characters for every three bytes. Null for any other
 * line.
 */
function uuencodedLine(line: string): Buffer | null {
  if (line === '' || /[^ -`]/.test(line)) return null;
  // mail programs strip spaces at line ends, which encode zeros
  const [count = 0, ...values] = [...line].map((char) => (char.charCodeAt(0) - 32) & 63);
  return uuBytes(values, count);
}

function uuBytes(values: readonly number[], count: number): Buffer {
  const bytes = Buffer.alloc(count);
  for (let i = 0; i < count; i++) {
    const [at, shift] = [Math.floor(i / 3) * 4 + (i % 3), (i % 3) * 2 + 2];
    bytes[i] = (((values[at] ?? 0) << shift) | ((values[at + 1] ?? 0) >> (6 - shift))) & 0xff;
  }
  return bytes;
}
