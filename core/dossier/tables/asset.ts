/** What tables of a pool are made of: of each record the facts that say how much, from whom, since when and until when. */
import { invoiceIdentity } from '../../documents/reading/identity.ts';
import { millionths } from '../../documents/reading/values.ts';
import { readOrNull } from '../../formats/decoder.ts';
import { type AnyFacts, factDecoders } from '../../records/facts.ts';
import { isPartyId, regionOf } from './regions.ts';

/** One asset of a pool as its record states it. What a record does not say is null, and stays so in every table. */
export interface Asset {
  /** The record's id. */
  readonly record: string;
  readonly number: string | null;
  /** In millionths of its currency; null where the record states no amount. */
  readonly amount: bigint | null;
  readonly currency: string | null;
  /** The document's own date and the day on which it is due, `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly due: string | null;
  /** Who owes, and to whom: the name, and what the same party is recognised by. */
  readonly obligor: Party | null;
  readonly creditor: Party | null;
  /** Where the obligor is registered, as far as its id says so: a key of core/dossier/tables/regions.ts. */
  readonly region: string | null;
  /** Key of the invoice (canonical JSON); null for what is none, or does not say enough. */
  readonly invoice: string | null;
}

/** A party of an asset. */
export interface Party {
  readonly name: string | null;
  /** Equal for the same party: its id where there is one, else its name without spaces, width and case. */
  readonly key: string;
}

const textOf = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : null);
const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cc}\p{Cf}]/gu, '');

function partyOf(name: string | null, id: string | null): Party | null {
  const plain = id === null ? '' : folded(id).replace(/[./-]/g, '');
  if (plain !== '') return { name, key: `id:${plain}` };
  return name === null ? null : { name, key: `name:${folded(name)}` };
}

/** Names under which records of different kinds say who owes and who is owed. */
const OBLIGOR = [
  ['buyer', 'buyerId'],
  ['payer', null],
] as const;
const CREDITOR = [
  ['seller', 'sellerId'],
  ['payee', null],
] as const;

function firstParty(facts: AnyFacts, names: readonly (readonly [string, string | null])[]): Party | null {
  const parties = names.map(([name, id]) => partyOf(textOf(facts[name]), id === null ? null : textOf(facts[id])));
  return parties.find((party) => party !== null) ?? null;
}

/** The asset that a record states. */
export function assetOf(record: string, facts: AnyFacts): Asset {
  const money = readOrNull(factDecoders.money, facts.money ?? null);
  const id = textOf(facts.buyerId);
  return {
    record,
    number: textOf(facts.number),
    amount: money === null ? null : millionths(money.amount),
    currency: money?.currency ?? null,
    date: readOrNull(factDecoders.date, facts.date ?? null),
    due: readOrNull(factDecoders.date, facts.due ?? null),
    obligor: firstParty(facts, OBLIGOR),
    creditor: firstParty(facts, CREDITOR),
    region: id !== null && isPartyId(id) ? regionOf(id) : null,
    invoice: textOf(facts.scheme) === null ? null : invoiceIdentity(facts).strict,
  };
}

/** Where a name and an id disagree about who is meant, the id counts: the name that most of its assets give is shown. */
export function namesOf(parties: Iterable<Party | null>): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const party of parties) {
    if (party?.name == null) continue;
    const names = counts.get(party.key) ?? new Map<string, number>();
    counts.set(party.key, names.set(party.name, (names.get(party.name) ?? 0) + 1));
  }
  const most = (names: ReadonlyMap<string, number>) =>
    [...names].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0] as const)[0];
  return new Map([...counts].map(([key, names]) => [key, most(names)]));
}

const SCALE = 1_000_000n;

/** A whole number of millionths as a decimal number, with at least two digits behind its point and no zeros beyond them. */
export function decimalOf(value: bigint): string {
  const digits = value < 0n ? -value : value;
  const decimals = (digits % SCALE)
    .toString()
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${value < 0n ? '-' : ''}${digits / SCALE}.${decimals}`;
}

/** Days from one day to another, both `YYYY-MM-DD`; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
