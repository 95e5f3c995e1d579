/**
 * What a certificate withholds, as it is asked for: names of facts, and elements of lists by their place, `parties:2`. What
 * cannot be left out alone takes the whole fact with it: what is to be withheld is never shown.
 */
import type { Crypto } from '../crypto.ts';
import { isWithheld } from './facts.ts';
import { type ShownFact, withoutElements } from './list-facts.ts';
import type { ClaimRule, Disclosure } from './record.ts';

const ELEMENT = /^([A-Za-z]{1,64}):([1-9]\d{0,2})$/;

/** The place of an element in a list. */
export interface ElementPlace {
  readonly name: string;
  /** From 0. */
  readonly index: number;
}

/** `parties:2` for the second of the parties. */
export const elementName = ({ name, index }: ElementPlace): string => `${name}:${index + 1}`;

/** The element that is named; null for the name of a fact. */
export function elementPlace(named: string): ElementPlace | null {
  const [, name, place] = ELEMENT.exec(named) ?? [];
  return name === undefined ? null : { name, index: Number(place) - 1 };
}

/** What is withheld of one record. */
export interface Withholding {
  /** Names of facts that are withheld in whole. */
  readonly facts: ReadonlySet<string>;
  /** Indexes of elements that are withheld from lists of which others are shown. */
  readonly elements: ReadonlyMap<string, ReadonlySet<number>>;
}

/** What is withheld of a record with these facts when these names are given; what it has not is left out. */
export function withholdingOf(
  withhold: readonly string[],
  disclosures: readonly Disclosure[],
  { lists }: Pick<ClaimRule, 'lists'>,
): Withholding {
  const facts = new Set(withhold.filter((named) => elementPlace(named) === null));
  const elements = new Map<string, Set<number>>();
  const values = new Map(disclosures.map(([, name, value]) => [name, value]));
  for (const named of withhold) {
    const place = elementPlace(named);
    const value = place === null ? null : values.get(place.name);
    if (place === null || !Array.isArray(value) || place.index >= value.length || facts.has(place.name)) continue;
    const indexes = (elements.get(place.name) ?? new Set()).add(place.index);
    if (!Object.hasOwn(lists, place.name) || indexes.size === value.length) {
      facts.add(place.name);
      elements.delete(place.name);
    } else elements.set(place.name, indexes);
  }
  return { facts, elements };
}

/** What a certificate shows of these facts when this is withheld. */
export function shownFacts(
  disclosures: readonly Disclosure[],
  rule: Pick<ClaimRule, 'lists'>,
  withhold: readonly string[],
  crypto: Pick<Crypto, 'sha256OfText'>,
): readonly ShownFact[] {
  const { facts, elements } = withholdingOf(withhold, disclosures, rule);
  const names = [...facts];
  return disclosures.flatMap((disclosure): readonly ShownFact[] => {
    const [, name, value] = disclosure;
    if (isWithheld(name, value, names)) return [];
    const indexes = elements.get(name);
    return [indexes && Array.isArray(value) ? withoutElements(disclosure, value, indexes, crypto) : disclosure];
  });
}
