import { NotaryError } from '../../../core/errors.ts';
import {
  cleanText,
  type EditableFact,
  FACT_LIMITS,
  type Facts,
  isDate,
  KNOWN_KINDS,
  type Money,
} from '../../../core/records/facts.ts';
import type { Words } from '../../../core/words/words.ts';
import { wordsFor } from '../../../core/words/words.ts';

/** What an edit changes; digests of parts can only be cleared. */
export type EditableFacts = Partial<Pick<Facts, EditableFact>> & { readonly fingerprints?: null };

/** Why a typed fact is not accepted; the texts for these are the window's own. */
export type Wrong = 'dateWrong' | 'moneyWrong' | 'tooLong' | 'tooMany' | 'invisible';

export type ReadFact =
  | { readonly ok: true; readonly facts: EditableFacts }
  | { readonly ok: false; readonly wrong: Wrong };

const wrong = (why: Wrong): ReadFact => ({ ok: false, wrong: why });

/** A known kind from its name in either language, any other text as it is. */
function readKind(text: string): string {
  const typed = text.toLowerCase();
  const known = KNOWN_KINDS.find((kind) =>
    [kind, wordsFor('en').kinds[kind].toLowerCase(), wordsFor('zh').kinds[kind]].includes(typed),
  );
  return known ?? text;
}

/** `CNY 128,000.00`, `128000 cny` or `128000` (then in `fallback`); null when it is no amount. */
function readMoney(text: string, fallback: string): Money | null {
  const match = /^(?:([A-Za-z]{3})\s*)?(-?[\d,，]+(?:\.\d+)?)(?:\s*([A-Za-z]{3}))?$/.exec(text.trim());
  const amount = match?.[2]?.replace(/[,，]/g, '') ?? '';
  if (match === null || (match[1] && match[3]) || !/^-?\d{1,15}(?:\.\d{1,6})?$/.test(amount)) return null;
  return { amount, currency: (match[1] ?? match[3] ?? fallback).toUpperCase() };
}

function readText(name: EditableFact, typed: string): ReadFact {
  if (name === 'date') return isDate(typed) ? { ok: true, facts: { date: typed } } : wrong('dateWrong');
  if (name === 'parties') {
    const parties = typed.split(/[;；\n]/).flatMap((party) => cleanText('parties', party) ?? []);
    if (parties.length > FACT_LIMITS.parties) return wrong('tooMany');
    return { ok: true, facts: { parties: parties.length === 0 ? null : parties } };
  }
  const text = cleanText(name, typed);
  return { ok: true, facts: { [name]: name === 'kind' && text !== null ? readKind(text) : text } };
}

/** Reads what was typed for one fact; an empty text clears it. `currency` is for amounts typed without one. */
export function readFact(name: EditableFact, typed: string, currency = 'CNY'): ReadFact {
  const text = typed.trim();
  if (text === '') return { ok: true, facts: { [name]: null } };
  if (name === 'money') {
    const money = readMoney(text, currency);
    return money === null ? wrong('moneyWrong') : { ok: true, facts: { money } };
  }
  try {
    return readText(name, text);
  } catch (thrown) {
    if (!(thrown instanceof NotaryError)) throw thrown;
    return wrong(thrown.details.reason === 'too-long' ? 'tooLong' : 'invisible');
  }
}

/** A fact as editable text; parsing it returns the same fact. */
export function factField(name: EditableFact, facts: Partial<Facts>, words: Words): string {
  if (name === 'money') return facts.money ? `${facts.money.currency} ${facts.money.amount}` : '';
  if (name === 'parties') return facts.parties?.join('; ') ?? '';
  if (name === 'kind') return facts.kind ? words.kind(facts.kind) : '';
  return facts[name] ?? '';
}
