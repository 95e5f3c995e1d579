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

/**
 * Reads `attachment; filename="a.pdf"`. Anything that is not a parameter is skipped; one may stand first, where a program left
 * out the value.
 */
export function parseField(text: string): FieldValue {
  const pieces = splitUnquoted(text);
  const [value = ''] = pieces;
  const parameters = new Map<string, string>();
  for (const one of pieces) {
    const equals = one.indexOf('=');
    if (equals < 1) continue;
    const name = withoutComments(one.slice(0, equals)).toLowerCase();
    if (!parameters.has(name)) parameters.set(name, parameterValue(name, one.slice(equals + 1).trim()));
  }
  return { value: withoutComments(value).toLowerCase(), parameters };
}

/** Splits at semicolons outside quotes. */
function splitUnquoted(text: string): readonly string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"?|[^;"])+/gs) ?? [];
}

/** Without comments (RFC 5322 section 3.2.2). */
const withoutComments = (text: string) => text.replace(/\([^()]*\)/g, ' ').trim();

/** A value without quotes has no parentheses of its own, but for names of files, which programs forget to put into quotes. */
function parameterValue(name: string, text: string): string {
  return unquote(text.startsWith('"') || /^(?:file)?name\b/.test(name) ? text : withoutComments(text));
}

/** Without its quotes, and comments behind them. Quotes inside are kept: programs forget to escape them. */
function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  const quoted = text.replace(/"(?:\s*\([^()"]*\))+$/, '"').trimEnd();
  const end = quoted.length > 1 && quoted.endsWith('"') ? -1 : undefined;
  return quoted.slice(1, end).replace(/\\(["\\])/g, '$1');
}

/** The character set of raw bytes in names, the same for all names of one mail. */
export type RawCharset = 'utf-8' | 'gb18030' | 'windows-1252';

/** The first in which all names of the mail are texts, because a program writes all of them the same way. */
export function rawCharsetOf(texts: readonly string[]): RawCharset {
  const all = texts.map((text) => Buffer.from(text, 'latin1'));
  return (['utf-8', 'gb18030'] as const).find((charset) => all.every((one) => isText(one, charset))) ?? 'windows-1252';
}

function isText(bytes: Uint8Array, charset: RawCharset): boolean {
  try {
    new TextDecoder(charset, { fatal: true }).decode(bytes);
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
  const extended = extendedText(parameters, name, raw);
  if (extended !== null) return extended;
  const plain = parameters.get(name);
  return plain === undefined ? null : decodeWords(plain, raw);
}

/** A parameter as RFC 2231 writes it; null when it is not written so. */
function extendedText(parameters: FieldValue['parameters'], name: string, raw: RawCharset): string | null {
  const extended = parameters.get(`${name}*`);
  if (extended !== undefined) return decodeExtended(extended, raw);
  const isContinued = parameters.has(`${name}*0`) || parameters.has(`${name}*0*`);
  return isContinued ? decodeContinued(parameters, name, raw) : null;
}

/** The line that separates parts, byte for byte as latin1; it may be written as RFC 2231 has it, and is never in encoded words. */
export function boundaryOf({ parameters }: FieldValue): string | undefined {
  return (parameters.get('boundary') ?? extendedText(parameters, 'boundary', 'windows-1252') ?? undefined)?.trimEnd();
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

/**
 * Names of character sets that programs use and the Encoding Standard does not know. GB 18030 includes GBK and GB 2312, and
 * text in it is often labelled as one of them.
 */
const LABELS: readonly (readonly [label: string, names: RegExp])[] = [
  ['gb18030', /^(?:gb[-_]?2312|x?-?gbk|euc-cn|(?:cp|ms|windows-)936)$/],
  ['shift_jis', /^(?:cp|ms|windows-)(?:932|943)$/],
  ['euc-kr', /^(?:(?:cp|ms|windows-)949|uhc)$/],
  ['big5', /^(?:(?:cp|ms|windows-)950|big5-?(?:eten|hkscs.*))$/],
  ['utf-8', /^(?:cp|windows-)65001$/],
];

/** Without a declared character set, the mail's is used. */
function decodeBytes(bytes: Uint8Array, charset: string, raw: RawCharset): string {
  const label = LABELS.find(([, names]) => names.test(charset.toLowerCase()))?.[0] ?? charset;
  try {
    return new TextDecoder(label || raw).decode(bytes);
  } catch {
    return new TextDecoder(raw).decode(bytes); // a character set that the engine does not know
  }
}
