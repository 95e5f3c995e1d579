/** Equality of two PDF values (ISO 32000-1 section 7.3), independent of how they are written. */

import {
  isDict,
  isRef,
  isStream,
  nameOf,
  type PdfString,
  type PdfValue,
  textOf,
} from '../../formats/attachments/syntax.ts';
import { equal } from '../../formats/bytes.ts';

/** True for a string. */
export function isString(value: PdfValue | undefined): value is PdfString {
  return value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'string';
}

/** True for an array. */
export function isArray(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value);
}

/** The numbers of an array of exactly this length, or null. */
export function numbersOf(value: PdfValue | undefined, count: number): readonly number[] | null {
  if (!isArray(value) || value.length !== count) return null;
  const numbers = value.filter((item) => typeof item === 'number');
  return numbers.length === count ? numbers : null;
}

/** Programs rewrite ASCII text with one or two bytes per character; any other text must have the same bytes. */
function sameString(a: PdfString, b: PdfString): boolean {
  if (equal(a.bytes, b.bytes)) return true;
  const text = textOf(a);
  return text !== null && /^[ -~]*$/.test(text) && text === textOf(b);
}

const sameArray = (a: readonly PdfValue[], b: readonly PdfValue[]) =>
  a.length === b.length && a.every((item, i) => sameValue(item, b[i]));

/** True when both values are equal; streams and missing values never are. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === undefined || b === undefined || isStream(a) || isStream(b)) return false;
  if (isArray(a) || isArray(b)) return isArray(a) && isArray(b) && sameArray(a, b);
  if (isDict(a) || isDict(b))
    return (
      isDict(a) &&
      isDict(b) &&
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, value]) => sameValue(value, b.entries.get(key)))
    );
  if (isString(a) || isString(b)) return isString(a) && isString(b) && sameString(a, b);
  if (isRef(a) || isRef(b)) return isRef(a) && isRef(b) && a.number === b.number && a.generation === b.generation;
  const name = nameOf(a);
  return name === null ? a === b : name === nameOf(b);
}
