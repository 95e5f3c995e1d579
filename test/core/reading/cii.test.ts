import { describe, expect, it } from 'vitest';
import { cii, HEAD, SUMS } from './support/cii.ts';
import { notes, reading, readings } from './support/reading.ts';

const other = (name: string, number: string, day = '', more = '') =>
  `<ram:${name}><ram:IssuerAssignedID>${number}</ram:IssuerAssignedID>${more}${
    day &&
    `<ram:FormattedIssueDateTime><qdt:DateTimeString format="102">${day}</qdt:DateTimeString></ram:FormattedIssueDateTime>`
  }</ram:${name}>`;

describe('an invoice in CII', () => {
  it('states its facts, each with its place', () => {
    const { facts, places, reader, v } = reading(cii());
    expect({ reader, v }).toEqual({ reader: 'cii-d16b', v: 1 });
    expect(facts).toEqual({
      kind: 'invoice',
      scheme: 'en16931',
      code: '380',
      number: '471102',
      date: '2026-11-02',
      due: '2026-12-02',
      seller: 'Lieferant GmbH',
      sellerId: 'DE123456789',
      buyer: 'Kunden AG Mitte',
      buyerId: 'HRB 1',
      parties: ['Lieferant GmbH', 'Kunden AG Mitte'],
      money: { amount: '529.87', currency: 'EUR' },
      net: '473.00',
      tax: '56.87',
    });
    expect(places).toMatchObject({
      date: 'xml:BT-2',
      sellerId: 'xml:BT-31',
      buyerId: 'xml:BT-47',
      money: 'xml:BT-112 xml:BT-5',
    });
  });

  it('names other documents', () => {
    const agreement = [
      other('BuyerOrderReferencedDocument', 'PO-1', '20261001'),
      other('SellerOrderReferencedDocument', 'SO-2'),
      other('ContractReferencedDocument', 'C-3'),
      other('AdditionalReferencedDocument', 'T-4', '', '<ram:TypeCode>50</ram:TypeCode>'),
      other('AdditionalReferencedDocument', 'X-5', '', '<ram:TypeCode>916</ram:TypeCode>'),
    ].join('');
    const delivery =
      other('DespatchAdviceReferencedDocument', 'LS-6') + other('ReceivingAdviceReferencedDocument', 'WE-7');
    const settlement = other('InvoiceReferencedDocument', '471001', '20260901');
    expect(
      reading(cii({ agreement, delivery, settlement })).references.map(({ rel, basis, number, date }) => [
        rel,
        basis,
        number,
        date,
      ]),
    ).toEqual([
      ['contract', 'xml:BT-12', 'C-3', null],
      ['order', 'xml:BT-13', 'PO-1', '2026-10-01'],
      ['order', 'xml:BT-14', 'SO-2', null],
      ['receipt', 'xml:BT-15', 'WE-7', null],
      ['despatch', 'xml:BT-16', 'LS-6', null],
      ['about', 'xml:BT-17', 'T-4', null],
      ['invoice', 'xml:BT-25', '471001', '2026-09-01'],
    ]);
  });

  it('of type 381 takes back the invoice that it names', () => {
    const found = reading(cii({ head: HEAD('381'), settlement: other('InvoiceReferencedDocument', '471001') }));
    expect(found.facts).toMatchObject({ code: '381', credits: '471001', money: { amount: '529.87' } });
    expect(found.references[0]?.rel).toBe('credit-of');
    expect(notes(found, 'credit-note')).toEqual(['381']);
  });

  it('in the profiles of Factur-X that are less than EN 16931 has the same identity', () => {
    for (const guideline of [
      'urn:factur-x.eu:1p0:minimum',
      'urn:factur-x.eu:1p0:basicwl',
      'urn:zugferd.de:2p0:minimum',
    ])
      expect(reading(cii({ guideline })).facts.scheme).toBe('en16931');
    expect(notes(reading(cii({ guideline: 'urn:factur-x.eu:1p0:minimum' })), 'specification')).toEqual([
      'Factur-X / ZUGFeRD (urn:factur-x.eu:1p0:minimum)',
    ]);
  });
});

describe('what CII leaves open', () => {
  it('a day in another format is left out and said: 02112026 could be one of two', () => {
    const found = reading(cii({ head: HEAD('380', '<udt:DateTimeString format="4">02112026</udt:DateTimeString>') }));
    expect(found.facts).not.toHaveProperty('date');
    expect(notes(found, 'value-refused')).toEqual(['xml:BT-2: 02112026']);
  });

  it('several days on which parts are due are noted, and are no conflict', () => {
    const terms = (day: string) =>
      `<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">${day}</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>`;
    const found = reading(cii({ settlement: terms('20261202') + terms('20270102') }));
    expect([found.facts.due, found.conflicts]).toEqual([undefined, []]);
    expect(notes(found, 'left-out')).toEqual(['xml:BT-9: 2026-12-02, xml:BT-9: 2027-01-02']);
  });

  it('tax in the currency of the seller is not that of the invoice', () => {
    const sums = SUMS.replace(
      '<ram:Grand',
      '<ram:TaxTotalAmount currencyID="USD">60.00</ram:TaxTotalAmount><ram:Grand',
    );
    expect(reading(cii({ sums })).facts.tax).toBe('56.87');
    expect(reading(cii({ sums: SUMS.replace(' currencyID="EUR"', '') })).facts.tax).toBe('56.87');
  });

  it('a gross amount in another currency than the invoice is a conflict', () => {
    const { conflicts, facts } = reading(
      cii({ sums: SUMS.replace('<ram:GrandTotalAmount>', '<ram:GrandTotalAmount currencyID="USD">') }),
    );
    expect(conflicts.map(({ name }) => name)).toEqual(['money']);
    expect(facts).not.toHaveProperty('net');
  });

  it('an order of Order-X, or CII of ZUGFeRD 1, has no reading', () => {
    expect(readings(cii().replaceAll('rsm:CrossIndustryInvoice', 'rsm:SCRDMCCBDACIOMessageStructure'))).toEqual([]);
    expect(readings(cii().replace('CrossIndustryInvoice:100', 'CrossIndustryInvoice:12'))).toEqual([]);
  });
});
