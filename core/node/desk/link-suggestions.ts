/**
 * Which records a waiting one probably refers to: by the numbers that its document names, by what it states itself, and by numbers
 * that two records share. Nothing of it is stated before a person says so.
 */
import { looseText, plainCode } from '../../documents/reading/identity.ts';
import { accepts } from '../../formats/decoder.ts';
import type { StoredRecord } from '../../ports.ts';
import type { AnyFacts } from '../../records/facts.ts';
import { creditedIdentity } from '../../records/invoice-identity.ts';
import { isLinkTo } from '../../records/linking.ts';
import { type DraftLink, type LinkRel, readBasis, TYPED } from '../../records/links.ts';
import { factsIn } from '../../records/record.ts';
import { unlessDamaged } from '../store/damage.ts';
import type { ForeignRecord } from '../store/foreign-types.ts';
import type { RecordQuery, StoredRow } from '../store/query.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import type { LinkSuggestion, OwnEnd } from './link-types.ts';

/** What suggestions are made with. */
export interface SuggestionMakings {
  readonly store: Pick<SqliteStore, 'query' | 'reading' | 'invoicesLike' | 'foreign'>;
  /** What is known of the records that are suggested. */
  readonly ends: { own(id: string): OwnEnd | null; leafOf(id: string): string | null };
}

/** A number that a record names, and as what. */
interface Named {
  readonly rel: LinkRel;
  readonly number: string;
  readonly basis: string;
}

/** Suggestions for one record; records that are found for one number. */
const MOST = { suggestions: 20, found: 20 } as const;
/** Shorter numbers are those of too many things. */
const SHORTEST = 3;
/** Parts of a text that may be numbers: `RE-2026/007`, `26332000000000000001`. */
const CODES = /[\p{L}\p{N}](?:[\p{L}\p{N}]|[-/._](?=[\p{L}\p{N}]))*/gu;

/** Sorts of documents, told by the record's kind or, of a plain document, by what it is stated to be. */
const SORTS: Readonly<Record<string, LinkRel>> = {
  invoice: 'invoice',
  delivery: 'delivery',
  payment: 'payment',
  contract: 'contract',
  'warehouse-receipt': 'receipt',
  合同: 'contract',
  发票: 'invoice',
  order: 'order',
  订单: 'order',
};

/** What a record may be referred to as, where its sort is known: an invoice is nobody's order. */
const FITS: Readonly<Partial<Record<LinkRel, readonly LinkRel[]>>> = {
  order: ['order', 'contract'],
  contract: ['contract', 'order'],
  despatch: ['despatch', 'delivery'],
  delivery: ['despatch', 'delivery'],
  receipt: ['receipt', 'delivery'],
  invoice: ['invoice'],
  'credit-of': ['invoice'],
  payment: ['payment'],
};

function sortOf({ kind, facts }: { readonly kind: string; readonly facts: AnyFacts }): LinkRel | null {
  const stated = typeof facts.kind === 'string' ? facts.kind.toLowerCase() : '';
  const [own, said] = [kind, stated].map((name) => (Object.hasOwn(SORTS, name) ? SORTS[name] : undefined));
  return own ?? said ?? null;
}

const fits = (rel: LinkRel, sort: LinkRel | null) => sort === null || (FITS[rel]?.includes(sort) ?? true);

/** What a record probably refers to and does not yet, the surest first. */
export function suggestedLinks(
  record: StoredRecord,
  links: readonly DraftLink[],
  makings: SuggestionMakings,
): readonly LinkSuggestion[] {
  const facts = factsIn(record.disclosures);
  const found = [
    ...takenBack(record, facts, makings),
    ...namedBy(record, facts, makings),
    ...sameNumber(record, facts, makings),
  ];
  const isStated = ({ rel, to }: LinkSuggestion) => {
    const leaf = 'record' in to ? makings.ends.leafOf(to.record) : to.leaf;
    return links.some((link) => isLinkTo(link, rel, to, leaf));
  };
  const known = new Set<string>();
  const isNew = ({ rel, to }: LinkSuggestion) => {
    const key = JSON.stringify([rel, to]);
    return !known.has(key) && known.add(key) !== undefined;
  };
  return found
    .filter((one) => !isStated(one))
    .toSorted((a, b) => Number(b.strict) - Number(a.strict))
    .filter(isNew)
    .slice(0, MOST.suggestions);
}

