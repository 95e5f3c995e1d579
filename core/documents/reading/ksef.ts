/** Polish structured invoices, FA(3) of the Krajowy System e-Faktur. The number that KSeF gives an invoice is not in its file. */
import { InvoiceFindings } from './findings.ts';
import type { Reading, Reference } from './reading.ts';
import { collector, type DocumentTable, type Place, type ReferencePlace, textAt } from './table.ts';
import { type XmlPath, xmlPath } from './xml-path.ts';
import type { XmlElement } from './xml-tree.ts';

const NAMESPACE = 'http://crd.gov.pl/wzor/2025/06/25/13775/';
const NAMESPACES = { fa: NAMESPACE } as const;

/** The root of the documents that are read. */
export const KSEF_ROOTS = [{ name: 'Faktura', namespace: NAMESPACE }] as const;

/** Reader and version, as the fact `read` states them. */
export const KSEF = { reader: 'ksef-fa3', v: 1 } as const;

const SELLER = 'fa:Podmiot1/fa:DaneIdentyfikacyjne';
const BUYER = 'fa:Podmiot2/fa:DaneIdentyfikacyjne';

const one = (place: string, path: string): readonly Place[] => [{ place: `xml:${place}`, path }];

const reference = (rel: Reference['rel'], path: string, number: string, date: string | null): ReferencePlace => ({
  rel,
  place: `xml:${number}`,
  path,
  number: `fa:${number}`,
  date: date === null ? null : `fa:${date}`,
});

/** Which place gives which fact, beside sums, foreign ids of buyers, delivery notes and corrected invoices. */
export const KSEF_TABLE: DocumentTable = {
  namespaces: NAMESPACES,
  facts: {
    code: [one('RodzajFaktury', 'fa:Fa/fa:RodzajFaktury')],
    currency: [one('KodWaluty', 'fa:Fa/fa:KodWaluty')],
    date: [one('P_1', 'fa:Fa/fa:P_1')],
    number: [one('P_2', 'fa:Fa/fa:P_2')],
    gross: [one('P_15', 'fa:Fa/fa:P_15')],
    due: [one('Termin', 'fa:Fa/fa:Platnosc/fa:TerminPlatnosci/fa:Termin')],
    seller: [one('Podmiot1/Nazwa', `${SELLER}/fa:Nazwa`)],
    sellerId: [one('Podmiot1/NIP', `${SELLER}/fa:NIP`)],
    buyer: [one('Podmiot2/Nazwa', `${BUYER}/fa:Nazwa`)],
    buyerId: [one('Podmiot2/NIP', `${BUYER}/fa:NIP`), one('Podmiot2/NrID', `${BUYER}/fa:NrID`)],
  },
  references: [
    reference('contract', 'fa:Fa/fa:WarunkiTransakcji/fa:Umowy', 'NrUmowy', 'DataUmowy'),
    reference('order', 'fa:Fa/fa:WarunkiTransakcji/fa:Zamowienia', 'NrZamowienia', 'DataZamowienia'),
    reference('invoice', 'fa:Fa/fa:FakturaZaliczkowa', 'NrFaZaliczkowej', null),
    reference('invoice', 'fa:Fa/fa:FakturaZaliczkowa', 'NrKSeFFaZaliczkowej', null),
    reference('despatch', 'fa:Fa', 'WZ', null),
    reference('amends', 'fa:Fa/fa:DaneFaKorygowanej', 'NrFaKorygowanej', 'DataWystFaKorygowanej'),
  ],
};

const collect = collector(KSEF_TABLE);
const form = xmlPath('fa:Naglowek/fa:KodFormularza', NAMESPACES);
const country = xmlPath(`${BUYER}/fa:KodUE`, NAMESPACES);
const vatId = xmlPath(`${BUYER}/fa:NrVatUE`, NAMESPACES);
const amounts = xmlPath('fa:Fa', NAMESPACES);

/** Net amounts by rate, P_13_1 to P_13_11; amounts of tax, P_14_1 to P_14_5, without those in zloty beside them (`…W`). */
const SUMS = [
  { term: 'net', place: 'xml:sum(P_13)', name: /^P_13_\d{1,2}(?:_\d)?$/ },
  { term: 'tax', place: 'xml:sum(P_14)', name: /^P_14_\d$/ },
] as const;

/** Reads an element of `KSEF_ROOTS`. */
export function readKsef(root: XmlElement): readonly Reading[] {
  const findings = new InvoiceFindings(`xml:${root.name}`);
  findings.state('scheme', `xml:${root.name}`, 'pl-ksef');
  collect(root, findings);
  enterSystem(findings, form, root);
  const id = textAt(vatId, root);
  if (id !== '') findings.state('buyerId', 'xml:Podmiot2/NrVatUE', `${textAt(country, root)}${id}`);
  const children = amounts(root).flatMap((invoice) => invoice.children);
  for (const { term, place, name } of SUMS)
    findings.stateSum(
      term,
      place,
      children.filter((child) => name.test(child.name)).map(({ text }) => text),
    );
  return [findings.reading(KSEF)];
}

/** The form that the invoice says it was written by, such as `FA (3)`. */
function enterSystem(findings: InvoiceFindings, path: XmlPath, root: XmlElement): void {
  for (const { attributes } of path(root))
    if (attributes.kodSystemowy) findings.note('specification', attributes.kodSystemowy);
}
