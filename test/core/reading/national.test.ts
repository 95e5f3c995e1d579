/** Invoices of Italy, Poland and China. */
import { describe, expect, it } from 'vitest';
import { invoiceIdentity } from '../../../core/documents/reading/identity.ts';
import { einvoice, fattura, fatturaBody, ksef, pinyin } from './support/national.ts';
import { notes, reading, readings } from './support/reading.ts';

describe('FatturaPA', () => {
  it('states its facts; net and tax are the sums of its rates', () => {
    const { facts, places, reader } = reading(fattura());
    expect(reader).toBe('fatturapa-1.2');
    expect(facts).toEqual({
      kind: 'invoice',
      scheme: 'it-sdi',
      code: 'TD01',
      number: '12/A',
      date: '2026-03-01',
      due: '2026-03-31',
      seller: 'Esempio Meccanica S.r.l.',
      sellerId: 'IT01234567890',
      buyer: 'Mario Rossi',
      buyerId: 'RSSMRA80A01H501U',
      parties: ['Esempio Meccanica S.r.l.', 'Mario Rossi'],
      money: { amount: '147.20', currency: 'EUR' },
      net: '125.00',
      tax: '22.20',
    });
    expect(places).toMatchObject({
      number: 'xml:Numero',
      buyer: 'xml:CessionarioCommittente/Nome+Cognome',
      buyerId: 'xml:CessionarioCommittente/CodiceFiscale',
      net: 'xml:sum(ImponibileImporto)',
      tax: 'xml:sum(Imposta)',
    });
    expect(invoiceIdentity(facts).strict).toBe('{"id":"01234567890","n":"12/A","s":"it-sdi","t":"TD01","y":"2026"}');
  });

  it('with several bodies is several invoices of one seller', () => {
    const found = readings(fattura(fatturaBody() + fatturaBody({ number: '13/A' })));
    expect(found.map(({ facts }) => [facts.number, facts.sellerId])).toEqual([
      ['12/A', 'IT01234567890'],
      ['13/A', 'IT01234567890'],
    ]);
    expect(() => readings(fattura('<FatturaElettronicaBody/>'.repeat(1001)))).toThrow(/more than 1000/);
    expect(readings(fattura(''))).toEqual([]);
  });

  it('names orders, contracts, delivery notes and, as a credit note, the invoice that it takes back', () => {
    const linked = `<DatiOrdineAcquisto><IdDocumento>66685</IdDocumento><Data>2026-01-15</Data></DatiOrdineAcquisto>
      <DatiContratto><IdDocumento>C-1</IdDocumento></DatiContratto>
      <DatiFattureCollegate><IdDocumento>9/A</IdDocumento><Data>2026-02-01</Data></DatiFattureCollegate>
      <DatiDDT><NumeroDDT>3</NumeroDDT><DataDDT>2026-02-20</DataDDT></DatiDDT>`;
    const found = reading(fattura(fatturaBody({ type: 'TD04', linked })));
    expect(found.facts).toMatchObject({ code: 'TD04', credits: '9/A', money: { amount: '147.20' } });
    expect(found.references).toEqual([
      { rel: 'order', basis: 'xml:DatiOrdineAcquisto', number: '66685', date: '2026-01-15' },
      { rel: 'contract', basis: 'xml:DatiContratto', number: 'C-1', date: null },
      { rel: 'despatch', basis: 'xml:DatiDDT', number: '3', date: '2026-02-20' },
      { rel: 'credit-of', basis: 'xml:DatiFattureCollegate', number: '9/A', date: '2026-02-01' },
    ]);
    expect(reading(fattura(fatturaBody({ linked }))).references.at(-1)?.rel).toBe('invoice');
  });

  it('with an amount that cannot be added has no sum', () => {
    const found = reading(fattura(fatturaBody({ net: '1e2' })));
    expect([found.facts.net, found.facts.tax]).toEqual([undefined, '22.20']);
    expect(notes(found, 'value-refused')).toEqual(['xml:sum(ImponibileImporto): 1e2']);
  });

  it('that is signed says that nobody checked it', () => {
    const signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>';
    expect(notes(reading(fattura(fatturaBody() + signature)), 'signature-not-checked')).toEqual(['']);
    expect(notes(reading(fattura()), 'signature-not-checked')).toEqual([]);
  });
});

