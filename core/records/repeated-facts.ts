/**
 * Facts that repeat what a certificate withholds: a file called after its contract's number, a title with a party's name. They are
 * withheld as well, so that what is left out is not said elsewhere. docs/threat-model.md says what is found and what is not.
 */
import { cached } from '../formats/cached.ts';
import type { Json } from '../formats/canonical.ts';
import { currencyOf, isMoney, type Money } from './facts.ts';
import type { ListFacts } from './list-facts.ts';
import { identifyingWords } from './name-words.ts';
import { folded, isUnspaced, occurs, type Searched, searched } from './occurrence.ts';
import { PARTS_OF_MONEY } from './profiles/facts.ts';
import { type Disclosure, factsIn } from './record.ts';
import { elementName, withholdingOf } from './withholding.ts';
import { amountPatterns } from './written-amounts.ts';

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
  'scheme',
  'due',
  'quantity',
  'unit',
  'validUntil',
  'read',
];
/** Facts whose value would be found everywhere, or nowhere. */
const NOT_SOUGHT: readonly string[] = [
  'pages',
  'software',
  'links',
  'fingerprints',
  'scheme',
  'quantity',
  'unit',
  'read',
];
/** Facts that name somebody, who is recognised by single words of the name. */
const NAMES: readonly string[] = [
  'holder',
  'operator',
  'parties',
  'seller',
  'buyer',
  'sender',
  'receiver',
  'carrier',
  'payer',
  'payee',
  'keeper',
  'depositor',
];
/** Days, which are written in several ways. */
const DATES: readonly string[] = ['date', 'due', 'validUntil'];
/** Ids of those who are named: whoever knows an id finds the name in a public register. */
const IDS: Readonly<Record<string, readonly string[]>> = {
  seller: ['sellerId'],
  buyer: ['buyerId'],
  keeper: ['keeperId'],
  parties: ['sellerId', 'buyerId', 'keeperId'],
};
/** Of the three amounts any two give the third, so whoever withholds one withholds the parts. */
const isAmount = (name: string) => name === 'money' || PARTS_OF_MONEY.includes(name);

/** Shorter texts occur everywhere. A Han character says more than a letter, and so does a number with a letter (`A7`). */
const SHORTEST = { unspaced: 2, number: 2, other: 3 } as const;
const LETTER_AND_DIGIT = /^(?=.*\p{L}).*\p{N}/u;

/** Whether a text has a withheld value. */
type Repeats = (text: Searched) => boolean;

/** What is withheld, ready to be sought in many texts. */
export interface Withheld {
  /** Whether one of the withheld values occurs in a text. */
  isIn(text: string): boolean;
}

/** What else of the record says how a withheld value is recognised. */
export interface Context {
  /** Who issues, which is said anyway; null when it is withheld. */
  readonly holder: string | null;
  /** Of the record's amounts; null where it has none. */
  readonly currency: string | null;
}

/**
 * Texts made ready for comparison, each once: a selection has many records with the same holder, titles, kinds. Made with the
 * selection and gone with it, so that nothing keeps texts that are withheld, or erased meanwhile.
 */
export class PreparedTexts {
  /** A text in which others are sought. */
  readonly searched = cached(4096, searched);
  /** What of a withheld value must not occur elsewhere, folded; by its fact's name and itself, as JSON. */
  readonly sought = cached(4096, (json) => soughtIn(...(JSON.parse(json) as readonly [string, unknown])));
}

/**
 * Prepares withheld facts, as names and values, for being sought: without regard to case, width, spaces and punctuation, and
 * never inside a longer word or number.
 */
export function withheldOf(
  facts: Iterable<readonly [name: string, value: unknown]>,
  { holder, currency }: Context,
  prepared = new PreparedTexts(),
): Withheld {
  const known = { holder: holder === null ? null : prepared.searched(holder), currency, texts: prepared };
  const tests = [...facts].flatMap(([name, value]) => (NOT_SOUGHT.includes(name) ? [] : repeatsOf(name, value, known)));
  return {
    isIn(text) {
      if (tests.length === 0) return false;
      const ready = prepared.searched(text);
      return tests.some((test) => test(ready));
    },
  };
}

/** What `repeatedFacts` may be told. */
export interface Repeating {
  /** Names that are known to repeat something, and are not asked about again. */
  readonly found?: ReadonlySet<string>;
  /** Those of the selection that the record belongs to. */
  readonly texts?: PreparedTexts | undefined;
  /** The lists whose elements can be withheld one by one; without them a list is withheld in whole. */
  readonly lists?: ListFacts;
}

/**
 * Names of the facts among `disclosures` that are not in `withhold` and have a text in which one of the withheld values occurs,
 * as `withheldOf` says, from which an amount that is withheld can be computed, or that are the id of somebody whose name is
 * withheld. Of a list whose elements can be withheld one by one these are named, as `withhold` may name them.
 */
