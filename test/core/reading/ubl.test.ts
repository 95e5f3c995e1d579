import { describe, expect, it } from 'vitest';
import { invoiceIdentity } from '../../../core/documents/reading/identity.ts';
import { readReading } from '../../../core/documents/reading/shape.ts';
import { accepts } from '../../../core/formats/decoder.ts';
import { notes, reading, readings } from './support/reading.ts';
import { line, SELLER, ubl } from './support/ubl.ts';

const CBC = (name: string, text: string, attributes = '') => `<cbc:${name}${attributes}>${text}</cbc:${name}>`;
const party = (inside: string) => `<cac:Party>${inside}</cac:Party>`;

describe('an invoice in UBL', () => {
  it('states its facts, each with its place', () => {
    const { facts, places, ...rest } = reading(ubl());
    expect(facts).toEqual({
      kind: 'invoice',
      scheme: 'en16931',
      code: '380',
      number: 'RE-2026/0017',
      date: '2026-11-02',
      due: '2026-12-02',
      seller: 'Muster Maschinenbau GmbH',
      sellerId: 'DE123456789',
      buyer: 'Jiangnan Sample Trading Co., Ltd.',
      buyerId: 'ATU12345678',
      parties: ['Muster Maschinenbau GmbH', 'Jiangnan Sample Trading Co., Ltd.'],
      money: { amount: '119.00', currency: 'EUR' },
      net: '100.00',
      tax: '19.00',
    });
    expect(places).toEqual({
      kind: 'xml:Invoice',
      scheme: 'xml:BT-24',
      code: 'xml:BT-3',
      number: 'xml:BT-1',
      date: 'xml:BT-2',
      due: 'xml:BT-9',
      seller: 'xml:BT-27',
      sellerId: 'xml:BT-31',
      buyer: 'xml:BT-44',
      buyerId: 'xml:BT-48',
      parties: 'xml:BT-27 xml:BT-44',
      money: 'xml:BT-112 xml:BT-5',
      net: 'xml:BT-109',
      tax: 'xml:BT-110',
    });
    expect(rest).toEqual({
      reader: 'ubl-2.1',
      v: 1,
      profile: 'invoice',
      suggestions: [],
      conflicts: [],
      references: [],
      notes: [{ code: 'specification', detail: expect.stringContaining('Peppol BIS Billing 3.0') }],
    });
  });

  it('is read by namespaces, not by prefixes, and not by what stands elsewhere under the same name', () => {
    const other = ubl()
      .replaceAll('cbc:', 'b:')
      .replaceAll('xmlns:cbc', 'xmlns:b')
      .replace('<b:ID>RE', '<x:ID xmlns:x="urn:other">X1</x:ID><b:ID>RE');
    expect(reading(other)).toEqual(reading(ubl()));
  });

  it('names other documents', () => {
    const named = (name: string, inside: string) => `<cac:${name}>${inside}</cac:${name}>`;
    const { references } = reading(
      ubl({
        references: [
          named('OrderReference', CBC('ID', 'PO-1') + CBC('SalesOrderID', 'SO-9')),
          named(
            'BillingReference',
            named('InvoiceDocumentReference', CBC('ID', 'RE-1') + CBC('IssueDate', '2026-01-31')),
          ),
          named('DespatchDocumentReference', CBC('ID', 'LS-3')),
          named('DespatchDocumentReference', CBC('ID', 'LS-4')),
          named('ReceiptDocumentReference', CBC('ID', 'WE-5')),
          named('OriginatorDocumentReference', CBC('ID', 'T-6')),
          named('ContractDocumentReference', CBC('ID', ' C-7\n') + CBC('IssueDate', '2025-05-05+02:00')),
        ].join(''),
      }),
    );
    expect(references.map(({ rel, basis, number, date }) => [rel, basis, number, date])).toEqual([
      ['contract', 'xml:BT-12', 'C-7', '2025-05-05'],
      ['order', 'xml:BT-13', 'PO-1', null],
      ['order', 'xml:BT-14', 'SO-9', null],
      ['receipt', 'xml:BT-15', 'WE-5', null],
      ['despatch', 'xml:BT-16', 'LS-3', null],
      ['despatch', 'xml:BT-16', 'LS-4', null],
      ['about', 'xml:BT-17', 'T-6', null],
      ['invoice', 'xml:BT-25', 'RE-1', '2026-01-31'],
    ]);
  });

  it('that contradicts itself about amounts and currencies again and again is within the bounds of a reading', () => {
    const totals = Array.from({ length: 30 }, (_, i) => {
      const currency = `X${String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26))}`;
      return CBC('TaxInclusiveAmount', `${i}.00`, ` currencyID="${currency}"`);
    }).join('');
    const found = reading(ubl({ totals }));
    expect(accepts(readReading, found)).toBe(true);
    expect(found.conflicts.find(({ name }) => name === 'money')?.values).toHaveLength(20);
    expect(notes(found, 'left-out')).toContain('xml:BT-112 xml:BT-5');
  });

  it('has no order where Peppol says that there is none', () => {
    const references = `<cac:OrderReference>${CBC('ID', 'NA')}${CBC('SalesOrderID', 'SO-9')}</cac:OrderReference>`;
    expect(reading(ubl({ references })).references.map(({ number }) => number)).toEqual(['SO-9']);
  });
});

