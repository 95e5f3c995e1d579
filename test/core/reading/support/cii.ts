/** Invoices in CII of invented firms. */

/** Parts of an invoice that a test replaces; an empty one is left out. */
export interface CiiParts {
  readonly guideline?: string;
  readonly head?: string;
  readonly seller?: string;
  readonly agreement?: string;
  readonly delivery?: string;
  readonly settlement?: string;
  readonly sums?: string;
}

const DAY = (day: string, format = '102') => `<udt:DateTimeString format="${format}">${day}</udt:DateTimeString>`;

export const HEAD = (type = '380', day = DAY('20261102')) =>
  `<ram:ID>471102</ram:ID><ram:TypeCode>${type}</ram:TypeCode><ram:IssueDateTime>${day}</ram:IssueDateTime>`;

const party = (name: string, vat: string) => `<ram:Name>${name}</ram:Name>
      <ram:SpecifiedLegalOrganization><ram:ID>HRB 1</ram:ID></ram:SpecifiedLegalOrganization>
      <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">201/113/40209</ram:ID></ram:SpecifiedTaxRegistration>
      ${vat}`;
const VAT = (id: string) =>
  `<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${id}</ram:ID></ram:SpecifiedTaxRegistration>`;

export const SUMS = `<ram:LineTotalAmount>473.00</ram:LineTotalAmount>
        <ram:TaxBasisTotalAmount>473.00</ram:TaxBasisTotalAmount>
        <ram:TaxTotalAmount currencyID="EUR">56.87</ram:TaxTotalAmount>
        <ram:GrandTotalAmount>529.87</ram:GrandTotalAmount>
        <ram:DuePayableAmount>0.00</ram:DuePayableAmount>`;

const TERMS = `<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>${DAY('20261202')}</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>`;

/** A file. */
export function cii(parts: CiiParts = {}): string {
  const {
    guideline = 'urn:cen.eu:en16931:2017',
    head = HEAD(),
    agreement = '',
    delivery = '',
    settlement = TERMS,
  } = parts;
  const { seller = party('Lieferant GmbH', VAT('DE123456789')), sums = SUMS } = parts;
  const uri = 'urn:un:unece:uncefact:data:standard:';
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="${uri}CrossIndustryInvoice:100"
  xmlns:ram="${uri}ReusableAggregateBusinessInformationEntity:100"
  xmlns:udt="${uri}UnqualifiedDataType:100" xmlns:qdt="${uri}QualifiedDataType:100">
  <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
    <ram:ID>${guideline}</ram:ID>
  </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
  <rsm:ExchangedDocument>${head}</rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
    <ram:ApplicableHeaderTradeAgreement>
      <ram:SellerTradeParty>${seller}</ram:SellerTradeParty>
      <ram:BuyerTradeParty>${party('Kunden AG Mitte', '')}</ram:BuyerTradeParty>
      ${agreement}
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeDelivery>${delivery}</ram:ApplicableHeaderTradeDelivery>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
      ${settlement}
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation>${sums}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>`;
}
