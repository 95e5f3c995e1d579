import { NotaryError } from '../../../core/errors.ts';
import type { EditableFact, Facts } from '../../../core/records/facts.ts';
import { typedFact } from '../../../core/records/typed-facts.ts';
import type { ErrorDetails, Words } from '../../../core/words/words.ts';

/** What an edit changes; digests of parts can only be cleared. */
export type EditableFacts = Partial<Pick<Facts, EditableFact>> & { readonly fingerprints?: null };

export type ReadFact =
  | { readonly ok: true; readonly facts: EditableFacts }
  /** Why it is not taken, for `words.error('bad-input', …)`. */
  | { readonly ok: false; readonly wrong: ErrorDetails };

/** Reads what was typed for one fact; an empty text clears it. `currency` is the one that is shown beside an amount. */
export function readFact(name: EditableFact, typed: string, currency: string | null = null): ReadFact {
  try {
    return { ok: true, facts: { [name]: typedFact(name, typed, currency) } };
  } catch (thrown) {
    if (!(thrown instanceof NotaryError)) throw thrown;
    return { ok: false, wrong: thrown.details };
  }
}

/** A fact as editable text; parsing it returns the same fact. */
export function factField(name: EditableFact, facts: Partial<Facts>, words: Words): string {
  if (name === 'money') return facts.money ? `${facts.money.currency} ${facts.money.amount}` : '';
  if (name === 'parties') return facts.parties?.join('; ') ?? '';
  if (name === 'kind') return facts.kind ? words.kind(facts.kind) : '';
  return facts[name] ?? '';
}
