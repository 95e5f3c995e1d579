/**
 * Italian invoices, FatturaPA 1.2 (Agenzia delle Entrate, "Specifiche tecniche relative alla fatturazione elettronica", FPA12 and
 * FPR12). A file may hold several invoices, its bodies, of one seller to one buyer. Not read: the simplified invoice, which has
 * another root. What is wrapped in a signature (`.p7m`) is taken out by p7m.ts.
 */
import { NotaryError } from '../../errors.ts';
import { isCreditType } from './credit-notes.ts';
import { InvoiceFindings } from './findings.ts';
import type { Reading, Reference } from './reading.ts';
import { collector, type DocumentTable, type Place, type ReferencePlace, textAt } from './table.ts';
import { xmlPath } from './xml-path.ts';
import type { XmlElement } from './xml-tree.ts';

/** The root of the documents that are read; the elements in it have no namespace. */
export const FATTURAPA_ROOTS = [
  { name: 'FatturaElettronica', namespace: 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2' },
] as const;

/** Reader and version, as the fact `read` states them. */
export const FATTURAPA = { reader: 'fatturapa-1.2', v: 1 } as const;

/** Invoices of one file. */
const BODIES = 1000;

const SELLER = 'FatturaElettronicaHeader/CedentePrestatore/DatiAnagrafici';
const BUYER = 'FatturaElettronicaHeader/CessionarioCommittente/DatiAnagrafici';
const DOCUMENT = 'DatiGenerali/DatiGeneraliDocumento';

const one = (place: string, path: string): readonly Place[] => [{ place: `xml:${place}`, path }];

/** From the root, for every invoice of the file; names of persons and VAT ids are put together below. */
export const FATTURAPA_HEADER: DocumentTable = {
  namespaces: {},
  facts: {
    seller: [one('CedentePrestatore/Denominazione', `${SELLER}/Anagrafica/Denominazione`)],
    buyer: [one('CessionarioCommittente/Denominazione', `${BUYER}/Anagrafica/Denominazione`)],
  },
  references: [],
};

const reference = (rel: Reference['rel'], name: string): ReferencePlace => ({
  rel,
  place: `xml:${name}`,
  path: `DatiGenerali/${name}`,
  number: 'IdDocumento',
  date: 'Data',
});

/** From each `FatturaElettronicaBody`. */
export const FATTURAPA_BODY: DocumentTable = {
  namespaces: {},
  facts: {
    code: [one('TipoDocumento', `${DOCUMENT}/TipoDocumento`)],
    currency: [one('Divisa', `${DOCUMENT}/Divisa`)],
    date: [one('Data', `${DOCUMENT}/Data`)],
    number: [one('Numero', `${DOCUMENT}/Numero`)],
    gross: [one('ImportoTotaleDocumento', `${DOCUMENT}/ImportoTotaleDocumento`)],
    due: [one('DataScadenzaPagamento', 'DatiPagamento/DettaglioPagamento/DataScadenzaPagamento')],
  },
  references: [
    reference('order', 'DatiOrdineAcquisto'),
    reference('contract', 'DatiContratto'),
    reference('contract', 'DatiConvenzione'),
    reference('receipt', 'DatiRicezione'),
    { rel: 'despatch', place: 'xml:DatiDDT', path: 'DatiGenerali/DatiDDT', number: 'NumeroDDT', date: 'DataDDT' },
  ],
};

const header = collector(FATTURAPA_HEADER);
const body = collector(FATTURAPA_BODY);
const bodies = xmlPath('FatturaElettronicaBody');
const type = xmlPath(`${DOCUMENT}/TipoDocumento`);
const linked = xmlPath('DatiGenerali/DatiFattureCollegate');
const linkedNumber = xmlPath('IdDocumento');
const linkedDay = xmlPath('Data');
const summaries = {
  net: xmlPath('DatiBeniServizi/DatiRiepilogo/ImponibileImporto'),
  tax: xmlPath('DatiBeniServizi/DatiRiepilogo/Imposta'),
};
const parties = [
  { name: 'seller', id: 'sellerId', party: 'CedentePrestatore', at: xmlPath(SELLER) },
  { name: 'buyer', id: 'buyerId', party: 'CessionarioCommittente', at: xmlPath(BUYER) },
] as const;
const company = xmlPath('Anagrafica/Denominazione');
const given = xmlPath('Anagrafica/Nome');
const family = xmlPath('Anagrafica/Cognome');
const country = xmlPath('IdFiscaleIVA/IdPaese');
const vatId = xmlPath('IdFiscaleIVA/IdCodice');
const taxId = xmlPath('CodiceFiscale');

/** Reads an element of `FATTURAPA_ROOTS`: a reading for each body. */
export function readFatturaPa(root: XmlElement): readonly Reading[] {
  const found = bodies(root);
  if (found.length > BODIES) throw new NotaryError('too-large', `more than ${BODIES} invoices in one file`);
  return found.map((invoice) => {
    const findings = new InvoiceFindings(`xml:${root.name}`);
    findings.state('scheme', `xml:${root.name}`, 'it-sdi');
    header(root, findings);
    for (const party of parties) for (const data of party.at(root)) enterParty(findings, party, data);
    body(invoice, findings);
    findings.stateSum('net', 'xml:sum(ImponibileImporto)', textsOf(summaries.net(invoice)));
    findings.stateSum('tax', 'xml:sum(Imposta)', textsOf(summaries.tax(invoice)));
    enterLinked(findings, invoice);
    return findings.reading(FATTURAPA);
  });
}

const textsOf = (elements: readonly XmlElement[]) => elements.map(({ text }) => text);

/** What takes more than one element: the name of a person, the VAT id with its country; else the personal tax id. */
function enterParty(findings: InvoiceFindings, { name, id, party }: (typeof parties)[number], data: XmlElement): void {
  if (textAt(company, data) === '')
    findings.state(name, `xml:${party}/Nome+Cognome`, `${textAt(given, data)} ${textAt(family, data)}`);
  const code = textAt(vatId, data);
  if (code !== '') findings.state(id, `xml:${party}/IdFiscaleIVA`, `${textAt(country, data)}${code}`);
  else findings.state(id, `xml:${party}/CodiceFiscale`, textAt(taxId, data));
}

/** The invoices that a credit note takes back, or that another invoice belongs to. */
function enterLinked(findings: InvoiceFindings, invoice: XmlElement): void {
  const code = textAt(type, invoice);
  const isCredit = isCreditType('it-sdi', code);
  const others = linked(invoice).map((other) => ({
    number: textAt(linkedNumber, other),
    date: textAt(linkedDay, other),
  }));
  for (const other of others) findings.refer(isCredit ? 'credit-of' : 'invoice', 'xml:DatiFattureCollegate', other);
  if (!isCredit) return;
  findings.note('credit-note', code);
  findings.stateCredits('xml:DatiFattureCollegate', others);
}
