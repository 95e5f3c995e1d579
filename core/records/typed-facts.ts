/**
 * Facts as people type them, in the window, on the command line and in tables, turned into the values that a record may
 * hold. What cannot be understood for certain is
 * refused as `bad-input`, naming the fact and the reason; nothing is guessed on what becomes legal paper.
 */
import { NotaryError } from '../errors.ts';
import type { Json } from '../formats/canonical.ts';
import type { FactEdits } from '../ports.ts';
import { LANGUAGES, wordsFor } from '../words/words.ts';
import { CURRENCY_CODES } from './currency-codes.ts';
import { CURRENCY_NAMES, SHARED_SIGNS, USUAL_MEANING } from './currency-signs.ts';
import {
  cleanText,
  DOCUMENT_FORMS,
  type EditableFact,
  FACT_LIMITS,
  type FactForm,
  isDate,
  KNOWN_KINDS,
  type Money,
} from './facts.ts';
import { isQuantity, PROFILE_FORMS, SCHEMES, type Scheme, type TypedProfileFact } from './profiles/facts.ts';

function refuse(fact: string, reason: string, message: string): never {
  throw new NotaryError('bad-input', `${fact}: ${message}`, { fact, reason });
}

/** Full-width digits and punctuation, which Chinese keyboards produce, as ASCII. */
function halfWidth(typed: string): string {
  return typed.normalize('NFKC').trim();
}

/** A time of day as exports write it, with fractions, half of the day and zone: it is left out, and the day as written stands. */
const HALF = '(?:上午|下午|中午|晚上|凌晨|早上|[ap]\\.?m\\.?)';
const CLOCK = '\\d{1,2}(?::\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?|[时点](?:\\d{1,2}分(?:\\d{1,2}秒)?)?)';
const ZONE = '(?:z|utc|gmt|[-+]\\d{2}:?\\d{2})';
const TIME = `(?:[ T] *(?:${HALF} *)?${CLOCK}(?: *${HALF})?(?: *${ZONE})?)?`;
const COMPACT_TIME = '(?:[ T]?(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d)?z?)?';
const DAY = new RegExp(
  `^(\\d{4})(?:(?:([-/.])(\\d{1,2})\\2(\\d{1,2})|年(\\d{1,2})月(\\d{1,2})日)${TIME}|(\\d{2})(\\d{2})(?:${COMPACT_TIME}|${TIME}))$`,
  'i',
);

/**
 * `2026-11-22`, `2026/11/2`, `2026.11.2`, `2026年11月2日` or `20261122` as `YYYY-MM-DD`; a time of day behind it
 * is left out. Null when empty.
 */
export function typedDate(typed: string, name = 'date'): string | null {
  const text = halfWidth(typed)
    .replace(/\s*([年月日])\s*/g, (_, unit) => (unit === '日' ? '日 ' : unit))
    .trim();
  if (text === '') return null;
  const [, year, , ...parts] = DAY.exec(text) ?? [];
  const [month, day] = parts.filter((part) => part !== undefined);
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return isDate(date) ? date : refuse(name, 'not-a-date', `"${text}" is not a day; write 2026-11-22`);
}

const AMOUNT = /^-?\d{1,15}(?:\.\d{1,6})?$/;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** A decimal number; commas only between thousands. The digits stay as typed: `1,234.50` is `1234.50`. */
function plainAmount(text: string, name = 'money'): string {
  const amount = GROUPED.test(text) ? text.replaceAll(',', '') : text;
  return AMOUNT.test(amount) ? amount : refuse(name, 'not-an-amount', `"${text}" is not an amount; write 128000.00`);
}

/** The currencies that are offered; any other code of ISO 4217, also of a currency that has ended, can be typed. */
export const OFFERED_CURRENCIES = ['CNY', 'USD', 'EUR', 'HKD', 'GBP', 'JPY'] as const;

/** The ISO 4217 code of a currency as it was typed. Throws `bad-input`. */
export function typedCurrency(typed: string): string {
  const text = halfWidth(typed).toUpperCase();
  const code = CURRENCY_NAMES.get(text) ?? text;
  return CURRENCY_CODES.has(code) ? code : refuse('money', 'not-a-currency', `"${text}" is not a currency; write CNY`);
}

/** A shared sign behind or before a name: `RMB ¥`, `USD $`. */
const NAME_AND_SIGN = /^(?:(.+)([$¥¤])|([$¥¤])(.+))$/u;

/** What stands on one side of an amount, as codes and shared signs: `US $` is one, `JPY €` two. Throws `bad-input` for any other word. */
function unitsIn(words: string): readonly string[] {
  const [first = '', ...others] = halfWidth(words).toUpperCase().split(/\s+/);
  try {
    return unitsOf([first, ...others].join(''));
  } catch (error) {
    if (others.length === 0) throw error;
    return [first, ...others].flatMap(unitsOf);
  }
}