export function repeatedFacts(
  disclosures: readonly Disclosure[],
  withhold: readonly string[],
  { found = new Set(), texts = new PreparedTexts(), lists = {} }: Repeating = {},
): readonly string[] {
  const { facts, elements } = withholdingOf(withhold, disclosures, { lists });
  const asked = disclosures.filter(([, name]) => !facts.has(name) && !NOT_ASKED.includes(name) && !found.has(name));
  if (asked.length === 0) return [];
  const sought = disclosures.flatMap(([, name, value]): readonly (readonly [string, Json])[] => {
    if (facts.has(name)) return [[name, value]];
    const hidden = elements.get(name);
    return hidden && Array.isArray(value) ? [[name, value.filter((_, index) => hidden.has(index))]] : [];
  });
  const stated = factsIn(disclosures);
  const known = typeof stated.holder === 'string' && !facts.has('holder') ? stated.holder : null;
  const withheld = withheldOf(sought, { holder: known, currency: currencyOf(stated.money) }, texts);
  const isAmountWithheld = sought.some(([name, value]) => isAmount(name) && value !== null);
  const repeats = (value: unknown) => textsIn(value).some((text) => withheld.isIn(text));
  const isHidden = (name: string) => facts.has(name) || (stated[name] ?? null) === null || repeats(stated[name]);
  const ids = idsOfWithheld(sought, (name) => elements.has(name), isHidden);
  return asked.flatMap(([, name, value]): readonly string[] => {
    if (value === null) return [];
    if (PARTS_OF_MONEY.includes(name)) return isAmountWithheld ? [name] : [];
    if (Object.hasOwn(lists, name) && Array.isArray(value))
      return repeatedElements(
        name,
        value,
        (element, index) => elements.get(name)?.has(index) !== true && repeats(element),
      );
    return ids.has(name) || repeats(value) ? [name] : [];
  });
}

/**
 * Ids of those whose names are withheld. Of a list that is withheld in part only those whose name is hidden: withheld, absent, or
 * about to be withheld, as `isHidden` says.
 */
function idsOfWithheld(
  sought: readonly (readonly [name: string, value: Json])[],
  isPart: (name: string) => boolean,
  isHidden: (name: string) => boolean,
): ReadonlySet<string> {
  const ids = sought.flatMap(([name, value]) => {
    const all = value === null ? [] : (IDS[name] ?? []);
    return isPart(name) ? all.filter((id) => isHidden(id.replace(/Id$/, ''))) : all;
  });
  return new Set(ids);
}

/** Names of the elements that repeat something; the list itself where each of them does. */
function repeatedElements(
  name: string,
  values: readonly unknown[],
  repeats: (element: unknown, index: number) => boolean,
): readonly string[] {
  const indexes = values.flatMap((element, index) => (repeats(element, index) ? [index] : []));
  return indexes.length === values.length ? [name] : indexes.map((index) => elementName({ name, index }));
}

/** The context, prepared. */
interface Prepared {
  readonly holder: Searched | null;
  readonly currency: string | null;
  readonly texts: PreparedTexts;
}

/** How each text of a withheld value is recognised elsewhere. */
function repeatsOf(name: string, value: unknown, { holder, currency, texts }: Prepared): readonly Repeats[] {
  if (isAmount(name)) {
    const amount = isMoney(value) ? value.amount : value;
    return typeof amount === 'string' && currency !== null ? [amountIn({ amount, currency })] : [];
  }
  if (name === 'kind') return textsIn(value).map((text) => isWhole(folded(text)));
  return texts
    .sought(JSON.stringify([name, value]))
    .filter((text) => holder === null || !occurs(text, holder))
    .map((text) => (other) => occurs(text, other));
}

/** A kind is a common word (`invoice`): it is repeated only where a fact says nothing else. */
const isWhole =
  (sought: string): Repeats =>
  ({ word }) =>
    word === sought;

/** An amount as it is written; patterns are dear, and a text without its digits has none of them. */
function amountIn(value: Money): Repeats {
  const [whole = '', decimals = ''] = value.amount.replace(/^-?0*/, '').split('.');
  // decimals may be left out, and zeros stand for 万
  const digits = (whole === '' ? decimals : whole).replace(/^0+|0+$/g, '');
  let patterns: readonly RegExp[] | null = null;
  return ({ written, digits: all }) => {
    if (!all.includes(digits)) return false;
    patterns ??= amountPatterns(value);
    return patterns.some((pattern) => pattern.test(written));
  };
}

function soughtIn(name: string, value: unknown): readonly string[] {
  const texts = DATES.includes(name) ? writtenDates(value) : textsIn(value);
  const other = (text: string) => (name === 'number' && LETTER_AND_DIGIT.test(text) ? SHORTEST.number : SHORTEST.other);
  const whole = texts.map(folded).filter((text) => text.length >= (isUnspaced(text) ? SHORTEST.unspaced : other(text)));
  return NAMES.includes(name) ? [...whole, ...texts.flatMap(identifyingWords)] : whole;
}

function writtenDates(value: unknown): readonly string[] {
  if (typeof value !== 'string') return [];
  const [year = '', month = '', day = ''] = value.split('-');
  return [value, `${year}年${month}月${day}日`, `${year}年${Number(month)}月${Number(day)}日`];
}

/** The texts in a fact's value, or in another value of JSON. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
