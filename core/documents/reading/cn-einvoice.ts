/**
 * Chinese fully digital invoices (数电票) as XML. No schema was published; the elements are those of files that the tax
 * authority's platform hands out. A file has a signature of the tax authority, whose form is not public: it is not checked.
 */
import { InvoiceFindings } from './findings.ts';
import type { Reading } from './reading.ts';
import { collector, type DocumentTable, textAt } from './table.ts';
import { xmlPath } from './xml-path.ts';
import type { XmlElement } from './xml-tree.ts';

/** The root of the documents that are read, in no namespace. */
export const CN_EINVOICE_ROOTS = [{ name: 'EInvoice', namespace: '' }] as const;

/** Reader and version, as the fact `read` states them. */
export const CN_EINVOICE = { reader: 'cn-einvoice-xml', v: 1 } as const;

const SELLER = 'EInvoiceData/SellerInformation';
const BUYER = 'EInvoiceData/BuyerInformation';
const BASIC = 'EInvoiceData/BasicInformation';
const at = (path: string) => ({ place: `xml:${path.split('/').at(-1)}`, path });

/** Which place gives which fact. Number and date stand twice, and both have to agree. */
export const CN_EINVOICE_TABLE: DocumentTable = {
  namespaces: {},
  facts: {
    number: [[at('Header/EIid'), at('TaxSupervisionInfo/InvoiceNumber')]],
    // the day of the platform and the day of the request: they differ around midnight
    date: [[at('TaxSupervisionInfo/IssueTime'), at(`${BASIC}/RequestTime`)]],
    seller: [[at(`${SELLER}/SellerName`)]],
    sellerId: [[at(`${SELLER}/SellerIdNum`)]],
    buyer: [[at(`${BUYER}/BuyerName`)]],
    buyerId: [[at(`${BUYER}/BuyerIdNum`)]],
    net: [[at(`${BASIC}/TotalAmWithoutTax`)]],
    tax: [[at(`${BASIC}/TotalTaxAm`)]],
    // with a hyphen; the amount of a line is called TotaltaxIncludedAmount
    gross: [[at(`${BASIC}/TotalTax-includedAmount`)]],
  },
  references: [],
};

const collect = collector(CN_EINVOICE_TABLE);
const data = xmlPath('EInvoiceData');
const numbers = [xmlPath('Header/EIid'), xmlPath('TaxSupervisionInfo/InvoiceNumber')];
const isBlue = xmlPath('Header/InherentLabel/InIssuType/LabelCode');
const original = xmlPath('EInvoiceData/SpecificInformation/RedEInvoice/OriginalInvoiceCode');
const labels = [
  xmlPath('Header/InherentLabel/EInvoiceType/LabelName'),
  xmlPath('Header/InherentLabel/GeneralOrSpecialVAT/LabelName'),
  xmlPath('Header/Version'),
];

const TWENTY = /^\d{20}$/;

/** Reads an element of `CN_EINVOICE_ROOTS`, or such ones that are children of another; [] when they are something else. */
export function readCnEInvoice(root: XmlElement): readonly Reading[] {
  return [root, ...root.children].filter(isInvoice).map(readOne);
}

/** Other documents of the world have such a root too. */
function isInvoice(element: XmlElement): boolean {
  const isCalledSo = CN_EINVOICE_ROOTS.some(({ name }) => name === element.name);
  return isCalledSo && data(element).length > 0 && numbers.some((path) => TWENTY.test(textAt(path, element)));
}

function readOne(root: XmlElement): Reading {
  const findings = new InvoiceFindings(`xml:${root.name}`);
  findings.state('scheme', `xml:${root.name}`, 'cn-20');
  // invoices of the tax authority are in yuan, which the file does not say
  findings.state('currency', `xml:${root.name}`, 'CNY');
  collect(root, findings);
  enterRed(findings, root);
  const label = labels.map((path) => textAt(path, root)).filter((text) => text !== '');
  if (label.length > 0) findings.note('specification', label.join(' '));
  return findings.reading(CN_EINVOICE);
}

/** A red invoice (红字发票) takes a blue one back; its amounts are negative in the file. */
function enterRed(findings: InvoiceFindings, root: XmlElement): void {
  const taken = original(root).map(({ text }) => ({ number: text }));
  for (const invoice of taken) findings.refer('credit-of', 'xml:OriginalInvoiceCode', invoice);
  findings.stateCredits('xml:OriginalInvoiceCode', taken);
  if (textAt(isBlue, root) === 'N' || taken.some(({ number }) => number.trim() !== ''))
    findings.note('credit-note', '红字');
}
