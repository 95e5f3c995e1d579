/**
 * Facts that repeat what a certificate withholds: a file called after its contract's number, a title with a party's name. They are
 * withheld as well, so that what is left out is not said elsewhere.
 */
import { lettersOf } from '../formats/names.ts';
import type { Disclosure } from './record.ts';

/** Facts that are no free text, or that say who issues: they repeat nothing by accident, and a clerk decides about each. */
const NOT_ASKED: readonly string[] = [
  'holder',
  'holderId',
  'holderIdMasked',
  'operator',
  'date',
  'money',
  'pages',
  'software',
  'links',
  'fingerprints',
];
/** Facts whose value would be found everywhere, or nowhere. */
const NOT_SOUGHT: readonly string[] = ['pages', 'software', 'links', 'fingerprints'];
/** Facts that name somebody: the longest word of a name says who it is (`Gegner` of `Gegner GmbH`). */
const NAMES: readonly string[] = ['holder', 'operator', 'parties'];

/** Shorter texts occur everywhere. A Han character says more than a letter. */
const SHORTEST = { han: 2, other: 3 } as const;
const HAN = /\p{Script=Han}/u;

/**
 * Names of the facts among `disclosures` that are not in `withhold` and have a text in which one of the withheld values occurs:
 * without regard to case, width, spaces and punctuation.
 */
export function repeatedFacts(disclosures: readonly Disclosure[], withhold: readonly string[]): readonly string[] {
  const isWithheld = (name: string) => withhold.includes(name);
  const holder = disclosures.find(([, name]) => name === 'holder' && !isWithheld(name))?.[2];
  const known = typeof holder === 'string' ? folded(holder) : null;
  const sought = disclosures
    .filter(([, name]) => isWithheld(name) && !NOT_SOUGHT.includes(name))
    .flatMap(([, name, value]) => soughtIn(name, value))
    // who issues is said anyway: that he is a party is not what his name in a title gives away
    .filter((text) => known === null || !known.includes(text));
  if (sought.length === 0) return [];
  return disclosures
    .filter(([, name, value]) => {
      if (isWithheld(name) || NOT_ASKED.includes(name)) return false;
      const texts = textsIn(value).map(folded);
      return sought.some((text) => texts.some((one) => one.includes(text)));
    })
    .map(([, name]) => name);
}

/** A text as it is compared: letters and digits alone (core/formats/names.ts). */
const folded = (text: string) => lettersOf(text);

/** What of a withheld value must not occur elsewhere, folded. */
function soughtIn(name: string, value: unknown): readonly string[] {
  const texts = writtenForms(name, value).flatMap((text) =>
    NAMES.includes(name) ? [text, longestWord(text)] : [text],
  );
  return texts.map(folded).filter((text) => text.length >= (HAN.test(text) ? SHORTEST.han : SHORTEST.other));
}

function writtenForms(name: string, value: unknown): readonly string[] {
  const [first = ''] = textsIn(value);
  if (name === 'date') {
    const [year = '', month = '', day = ''] = first.split('-');
    return [first, `${year}年${month}月${day}日`, `${year}年${Number(month)}月${Number(day)}日`];
  }
  if (name === 'money') {
    const { amount } = (value ?? {}) as { readonly amount?: unknown };
    return typeof amount === 'string' ? [amount, amount.replace(/\.0*$/, '')] : [];
  }
  return textsIn(value);
}

/** At least four letters: shorter ones are often no name (`Ltd`, `Co`). */
function longestWord(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 4);
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

/** The texts in a fact's value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
