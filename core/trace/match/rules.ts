/**
 * The rules by which documents of one trade are compared: data with a version, interpreted by `match.ts`. A set never
 * changes; another rule, or another reading of one, is a new version. docs/match.md says each in words.
 */
import type { Role } from './roles.ts';

/** Where documents name a party: names, and ids where they have them. */
export interface PartyPlace {
  readonly role: Role;
  readonly name: string;
  /** Null for documents that state no id. */
  readonly id: string | null;
}

/** A rule. Its `name` is stable: words and statements refer to it. */
export type Rule = { readonly name: RuleName } & (
  | { /** At least one document of these roles is there. */ readonly is: 'there'; readonly roles: readonly Role[] }
  | {
      /** Each party of one place is each of the other. */ readonly is: 'same-party';
      readonly left: PartyPlace;
      readonly right: PartyPlace;
    }
  | {
      /** Each party is among those of each document of the role. */ readonly is: 'among-parties';
      readonly left: PartyPlace;
      readonly of: Role;
    }
  | { readonly is: 'same-currency'; readonly roles: readonly Role[] }
  | {
      /** The sum of the left is not more than that of the right, or equals it, within the tolerance. */
      readonly is: 'at-most' | 'equal';
      readonly left: readonly Role[];
      readonly right: readonly Role[];
    }
  | {
      /** Per goods and unit, the sums of quantities are equal within the tolerance. */ readonly is: 'same-quantity';
      readonly left: Role;
      readonly right: Role;
    }
  | {
      /** No document of the left is dated before the first of the right. */
      readonly is: 'not-before';
      readonly left: Role;
      readonly right: Role;
    }
  | {
      /** No document of the left is dated later than the last of the right, and the days that are allowed. */
      readonly is: 'not-after';
      readonly left: Role;
      readonly right: Role;
    }
  | { /** No two documents are the same invoice. */ readonly is: 'once'; readonly roles: readonly Role[] }
);

/** The names of all rules. */
export const RULE_NAMES = [
  'contract-there',
  'goods-there',
  'invoice-there',
  'payment-there',
  'order-there',
  'invoices-once',
  'seller-in-contract',
  'buyer-in-contract',
  'seller-in-order',
  'buyer-in-order',
  'payee-is-seller',
  'payer-is-buyer',
  'sender-is-seller',
  'receiver-is-buyer',
  'same-currency',
  'invoices-within-contract',
  'invoices-as-ordered',
  'payments-within-invoices',
  'quantity-received',
  'invoice-after-contract',
  'invoice-after-order',
  'delivered-by-invoice',
  'received-by-invoice',
] as const;
/** The name of a rule. */
export type RuleName = (typeof RULE_NAMES)[number];

const seller: PartyPlace = { role: 'invoice', name: 'seller', id: 'sellerId' };
const buyer: PartyPlace = { role: 'invoice', name: 'buyer', id: 'buyerId' };
const payee: PartyPlace = { role: 'payment', name: 'payee', id: null };
const payer: PartyPlace = { role: 'payment', name: 'payer', id: null };
const sender: PartyPlace = { role: 'delivery', name: 'sender', id: null };
const receiver: PartyPlace = { role: 'delivery', name: 'receiver', id: null };

/** Rules of every set. */
const invoiceThere = { name: 'invoice-there', is: 'there', roles: ['invoice'] } as const satisfies Rule;
const invoicesOnce = { name: 'invoices-once', is: 'once', roles: ['invoice', 'credit'] } as const satisfies Rule;
const quantityReceived = {
  name: 'quantity-received',
  is: 'same-quantity',
  left: 'delivery',
  right: 'receipt',
} as const satisfies Rule;

/** A set of rules. */
export interface RuleSet {
  readonly v: number;
  readonly rules: readonly Rule[];
}

/** The sets by their names. */
export const RULE_SETS = {
  /** 四流合一: contract, goods, invoice and payment are of one trade. */
  'four-flow': {
    v: 1,
    rules: [
      { name: 'contract-there', is: 'there', roles: ['contract', 'order'] },
      { name: 'goods-there', is: 'there', roles: ['delivery', 'receipt'] },
      invoiceThere,
      { name: 'payment-there', is: 'there', roles: ['payment'] },
      invoicesOnce,
      { name: 'seller-in-contract', is: 'among-parties', left: seller, of: 'contract' },
      { name: 'buyer-in-contract', is: 'among-parties', left: buyer, of: 'contract' },
      { name: 'payee-is-seller', is: 'same-party', left: payee, right: seller },
      { name: 'payer-is-buyer', is: 'same-party', left: payer, right: buyer },
      { name: 'sender-is-seller', is: 'same-party', left: sender, right: seller },
      { name: 'receiver-is-buyer', is: 'same-party', left: receiver, right: buyer },
      { name: 'same-currency', is: 'same-currency', roles: ['contract', 'invoice', 'credit', 'payment'] },
      { name: 'invoices-within-contract', is: 'at-most', left: ['invoice', 'credit'], right: ['contract'] },
      { name: 'payments-within-invoices', is: 'at-most', left: ['payment'], right: ['invoice', 'credit'] },
      quantityReceived,
      { name: 'invoice-after-contract', is: 'not-before', left: 'invoice', right: 'contract' },
      { name: 'delivered-by-invoice', is: 'not-after', left: 'delivery', right: 'invoice' },
    ],
  },
  /** Order, receipt of the goods, invoice. */
  'three-way': {
    v: 1,
    rules: [
      { name: 'order-there', is: 'there', roles: ['order', 'contract'] },
      { name: 'goods-there', is: 'there', roles: ['receipt', 'delivery'] },
      invoiceThere,
      invoicesOnce,
      { name: 'seller-in-order', is: 'among-parties', left: seller, of: 'order' },
      { name: 'buyer-in-order', is: 'among-parties', left: buyer, of: 'order' },
      { name: 'same-currency', is: 'same-currency', roles: ['order', 'invoice', 'credit'] },
      { name: 'invoices-as-ordered', is: 'equal', left: ['invoice', 'credit'], right: ['order'] },
      quantityReceived,
      { name: 'invoice-after-order', is: 'not-before', left: 'invoice', right: 'order' },
      { name: 'received-by-invoice', is: 'not-after', left: 'receipt', right: 'invoice' },
    ],
  },
} as const satisfies Readonly<Record<string, RuleSet>>;

/** The name of a set. */
export type RuleSetName = keyof typeof RULE_SETS;
/** Their names. */
export const RULE_SET_NAMES = Object.keys(RULE_SETS) as readonly RuleSetName[];
