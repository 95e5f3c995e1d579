/**
 * The facts that profiles have beside those of every document, and their values. docs/certificate-format.md, "Profiles".
 */
import { NotaryError } from '../../errors.ts';
import { type Decoder, nullable, oneOf, text } from '../../formats/decoder.ts';
import { plainText } from '../../formats/plain-text.ts';
import { amount, date, type FactForm } from '../facts.ts';

/**
 * By which rules an invoice is numbered, and so what makes it one invoice: `cn-20` the fully digital invoices of China
 * (20 digits), `cn-legacy` those with code and number, `en16931` the European norm (UBL 2.1 and CII D16B), `pl-ksef`
 * Poland, `it-sdi` Italy, `other` any other.
 */
export const SCHEMES = ['cn-20', 'cn-legacy', 'en16931', 'pl-ksef', 'it-sdi', 'other'] as const;
/** One of the schemes. */
export type Scheme = (typeof SCHEMES)[number];

/** Digits of a quantity: at most 15 before and 6 behind its point. */
const QUANTITY = /^\d{1,15}(?:\.\d{1,6})?$/;

/** Whether a text is a decimal number that is not below zero, as it is stated. */
export const isQuantity = (value: string): boolean => QUANTITY.test(value);

const quantity: Decoder<string> = text(22, QUANTITY, 'a quantity');

/** A fact of a profile: its values, and how a person types it. */
interface ProfileFact {
  readonly read: Decoder<unknown>;
  /** Null for one that nobody types. */
  readonly form: FactForm | null;
}

const words = { read: nullable(plainText), form: 'text' } as const satisfies ProfileFact;
const day = { read: nullable(date), form: 'date' } as const satisfies ProfileFact;
/** In the currency of `money`. */
const part = { read: nullable(amount), form: 'amount' } as const satisfies ProfileFact;
const scheme = { read: nullable(oneOf(...SCHEMES)), form: 'scheme' } as const satisfies ProfileFact;
const counted = { quantity: { read: nullable(quantity), form: 'quantity' }, unit: words } as const;
/** A name that has no value yet. */
const reserved = {
  read: ((value, at) => {
    if (value !== null) throw new NotaryError('malformed', `${at}: expected null, which is all that it can be yet`);
    return value;
  }) as Decoder<null>,
  form: null,
} as const satisfies ProfileFact;

/** Of each profile, in the order in which page, screen and evidence show them; `read` comes behind them. */
export const PROFILE_FACTS = {
  invoice: {
    scheme,
    code: words,
    seller: words,
    sellerId: words,
    buyer: words,
    buyerId: words,
    net: part,
    tax: part,
    due: day,
    credits: words,
    receivable: reserved,
  },
  delivery: { sender: words, receiver: words, goods: words, ...counted, carrier: words },
  payment: { payer: words, payee: words, reference: words },
  'warehouse-receipt': {
    keeper: words,
    keeperId: words,
    depositor: words,
    goods: words,
    quality: words,
    ...counted,
    place: words,
    validUntil: day,
    // not `title`, which is a text that every record may have
    goodsTitle: reserved,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ProfileFact>>>>;

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

/** Name of a fact that only profiles have and that a clerk may type. Its value is a text. */
export type TypedProfileFact = Exclude<ProfileFactName, 'read' | 'receivable' | 'goodsTitle'>;

/** How the facts of a profile are typed. */
export function profileForms(profile: ProfileName): Readonly<Record<string, FactForm>> {
  const facts = Object.entries(PROFILE_FACTS[profile] as Readonly<Record<string, ProfileFact>>);
  return Object.fromEntries(facts.flatMap(([name, { form }]) => (form === null ? [] : [[name, form] as const])));
}

/** How the facts that only profiles have are typed; a name that several have is typed in the same way in each. */
export const PROFILE_FORMS = Object.assign(
  {},
  ...(Object.keys(PROFILE_FACTS) as ProfileName[]).map(profileForms),
) as Readonly<Record<TypedProfileFact, FactForm>>;
