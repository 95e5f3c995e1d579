/**
 * Converts typed facts to the values that a record may hold. Anything ambiguous is refused as `bad-input`, naming the
 * fact and the reason; nothing is guessed for legal paper.
 */
import { NotaryError } from '../../errors.ts';
import type { FactEdits } from '../../ports.ts';
import {
  cleanText,
  EDITABLE_FACTS,
  FACT_LIMITS,
  type Facts,
  isDate,
  KNOWN_KINDS,
  type Money,
} from '../../records/facts.ts';
import { LANGUAGES, wordsFor } from '../../words/words.ts';

function refuse(fact: string, reason: string, message: string): never {
  throw new NotaryError('bad-input', `${fact}: ${message}`, { fact, reason });
}

/** Converts full-width digits and punctuation, as typed on Chinese keyboards, to ASCII. */
function halfWidth(typed: string): string {
  return typed.normalize('NFKC').trim();
}

/**
 * `2026-11-22`, `2026/11/2`, `2026.11.2` or `2026年11月2日` as `YYYY-MM-DD`; a time of day after it, as in exports, is
 * dropped. Null when empty.
 */
export function typedDate(typed: string): string | null {
  const text = halfWidth(typed);
  if (text === '') return null;
  const match =
    /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text);
  const [month, day] = [match?.[3] ?? match?.[5], match?.[4] ?? match?.[6]];
  const date = `${match?.[1]}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return match && isDate(date) ? date : refuse('date', 'not-a-date', `"${text}" is not a day; write 2026-11-22`);
}

const AMOUNT = /^-?\d{1,15}(?:\.\d{1,6})?$/;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** A decimal number; commas are allowed between thousands only. The digits stay as typed: `1,234.50` is `1234.50`. */
function typedAmount(typed: string): string {
  const text = halfWidth(typed);
  const amount = GROUPED.test(text) ? text.replaceAll(',', '') : text;
  if (!AMOUNT.test(amount)) refuse('money', 'not-an-amount', `"${text}" is not an amount; write 128000.00`);
  return amount;
}

const CURRENCY_NAMES: Readonly<Record<string, string>> = { RMB: 'CNY', 人民币: 'CNY', 元: 'CNY' };

function typedCurrency(typed: string): string {
  const text = halfWidth(typed).toUpperCase();
  const code = CURRENCY_NAMES[text] ?? text;
  if (!/^[A-Z]{3}$/.test(code)) refuse('money', 'not-a-currency', `"${text}" is not a currency; write CNY`);
  return code;
}

/** An amount and its currency; both or neither. Null when both are empty. */
export function typedMoney(amount: string, currency: string): Money | null {
  if (amount.trim() === '' && currency.trim() === '') return null;
  if (amount.trim() === '') refuse('money', 'no-amount', 'a currency needs an amount');
  const typed = typedAmount(amount);
  if (currency.trim() === '') refuse('money', 'no-currency', 'an amount needs its currency, for instance CNY');
  return { amount: typed, currency: typedCurrency(currency) };
}

/** Each party once, empty ones left out; null when none is left. */
export function typedParties(typed: readonly string[]): readonly string[] | null {
  const parties = typed.map((party) => cleanText('parties', party)).filter((party) => party !== null);
  if (parties.length > FACT_LIMITS.parties) refuse('parties', 'too-many', `more than ${FACT_LIMITS.parties}`);
  const unique = [...new Set(parties)];
  return unique.length > 0 ? unique : null;
}

/** A kind; its name in either language becomes the kind itself. */
export function typedKind(typed: string): string | null {
  const text = cleanText('kind', typed);
  const known = KNOWN_KINDS.find((kind) => LANGUAGES.some((language) => wordsFor(language).kinds[kind] === text));
  return known ?? text;
}

/** Cleans edits with values as typed. Null clears a fact. Throws `bad-input`. */
export function cleanEdits(edits: FactEdits): FactEdits {
  const clean: FactEdits = edits.fingerprints === null ? { fingerprints: null } : {};
  for (const name of EDITABLE_FACTS)
    if (edits[name] !== undefined) Object.assign(clean, { [name]: cleaned(name, edits) });
  return clean;
}

function cleaned(name: (typeof EDITABLE_FACTS)[number], edits: FactEdits): Facts[typeof name] {
  if (edits[name] === null || edits[name] === undefined) return null;
  if (name === 'date') return typedDate(edits.date ?? '');
  if (name === 'parties') return typedParties(edits.parties ?? []);
  if (name === 'kind') return typedKind(edits.kind ?? '');
  if (name === 'money') return typedMoney(edits.money?.amount ?? '', edits.money?.currency ?? '');
  return cleanText(name, edits[name] ?? '');
}