describe('KSeF FA(3)', () => {
  it('states its facts; net and tax are the sums of its rates, without tax converted to zloty', () => {
    const { facts, places, reader } = reading(ksef());
    expect(reader).toBe('ksef-fa3');
    expect(facts).toEqual({
      kind: 'invoice',
      scheme: 'pl-ksef',
      code: 'VAT',
      number: 'FV/2026/11/1',
      date: '2026-11-02',
      due: '2026-11-16',
      seller: 'Przykład sp. z o.o.',
      sellerId: '9999999999',
      buyer: 'Kunden AG Mitte',
      buyerId: 'DE123456789',
      parties: ['Przykład sp. z o.o.', 'Kunden AG Mitte'],
      money: { amount: '2051.00', currency: 'EUR' },
      net: '1700.00',
      tax: '351.00',
    });
    expect(places).toMatchObject({ number: 'xml:P_2', net: 'xml:sum(P_13)', buyerId: 'xml:Podmiot2/NrVatUE' });
    expect(invoiceIdentity(facts).strict).toBe('{"id":"9999999999","n":"FV/2026/11/1","s":"pl-ksef","t":"VAT"}');
  });

  it('names contracts, orders, delivery notes, and as a correction the invoice that it amends', () => {
    const more = `<WZ>WZ/1</WZ><WZ>WZ/2</WZ>
      <DaneFaKorygowanej><DataWystFaKorygowanej>2026-10-01</DataWystFaKorygowanej><NrFaKorygowanej>FV/1</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>
      <WarunkiTransakcji><Umowy><DataUmowy>2026-01-02</DataUmowy><NrUmowy>U/3</NrUmowy></Umowy>
        <Zamowienia><NrZamowienia>Z/4</NrZamowienia></Zamowienia></WarunkiTransakcji>`;
    const found = reading(ksef({ type: 'KOR', gross: '-2051.00', more }));
    expect(found.facts).toMatchObject({ code: 'KOR', money: { amount: '-2051.00' } });
    expect(found.references).toEqual([
      { rel: 'contract', basis: 'xml:NrUmowy', number: 'U/3', date: '2026-01-02' },
      { rel: 'order', basis: 'xml:NrZamowienia', number: 'Z/4', date: null },
      { rel: 'despatch', basis: 'xml:WZ', number: 'WZ/1', date: null },
      { rel: 'despatch', basis: 'xml:WZ', number: 'WZ/2', date: null },
      { rel: 'amends', basis: 'xml:NrFaKorygowanej', number: 'FV/1', date: '2026-10-01' },
    ]);
  });

  it('of an older form has no reading', () => {
    expect(readings(ksef().replace('2025/06/25/13775', '2023/06/29/12648'))).toEqual([]);
  });
});

describe('数电票 XML', () => {
  it('states its facts, in yuan', () => {
    const found = reading(einvoice());
    expect(found.reader).toBe('cn-einvoice-xml');
    expect(found.facts).toEqual({
      kind: 'invoice',
      scheme: 'cn-20',
      number: '26310000000000000017',
      date: '2026-11-02',
      seller: '江南样例贸易有限公司',
      sellerId: '91310000MA1EXAMPL0',
      buyer: '北方样例制造有限公司',
      buyerId: '91110000EXAMPLE001',
      parties: ['江南样例贸易有限公司', '北方样例制造有限公司'],
      money: { amount: '4449.00', currency: 'CNY' },
      net: '4197.17',
      tax: '251.83',
    });
    expect(found.places).toMatchObject({
      number: 'xml:EIid xml:InvoiceNumber',
      date: 'xml:IssueTime xml:RequestTime',
      money: 'xml:TotalTax-includedAmount xml:EInvoice',
    });
    expect(found.notes).toEqual([
      { code: 'specification', detail: '电子发票 增值税专用发票 0.31' },
      { code: 'signature-not-checked', detail: '' },
    ]);
    expect(invoiceIdentity(found.facts).strict).toBe('{"n":"26310000000000000017","s":"cn-20"}');
  });

  it('with two days, or two numbers, shows them and states none', () => {
    const { facts, conflicts } = reading(einvoice({ requested: '2026-11-01 23:59:58', id: '26310000000000000018' }));
    expect([facts.date, facts.number]).toEqual([undefined, undefined]);
    expect(conflicts).toEqual([
      {
        name: 'number',
        values: [
          { place: 'xml:EIid', value: '26310000000000000018' },
          { place: 'xml:InvoiceNumber', value: '26310000000000000017' },
        ],
      },
      {
        name: 'date',
        values: [
          { place: 'xml:IssueTime', value: '2026-11-02' },
          { place: 'xml:RequestTime', value: '2026-11-01' },
        ],
      },
    ]);
  });

  it('with tax that is hidden or exempt has none, and says what stands there', () => {
    const found = reading(einvoice({ tax: '*' }));
    expect(found.facts).not.toHaveProperty('tax');
    expect(notes(found, 'value-refused')).toEqual(['xml:TotalTaxAm: *']);
  });

  it('that is red takes a blue one back; its amounts are negative in the file', () => {
    const found = reading(einvoice({ gross: '-4449.00', blue: 'N', original: '26310000000000000001' }));
    expect(found.facts).toMatchObject({ credits: '26310000000000000001', money: { amount: '-4449.00' } });
    expect(found.references).toEqual([
      { rel: 'credit-of', basis: 'xml:OriginalInvoiceCode', number: '26310000000000000001', date: null },
    ]);
    expect(notes(found, 'credit-note')).toEqual(['红字']);
  });

  it('reads amounts of the invoice and not those of a line, which are called nearly the same', () => {
    expect(reading(einvoice().replace(/<TotalTax-includedAmount>.*?>/, '')).facts).not.toHaveProperty('money');
  });

  it('several in one file are several readings', () => {
    const [declaration = '', one = ''] = einvoice().split(/(?<=\?>)\n/);
    const other = one.replaceAll('00000017', '00000018');
    expect(readings(`${declaration}<Invoices>${one}${other}</Invoices>`).map(({ facts }) => facts.number)).toEqual([
      '26310000000000000017',
      '26310000000000000018',
    ]);
  });

  it('another document of that name has no reading', () => {
    expect(readings('<EInvoice><InvoiceNumber>1</InvoiceNumber></EInvoice>')).toEqual([]);
    expect(readings(einvoice({ id: '1' }).replaceAll('26310000000000000017', '17'))).toEqual([]);
  });

  it('with elements in pinyin states the same', () => {
    const { facts, reader } = reading(pinyin());
    expect(reader).toBe('cn-pinyin-xml');
    expect(facts).toEqual(reading(einvoice()).facts);
  });

  it('in pinyin without a number of 20 digits is no such invoice', () => {
    expect(readings(pinyin().replace('26310000000000000017', '83089647'))).toEqual([]);
    expect(readings(pinyin().replaceAll('XSFMC', 'XMC'))).toEqual([]);
  });
});
