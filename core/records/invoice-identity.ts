/**
 * What makes an invoice one invoice, whatever file it came in. The strict key has what its scheme says is unique: two
 * invoices with one strict key are the same. The loose key leaves out what people and programs write differently: two with
 * one loose key may be the same, and a person has to look. Sources: the numbering of 数电票 and of the older Chinese invoices
 * (code and number), EN 16931 (BT-31 or its stand-ins with BT-1), SdI errors 00404 and 00409, and KSeF (NIP, type, P_2).
 */
import { canonicalText, type Json } from '../formats/canonical.ts';
import type { AnyFacts, Money } from './facts.ts';

/** The keys of an invoice; null where its facts are too few. They are for comparing only, never shown. */
export interface InvoiceKeys {
  readonly strict: string | null;
  readonly loose: string | null;
}

/** What a key is made of; an empty text is something that is not stated. */
type Parts = Readonly<Record<string, string>>;

/** What identifies an invoice in each scheme. `of` turns a stated text into the form of one of the two keys. */
const SCHEMES: Readonly<Record<string, (facts: AnyFacts, of: Form) => Parts>> = {
  // unique in the whole country
  'cn-20': (facts, { number }) => ({ n: number(facts.number) }),
  'cn-legacy': (facts, { number }) => ({ c: number(facts.code), n: number(facts.number) }),
  en16931: (facts, { id, number }) => ({ i: id(facts.sellerId), n: number(facts.number) }),
  'pl-ksef': (facts, { id, number }) => ({ i: id(facts.sellerId), n: number(facts.number) }),
  'it-sdi': (facts, { id, number }) => ({
    i: id(facts.sellerId),
    n: number(facts.number),
    y: typeof facts.date === 'string' ? facts.date.slice(0, 4) : '',
    // credit notes are numbered apart
    k: (facts.credits ?? null) === null ? 'invoice' : 'credit',
  }),
};

/** How a stated text is written in a key. */
interface Form {
  readonly number: (stated: Json | undefined) => string;
  readonly id: (stated: Json | undefined) => string;
}

const STRICT: Form = { number: plain, id: (stated) => plain(stated).replace(/[.\-/]/g, '') };
const LOOSE: Form = { number: bare, id: (stated) => bare(stated).replace(/^[A-Z]{2}(?=\d)/, '') };

/** The keys of an invoice by its facts. Facts of any other record have none: they name no scheme. */
export function invoiceKeys(facts: AnyFacts): InvoiceKeys {
  const { scheme } = facts;
  if (typeof scheme !== 'string') return { strict: null, loose: null };
  const of = Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined;
  const loose = of && keyOf(scheme, of(facts, LOOSE));
  return { strict: (of && keyOf(scheme, of(facts, STRICT))) ?? null, loose: loose ?? keyOf('', withoutIds(facts)) };
}

/** The keys of the invoice that a credit note or red invoice takes back; null for any other record. */
export function creditedKeys(facts: AnyFacts): InvoiceKeys | null {
  const { credits = null } = facts;
  if (typeof credits !== 'string') return null;
  // its date is not known, so it can be found only where no year belongs to the key
  return invoiceKeys({ ...facts, number: credits, credits: null, date: null });
}

/** For a scheme without rules, or without an id of the seller: weak, and enough for a warning only. */
function withoutIds({ seller, number, date, money }: AnyFacts): Parts {
  const { amount = '', currency = '' } = (money ?? {}) as Partial<Money>;
  return { a: `${amount} ${currency}`.trim(), d: date ?? '', n: bare(number), v: bare(seller) };
}

/** JCS, so that no two sets of parts give one key; null where a part is missing. */
function keyOf(scheme: string, parts: Parts): string | null {
  return Object.values(parts).includes('') ? null : canonicalText({ ...parts, s: scheme });
}

/** Without white space and what cannot be seen, in one width and case. */
function plain(stated: Json | undefined): string {
  return typeof stated === 'string' ? stated.normalize('NFKC').replace(/[\s\p{C}]/gu, '').toUpperCase() : '';
}

/** Letters and digits alone, no zeros before a number. */
function bare(stated: Json | undefined): string {
  return plain(stated)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''));
}
