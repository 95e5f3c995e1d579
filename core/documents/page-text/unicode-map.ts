/** A `ToUnicode` map: which text a code of a font stands for (ISO 32000-1 section 9.10.3). */
import { latin1 } from '../../formats/bytes.ts';

/** Text by code. */
export type UnicodeMap = ReadonlyMap<number, string>;

/** Bytes of a map, and codes in it: no font of two bytes has more. */
const LIMITS = { bytes: 2 * 1024 * 1024, codes: 65_536 } as const;

const TOKEN = /<([0-9A-Fa-f\s]*)>|([[\]])|(?<![/\w])(beginbfchar|endbfchar|beginbfrange|endbfrange)\b/g;

/** A token: the digits of a hexadecimal string, a bracket, or a keyword. */
type Token = { readonly hex: string } | { readonly word: string };

/** The map that these bytes define; of more than the bounds only the beginning. What is not understood is left out. */
export function unicodeMap(bytes: Uint8Array): UnicodeMap {
  const map = new Map<number, string>();
  let section = '';
  let pending: Token[] = [];
  for (const [, hex, bracket, keyword] of latin1(bytes.subarray(0, LIMITS.bytes)).matchAll(TOKEN)) {
    if (map.size >= LIMITS.codes) break;
    if (keyword !== undefined) {
      section = keyword;
      pending = [];
      continue;
    }
    pending.push(hex === undefined ? { word: bracket ?? '' } : { hex: hex.replace(/\s/g, '') });
    if (section === 'beginbfchar' && pending.length === 2) pending = enter(map, pending);
    if (section === 'beginbfrange' && isWholeRange(pending)) pending = enterRange(map, pending);
  }
  return map;
}

const hexOf = (token: Token | undefined) => (token && 'hex' in token ? token.hex : null);
const codeOf = (token: Token | undefined) => {
  const hex = hexOf(token);
  return hex === null || hex === '' || hex.length > 8 ? null : Number.parseInt(hex, 16);
};

/** UTF-16, big endian. */
function textOf(hex: string): string {
  const units = hex.match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.slice(0, 16).map((unit) => Number.parseInt(unit, 16)));
}

function enter(map: Map<number, string>, [code, text]: readonly Token[]): Token[] {
  const [number, hex] = [codeOf(code), hexOf(text)];
  if (number !== null && hex !== null) map.set(number, textOf(hex));
  return [];
}

/** First, last, and either the text of the first or a list of texts. */
function isWholeRange(tokens: readonly Token[]): boolean {
  const third = tokens[2];
  if (third === undefined) return false;
  const last = tokens.at(-1);
  return 'hex' in third || (last !== undefined && 'word' in last && last.word === ']');
}

function enterRange(map: Map<number, string>, [from, to, ...texts]: readonly Token[]): Token[] {
  const [first, last] = [codeOf(from), codeOf(to)];
  if (first === null || last === null) return [];
  const listed = texts.flatMap((token) => hexOf(token) ?? []);
  const isList = texts.length > 1;
  const count = Math.min(last - first + 1, LIMITS.codes - map.size, isList ? listed.length : LIMITS.codes);
  for (let i = 0; i < count; i++) map.set(first + i, isList ? textOf(listed[i] ?? '') : nextText(listed[0] ?? '', i));
  return [];
}

/** The text whose last unit is so many further. */
function nextText(hex: string, by: number): string {
  const text = textOf(hex);
  const last = text.length - 1;
  return text === '' ? '' : text.slice(0, last) + String.fromCharCode((text.charCodeAt(last) + by) & 0xffff);
}
