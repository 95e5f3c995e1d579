/**
 * Cross Industry Invoice of UN/CEFACT, D16B to D22B, which have the same namespaces: EN 16931 (CEN/TS 16931-3-3), XRechnung, and
 * the XML of Factur-X and ZUGFeRD 2 by itself.
 */
import { enterPreceding, enterSpecification } from './en16931.ts';
import { InvoiceFindings } from './findings.ts';
import type { Reading, Reference } from './reading.ts';
import { collector, type DocumentTable, type Place, type ReferencePlace, textAt } from './table.ts';
import { xmlPath } from './xml-path.ts';
import type { XmlElement } from './xml-tree.ts';

const UNECE = 'urn:un:unece:uncefact:data:standard';
const NAMESPACES = {
  rsm: `${UNECE}:CrossIndustryInvoice:100`,
  ram: `${UNECE}:ReusableAggregateBusinessInformationEntity:100`,
  udt: `${UNECE}:UnqualifiedDataType:100`,
  qdt: `${UNECE}:QualifiedDataType:100`,
} as const;

/** The root of the documents that are read. */
export const CII_ROOTS = [{ name: 'CrossIndustryInvoice', namespace: NAMESPACES.rsm }] as const;

/** Reader and version, as the fact `read` states them. */
export const CII = { reader: 'cii-d16b', v: 1 } as const;

const HEADER = 'rsm:ExchangedDocument';
const TRADE = 'rsm:SupplyChainTradeTransaction';
const AGREEMENT = `${TRADE}/ram:ApplicableHeaderTradeAgreement`;
const DELIVERY = `${TRADE}/ram:ApplicableHeaderTradeDelivery`;
const SETTLEMENT = `${TRADE}/ram:ApplicableHeaderTradeSettlement`;
const SUMS = `${SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`;
const SELLER = `${AGREEMENT}/ram:SellerTradeParty`;
const BUYER = `${AGREEMENT}/ram:BuyerTradeParty`;
const ISSUED = `${HEADER}/ram:IssueDateTime/udt:DateTimeString`;
const DUE = `${SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString`;
/** `YYYYMMDD` (UNTDID 2379); other formats are not read. */
const DAY = "[@format='102']";

const one = (term: string, path: string): readonly Place[] => [{ place: `xml:${term}`, path }];

const reference = (rel: Reference['rel'], term: string, path: string): ReferencePlace => ({
  rel,
  place: `xml:${term}`,
  path,
  number: 'ram:IssuerAssignedID',
  date: `ram:FormattedIssueDateTime/qdt:DateTimeString${DAY}`,
});

/** Which place gives which fact, beside amounts of tax, currencies of amounts and preceding invoices. */
export const CII_TABLE: DocumentTable = {
  namespaces: NAMESPACES,
  facts: {
    number: [one('BT-1', `${HEADER}/ram:ID`)],
    date: [one('BT-2', `${ISSUED}${DAY}`)],
    code: [one('BT-3', `${HEADER}/ram:TypeCode`)],
    currency: [one('BT-5', `${SETTLEMENT}/ram:InvoiceCurrencyCode`)],
    due: [one('BT-9', `${DUE}${DAY}`)],
    seller: [
      one('BT-27', `${SELLER}/ram:Name`),
      one('BT-28', `${SELLER}/ram:SpecifiedLegalOrganization/ram:TradingBusinessName`),
    ],
    sellerId: [
      one('BT-31', `${SELLER}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']`),
      one('BT-30', `${SELLER}/ram:SpecifiedLegalOrganization/ram:ID`),
      one('BT-32', `${SELLER}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='FC']`),
    ],
    buyer: [
      one('BT-44', `${BUYER}/ram:Name`),
      one('BT-45', `${BUYER}/ram:SpecifiedLegalOrganization/ram:TradingBusinessName`),
    ],
    buyerId: [
      one('BT-48', `${BUYER}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']`),
      one('BT-47', `${BUYER}/ram:SpecifiedLegalOrganization/ram:ID`),
    ],
    net: [one('BT-109', `${SUMS}/ram:TaxBasisTotalAmount`)],
    gross: [one('BT-112', `${SUMS}/ram:GrandTotalAmount`)],
  },
  references: [
    reference('contract', 'BT-12', `${AGREEMENT}/ram:ContractReferencedDocument`),
    reference('order', 'BT-13', `${AGREEMENT}/ram:BuyerOrderReferencedDocument`),
    reference('order', 'BT-14', `${AGREEMENT}/ram:SellerOrderReferencedDocument`),
    reference('receipt', 'BT-15', `${DELIVERY}/ram:ReceivingAdviceReferencedDocument`),
    reference('despatch', 'BT-16', `${DELIVERY}/ram:DespatchAdviceReferencedDocument`),
    reference('about', 'BT-17', `${AGREEMENT}/ram:AdditionalReferencedDocument[ram:TypeCode='50']`),
  ],
};

const collect = collector(CII_TABLE);
const at = (path: string) => xmlPath(path, NAMESPACES);
const specification = at('rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID');
const typeCode = at(`${HEADER}/ram:TypeCode`);
const currencyCode = at(`${SETTLEMENT}/ram:InvoiceCurrencyCode`);
const taxes = at(`${SUMS}/ram:TaxTotalAmount`);
const preceding = at(`${SETTLEMENT}/ram:InvoiceReferencedDocument`);
const number = at('ram:IssuerAssignedID');
const issued = at(`ram:FormattedIssueDateTime/qdt:DateTimeString${DAY}`);
const days = [
  { place: 'xml:BT-2', at: at(ISSUED) },
  { place: 'xml:BT-9', at: at(DUE) },
];
const totals = [
  { place: 'xml:BT-109', at: at(`${SUMS}/ram:TaxBasisTotalAmount`) },
  { place: 'xml:BT-112', at: at(`${SUMS}/ram:GrandTotalAmount`) },
];

/** Reads an element of `CII_ROOTS`. */
export function readCii(root: XmlElement): readonly Reading[] {
  const findings = new InvoiceFindings(`xml:${root.name}`);
  collect(root, findings);
  enterSpecification(findings, textAt(specification, root), `xml:${root.name}`);
  for (const day of days)
    for (const { attributes, text } of day.at(root))
      if (attributes.format !== '102' && text.trim() !== '') findings.refuse(day.place, text);
  for (const total of totals)
    for (const { attributes } of total.at(root))
      findings.state('currency', `${total.place}/@currencyID`, attributes.currencyID ?? '');
  enterTax(findings, root);
  const invoices = preceding(root).map((other) => ({ number: textAt(number, other), date: textAt(issued, other) }));
  enterPreceding(findings, textAt(typeCode, root), invoices);
  return [findings.reading(CII)];
}

/** BT-110: the total in the currency of the document, which it need not name. */
function enterTax(findings: InvoiceFindings, root: XmlElement): void {
  const currency = textAt(currencyCode, root);
  const own = taxes(root).filter(({ attributes: { currencyID = currency } }) => currencyID === currency);
  for (const amount of own)
    if (own.length > 1) findings.refuse('xml:BT-110', amount.text);
    else findings.state('tax', 'xml:BT-110', amount.text);
}
