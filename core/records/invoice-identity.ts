/** The invoice that a credit note or red invoice takes back, as it is found among the records. */
import { type InvoiceIdentity, invoiceIdentity } from '../documents/reading/identity.ts';
import type { AnyFacts } from './facts.ts';

const CHINESE: readonly unknown[] = ['cn-20', 'cn-legacy'];
/** A Chinese invoice of paper or of the older electronic kind, as others refer to it: its code and its number. */
const LEGACY = /^(\d{10}|\d{12}) (\d{8})$/;
/** By scheme, the type of what a credit note takes back, where all that it can be have one key. */
const TAKEN_BACK: ReadonlyMap<unknown, string> = new Map([['en16931', '380']]);

/**
 * The keys of the invoice that facts name as taken back; null for what takes back none. The strict key is null where its scheme
 * needs more of an invoice than a credit note says: its date, or its type.
 */
export function creditedIdentity(facts: AnyFacts): InvoiceIdentity | null {
  const { credits = null } = facts;
  if (typeof credits !== 'string') return null;
  // a red invoice with a number of 20 digits may take back one that has a code still
  const [, code, number] = CHINESE.includes(facts.scheme) ? (LEGACY.exec(credits) ?? []) : [];
  if (code !== undefined && number !== undefined) return invoiceIdentity({ scheme: 'cn-legacy', code, number });
  const type = TAKEN_BACK.get(facts.scheme) ?? null;
  return invoiceIdentity({ ...facts, number: credits, code: type, date: null, credits: null });
}
