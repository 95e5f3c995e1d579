/**
 * Fields of a mail's header: parameters (RFC 2045 section 5.1, RFC 2231) and names in other character sets (RFC 2047,
 * and raw bytes, which many programs send). Text is handled as latin1, one character per byte, until its character set
 * is known.
 */

/** A field's value and its parameters, not yet decoded; names are in lower case. */
export interface FieldValue {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads `attachment; filename="a.pdf"`. Anything that is not a parameter is skipped. */
export function parseField(text: string): FieldValue {
  const [value = '', ...rest] = splitUnquoted(text);
  const parameters = new Map<string, string>();
  for (const one of rest) {
    const equals = one.indexOf('=');
    if (equals < 1) continue;
    const name = one.slice(0, equals).trim().toLowerCase();
    if (!parameters.has(name)) parameters.set(name, unquote(one.slice(equals + 1).trim()));
  }
  return { value: value.trim().toLowerCase(), parameters };
}

/** Splits at semicolons outside quotes. */
function splitUnquoted(text: string): readonly string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"?|[^;"])+/gs) ?? [];
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  const end = text.length > 1 && text.endsWith('"') ? -1 : undefined;
  return text.slice(1, end).replace(/\\(["\\])/g, '$1');
}

/** The character set of raw bytes in names, the same for all names of one mail. */
export type RawCharset = 'utf-8' | 'gb18030';

/** GB 18030 as soon as one name of the mail is not UTF-8, because a program writes all of them the same way. */
export function rawCharsetOf(texts: readonly string[]): RawCharset {
  return texts.every((text) => isUtf8(Buffer.from(text, 'latin1'))) ? 'utf-8' : 'gb18030';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * A parameter as text: RFC 2231 continuations and encoding, RFC 2047 encoded words, or raw bytes. Null when it is
 * missing.
 */
export function parameterText({ parameters }: FieldValue, name: string, raw: RawCharset): string | null {
  const extended = parameters.get(`${name}*`);
  if (extended !== undefined) return decodeExtended(extended, raw);
  if (parameters.has(`${name}*0`) || parameters.has(`${name}*0*`)) return decodeContinued(parameters, name, raw);
  const plain = parameters.get(name);
  return plain === undefined ? null : decodeWords(plain, raw);
}

/** `UTF-8'zh'%E5%90%88` (RFC 2231 section 4). */
function decodeExtended(text: string, raw: RawCharset): string {
  const [, charset = '', encoded = text] = /^([^']*)'[^']*'(.*)$/s.exec(text) ?? [];
  return decodeBytes(percentBytes(encoded), charset, raw);
}

/** RFC 2231 section 3: numbered pieces, each of them encoded (marked by a final `*`) or not. */
function decodeContinued(parameters: ReadonlyMap<string, string>, name: string, raw: RawCharset): string {
  const pieces: Buffer[] = [];
  let charset = '';
  for (let i = 0; ; i++) {
    const encoded = parameters.get(`${name}*${i}*`);
    const plain = parameters.get(`${name}*${i}`);
    if (encoded === undefined && plain === undefined) break;
    let text = encoded ?? '';
    const head = i === 0 ? /^([^']*)'[^']*'/.exec(text) : null;
    if (head) [charset, text] = [head[1] ?? '', text.slice(head[0].length)];
    pieces.push(encoded === undefined ? Buffer.from(plain ?? '', 'latin1') : percentBytes(text));
  }
  const bytes = Buffer.concat(pieces);
  return charset === '' ? decodeWords(bytes.toString('latin1'), raw) : decodeBytes(bytes, charset, raw);
}

function percentBytes(text: string): Buffer {
  const unescaped = text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(unescaped, 'latin1');
}

const WORD = /=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi;

/**
 * Decodes encoded words and the text between them (RFC 2047). Adjacent words with the same character set are joined
 * before decoding, because many programs split a character between two.
 */
export function decodeWords(text: string, raw: RawCharset): string {
  const pieces: { charset: string | null; bytes: Buffer }[] = [];
  let at = 0;
  for (const match of text.matchAll(WORD)) {
    const [word, label = '', encoding = '', encoded = ''] = match;
    const between = text.slice(at, match.index);
    at = match.index + word.length;
    // white space between two encoded words is part of neither (section 6.2)
    const isBetween = pieces.length > 0 && between.trim() === '';
    if (!isBetween && between !== '') pieces.push({ charset: null, bytes: Buffer.from(between, 'latin1') });
    const charset = label.toLowerCase().replace(/\*.*$/, '');
    const bytes = wordBytes(encoding, encoded);
    const last = pieces.at(-1);
    if (last?.charset === charset) last.bytes = Buffer.concat([last.bytes, bytes]);
    else pieces.push({ charset, bytes });
  }
  if (at < text.length) pieces.push({ charset: null, bytes: Buffer.from(text.slice(at), 'latin1') });
  return pieces.map(({ charset, bytes }) => decodeBytes(bytes, charset ?? '', raw)).join('');
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  const escaped = text.replaceAll('_', ' ').replace(/=([0-9A-Fa-f]{2})/g, '%$1');
  return percentBytes(escaped);
}

/** Without a declared character set, the mail's is used. */
function decodeBytes(bytes: Uint8Array, charset: string, raw: RawCharset): string {
  // GB 18030 includes GBK and GB 2312, and text in it is often labelled as one of them
  const label = /^(gb2312|gbk|x-gbk|cp936)$/i.test(charset) ? 'gb18030' : charset;
  try {
    return new TextDecoder(label || raw).decode(bytes);
  } catch {
    return new TextDecoder(raw).decode(bytes); // a character set that the engine does not know
  }
}
