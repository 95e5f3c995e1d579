/**
 * Text from untrusted sources that people read: invisible characters (control, bidi, zero-width) are refused where text
 * is stored, and escaped where it is only shown, so that no name can reorder the text around it or look like another
 * line.
 */

import { NotaryError } from '../errors.ts';
import { hasLoneSurrogate } from './canonical.ts';
import type { Decoder } from './decoder.ts';

/** Maximum number of characters of a plain text. */
export const PLAIN_TEXT_LENGTH = 200;

// control, format (bidi, zero-width, soft hyphen, tags), separators of lines, private use, and other characters that
// draw nothing
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Co}|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point}/u;

// refused at intake only: what a later Unicode assigns may turn out to be invisible, or to have another NFC form, and
// what an older engine does not know yet must still be read by it
const UNASSIGNED = /\p{Cn}/u;

/** True for a text with characters that this engine's Unicode does not know. */
export function hasUnassigned(value: string): boolean {
  return UNASSIGNED.test(value);
}

/** True when every character of `value` can be seen, `value` is NFC and no longer than `max` characters. */
export function isPlainText(value: string, max: number = PLAIN_TEXT_LENGTH): boolean {
  return (
    // a text has at most as many characters as UTF-16 units
    (value.length <= max || [...value].length <= max) &&
    !hasLoneSurrogate(value) &&
    !INVISIBLE.test(value) &&
    value.normalize('NFC') === value &&
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
const HIDDEN = new RegExp(`${INVISIBLE.source}|${UNASSIGNED.source}|\\p{Cs}|\\u2800`, 'gu');

/** A text on one line in which everything is visible: invisible characters are written as `\u{202E}`. */
export function visible(text: string): string {
  return SHOWN_AS_THEY_ARE.test(text) ? text : text.replace(HIDDEN, escapedChar);
}
