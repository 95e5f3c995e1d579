/**
 * Suggestions beside the facts of a record that waits: which of them still say something, and which a person can take with
 * one key. What was seen contradicts what was read or stated only where that is shown; nothing is filled in here.
 */
import type { Reading } from '../documents/reading/reading.ts';
import { suggestedByName } from '../documents/reading/suggested-name.ts';
import { eachOnce, type Suggestion, type SuggestionPlace } from '../documents/reading/suggestion.ts';
import type { Json } from '../formats/canonical.ts';
import { accepts } from '../formats/decoder.ts';
import type { FactEdits } from '../ports.ts';
import { type AnyFacts, EDITABLE_FACTS, type EditableFact } from './facts.ts';
import { INVOICE } from './profiles/index.ts';
import { isSameFact } from './reading-facts.ts';

/** What a fact of an invoice can hold; every kind of record has those of a document, and so has this one. */
export function isSuggestible({ name, value }: Suggestion): boolean {
  const read = Object.hasOwn(INVOICE.facts, name) ? INVOICE.facts[name] : undefined;
  return read !== undefined && value !== null && accepts(read, value);
}

/** The facts under which an invoice that is only suggested may be found: of the QR code, else of the page. */
export function suggestedInvoice(suggestions: readonly Suggestion[]): AnyFacts | null {
  for (const place of ['qr', 'page'] as const) {
    const facts = Object.fromEntries(suggestions.filter((one) => one.place === place).map(factOf));
    if (facts.kind === 'invoice') return facts;
  }
  return null;
}

const factOf = ({ name, value }: Suggestion): [string, Json] => [name, value];

/** Where a name that somebody gave a file says no more than what is known already. */
const ONLY_IF_EMPTY: readonly string[] = ['title', 'kind', 'scheme'];

/** Everything that is known of a record for this. */
export interface Suggestible {
  readonly facts: AnyFacts;
  readonly reading: Reading | null;
  /** What was seen in its document. */
  readonly seen: readonly Suggestion[];
}

/**
 * What is suggested for a record as it is now, the strongest place first: values of empty facts, and those that contradict a
 * fact. Places of one fact that say the same are each listed.
 */
export function openSuggestions({ facts, reading, seen }: Suggestible): readonly Suggestion[] {
  const named = typeof facts.fileName === 'string' ? suggestedByName(facts.fileName) : [];
  const all = [...(reading === null ? [] : weaklyRead(reading)), ...seen, ...named].filter(isSuggestible);
  return eachOnce(all.filter((one) => saysSomething(one, facts)));
}

/** What a reader found in a place that does not count as read. */
function weaklyRead({ suggestions, notes }: Reading): readonly Suggestion[] {
  const doubtful = notes.some(({ code }) => code === 'qr-altered');
  return suggestions.map(({ name, value }) => ({ name, value, place: 'qr', doubtful }));
}

function saysSomething({ name, place, value }: Suggestion, facts: AnyFacts): boolean {
  const stated = facts[name] ?? null;
  if (stated === null) return true;
  if (place === 'file-name' || ONLY_IF_EMPTY.includes(name)) return false;
  if (name === 'parties' && Array.isArray(value) && Array.isArray(stated))
    return !value.every((party) => stated.includes(party));
  return !isSameFact(name, stated, value);
}

/** Facts that what is shown on the document says otherwise than what was read from it. */
export function contradicted(read: AnyFacts, seen: readonly Suggestion[]): readonly string[] {
  const said = seen.filter((one) => isSuggestible(one) && (read[one.name] ?? null) !== null);
  return [...new Set(said.filter((one) => saysSomething(one, read)).map(({ name }) => name))];
}

const isEditable = (name: string): name is EditableFact => (EDITABLE_FACTS as readonly string[]).includes(name);

/** Whether a suggestion can be taken over as it is: the others are of facts that a person does not edit. */
export const isTakeable = ({ name }: Suggestion): boolean => isEditable(name);

/**
 * What to take with one key: values of empty facts about which all places agree, and none of which is doubtful. Where they do
 * not agree a person chooses.
 */
export function agreedEdits(facts: AnyFacts, open: readonly Suggestion[]): FactEdits {
  const names = [...new Set(open.filter((one) => isTakeable(one) && (facts[one.name] ?? null) === null).map(nameOf))];
  const agreed = names.flatMap((name) => {
    const [first, ...others] = open.filter((one) => one.name === name);
    const isAgreed =
      first && [first, ...others].every((one) => !one.doubtful && isSameFact(name, one.value, first.value));
    return isAgreed ? [factOf(first)] : [];
  });
  return Object.fromEntries(agreed) as FactEdits;
}

const nameOf = ({ name }: Suggestion) => name;

/** One value that is suggested for a fact, and all places that say it. */
export interface SuggestedValue extends Pick<Suggestion, 'name' | 'value'> {
  readonly places: readonly SuggestionPlace[];
  /** Whether each of its places is. */
  readonly doubtful: boolean;
}

/** Suggestions for people: each value of a fact once. */
export function suggestedValues(suggestions: readonly Suggestion[]): readonly SuggestedValue[] {
  const values: SuggestedValue[] = [];
  for (const { name, place, value, doubtful } of suggestions) {
    const at = values.findIndex((one) => one.name === name && isSameFact(name, one.value, value));
    const same = values[at];
    if (same)
      values[at] = { ...same, places: [...new Set([...same.places, place])], doubtful: same.doubtful && doubtful };
    else values.push({ name, value, places: [place], doubtful });
  }
  return values;
}