/** The invoice that this one takes back, by the keys that tell invoices apart. */
function takenBack({ id }: StoredRecord, facts: AnyFacts, { store, ends }: SuggestionMakings): LinkSuggestion[] {
  const identity = creditedIdentity(facts);
  const { credits } = facts;
  if (identity === null || typeof credits !== 'string') return [];
  const basis = basisOf(unlessDamaged(() => store.reading(id))?.places.credits ?? TYPED);
  return store
    .invoicesLike(identity, id)
    .same.map((match) => ownSuggestion(match.id, { rel: 'credit-of', number: credits, basis }, match.strict, ends));
}

/** Numbers of other documents that the record's document names, and what a payment says that it is for. */
function namedIn({ id, kind }: StoredRecord, facts: AnyFacts, { store }: SuggestionMakings): readonly Named[] {
  const reading = unlessDamaged(() => store.reading(id));
  const read = (reading?.references ?? []).map(({ rel, number, basis }) => ({ rel, number, basis: basisOf(basis) }));
  const reference = kind === 'payment' && typeof facts.reference === 'string' ? facts.reference : '';
  const paid = [...new Set(reference.match(CODES) ?? [])]
    .filter((code) => /\p{N}/u.test(code))
    .map((number) => ({ rel: 'invoice', number, basis: TYPED }) as const);
  return [...read, ...paid].filter(({ number }) => plainCode(number).length >= SHORTEST);
}

const basisOf = (place: string) => (accepts(readBasis, place) ? place : TYPED);

/** Records, of this desk and of others, that state one of the numbers that the record names. */
function namedBy(record: StoredRecord, facts: AnyFacts, makings: SuggestionMakings): readonly LinkSuggestion[] {
  const all = namedIn(record, facts, makings);
  // read once, whatever many numbers are looked for among them
  const foreign = all.length === 0 ? [] : makings.store.foreign.all();
  return all.flatMap((named) => [...ownWith(named, record, makings), ...foreignWith(named, foreign)]);
}

const ownWith = (named: Named, record: StoredRecord, { store, ends }: SuggestionMakings): readonly LinkSuggestion[] =>
  numbered(named.number, record, store).flatMap((row) => {
    const strict = isSame(row.facts.number, named.number);
    return strict === null || !fits(named.rel, sortOf(row)) ? [] : [ownSuggestion(row.id, named, strict, ends)];
  });

const foreignWith = (named: Named, foreign: readonly ForeignRecord[]): readonly LinkSuggestion[] =>
  foreign.flatMap((other) => {
    const strict = isSame(other.facts.number, named.number);
    return strict === null || !fits(named.rel, sortOf(other)) ? [] : [foreignSuggestion(other, named, strict)];
  });

/** Records of another sort with the same number: a scan of a contract and the delivery that names it. */
function sameNumber(record: StoredRecord, facts: AnyFacts, makings: SuggestionMakings): readonly LinkSuggestion[] {
  const { number } = facts;
  const mine = sortOf({ kind: record.kind, facts });
  if (typeof number !== 'string' || plainCode(number).length < SHORTEST) return [];
  return numbered(number, record, makings.store).flatMap((row) => {
    const theirs = sortOf(row);
    if (theirs === null || theirs === mine || isSame(row.facts.number, number) !== true) return [];
    return [ownSuggestion(row.id, { rel: theirs, number, basis: TYPED }, true, makings.ends)];
  });
}

/** Other records that a search finds by a number; what was stated is compared by `isSame`. */
function numbered(number: string, { id }: StoredRecord, store: SuggestionMakings['store']): readonly StoredRow[] {
  const query: RecordQuery = {
    ...{ search: number, states: [], kind: null, from: null, to: null, sort: 'seq', descending: true, offset: 0 },
    limit: MOST.found,
  };
  const { rows } = store.query(query);
  return rows.filter((row) => row.id !== id && row.state !== 'withdrawn' && row.state !== 'erased');
}

/** Whether two numbers are the same strictly (true) or loosely (false); null when they are not. */
function isSame(stated: unknown, number: string): boolean | null {
  if (typeof stated !== 'string') return null;
  if (plainCode(stated) === plainCode(number)) return true;
  const loose = looseText(number);
  return loose.length >= SHORTEST && looseText(stated) === loose ? false : null;
}

const ownSuggestion = (id: string, named: Named, strict: boolean, ends: SuggestionMakings['ends']): LinkSuggestion => ({
  ...named,
  strict,
  to: { record: id },
  own: ends.own(id),
  foreign: null,
});

const foreignSuggestion = (foreign: ForeignRecord, named: Named, strict: boolean): LinkSuggestion => ({
  ...named,
  strict,
  to: { origin: foreign.origin, leaf: foreign.leaf },
  own: null,
  foreign,
});