function unitsOf(text: string): readonly string[] {
  if (text === '') return [];
  if (SHARED_SIGNS.has(text)) return [text];
  const [, name, sign, before = '', behind = ''] = CURRENCY_NAMES.has(text) ? [] : (NAME_AND_SIGN.exec(text) ?? []);
  return sign || before ? [typedCurrency(name ?? behind), sign ?? before] : [typedCurrency(text)];
}

/** True for a text that is nothing but a currency's name or sign, so that the digits beside it mean what they say. */
export function isCurrencyText(text: string): boolean {
  try {
    return unitsIn(text).length >= 0;
  } catch {
    return false;
  }
}

const WITH_CURRENCY = /^(-?)([\p{L}\p{Sc}\s]*)(-?[\d,.]+)([\p{L}\p{Sc}\s]*)$/u;

interface Units {
  readonly codes: readonly string[];
  /** Signs that several currencies share. */
  readonly signs: readonly string[];
}

function byKind(units: readonly string[]): Units {
  const isSign = (unit: string) => SHARED_SIGNS.has(unit);
  return { codes: units.filter((unit) => !isSign(unit)), signs: units.filter(isSign) };
}

interface SplitMoney extends Units {
  readonly amount: string;
}

/** An amount and what stands before and behind it: `¥48,000`, `CNY 5`, `5 元`. */
function splitMoney(typed: string): SplitMoney {
  const text = halfWidth(typed);
  const [, sign = '', before = '', digits = '', behind = ''] = WITH_CURRENCY.exec(text) ?? [];
  if (digits === '') return { amount: text, codes: [], signs: [] };
  return { amount: `${sign}${digits}`, ...byKind([...unitsIn(before), ...unitsIn(behind)]) };
}

/** The amount without the currency beside it, in ASCII: `1234.50` of `1234．50€`. Throws `bad-input` for other words beside it. */
export function amountWithin(typed: string): string {
  return splitMoney(typed).amount;
}

/**
 * The currencies that what stands beside an amount may mean, the usual ones first; none for a bare amount or for units that are
 * not known.
 */
export function currenciesBeside(typed: string): readonly string[] {
  try {
    const { codes, signs } = splitMoney(typed);
    const meant = signs.filter((sign) => sign !== '¤').flatMap((sign) => [...(SHARED_SIGNS.get(sign) ?? [])]);
    const known = codes.length > 0 ? codes : OFFERED_CURRENCIES.filter((code) => meant.includes(code));
    return [...new Set(known)];
  } catch {
    return [];
  }
}

/** What is known of the currency of an amount besides what was typed. */
export interface CurrencyContext {
  /** The currency that the head of its column names; another one with the amount contradicts it. */
  readonly head?: string | null;
  /** The currency that the head's unit usually means, such as 元, which people also write over other currencies. */
  readonly unit?: string | null;
  /** The shared sign in the head, for amounts beside which nothing stands. */
  readonly sign?: string | null;
  /** The usual currency, of amounts that name none: a sign that does not fit it is refused. */
  readonly usual?: string | null;
}

/** An amount and its currency, which may also stand with the amount. Null when both are empty. Throws `bad-input`. */
export function typedMoney(
  amount: string,
  currency: string,
  { head = null, unit = null, sign = null, usual = null }: CurrencyContext = {},
): Money | null {
  if (amount.trim() === '' && currency.trim() === '') return null;
  if (amount.trim() === '') refuse('money', 'no-amount', 'a currency needs an amount');
  const split = splitMoney(amount);
  const digits = plainAmount(split.amount);
  const column = byKind(unitsIn(currency));
  const beside = [...split.signs, ...column.signs];
  const named = new Set([...split.codes, ...column.codes, ...(head === null ? [] : [head])]);
  const [one = impliedBy(beside.length > 0 || sign === null ? beside : [sign], unit, usual), another] = named;
  const doubt = another ?? beside.find((unfit) => !fits(unfit, one));
  if (doubt !== undefined) refuse('money', 'two-currencies', `${one} and ${doubt} for one amount`);
  return { amount: digits, currency: one };
}

const fits = (sign: string, currency: string) => SHARED_SIGNS.get(sign)?.has(currency) === true;

/**
 * The currency of an amount that names none: the first of its unit's and the usual one that all its signs fit. A sign has a
 * meaning of its own only where no currency is the usual one. Throws `bad-input`.
 */
function impliedBy(signs: readonly string[], unit: string | null, usual: string | null): string {
  const meanings = usual === null ? signs.map((sign) => USUAL_MEANING.get(sign) ?? null) : [usual];
  const candidates = [unit, ...meanings].filter((one) => one !== null);
  const found = candidates.find((currency) => signs.every((sign) => fits(sign, currency)));
  if (found !== undefined) return found;
  const sign = signs.find((one) => one !== '¤');
  if (sign === undefined) refuse('money', 'no-currency', 'an amount needs its currency, for instance CNY');
  if (usual !== null) refuse('money', 'two-currencies', `${usual} and ${sign} for one amount`);
  return refuse('money', 'not-a-currency', `"${sign}" may be one of many; write the code, such as USD`);
}

