/**
 * Where a text occurs in another: without regard to case, width, accents, spaces and punctuation, but never inside a longer word
 * or a longer number.
 */
import { lettersOf } from '../formats/names.ts';

/** A text in which others are sought. */
export interface Searched {
  /** In compatibility form (NFKC), otherwise as it was written. */
  readonly written: string;
  /** Its digits alone (0 to 9), whatever stands between them. */
  readonly digits: string;
  /** Its letters and digits alone, as they are compared (core/formats/names.ts). */
  readonly word: string;
  /** Indices in `word` before which something else stood: a space, a mark, or a small letter before a capital (`LeaseBerg`). */
  readonly gaps: ReadonlySet<number>;
}

/** Scripts that are written without spaces, or that add endings to a name: no boundaries are to be seen in them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const DIGIT = /\p{N}/u;
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/u;
const CAPITAL_INSIDE = /(?<=\p{Ll})(?=\p{Lu})/u;

/** A text as it is compared: letters and digits alone. */
export const folded = (text: string): string => lettersOf(text);

/** Words of a text: runs of letters, digits and their marks. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .split(SEPARATORS)
    .filter((word) => word !== '');

/** True for texts in a script without boundaries, in whole or in part. */
export const isUnspaced = (text: string): boolean => UNSPACED.test(text);

/** Prepares a text for `occurs`. */
export function searched(text: string): Searched {
  const gaps = new Set<number>([0]);
  let word = '';
  for (const part of wordsOf(text).flatMap((one) => one.split(CAPITAL_INSIDE))) {
    word += folded(part);
    gaps.add(word.length);
  }
  const written = text.normalize('NFKC');
  return { written, digits: written.replace(/\D+/g, ''), word, gaps };
}

/** Whether a folded text occurs in another, from one boundary to another. */
export function occurs(sought: string, { word, gaps }: Searched): boolean {
  const isBoundary = (at: number) =>
    gaps.has(at) || classBefore(word, at) !== classAfter(word, at) || classAfter(word, at) === 'unspaced';
  for (let at = word.indexOf(sought); at !== -1; at = word.indexOf(sought, at + 1))
    if (isBoundary(at) && isBoundary(at + sought.length)) return true;
  return false;
}

const classAfter = (word: string, at: number) => classOf(String.fromCodePoint(word.codePointAt(at) ?? 0));
/** Half of a pair of surrogates is no digit, so the last unit is enough, but for Han characters outside the first plane. */
const classBefore = (word: string, at: number) => classOf([...word.slice(Math.max(0, at - 2), at)].at(-1) ?? '');

function classOf(char: string): 'unspaced' | 'digit' | 'letter' {
  if (UNSPACED.test(char)) return 'unspaced';
  return DIGIT.test(char) ? 'digit' : 'letter';
}
