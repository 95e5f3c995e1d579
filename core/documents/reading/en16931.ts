/** What UBL and CII have in common: EN 16931-1:2017, whose business terms (BT) are the names of places. */
import { isCreditType } from './credit-notes.ts';
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

const CORRECTED = '384';

/** How an invoice of a type (BT-3) stands to the one that it names as preceding (BT-25). */
function precedingRel(type: string): Reference['rel'] {
  if (isCreditType('en16931', type)) return 'credit-of';
  return type === CORRECTED ? 'amends' : 'invoice';
}

/** The preceding invoices, which a credit note takes back; if that is one alone, it is the fact `credits` too. */
export function enterPreceding(
  findings: InvoiceFindings,
  type: string,
  invoices: readonly { readonly number: string; readonly date: string }[],
): void {
  const rel = precedingRel(type);
  for (const invoice of invoices) findings.refer(rel, 'xml:BT-25', invoice);
  if (rel !== 'credit-of') return;
  findings.note('credit-note', type);
  findings.stateCredits('xml:BT-25', invoices);
}