/** What people put between parties. A comma is part of many names. */
const BETWEEN_PARTIES = /[;；、|\n]/;

/** Parties in one text. */
export function splitParties(typed: string): readonly string[] {
  return typed.split(BETWEEN_PARTIES);
}

/** Each party once, empty ones left out; null when none is left. */
export function typedParties(typed: readonly string[]): readonly string[] | null {
  const parties = typed.map((party) => cleanText('parties', party)).filter((party) => party !== null);
  if (parties.length > FACT_LIMITS.parties) refuse('parties', 'too-many', `more than ${FACT_LIMITS.parties}`);
  const unique = [...new Set(parties)];
  return unique.length > 0 ? unique : null;
}

/** A kind; its name in one of our languages, in whatever case, becomes the kind itself. */
export function typedKind(typed: string): string | null {
  const text = cleanText('kind', typed);
  const folded = text?.toLowerCase();
  const names = (kind: (typeof KNOWN_KINDS)[number]) => [
    kind,
    ...LANGUAGES.map((language) => wordsFor(language).kinds[kind].toLowerCase()),
  ];
  return KNOWN_KINDS.find((kind) => names(kind).includes(folded ?? '')) ?? text;
}

/** An amount beside `money`, of which `usual` is the currency: another one with it contradicts that. Null when empty. */
function typedPart(name: string, typed: string, usual: string | null): string | null {
  if (typed.trim() === '') return null;
  const { amount, codes, signs } = splitMoney(typed);
  const named = [...codes, ...signs];
  if (named.length > 0 && usual === null) refuse(name, 'no-currency', `whose currency "${typed}" is in`);
  if (codes.some((code) => code !== usual) || signs.some((sign) => sign !== '¤' && !fits(sign, usual ?? '')))
    refuse(name, 'two-currencies', `not in ${usual}`);
  return plainAmount(amount, name);
}

/** A decimal number that is not below zero; the digits stay as typed. Null when empty. */
function typedQuantity(name: string, typed: string): string | null {
  const text = halfWidth(typed);
  if (text === '') return null;
  const digits = GROUPED.test(text) ? text.replaceAll(',', '') : text;
  return isQuantity(digits) ? digits : refuse(name, 'not-a-quantity', `"${text}" is not a number`);
}

/** A scheme by its name in one of our languages, or by the one that records have. Null when empty. */
function typedScheme(typed: string): string | null {
  const text = halfWidth(typed).toLowerCase();
  if (text === '') return null;
  const names = (scheme: Scheme) => [
    scheme,
    ...LANGUAGES.map((language) => halfWidth(wordsFor(language).schemes[scheme]).toLowerCase()),
  ];
  return SCHEMES.find((scheme) => names(scheme).includes(text)) ?? refuse('scheme', 'not-a-scheme', `"${text}"`);
}

/** How each form is read; `usual` is the currency of an amount that names none. */
const FORMS: Readonly<Record<FactForm, (name: string, typed: string, usual: string | null) => Json>> = {
  text: cleanText,
  kind: (_, typed) => typedKind(typed),
  parties: (_, typed) => typedParties(splitParties(typed)),
  date: (name, typed) => typedDate(typed, name),
  money: (_, typed, usual) => typedMoney(typed, '', { usual }),
  amount: typedPart,
  quantity: typedQuantity,
  scheme: (_, typed) => typedScheme(typed),
};

/** Name of a fact that a clerk may type. */
export type TypedFact = EditableFact | TypedProfileFact;

/** How each fact is typed. */
export const FACT_FORMS: Readonly<Record<TypedFact, FactForm>> = { ...DOCUMENT_FORMS, ...PROFILE_FORMS };
/** Their names: those of every document first. */
export const TYPED_FACTS = Object.keys(FACT_FORMS) as readonly TypedFact[];

/**
 * One fact as it was typed into one field; `usual` is the currency of an amount that names none. Null when empty. Throws
 * `bad-input`, naming the fact and the reason.
 */
export function typedFact(name: TypedFact, typed: string, usual: string | null = null): Json {
  return FORMS[FACT_FORMS[name]](name, typed, usual);
}

/** Cleans edits whose values are still as typed. Null clears a fact. Throws `bad-input`. */
export function cleanEdits(edits: FactEdits): FactEdits {
  const clean: FactEdits = edits.fingerprints === null ? { fingerprints: null } : {};
  for (const name of TYPED_FACTS) if (edits[name] !== undefined) Object.assign(clean, { [name]: cleaned(name, edits) });
  return clean;
}

function cleaned(name: TypedFact, edits: FactEdits): Json {
  const value = edits[name];
  if (value === null || value === undefined) return null;
  if (name === 'parties') return typedParties(edits.parties ?? []);
  if (name === 'money') return typedMoney(edits.money?.amount ?? '', edits.money?.currency ?? '');
  return typedFact(name, value as string, edits.money?.currency ?? null);
}
