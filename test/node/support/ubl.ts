/** Invoices and credit notes in UBL 2.1, as short as EN 16931 allows what is read of them. */

/** What an invoice says; the rest is the same in each. */
export interface UblInvoice {
  readonly number?: string;
  readonly date?: string;
  readonly sellerId?: string;
  readonly buyer?: string;
  readonly net?: string;
  readonly tax?: string;
  readonly gross?: string;
  readonly currency?: string;
  /** The invoice that this credit note takes back. */
  readonly credits?: string;
  /** Put in before the end of the root element. */
  readonly more?: string;
}

const COMPONENTS = 'urn:oasis:names:specification:ubl:schema:xsd:Common';

/** The document as XML. */
export function ubl({
  number = 'RE-2026-0042',
  date = '2026-03-14',
  sellerId = 'DE123456789',
  buyer = 'Buyer SA',
  net = '100.00',
  tax = '19.00',
  gross = '119.00',
  currency = 'EUR',
  credits,
  more = '',
}: UblInvoice = {}): string {
  const root = credits === undefined ? 'Invoice' : 'CreditNote';
  const amount = (name: string, value: string) => `<cbc:${name} currencyID="${currency}">${value}</cbc:${name}>`;
  const vat = (id: string) =>
    `<cac:PartyTaxScheme><cbc:CompanyID>${id}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>`;
  const named = (name: string) =>
    `<cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName></cac:PartyLegalEntity>`;
  const billing = `<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>${credits}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2"
  xmlns:cac="${COMPONENTS}AggregateComponents-2" xmlns:cbc="${COMPONENTS}BasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
  <cbc:ID>${number}</cbc:ID>
  <cbc:IssueDate>${date}</cbc:IssueDate>
  <cbc:${root}TypeCode>${credits === undefined ? '380' : '381'}</cbc:${root}TypeCode>
  <cbc:DocumentCurrencyCode>${currency}</cbc:DocumentCurrencyCode>
  ${credits === undefined ? '' : billing}
  <cac:AccountingSupplierParty><cac:Party>${vat(sellerId)}${named('Seller GmbH')}</cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party>${named(buyer)}</cac:Party></cac:AccountingCustomerParty>
  <cac:TaxTotal>${amount('TaxAmount', tax)}</cac:TaxTotal>
  <cac:LegalMonetaryTotal>${amount('TaxExclusiveAmount', net)}${amount('TaxInclusiveAmount', gross)}</cac:LegalMonetaryTotal>
  ${more}
</${root}>
`;
}
