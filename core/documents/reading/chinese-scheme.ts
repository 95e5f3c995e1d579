/** By which rules a Chinese invoice is numbered, by the form of its code and number: a number of 20 digits stands alone. */
import type { Scheme } from '../../records/profiles/facts.ts';

const SCHEMES: readonly (readonly [RegExp, Scheme])[] = [
  [/^\d{20}$/, 'cn-20'],
  [/^(?:\d{10}|\d{12}) \d{8}$/, 'cn-legacy'],
];

/** The scheme of an invoice with this code (empty for one without) and number, in digits; null for any other form. */
export function chineseScheme(code: string, number: string): Scheme | null {
  const form = code === '' ? number : `${code} ${number}`;
  return SCHEMES.find(([pattern]) => pattern.test(form))?.[1] ?? null;
}
