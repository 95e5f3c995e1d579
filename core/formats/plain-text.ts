/**
 * Text from untrusted sources that people read: invisible characters (control, bidi, zero-width) are refused where text
 * is stored, and escaped where it is only shown, so that no name can reorder the text around it or look like another
 * line.
 */

import { NotaryError } from '../errors.ts';
import { hasLoneSurrogate } from './canonical.ts';
import type { Decoder } from './decoder.ts';
import { ASSIGNED_14, HIDDEN_14 } from './unicode-14.ts';

/** Maximum number of characters of a plain text. */
export const PLAIN_TEXT_LENGTH = 200;

/** A character class of ranges of code points, as unicode-14.ts has them. */
export const classOf = (ranges: string) => ranges.replace(/[0-9a-f]+/g, '\\u{$&}').replaceAll(' ', '');

/**
 * What a plain text may not have: control, format (bidi, zero-width, soft hyphen, tags), separators of lines, private use,
 * and other characters that draw nothing. By Unicode 14.0.0 in every engine: a text that is sound today must be so with
 * every later engine, and with every other program.
 */
const HIDDEN = new RegExp(`[${classOf(HIDDEN_14)}]`, 'u');
const ASSIGNED_RUN = new RegExp(`[${classOf(ASSIGNED_14)}]+`, 'gu');

// what this engine's own, newer Unicode knows: for text that is typed or shown, never for a verdict
const ENGINE_HIDDEN = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Co}|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point}/u;
const UNASSIGNED = /\p{Cn}/u;

/**
 * True for a text that is not taken in though it may be read: it has characters that this engine's Unicode does not
 * assign (they may turn out to be invisible), or that it knows to draw nothing, or it is not NFC by it.
 */
export function isUnsettled(value: string): boolean {
  return UNASSIGNED.test(value) || ENGINE_HIDDEN.test(value) || value.normalize('NFC') !== value;
}

/**
 * NFC by Unicode 14.0.0. Whatever a later version assigns has no decomposition and joins nothing there, so only the runs
 * between such characters are looked at; for those every later version gives the same (Unicode Standard Annex 15,
 * section 3, stability of normalized forms).
 */
function isNfc(value: string): boolean {
  if (value.normalize('NFC') === value) return true;
  return (value.match(ASSIGNED_RUN) ?? []).every((run) => run.normalize('NFC') === run);
}

/** True when every character of `value` can be seen, `value` is NFC and no longer than `max` characters. */
export function isPlainText(value: string, max: number = PLAIN_TEXT_LENGTH): boolean {
  return (
    // a text has at most as many characters as UTF-16 units
    (value.length <= max || [...value].length <= max) &&
    !hasLoneSurrogate(value) &&
    !HIDDEN.test(value) &&
    isNfc(value) &&
    value.trim() === value &&
    value !== ''
  );
}

/** A reader for plain text, which is never silently cleaned. Throws `malformed`. */
export const plainText: Decoder<string> = (value, at) => {
  if (typeof value !== 'string' || !isPlainText(value))
    throw new NotaryError('malformed', `${at}: not a plain text of at most ${PLAIN_TEXT_LENGTH} characters`);
  return value;
};

/** A character as `\u{202E}`. */
export function escapedChar(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

const SHOWN_AS_THEY_ARE = /^[\x20-\x7e]*$/;
const NOT_SHOWN = new RegExp(`${HIDDEN.source}|${ENGINE_HIDDEN.source}|${UNASSIGNED.source}|\\p{Cs}|\\u2800`, 'gu');

/** White space other than one usual space: it draws like one, like several or like none. */
const UNUSUAL_SPACE = /[^\P{Zs} ]|(?<= ) |^ | $/gu;

const spaced = (name: string) => visible(name).replace(UNUSUAL_SPACE, escapedChar);

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const LATIN = /\p{Script=Latin}/u;
const OTHER_ALPHABET = /[\p{Script=Cyrillic}\p{Script=Greek}]/gu;

/**
 * A name as it is shown: like `visible`, and what cannot be told from something usual is written as `\u{A0}` too: unusual
 * spaces, and Cyrillic or Greek letters in a word that has Latin ones.
 */
export function visibleName(name: string): string {
  const text = spaced(name);
  return SHOWN_AS_THEY_ARE.test(text)
    ? text
    : text.replace(WORD, (word) => (LATIN.test(word) ? word.replace(OTHER_ALPHABET, escapedChar) : word));
}

/** True for a name with a word of Latin and of Cyrillic or Greek letters. */
export function mixesAlphabets(name: string): boolean {
  return visibleName(name) !== spaced(name);
}

/** True for a name that is what it looks like: nothing in it is hidden, blank or unsettled, and spaces are usual ones. */
export function isClearName(name: string): boolean {
  return spaced(name) === name && !isUnsettled(name);
}

/** A text on one line in which everything is visible: invisible characters are written as `\u{202E}`. */
export function visible(text: string): string {
  return SHOWN_AS_THEY_ARE.test(text) ? text : text.replace(NOT_SHOWN, escapedChar);
}