describe('a credit note in UBL', () => {
  const billing = (number: string) =>
    `<cac:BillingReference><cac:InvoiceDocumentReference>${CBC('ID', number)}</cac:InvoiceDocumentReference></cac:BillingReference>`;

  it('has the amounts of its file, which are positive, and names the invoice that it takes back', () => {
    const found = reading(ubl({ root: 'CreditNote', references: billing('RE-2026/0016') }));
    expect(found.facts).toMatchObject({ code: '381', credits: 'RE-2026/0016', money: { amount: '119.00' } });
    expect(found.references).toEqual([{ rel: 'credit-of', number: 'RE-2026/0016', basis: 'xml:BT-25', date: null }]);
    expect(notes(found, 'credit-note')).toEqual(['381']);
  });

  it('takes back none where Peppol has no number for it', () => {
    const found = (references: string) => reading(ubl({ root: 'CreditNote', references }));
    expect([found(billing('NA')).facts.credits, found(billing('NA')).references]).toEqual([undefined, []]);
    expect(found(billing('NA') + billing('RE-1')).facts.credits).toBe('RE-1');
  });

  it('of several invoices has references and no fact', () => {
    const { facts, references } = reading(ubl({ root: 'CreditNote', references: billing('1') + billing('2') }));
    expect([facts.credits, references.length]).toEqual([undefined, 2]);
  });

  it('is one by its root, also where it states no type, or that of an invoice', () => {
    const note = ubl({ root: 'CreditNote' });
    const TYPE = '<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>';
    const typed = (type: string) => reading(note.replace(TYPE, type));
    for (const found of [typed(''), typed(TYPE.replace('381', ' ')), typed(TYPE.replace('381', '380'))]) {
      expect([found.facts.code, found.places.code]).toEqual(['381', 'xml:CreditNote']);
      expect(found.facts.credits).toBeUndefined();
      expect(notes(found, 'credit-note')).toEqual(['381']);
      expect(invoiceIdentity(found.facts).strict).toContain('"t":"381"');
    }
    expect(notes(typed(TYPE.replace('381', '380')), 'value-refused')).toEqual(['xml:BT-3: 380']);
    const factored = typed(TYPE.replace('381', '396'));
    expect([factored.facts.code, factored.places.code]).toEqual(['396', 'xml:BT-3']);
    expect(reading(ubl().replace(/<cbc:InvoiceTypeCode>.*<\/cbc:InvoiceTypeCode>/, '')).facts.code).toBeUndefined();
  });

  it('may be an Invoice of type 381; one of type 384 amends', () => {
    const typed = (code: string) => reading(ubl({ references: billing('1') }).replace('>380<', `>${code}<`));
    expect(typed('381').references[0]?.rel).toBe('credit-of');
    expect(typed('384').references[0]?.rel).toBe('amends');
    expect(typed('384').facts.credits).toBeUndefined();
  });
});

