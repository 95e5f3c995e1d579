/**
 * Invoices and credit notes in UBL 2.1 (ISO/IEC 19845) and its neighbours 2.0 to 2.4, which have the same namespaces: EN 16931
 * (CEN/TS 16931-3-2), Peppol BIS Billing, XRechnung. Orders, despatch advices and other documents of UBL have other roots.
 */
import { CREDIT_ROOTS, isCreditType } from './credit-notes.ts';
import { enterPreceding, enterSpecification } from './en16931.ts';
import { InvoiceFindings } from './findings.ts';
import type { Reading, Reference } from './reading.ts';
import { collector, type DocumentTable, type Place, type ReferencePlace, textAt, textsAt } from './table.ts';
import { xmlPath } from './xml-path.ts';
import type { XmlElement } from './xml-tree.ts';

const NAMESPACES = {
  cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
} as const;

/** Roots of the documents that are read. */
export const UBL_ROOTS = [
  { name: 'Invoice', namespace: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2' },
  { name: 'CreditNote', namespace: 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2' },
] as const;

/** Reader and version, as the fact `read` states them. */
export const UBL = { reader: 'ubl-2.1', v: 1 } as const;

const SELLER = 'cac:AccountingSupplierParty/cac:Party';
const BUYER = 'cac:AccountingCustomerParty/cac:Party';
const VAT = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID";

/** A group of one place, named by its business term. */
const one = (term: string, path: string): readonly Place[] => [{ place: `xml:${term}`, path }];

const reference = (rel: Reference['rel'], term: string, path: string, number = 'cbc:ID'): ReferencePlace => ({
  rel,
  place: `xml:${term}`,
  path,
  number,
  date: number === 'cbc:ID' ? 'cbc:IssueDate' : null,
});

/** Which place gives which fact, beside types, amounts of tax, currencies of amounts and preceding invoices. */
export const UBL_TABLE: DocumentTable = {
  namespaces: NAMESPACES,
  facts: {
    number: [one('BT-1', 'cbc:ID')],
    date: [one('BT-2', 'cbc:IssueDate')],
    currency: [one('BT-5', 'cbc:DocumentCurrencyCode')],
    due: [one('BT-9', 'cbc:DueDate'), one('BT-9', 'cac:PaymentMeans/cbc:PaymentDueDate')],
    seller: [
      one('BT-27', `${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`),
      one('BT-28', `${SELLER}/cac:PartyName/cbc:Name`),
    ],
    sellerId: [
      one('BT-31', `${SELLER}/${VAT}`),
      one('BT-30', `${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`),
      one('BT-32', `${SELLER}/cac:PartyTaxScheme/cbc:CompanyID`),
    ],
    buyer: [
      one('BT-44', `${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`),
      one('BT-45', `${BUYER}/cac:PartyName/cbc:Name`),
    ],
    buyerId: [one('BT-48', `${BUYER}/${VAT}`), one('BT-47', `${BUYER}/cac:PartyLegalEntity/cbc:CompanyID`)],
    net: [one('BT-109', 'cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount')],
    gross: [one('BT-112', 'cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount')],
  },
  references: [
    reference('contract', 'BT-12', 'cac:ContractDocumentReference'),
    reference('order', 'BT-13', 'cac:OrderReference'),
    reference('order', 'BT-14', 'cac:OrderReference', 'cbc:SalesOrderID'),
    reference('receipt', 'BT-15', 'cac:ReceiptDocumentReference'),
    reference('despatch', 'BT-16', 'cac:DespatchDocumentReference'),
    reference('about', 'BT-17', 'cac:OriginatorDocumentReference'),
  ],
};

const collect = collector(UBL_TABLE);
const at = (path: string) => xmlPath(path, NAMESPACES);
const specification = at('cbc:CustomizationID');
const currencyCode = at('cbc:DocumentCurrencyCode');
const taxes = at('cac:TaxTotal/cbc:TaxAmount');
const preceding = at('cac:BillingReference/cac:InvoiceDocumentReference');
const number = at('cbc:ID');
const issued = at('cbc:IssueDate');
const typeCodes = [at('cbc:InvoiceTypeCode'), at('cbc:CreditNoteTypeCode')];
const totals = [
  { place: 'xml:BT-109', at: at('cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount') },
  { place: 'xml:BT-112', at: at('cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount') },
];

/** Reads an element of `UBL_ROOTS`. */
export function readUbl(root: XmlElement): readonly Reading[] {
  const findings = new InvoiceFindings(`xml:${root.name}`);
  collect(root, findings);
  enterSpecification(findings, textAt(specification, root), `xml:${root.name}`);
  for (const total of totals) for (const amount of total.at(root)) enterCurrency(findings, total.place, amount);
  enterTax(findings, root);
  const type = enterType(findings, root);
  const invoices = preceding(root).map((one) => ({ number: textAt(number, one), date: textAt(issued, one) }));
  enterPreceding(findings, type, invoices);
  return [findings.reading(UBL)];
}

/**
 * Enters BT-3 and gives it; empty when it is not stated. The root decides whether a document is a credit note: the type of an
 * invoice in one is left out, and without a type the root stands for it.
 */
function enterType(findings: InvoiceFindings, root: XmlElement): string {
  const ofRoot = CREDIT_ROOTS.get(root.name);
  const [stated = []] = typeCodes.map((path) => textsAt(path, root)).filter((texts) => texts.length > 0);
  const isOther = (type: string) => ofRoot !== undefined && !isCreditType('en16931', type.trim());
  for (const other of stated.filter(isOther)) findings.refuse('xml:BT-3', other);
  const types = stated.filter((type) => !isOther(type));
  for (const type of types) findings.state('code', 'xml:BT-3', type);
  if (types[0] !== undefined || ofRoot === undefined) return types[0]?.trim() ?? '';
  findings.state('code', `xml:${root.name}`, ofRoot);
  return ofRoot;
}

/** The currency that an amount has as its attribute, which has to be that of the document. */
function enterCurrency(findings: InvoiceFindings, place: string, { attributes, text }: XmlElement): void {
  if (text.trim() !== '') findings.state('currency', `${place}/@currencyID`, attributes.currencyID ?? '');
}

/** BT-110: the total in the currency of the document. Several, one for each kind of tax, are not added up here. */
function enterTax(findings: InvoiceFindings, root: XmlElement): void {
  const currency = textAt(currencyCode, root);
  const own = taxes(root).filter(({ attributes }) => currency === '' || attributes.currencyID === currency);
  for (const amount of own)
    if (own.length > 1) findings.refuse('xml:BT-110', amount.text);
    else findings.state('tax', 'xml:BT-110', amount.text);
}
