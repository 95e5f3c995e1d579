/** Invoices in UBL of invented firms. */

/** Parts of an invoice that a test replaces; an empty one is left out. */
export interface UblParts {
  readonly root?: 'Invoice' | 'CreditNote';
  readonly specification?: string;
  readonly head?: string;
  readonly references?: string;
  readonly seller?: string;
  readonly buyer?: string;
  readonly payment?: string;
  readonly tax?: string;
  readonly totals?: string;
  readonly lines?: string;
}

export const PEPPOL = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0';

const party = (name: string, vat: string, legal: string) => `<cac:Party>
      <cac:PartyName><cbc:Name>${name} (brand)</cbc:Name></cac:PartyName>
      <cac:PartyTaxScheme>
        <cbc:CompanyID>${vat}</cbc:CompanyID>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      </cac:PartyTaxScheme>
      <cac:PartyLegalEntity>
        <cbc:RegistrationName>${name}</cbc:RegistrationName>
        <cbc:CompanyID>${legal}</cbc:CompanyID>
      </cac:PartyLegalEntity>
    </cac:Party>`;

const HEAD = (type: string) => `<cbc:ID>RE-2026/0017</cbc:ID>
  <cbc:IssueDate>2026-11-02</cbc:IssueDate>
  <cbc:DueDate>2026-12-02</cbc:DueDate>
  <cbc:${type}>${type === 'InvoiceTypeCode' ? 380 : 381}</cbc:${type}>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>`;

export const SELLER = party('Muster Maschinenbau GmbH', 'DE123456789', 'HRB 4711');

/** A line of an invoice, as small as it can be. */
export const line = (number: number) => `<cac:InvoiceLine><cbc:ID>${number}</cbc:ID>
    <cbc:LineExtensionAmount currencyID="EUR">0.10</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>Nut ${number}</cbc:Name></cac:Item></cac:InvoiceLine>`;

/** A file. */
export function ubl(parts: UblParts = {}): string {
  const { root = 'Invoice', specification = PEPPOL, references = '', payment = '', lines = line(1) } = parts;
  const {
    head = HEAD(`${root}TypeCode`),
    seller = SELLER,
    buyer = party('Jiangnan Sample Trading Co., Ltd.', 'ATU12345678', 'FN 1234'),
    tax = '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount></cac:TaxTotal>',
    totals = `<cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="EUR">119.00</cbc:TaxInclusiveAmount>
    <cbc:PrepaidAmount currencyID="EUR">19.00</cbc:PrepaidAmount>
    <cbc:PayableAmount currencyID="EUR">100.00</cbc:PayableAmount>`,
  } = parts;
  return `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>${specification}</cbc:CustomizationID>
  ${head}
  ${references}
  <cac:AccountingSupplierParty>${seller}</cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>${buyer}</cac:AccountingCustomerParty>
  ${payment}
  ${tax}
  <cac:LegalMonetaryTotal>${totals}</cac:LegalMonetaryTotal>
  ${lines}
</${root}>`;
}