describe('what UBL leaves open', () => {
  it('a seller without a legal name has the name of its brand; one without a VAT id that of its register, or of its tax office', () => {
    const brand = party('<cac:PartyName><cbc:Name>Brand</cbc:Name></cac:PartyName>');
    expect(reading(ubl({ seller: brand })).places).toMatchObject({ seller: 'xml:BT-28' });
    const legal = reading(ubl({ seller: SELLER.replace('>VAT<', '>FC<') }));
    expect([legal.facts.sellerId, legal.places.sellerId]).toEqual(['HRB 4711', 'xml:BT-30']);
    const office = ubl({ seller: SELLER.replace('>VAT<', '>FC<').replace(/<cbc:CompanyID>HRB.*?>\s/, '') });
    expect(reading(office).places.sellerId).toBe('xml:BT-32');
  });

  it('two elements where one is meant conflict unless they say the same', () => {
    const twice = (second: string) =>
      ubl().replace('<cbc:DueDate>', `<cbc:IssueDate>${second}</cbc:IssueDate><cbc:DueDate>`);
    expect(reading(twice('2026-11-02'))).toEqual(reading(ubl()));
    const { facts, conflicts } = reading(twice('2026-11-03'));
    expect(facts.date).toBeUndefined();
    expect(conflicts).toEqual([
      {
        name: 'date',
        values: [
          { place: 'xml:BT-2', value: '2026-11-02' },
          { place: 'xml:BT-2', value: '2026-11-03' },
        ],
      },
    ]);
  });

  it('more than 20 values of one fact, or 50 references, are not all kept, and that is said', () => {
    const days = Array.from(
      { length: 28 },
      (_, i) => `<cbc:IssueDate>2026-01-${String(i + 1).padStart(2, '0')}</cbc:IssueDate>`,
    );
    const orders = Array.from(
      { length: 51 },
      (_, i) => `<cac:OrderReference><cbc:ID>${i}</cbc:ID></cac:OrderReference>`,
    );
    const found = reading(ubl({ references: days.join('') + orders.join('') }));
    expect([found.conflicts[0]?.values.length, found.references.length]).toEqual([20, 50]);
    expect(notes(found, 'left-out')).toEqual(['xml:BT-2', 'xml:BT-13']);
  });

  it('an amount in another currency than the document has is a conflict, and no amount is stated', () => {
    const totals =
      CBC('TaxInclusiveAmount', '119.00', ' currencyID="USD"') +
      CBC('TaxExclusiveAmount', '100.00', ' currencyID="EUR"');
    const found = reading(ubl({ totals }));
    expect(found.facts).not.toHaveProperty('money');
    expect(found.facts).not.toHaveProperty('net');
    expect(found.conflicts).toEqual([
      {
        name: 'money',
        values: [
          { place: 'xml:BT-112 xml:BT-5', value: { amount: '119.00', currency: 'EUR' } },
          { place: 'xml:BT-112 xml:BT-112/@currencyID', value: { amount: '119.00', currency: 'USD' } },
        ],
      },
    ]);
    expect(notes(found, 'value-refused')).toEqual(['xml:BT-109: 100.00', 'xml:BT-110: 19.00']);
  });

  it('the total of tax in the currency of the document counts; several totals are not added up', () => {
    const total = (amount: string, currency: string) =>
      `<cac:TaxTotal>${CBC('TaxAmount', amount, ` currencyID="${currency}"`)}</cac:TaxTotal>`;
    expect(reading(ubl({ tax: total('170.00', 'SEK') + total('19.00', 'EUR') })).facts.tax).toBe('19.00');
    const two = reading(ubl({ tax: total('9.50', 'EUR') + total('9.50', 'EUR') }));
    expect(two.facts.tax).toBeUndefined();
    expect(notes(two, 'value-refused')).toEqual(['xml:BT-110: 9.50']);
  });

  it('amounts that a fact cannot hold are left out and said', () => {
    const found = reading(ubl({ totals: CBC('TaxInclusiveAmount', '1,190.00', ' currencyID="EUR"') }));
    expect(found.facts).not.toHaveProperty('money');
    expect(notes(found, 'value-refused')).toContain('xml:BT-112: 1,190.00');
  });

  it('no specification, or another, gives no rule for what makes it one invoice', () => {
    expect(reading(ubl({ specification: '' })).facts.scheme).toBe('other');
    expect(reading(ubl({ specification: 'urn:peppol:pint:billing-1@jp-1' })).facts.scheme).toBe('other');
    const xrechnung = 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0';
    expect(notes(reading(ubl({ specification: xrechnung })), 'specification')).toEqual([`XRechnung (${xrechnung})`]);
  });
});

describe('what is no invoice in UBL', () => {
  const renamed = (root: string) =>
    ubl()
      .replaceAll(/(<\/?)Invoice(?=[\s>])/g, `$1${root}`)
      .replace('xsd:Invoice-2', `xsd:${root}-2`);

  it.each([
    'Order',
    'OrderResponse',
    'DespatchAdvice',
    'ReceiptAdvice',
    'ApplicationResponse',
    'Catalogue',
    'Statement',
  ])('%s has no reading', (root) => expect(readings(renamed(root))).toEqual([]));

  it('an Invoice of another namespace, or of none, has no reading', () => {
    expect(readings(ubl().replace('xsd:Invoice-2', 'xsd:Invoice-1'))).toEqual([]);
    expect(readings('<Invoice><ID>1</ID></Invoice>')).toEqual([]);
  });

  it('an invoice of 10,000 lines is read like one of a single line', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => line(i + 1)).join('');
    expect(reading(ubl({ lines }))).toEqual(reading(ubl()));
  });
});
