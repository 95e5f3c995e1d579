/** Our readers and a reader in Python, written apart from them, agree on invoices of every format. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import { cii, HEAD, SUMS } from '../core/reading/support/cii.ts';
import { einvoice, fattura, fatturaBody, ksef } from '../core/reading/support/national.ts';
import { ubl } from '../core/reading/support/ubl.ts';
import { compared } from './invoices/judge.ts';
import { inFolder, put } from './pdf-programs.ts';

const SAMPLES: Readonly<Record<string, string>> = {
  ubl: ubl(),
  'credit-note': ubl({ root: 'CreditNote' }),
  cii: cii(),
  fattura: fattura(fatturaBody() + fatturaBody({ number: '13/A', type: 'TD04', net: '-1.5' })),
  ksef: ksef(),
  einvoice: einvoice(),
  order: ubl()
    .replaceAll(/(<\/?)Invoice(?=[\s>])/g, '$1Order')
    .replace('xsd:Invoice-2', 'xsd:Order-2'),
};

/** Characters of a text as XML may write them. */
const character = fc.oneof(
  fc.constantFrom(...'RE2026/17-.GmbH 江苏发票ÄßéŁ'),
  fc.constantFrom('&amp;', '&#x41;', '&#26494;', '<![CDATA[<&>]]>', '<!-- no -->', '<?no no?>', '\n\t ', 'e\u0301'),
);
const written = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''));
const amount = fc.oneof(
  fc.stringMatching(/^[-+]?[0-9]{1,9}(\.[0-9]{1,4})?$/),
  fc.constantFrom('*', '1,000.00', '.5', '5.', '', '1e3', '0.0000001'),
);
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const files = fc.oneof(
  fc.record({ number: written, seller: written, day, gross: amount, tax: amount }).map((of) =>
    ubl({
      head: `<cbc:ID>${of.number}</cbc:ID><cbc:IssueDate>${of.day}</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>`,
      seller: `<cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>${of.seller}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>`,
      totals: `<cbc:TaxInclusiveAmount currencyID="EUR">${of.gross}</cbc:TaxInclusiveAmount>`,
      tax: `<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">${of.tax}</cbc:TaxAmount></cac:TaxTotal>`,
    }),
  ),
  fc.record({ day, gross: amount }).map((of) =>
    cii({
      head: HEAD('380', `<udt:DateTimeString format="102">${of.day.replaceAll('-', '')}</udt:DateTimeString>`),
      sums: SUMS.replace('529.87', of.gross),
    }),
  ),
  fc.record({ number: written, net: amount }).map((of) => fattura(fatturaBody(of))),
  fc.record({ gross: amount }).map(ksef),
  fc.record({ gross: amount, tax: amount, requested: day }).map(einvoice),
);

it('on invoices of every format, and on many that are made up', (context) =>
  inFolder((folder) => {
    const count = process.env.NOTARY_LONG ? 5000 : 300;
    const made = fc.sample(files, { numRuns: count, seed: 20261130 });
    const all = [...Object.entries(SAMPLES), ...made.map((file, i) => [`${i}`, file] as const)];
    const paths = all.map(([name, file]) => put(folder, `${name}.xml`, utf8(file)));
    const { differences, invoices, others } = compared(context, paths);
    expect(differences).toEqual([]);
    expect([invoices, others]).toEqual([count + Object.keys(SAMPLES).length, 1]);
  }));
