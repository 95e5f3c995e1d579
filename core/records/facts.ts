/**
 * The facts a record may state about a document, and the rules for their values. Text is typed by people and printed on
 * legal paper, so invisible characters (control, bidi, zero-width) are refused, not silently removed.
 */

import { partDigestsValue } from '../documents/doctor/format.ts';
import { NotaryError } from '../errors.ts';
import type { Json } from '../formats/canonical.ts';
import { hasLoneSurrogate } from '../formats/canonical.ts';
import { type Decoder, integer, list, nullable, object, text } from '../formats/decoder.ts';
import { escapedChar, isPlainText, isUnsettled, PLAIN_TEXT_LENGTH, plainText, visible } from '../formats/plain-text.ts';
import { linksValue } from './links.ts';
import type { ListFacts } from './list-facts.ts';

/** An amount as it was typed and its ISO 4217 currency. */
export type Money = { readonly amount: string; readonly currency: string };

/** Whether a value of JSON has the members of an amount with its currency. */
export function isMoney(value: unknown): value is Money {
  const { amount, currency } = (value ?? {}) as { readonly amount?: unknown; readonly currency?: unknown };
  return typeof amount === 'string' && typeof currency === 'string';
}

/** The currency of a record's amounts, from the value of its `money`. */
export function currencyOf(money: unknown): string | null {
  return isMoney(money) ? money.currency : null;
}

/** Every fact of a `document` record; null when not stated. Facts are stated by the holder and not checked. */
export type Facts = {
  readonly holder: string | null;
  /** Unified social credit code or another id of the holder. */
  readonly holderId: string | null;
  /** The same id with its middle masked, so that a certificate can show it without revealing it. */
  readonly holderIdMasked: string | null;
  readonly operator: string | null;
  readonly title: string | null;
  readonly fileName: string | null;
  /** `contract`, `invoice`, `receipt`, `statement`, `report`, `scan`, `other` or free text. */
  readonly kind: string | null;
  readonly number: string | null;
  readonly parties: readonly string[] | null;
  /** The document's own date, `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly money: Money | null;
  /** How and from where the file was obtained. */
  readonly obtained: string | null;
  readonly note: string | null;
  readonly pages: number | null;
  /** Name and version of the program that made the record. */
  readonly software: string | null;
  /** The records that this one refers to: `Links` of core/records/links.ts, or any JSON that is not understood here. */
  readonly links: Json;
  /** Digests of parts, for the doctor: `PartDigests` of core/documents/doctor/format.ts, or those of a later version. */
  readonly fingerprints: Json;
};

/** Facts as a certificate discloses them: in a list that it discloses in part, null stands for what is withheld. */
type ShownFacts = Omit<Facts, 'parties'> & { readonly parties: readonly (string | null)[] | null };

/** Facts of a record of any kind, under the names of its kind; names that documents have too mean the same. */
export type AnyFacts = Partial<ShownFacts> & { readonly [name: string]: Json | undefined };

/** Name of a fact of a document. */
export type FactName = keyof Facts;

/** The closed list of names of a `document` record, in the order in which page, screen and evidence show them. */
export const FACT_NAMES = [
  'holder',
  'holderId',
  'holderIdMasked',
  'operator',
  'title',
  'fileName',
  'kind',
  'number',
  'parties',
  'date',
  'money',
  'obtained',
  'note',
  'pages',
  'software',
  'links',
  'fingerprints',
] as const satisfies readonly FactName[];

/** How a person types a fact: fields, options and columns of tables are made from it. */
export type FactForm = 'text' | 'kind' | 'parties' | 'date' | 'money' | 'amount' | 'quantity' | 'scheme';

/** The facts of every document that a clerk may type or change before sealing; the others are set by the desk. */
export const DOCUMENT_FORMS = {
  title: 'text',
  kind: 'kind',
  number: 'text',
  parties: 'parties',
  date: 'date',
  money: 'money',
  obtained: 'text',
  note: 'text',
  operator: 'text',
} as const satisfies Partial<Record<FactName, FactForm>>;

/** Name of a fact of every document that a clerk may type. */
export type EditableFact = keyof typeof DOCUMENT_FORMS;
/** Their names. */
export const EDITABLE_FACTS = Object.keys(DOCUMENT_FORMS) as readonly EditableFact[];

/** Characters of a text, number of parties, number of pages. */
export const FACT_LIMITS = { text: PLAIN_TEXT_LENGTH, parties: 20, pages: 1_000_000 } as const;

/** Kinds that have a name in both languages; any other text is shown as it is. */
export const KNOWN_KINDS = ['contract', 'invoice', 'receipt', 'statement', 'report', 'scan', 'other'] as const;

