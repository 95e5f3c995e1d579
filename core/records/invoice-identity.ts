/** The invoice that a credit note or red invoice takes back, as it is found among the records. */
import { type InvoiceIdentity, invoiceIdentity } from '../documents/reading/identity.ts';
import type { AnyFacts } from './facts.ts';

/**
 * The keys of the invoice that facts name as taken back; null for what takes back none. The strict key is null where its scheme
 * needs more of an invoice than a credit note says: its date, or its type.
 */
export function creditedIdentity(facts: AnyFacts): InvoiceIdentity | null {
  const { credits = null } = facts;
  if (typeof credits !== 'string') return null;
  return invoiceIdentity({ ...facts, number: credits, code: null, date: null, credits: null });
}
