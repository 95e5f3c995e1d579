/**
 * What makes an invoice one invoice: a key for finding it again under another desk, another reader, another hand.
 * docs/certificate-format/readers.md, "Identity of an invoice".
 */
import { canonicalText, type Json } from '../../formats/canonical.ts';
import { readOrNull } from '../../formats/decoder.ts';
import { factDecoders } from '../../records/facts.ts';
import { isCreditType } from './credit-notes.ts';
import { millionths } from './values.ts';

/** Facts under the names of the profile `invoice`. */
export type InvoiceFacts = Readonly<Record<string, Json | undefined>>;

/** Canonical JSON (RFC 8785); null when the facts do not say enough. */
export interface InvoiceIdentity {
  /** Equal for the same invoice, and for no other as far as the scheme keeps its rules. */
  readonly strict: string | null;
  /** Equal for invoices that may be the same: for a warning, never for a decision. */
  readonly loose: string | null;
}

type Members = Readonly<Record<string, string | null>>;

/** Compatibility forms made usual (NFKC), capitals, and nothing that draws nothing. */
export function plainCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .normalize('NFKC')
    .replace(/[\s\p{Cc}\p{Cf}]/gu, '');
}

/** An id without the punctuation that people put into it, and without the prefix of its country where the scheme has one. */
function plainId(text: string, country: string): string {
  const id = plainCode(text).replace(/[./-]/g, '');
  if (country !== '' && id.startsWith(country)) return id.slice(country.length);
  // Greece is EL in VAT ids and GR everywhere else
  return id.replace(/^GR(?=\d)/, 'EL');
}

/** Letters and digits alone, without zeros before the digits of a number. */
export function looseText(text: string): string {
  return plainCode(text)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

const textOf = (value: Json | undefined) => (typeof value === 'string' && value.trim() !== '' ? value : null);
const digits = (text: string | null, lengths: readonly number[]) =>
  text !== null && /^\d+$/.test(text) && lengths.includes(text.length) ? text : null;

/** The parts of facts that keys are made of, normalised. */
interface Parts {
  readonly code: string | null;
  readonly number: string | null;
  readonly id: string | null;
  readonly year: string | null;
}

interface Scheme {
  /** Prefix of ids that says no more than the scheme. */
  readonly country: string;
  readonly strict: (parts: Parts) => Members;
  /** Loosened in the loose key. */
  readonly loose: (parts: Parts) => Members;
}

const bySeller = ({ id, number }: Parts): Members => ({ id, n: number });

/** Credit notes are numbered apart from invoices, or may be; all types of each share one series, which one of them stands for. */
const series = (scheme: string, credit: string, invoice: string) => (code: string | null) => {
  if (code === null) return null;
  return isCreditType(scheme, code) ? credit : invoice;
};
const italianSeries = series('it-sdi', 'TD04', 'TD01');
const europeanSeries = series('en16931', '381', '380');

const SCHEMES: Readonly<Record<string, Scheme>> = {
  'cn-20': {
    country: '',
    strict: ({ number }) => ({ n: digits(number, [20]) }),
    loose: ({ number }) => ({ n: number }),
  },
  'cn-legacy': {
    country: '',
    strict: ({ code, number }) => ({ c: digits(code, [10, 12]), n: digits(number, [8]) }),
    loose: ({ code, number }) => ({ c: code, n: number }),
  },
  en16931: {
    country: '',
    strict: (parts) => ({ ...bySeller(parts), t: europeanSeries(parts.code) }),
    loose: bySeller,
  },
  'it-sdi': {
    country: 'IT',
    strict: (parts) => ({ ...bySeller(parts), t: italianSeries(parts.code), y: parts.year }),
    loose: bySeller,
  },
  'pl-ksef': { country: 'PL', strict: (parts) => ({ ...bySeller(parts), t: parts.code }), loose: bySeller },
};

/** The key of these members; null when one is missing. */
function keyOf(scheme: string, members: Members): string | null {
  const isWhole = Object.values(members).every((value) => value !== null && value !== '');
  return isWhole ? canonicalText({ ...members, s: scheme }) : null;
}

/** Seller, number, date and gross amount together, for schemes with no rule of their own. */
function weakKey({ seller, number, date, money }: InvoiceFacts): string | null {
  const { amount, currency } = readOrNull(factDecoders.money, money) ?? { amount: null, currency: null };
  const members = { p: textOf(seller), n: textOf(number), d: textOf(date), c: currency };
  const loosened = mapMembers(members, looseText);
  return keyOf('other', { ...loosened, a: amount === null ? null : String(millionths(amount)) });
}

const mapMembers = (members: Members, to: (text: string) => string): Members =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, value === null ? null : to(value)]));

/** The keys of an invoice with these facts. */
export function invoiceIdentity(facts: InvoiceFacts): InvoiceIdentity {
  const name = textOf(facts.scheme) ?? '';
  const scheme = Object.hasOwn(SCHEMES, name) ? SCHEMES[name] : undefined;
  if (!scheme) return { strict: null, loose: weakKey(facts) };
  const { code, number, id } = mapMembers(
    { code: textOf(facts.code), number: textOf(facts.number), id: textOf(facts.sellerId) },
    plainCode,
  ) as Pick<Parts, 'code' | 'number' | 'id'>;
  const year = textOf(facts.date)?.slice(0, 4) ?? null;
  const parts: Parts = { code, number, year, id: id === null ? null : plainId(id, scheme.country) };
  return {
    strict: keyOf(name, scheme.strict(parts)),
    loose: keyOf(name, mapMembers(scheme.loose(parts), looseText)),
  };
}
