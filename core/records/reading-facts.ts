/**
 * How what was read from a document becomes facts of its record: beside what somebody stated, never over it. The fact `read`
 * names those whose value is the one that was read, and the reader: whoever has the document can read them again.
 */
import type { Reading } from '../documents/reading/reading.ts';
import { millionths } from '../documents/reading/values.ts';
import type { Json } from '../formats/canonical.ts';
import { accepts, readOrNull } from '../formats/decoder.ts';
import { type AnyFacts, amount, currencyOf, FACT_NAMES, type FactName, factDecoders } from './facts.ts';
import type { RecordKind } from './kind.ts';
import { PARTS_OF_MONEY } from './profiles/facts.ts';
import { isSameValue, readFactIn } from './profiles/read.ts';

/** The facts of every document that a reading may fill in; the others say who records it and how. */
const FILLED: readonly FactName[] = ['title', 'kind', 'number', 'parties', 'date', 'money'];
/** Set apart from facts that are read: what names them, and what is made later. */
const NOT_READ: readonly string[] = ['read', 'receivable'];

/** What of a reading may become facts of a record of this kind: only values that a verifier takes. */
export function readableFacts(kind: RecordKind, { facts }: Pick<Reading, 'facts'>): Readonly<Record<string, Json>> {
  const isRead = (name: string) =>
    !NOT_READ.includes(name) && (FILLED.includes(name as FactName) || !FACT_NAMES.includes(name as FactName));
  const taken = kind.names.filter((name) => {
    const read = kind.facts[name];
    return isRead(name) && read && (facts[name] ?? null) !== null && accepts(read, facts[name]);
  });
  return Object.fromEntries(taken.map((name) => [name, facts[name] as Json]));
}

/**
 * The facts of a record whose document was read just now. `isOpen` says of a fact that the record has already whether
 * nobody has stated it.
 */
export function filledFacts(
  kind: RecordKind,
  stated: AnyFacts,
  reading: Reading,
  isOpen: (name: string) => boolean,
): AnyFacts {
  const read = readableFacts(kind, reading);
  const free = Object.entries(read).filter(([name]) => !Object.hasOwn(stated, name) || isOpen(name));
  return readAgain(kind, { ...stated, ...Object.fromEntries(free) }, reading);
}

/**
 * The facts of a record after an edit, beside its reading. Net and tax are stated only where the currency is the one that
 * they were read in, and come back with it.
 */
export function readAgain(kind: RecordKind, facts: AnyFacts, reading: Reading): AnyFacts {
  const read = readableFacts(kind, reading);
  const isSameCurrency = currencyOf(facts.money) === currencyOf(read.money) && currencyOf(read.money) !== null;
  const amounts = PARTS_OF_MONEY.filter((name) => kind.names.includes(name)).map((name): [string, Json] => [
    name,
    isSameCurrency ? (read[name] ?? null) : null,
  ]);
  const now: AnyFacts = { ...facts, ...Object.fromEntries(amounts) };
  const names = Object.keys(read).filter((name) => isSameValue(now[name], read[name]));
  const { reader, v } = reading;
  return { ...now, read: names.length === 0 ? null : { reader, v, names: names.toSorted() } };
}

/**
 * Whether two values of a fact say the same: amounts are numbers, and `128000` is `128000.00`. Only for what is said to a
 * person; whether a fact is the one that was read is a matter of its exact value.
 */
export function isSameFact(name: string, a: Json | undefined, b: Json | undefined): boolean {
  return isSameValue(comparable(name, a), comparable(name, b));
}

/** The value with its amount in millionths; a value that is no amount stays as it is. */
function comparable(name: string, value: Json | undefined): Json | undefined {
  if (PARTS_OF_MONEY.includes(name)) {
    const read = readOrNull(amount, value);
    return read === null ? value : String(millionths(read));
  }
  const money = name === 'money' ? readOrNull(factDecoders.money, value) : null;
  return money === null ? value : { ...money, amount: String(millionths(money.amount)) };
}

/** What anybody may call a document otherwise than it calls itself, and what follows from another currency. */
const NO_DIFFERENCE: readonly string[] = ['title', ...PARTS_OF_MONEY];

/** Names of facts that somebody stated otherwise than the document. Who states more parties contradicts nobody. */
export function differingFacts(kind: RecordKind, facts: AnyFacts, reading: Pick<Reading, 'facts'>): readonly string[] {
  const isStated = (name: string, value: Json) =>
    name === 'parties' && Array.isArray(value)
      ? value.every((party) => facts.parties?.includes(party))
      : isSameFact(name, facts[name], value);
  return Object.entries(readableFacts(kind, reading))
    .filter(
      ([name, value]) => (facts[name] ?? null) !== null && !NO_DIFFERENCE.includes(name) && !isStated(name, value),
    )
    .map(([name]) => name);
}

/** Whether a fact was read from the document, or somebody stated it. */
export type FactSource = 'file' | 'stated';

/** What the desk states itself, or makes of others. */
const OF_DESK: readonly string[] = [
  ...FACT_NAMES.filter((name) => !FILLED.includes(name) && name !== 'obtained' && name !== 'note'),
  ...NOT_READ,
];

/** Where a fact of a record comes from; null for one that is empty or the desk's own, and for kinds that are not read. */
export function sourceOf(name: string, facts: AnyFacts): FactSource | null {
  if (facts.read === undefined || OF_DESK.includes(name) || (facts[name] ?? null) === null) return null;
  return readFactIn(facts)?.names.includes(name) ? 'file' : 'stated';
}
