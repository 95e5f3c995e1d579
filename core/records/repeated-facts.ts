/**
 * Facts that repeat what a certificate withholds: a file called after its contract's number, a title with a party's name. They are
 * withheld as well, so that what is left out is not said elsewhere. docs/threat-model.md says what is found and what is not.
 */
import { identifyingWords } from './name-words.ts';
import { folded, isUnspaced, occurs, type Searched, searched } from './occurrence.ts';
import { type Disclosure, factsIn } from './record.ts';
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
/** The parts of `money`: of the three amounts any two give the third, so whoever withholds one withholds these. */
const PARTS_OF_MONEY: readonly string[] = ['net', 'tax'];
const isAmount = (name: string) => name === 'money' || PARTS_OF_MONEY.includes(name);

/** Shorter texts occur everywhere. A Han character says more than a letter. */
const SHORTEST = { unspaced: 2, other: 3 } as const;

/** Whether a text has a withheld value. */
type Repeats = (text: Searched) => boolean;

/**
 * Names of the facts among `disclosures` that are not in `withhold` and have a text in which one of the withheld values occurs:
 * without regard to case, width, spaces and punctuation, and never inside a longer word or number. Also amounts from which
 * one that is withheld can be computed.
 */
export function repeatedFacts(disclosures: readonly Disclosure[], withhold: readonly string[]): readonly string[] {
  const isWithheld = (name: string) => withhold.includes(name);
  const sought = disclosures.filter(([, name]) => isWithheld(name) && !NOT_SOUGHT.includes(name));
  if (sought.length === 0) return [];
  const { holder, money } = factsIn(disclosures);
  const known = typeof holder === 'string' && !isWithheld('holder') ? searched(holder) : null;
  const currency = isMoney(money) ? money.currency : null;
  const tests = sought.flatMap(([, name, value]) => repeatsOf(name, value, { known, currency }));
  const isSumWithheld = sought.some(([, name, value]) => isAmount(name) && value !== null);
  return disclosures
    .filter(([, name, value]) => {
      if (PARTS_OF_MONEY.includes(name)) return isSumWithheld && !isWithheld(name) && value !== null;
      if (isWithheld(name) || NOT_ASKED.includes(name)) return false;
      const texts = textsIn(value).map(searched);
      return texts.some((text) => tests.some((test) => test(text)));
    })
    .map(([, name]) => name);
}

/** What else of the record says how a value is recognised. */
interface Context {
  /** Who issues, which is said anyway; null when it is withheld. */
  readonly known: Searched | null;
  /** Of the amounts. */
  readonly currency: string | null;
}

/** How each text of a withheld value is recognised elsewhere. */
function repeatsOf(name: string, value: unknown, { known, currency }: Context): readonly Repeats[] {
  if (isAmount(name)) {
    const amount = isMoney(value) ? value.amount : value;
    if (typeof amount !== 'string' || currency === null) return [];
    return amountPatterns({ amount, currency }).map(
      (pattern) =>
        ({ written }) =>
          pattern.test(written),
    );
  }
  if (name === 'kind') return textsIn(value).map((text) => isWhole(folded(text)));
  return soughtIn(name, value)
    .filter((text) => known === null || !occurs(text, known))
    .map((text) => (other) => occurs(text, other));
}

/** A kind is a common word (`invoice`): it is repeated only where a fact says nothing else. */
const isWhole =
  (sought: string): Repeats =>
  ({ word }) =>
    word === sought;

const isMoney = (value: unknown): value is { readonly amount: string; readonly currency: string } => {
  const { amount, currency } = (value ?? {}) as { readonly amount?: unknown; readonly currency?: unknown };
  return typeof amount === 'string' && typeof currency === 'string';
};

/** What of a withheld value must not occur elsewhere, folded. */
function soughtIn(name: string, value: unknown): readonly string[] {
  const texts = DATES.includes(name) ? writtenDates(value) : textsIn(value);
  const whole = texts
    .map(folded)
    .filter((text) => text.length >= (isUnspaced(text) ? SHORTEST.unspaced : SHORTEST.other));
  return NAMES.includes(name) ? [...whole, ...texts.flatMap(identifyingWords)] : whole;
}

function writtenDates(value: unknown): readonly string[] {
  if (typeof value !== 'string') return [];
  const [year = '', month = '', day = ''] = value.split('-');
  return [value, `${year}年${month}月${day}日`, `${year}年${Number(month)}月${Number(day)}日`];
}

/** The texts in a fact's value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
