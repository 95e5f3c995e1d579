/**
 * The facts that profiles have beside those of every document, and their values. docs/certificate-format.md, "Profiles".
 */
import { NotaryError } from '../../errors.ts';
import { type Decoder, nullable, oneOf, text } from '../../formats/decoder.ts';
import { plainText } from '../../formats/plain-text.ts';
import { amount, date } from '../facts.ts';

/**
 * By which rules an invoice is numbered, and so what makes it one invoice: `cn-20` the fully digital invoices of China
 * (20 digits), `cn-legacy` those with code and number, `en16931` the European norm (UBL 2.1 and CII D16B), `pl-ksef`
 * Poland, `it-sdi` Italy, `other` any other.
 */
export const SCHEMES = ['cn-20', 'cn-legacy', 'en16931', 'pl-ksef', 'it-sdi', 'other'] as const;
/** One of the schemes. */
export type Scheme = (typeof SCHEMES)[number];

/** A decimal number that is not below zero, as it was typed: at most 15 digits before and 6 behind its point. */
const quantity: Decoder<string> = text(22, /^\d{1,15}(?:\.\d{1,6})?$/, 'a quantity');

/** A name that has no value yet. */
const reserved: Decoder<null> = (value, at) => {
  if (value !== null) throw new NotaryError('malformed', `${at}: expected null, which is all that it can be yet`);
  return value;
};

const goods = nullable(plainText);
const counted = { quantity: nullable(quantity), unit: nullable(plainText) };

/** Of each profile, in the order in which page, screen and evidence show them; `read` comes behind them. */
export const PROFILE_FACTS = {
  invoice: {
    scheme: nullable(oneOf(...SCHEMES)),
    code: nullable(plainText),
    seller: nullable(plainText),
    sellerId: nullable(plainText),
    buyer: nullable(plainText),
    buyerId: nullable(plainText),
    net: nullable(amount),
    tax: nullable(amount),
    due: nullable(date),
    credits: nullable(plainText),
    receivable: reserved,
  },
  delivery: {
    sender: nullable(plainText),
    receiver: nullable(plainText),
    goods,
    ...counted,
    carrier: nullable(plainText),
  },
  payment: {
    payer: nullable(plainText),
    payee: nullable(plainText),
    reference: nullable(plainText),
  },
  'warehouse-receipt': {
    keeper: nullable(plainText),
    keeperId: nullable(plainText),
    depositor: nullable(plainText),
    goods,
    quality: nullable(plainText),
    ...counted,
    place: nullable(plainText),
    validUntil: nullable(date),
    // not `title`, which is a text that every record may have
    goodsTitle: reserved,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Decoder<unknown>>>>>;

/** Amounts without a currency of their own: they have that of `money`. */
export const PARTS_OF_MONEY: readonly string[] = [
  'net',
  'tax',
] satisfies readonly (keyof (typeof PROFILE_FACTS)['invoice'])[];

/** Name of a profile. */
export type ProfileName = keyof typeof PROFILE_FACTS;

type NamesOf<P> = P extends ProfileName ? keyof (typeof PROFILE_FACTS)[P] : never;
/** Name of a fact that only profiles have. */
export type ProfileFactName = NamesOf<ProfileName> | 'read';
