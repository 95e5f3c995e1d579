/**
 * The encodings that systems wrote names in before UTF-8, told apart by the characters that they make of the bytes: many are
 * valid in several, and a name read in the wrong one is that of no document.
 */

import { latin1 } from '../../formats/bytes.ts';

/** A name in an encoding; null for bytes that are no text in it. */
export type Decode = (bytes: Uint8Array) => string | null;

const decoder =
  (label: 'utf-8' | 'gb18030' | 'big5' | 'shift_jis'): Decode =>
  (bytes) => {
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  };

/** UTF-8, RFC 3629. */
export const utf8 = decoder('utf-8');
const gb18030 = decoder('gb18030');
const big5 = decoder('big5');
const shiftJis = decoder('shift_jis');

/** The upper half of code page 437, as DOS and Windows in western countries write names (APPNOTE 6.3.10, appendix D). */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const cp437: Decode = (bytes) => Array.from(bytes, (byte) => CP437[byte - 0x80] ?? String.fromCharCode(byte)).join('');
/** Names in western languages: letters with accents stand alone (but for `créée` and `Größe`), and a capital follows no small one. */
const western = (small: string, capitals: string): RegExp =>
  new RegExp(
    `^(?:[ -~]|é(?=é)|[äöü](?=ß)|[${small}](?![A-Z${capitals}${small}])|[${capitals}](?![${capitals}${small}]))*$`,
    'u',
  );
const IN_CP437 = western('üéâäàåçêëèïîìæôöòûùÿáíóúñß', 'ÇÄÅÉÆÖÜÑ');
const IN_LATIN1 = western('ß-öø-ÿ', 'À-ÖØ-Þ');
/** Whether everything else stands inside of words of ASCII letters: `Größe`. */
const INSIDE_WORDS = /^(?:[ -~]|(?<=[A-Za-z])[^ -~]+(?=[A-Za-z]))*$/;

/** How much of the characters of two bytes are frequent ones, from 0 to 1. */
function share(names: readonly Uint8Array[], isFrequent: (lead: number, trail: number) => boolean): number {
  let [all, frequent] = [0, 0];
  for (const name of names)
    for (let at = 0; at < name.length; at++) {
      const [lead = 0, trail = 0] = [name[at], name[at + 1]];
      if (lead < 0x80) continue;
      all++;
      if (isFrequent(lead, trail)) frequent++;
      at++;
    }
  return all === 0 ? 0 : frequent / all;
}

/** The characters of GB 2312, of which modern Chinese text nearly consists, and its symbols; its kana would be characters in Big5. */
const inGb2312 = (lead: number, trail: number) =>
  trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3));
/** The frequent characters of Big5, level 1, and its symbols. */
const inBig5 = (lead: number, trail: number) =>
  lead >= 0xa1 && lead <= 0xc6 && (trail >= 0xa1 || (trail >= 0x40 && trail <= 0x7e));

const HALF_WIDTH_OR_PRIVATE = /[\uff61-\uff9f\ue000-\uf8ff]/;
const TWO_BEYOND_ASCII = /[^ -~]{2}/;

/** The encoding in which all of these names, none of them in UTF-8, are most likely written; null for none. */
export function oldEncodingOf(names: readonly Uint8Array[]): Decode | null {
  const fits = (decode: Decode, isLikely: (text: string) => boolean = () => true) =>
    names.every((name) => {
      const text = decode(name);
      return text !== null && isLikely(text);
    });
  const isJapanese = (text: string) => TWO_BEYOND_ASCII.test(text) && !HALF_WIDTH_OR_PRIVATE.test(text);
  const [mainland, taiwan] = [fits(gb18030) ? share(names, inGb2312) : 0, fits(big5) ? share(names, inBig5) : 0];
  if (fits(cp437, (text) => IN_CP437.test(text))) return cp437;
  if (fits(latin1, (text) => IN_LATIN1.test(text) && INSIDE_WORDS.test(text))) return latin1;
  if (Math.max(mainland, taiwan) >= 0.5) return mainland >= taiwan ? gb18030 : big5;
  if (fits(latin1, (text) => IN_LATIN1.test(text))) return latin1;
  if (fits(shiftJis, isJapanese)) return shiftJis;
  return fits(gb18030) ? gb18030 : null;
}
