import { NotaryError } from '../../../core/errors.ts';
import type { FactEdits } from '../../../core/ports.ts';
import type { AnyFacts } from '../../../core/records/facts.ts';
import type { Scheme } from '../../../core/records/profiles/facts.ts';
import { type TypedFact, typedFact } from '../../../core/records/typed-facts.ts';
import type { ErrorDetails, Words } from '../../../core/words/words.ts';

export type ReadFact =
  | { readonly ok: true; readonly facts: FactEdits }
  /** Why it is not taken, for `words.error('bad-input', …)`. */
  | { readonly ok: false; readonly wrong: ErrorDetails };

/** Reads what was typed for one fact; an empty text clears it. `currency` is the one that is shown beside an amount. */
export function readFact(name: TypedFact, typed: string, currency: string | null = null): ReadFact {
  try {
    return { ok: true, facts: { [name]: typedFact(name, typed, currency) } };
  } catch (thrown) {
    if (!(thrown instanceof NotaryError)) throw thrown;
    return { ok: false, wrong: thrown.details };
  }
}

/** A fact as editable text; parsing it returns the same fact. */
export function factField(name: TypedFact, facts: AnyFacts, words: Words): string {
  if (name === 'money') return facts.money ? `${facts.money.currency} ${facts.money.amount}` : '';
  if (name === 'parties') return facts.parties?.join('; ') ?? '';
  if (name === 'kind') return facts.kind ? words.kind(facts.kind) : '';
  const value = facts[name];
  if (typeof value !== 'string') return '';
  return name === 'scheme' ? (words.schemes[value as Scheme] ?? value) : value;
}