/** True for a day that exists, written `YYYY-MM-DD`. */
export function isDate(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** A day that exists, `YYYY-MM-DD`. Throws `malformed`. */
export const date: Decoder<string> = (value, at) => {
  if (typeof value !== 'string' || !isDate(value)) throw new NotaryError('malformed', `${at}: not a date`);
  return value;
};

/** A decimal number as it was typed, at most 15 digits before and 6 behind its point. Throws `malformed`. */
export const amount: Decoder<string> = text(24, /^-?\d{1,15}(?:\.\d{1,6})?$/, 'an amount');

const money = object<Money>({
  amount,
  currency: text(3, /^[A-Z]{3}$/, 'an ISO 4217 code'),
});

/** Reads one fact's value; the keys are exactly `FACT_NAMES`. */
export const factDecoders: { readonly [N in FactName]: Decoder<Facts[N]> } = {
  holder: nullable(plainText),
  holderId: nullable(plainText),
  holderIdMasked: nullable(plainText),
  operator: nullable(plainText),
  title: nullable(plainText),
  fileName: nullable(plainText),
  kind: nullable(plainText),
  number: nullable(plainText),
  parties: nullable(list(plainText, FACT_LIMITS.parties, 1)),
  date: nullable(date),
  money: nullable(money),
  obtained: nullable(plainText),
  note: nullable(plainText),
  pages: nullable(integer(1, FACT_LIMITS.pages)),
  software: nullable(plainText),
  links: linksValue,
  fingerprints: partDigestsValue,
};

/** Those that are lists, in kinds of version 2. */
export const DOCUMENT_LISTS: ListFacts = { parties: { element: plainText, most: FACT_LIMITS.parties } };

/** Typed text, normalised to NFC and trimmed; null when empty. Throws `bad-input` naming what is not allowed. */
export function cleanText(name: string, typed: string): string | null {
  const value = hasLoneSurrogate(typed) ? typed : typed.normalize('NFC').trim();
  if (value === '') return null;
  if (!isPlainText(value) || isUnsettled(value)) {
    const reason = [...value].length > FACT_LIMITS.text ? 'too-long' : 'invisible';
    throw new NotaryError(
      'bad-input',
      `${name}: ${reason === 'too-long' ? `more than ${FACT_LIMITS.text} characters` : 'characters that cannot be seen'}`,
      { fact: name, reason },
    );
  }
  return value;
}

/**
 * A file name for the record: NFC, invisible characters escaped as `\u{202E}`, cut in the middle at 200 characters.
 * Bytes of a name that are not UTF-8 were written `\xNN` before they came here.
 */
export function cleanFileName(name: string): string {
  const escaped = visible(name.normalize('NFC')).replace(/^\s+|\s+$/gu, (space) =>
    [...space].map(escapedChar).join(''),
  );
  const chars = [...escaped];
  if (chars.length <= FACT_LIMITS.text) return escaped || '\\u{0}';
  return [...chars.slice(0, 120), '…', ...chars.slice(chars.length - 79)].join('').trim().normalize('NFC');
}

/**
 * An id with its middle masked: the first and last four characters stay if it is long enough to hide more than it
 * shows.
 */
export function maskId(id: string): string {
  const chars = [...id];
  const keep = chars.length >= 12 ? 4 : chars.length >= 6 ? 1 : 0;
  return chars.map((char, i) => (i < keep || i >= chars.length - keep ? char : '*')).join('');
}

/** Facts that have a masked form beside them: where that is shown to be absent, there is nothing whole to withhold. */
const MASKED_FORMS: Readonly<Record<string, FactName>> = { holderId: 'holderIdMasked' };

/** Whether a fact is left out as asked: not one that is absent where its masked form shows that anyway. */
export function isWithheld(name: string, value: Json, withhold: readonly string[]): boolean {
  const masked = MASKED_FORMS[name];
  const shownAbsent = value === null && masked !== undefined && !withhold.includes(masked);
  return withhold.includes(name) && !shownAbsent;
}

const NO_FACTS = Object.freeze(Object.fromEntries(FACT_NAMES.map((name) => [name, null]))) as unknown as Facts;

/** A document's facts with every name present: `stated` over null. */
export function allFacts(stated: Partial<Facts>): Facts {
  return { ...NO_FACTS, ...stated };
}

/** Of these facts the named ones that are stated, in the order of the names. */
export function statedAmong(facts: AnyFacts, names: readonly string[]): AnyFacts {
  return Object.fromEntries(names.flatMap((name) => (facts[name] == null ? [] : [[name, facts[name]]])));
}
