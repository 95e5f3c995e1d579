/** What a document is in a trade: the flows of a four-flow match, and the parts of a three-way match. */
import { meaningOfType } from '../../documents/reading/credit-notes.ts';
import { millionths } from '../../documents/reading/values.ts';
import { readOrNull } from '../../formats/decoder.ts';
import { type AnyFacts, factDecoders } from '../../records/facts.ts';
import { linksIn } from '../../records/links.ts';

/** The roles, in the order of a trade. `receipt`: that goods were taken in; `credit`: takes an invoice back. */
export const ROLES = ['order', 'contract', 'delivery', 'receipt', 'invoice', 'credit', 'payment'] as const;
/** One of the roles. */
export type Role = (typeof ROLES)[number];

/** Roles of records that have a profile, by the key of their kind. */
const BY_PROFILE: Readonly<Record<string, Role>> = {
  delivery: 'delivery',
  'warehouse-receipt': 'receipt',
  payment: 'payment',
};

/** What people call documents that have no profile, in lower case. */
const BY_NAME: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...['contract', 'agreement', '合同', '协议', '购销合同', '采购合同'].map((name) => [name, 'contract'] as const),
  ...['order', 'purchase order', 'po', '订单', '采购订单', '购货订单'].map((name) => [name, 'order'] as const),
  ...['goods receipt', 'receiving note', '收货单', '入库单'].map((name) => [name, 'receipt'] as const),
]);

/** The role that a record says of itself; null where it says none, and a person has to. */
export function roleOf(kind: string, facts: AnyFacts): Role | null {
  if (kind === 'invoice') return isCredit(facts) ? 'credit' : 'invoice';
  const name = typeof facts.kind === 'string' ? facts.kind.normalize('NFKC').trim().toLowerCase() : '';
  return (Object.hasOwn(BY_PROFILE, kind) ? BY_PROFILE[kind] : undefined) ?? BY_NAME.get(name) ?? null;
}

const amountOf = (facts: AnyFacts): bigint | null => {
  const money = readOrNull(factDecoders.money, facts.money);
  return money === null ? null : millionths(money.amount);
};

/**
 * Whether an invoice takes back another: it names or links one, its type says so, or its amount is below zero. Also a credit
 * note that names no invoice, or several, takes back: its type is all that says so. A correction by a difference takes back
 * unless it asks for more.
 */
export function isCredit(facts: AnyFacts): boolean {
  if (typeof facts.credits === 'string') return true;
  if (linksIn(facts.links).some(({ rel }) => rel === 'credit-of')) return true;
  const amount = amountOf(facts) ?? 0n;
  switch (meaningOfType(facts.scheme, facts.code)) {
    case 'takes-back':
      return true;
    case 'difference':
      return amount <= 0n;
    case null:
      return amount < 0n;
  }
}

/**
 * What an amount adds to the sum of its role, in millionths; null where none is stated. A credit note is taken off: some are
 * written with a sign, some without, and Polish corrections state the difference, which may also be more.
 */
export function effectOf(role: Role, facts: AnyFacts): bigint | null {
  const amount = amountOf(facts);
  if (amount === null || role !== 'credit' || facts.scheme === 'pl-ksef') return amount;
  return amount > 0n ? -amount : amount;
}
