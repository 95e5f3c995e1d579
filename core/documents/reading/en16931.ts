/** What UBL and CII have in common: EN 16931-1:2017, whose business terms (BT) are the names of places. */
import type { InvoiceFindings } from './findings.ts';
import type { Reference } from './reading.ts';

/** Specifications as BT-24 names them, and what people call them. The first that fits counts. */
const SPECIFICATIONS: readonly (readonly [RegExp, string])[] = [
  [/xrechnung_(\d+\.\d+)/i, 'XRechnung'],
  [/xrechnung/i, 'XRechnung'],
  [/urn:fdc:peppol\.eu:2017:poacc:billing:3\.0/, 'Peppol BIS Billing 3.0'],
  [/^urn:peppol:pint:/, 'Peppol PINT'],
  [/urn:(?:factur-x|zugferd)\.(?:eu:1p0|de:2p\d):(?:minimum|basicwl|basic|extended)/, 'Factur-X / ZUGFeRD'],
  [/^urn:cen\.eu:en16931:2017$/, 'EN 16931'],
];

/** Specifications under which an invoice has seller's id and number of EN 16931, those of its parts (BASIC WL, MINIMUM) too. */
const OF_EN_16931 = /urn:cen\.eu:en16931:2017|urn:(?:factur-x\.eu:1p0|zugferd\.de:2p\d):/;

/** Enters scheme and name of the specification that BT-24 states; empty when it states none. `root` is the place of the root element. */
export function enterSpecification(findings: InvoiceFindings, id: string, root: string): void {
  const isOf = OF_EN_16931.test(id);
  findings.state('scheme', isOf ? 'xml:BT-24' : root, isOf ? 'en16931' : 'other');
  if (id === '') return;
  const name = SPECIFICATIONS.find(([form]) => form.test(id))?.[1];
  findings.note('specification', name === undefined ? id : `${name} (${id})`);
}

/** Codes of BT-3 (UNTDID 1001) that make a document a credit note. */
const CREDIT_CODES: ReadonlySet<string> = new Set('81 83 261 262 296 308 381 396 420 458 502 503 532'.split(' '));
const CORRECTED = '384';

/** Whether a type (BT-3) is that of a credit note. */
export const isCreditCode = (type: string): boolean => CREDIT_CODES.has(type);

/** How an invoice of a type stands to the one that it names as preceding (BT-25). */
export function precedingRel(type: string, isCreditNote: boolean): Reference['rel'] {
  if (isCreditNote || isCreditCode(type)) return 'credit-of';
  return type === CORRECTED ? 'amends' : 'invoice';
}

/** The preceding invoices, which a credit note takes back; if that is one alone, it is the fact `credits` too. */
export function enterPreceding(
  findings: InvoiceFindings,
  type: string,
  isCreditNote: boolean,
  invoices: readonly { readonly number: string; readonly date: string }[],
): void {
  const rel = precedingRel(type, isCreditNote);
  for (const invoice of invoices) findings.refer(rel, 'xml:BT-25', invoice);
  if (rel !== 'credit-of') return;
  findings.note('credit-note', type === '' ? 'CreditNote' : type);
  findings.stateCredits('xml:BT-25', invoices);
}
