/**
 * Which documents take back an invoice, by what they say of themselves: one table for readers, keys, matches and dossiers.
 * docs/certificate-format/readers.md, "Credit notes".
 */

/**
 * What a type says: that the document takes back (a credit note), or that its amounts are differences to an invoice before it,
 * whose sign alone says whether it takes back or asks for more.
 */
export type TypeMeaning = 'takes-back' | 'difference';

/** UNTDID 1001, the codes of BT-3 whose names are those of credit notes. */
const UNTDID_1001 = '81 83 261 262 296 308 381 396 420 458 502 503 532'.split(' ');

const meaning = (types: readonly string[], means: TypeMeaning): ReadonlyMap<string, TypeMeaning> =>
  new Map(types.map((type) => [type, means]));

/** By the scheme of an invoice. UBL and CII of other specifications have the codes of UNTDID 1001 too, which no other scheme has. */
const TYPES: Readonly<Record<string, ReadonlyMap<string, TypeMeaning>>> = {
  en16931: meaning(UNTDID_1001, 'takes-back'),
  other: meaning(UNTDID_1001, 'takes-back'),
  'it-sdi': meaning(['TD04'], 'takes-back'),
  'pl-ksef': meaning(['KOR', 'KOR_ZAL', 'KOR_ROZ'], 'difference'),
};

/** Roots that say so themselves, with the type that stands for them where the document states none. */
export const CREDIT_ROOTS: ReadonlyMap<string, string> = new Map([['CreditNote', '381']]);

/** What the type of an invoice (its `code`) means in its scheme; null where it is an invoice's, or nothing is known of it. */
export function meaningOfType(scheme: unknown, code: unknown): TypeMeaning | null {
  if (typeof scheme !== 'string' || typeof code !== 'string' || !Object.hasOwn(TYPES, scheme)) return null;
  return TYPES[scheme]?.get(code) ?? null;
}

/** Whether the type of an invoice is that of a credit note. */
export const isCreditType = (scheme: unknown, code: unknown): boolean => meaningOfType(scheme, code) === 'takes-back';
