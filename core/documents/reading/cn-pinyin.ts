/**
 * Chinese fully digital invoices whose elements are called by the first letters of their names in pinyin (FPHM is 发票号码), as
 * some platforms export them. There is no common root: the invoice is an element that has the number, the day and the seller.
 */
import { InvoiceFindings } from './findings.ts';
import type { Reading } from './reading.ts';
import { collector, type DocumentTable, type Place, textAt } from './table.ts';
import { xmlPath } from './xml-path.ts';
import type { XmlElement } from './xml-tree.ts';

/** Reader and version, as the fact `read` states them. */
export const CN_PINYIN = { reader: 'cn-pinyin-xml', v: 1 } as const;

const one = (name: string): readonly Place[] => [{ place: `xml:${name}`, path: name }];

/** From the element that has all of them as its children. */
export const CN_PINYIN_TABLE: DocumentTable = {
  namespaces: {},
  facts: {
    number: [one('FPHM')],
    date: [one('KPRQ')],
    seller: [one('XSFMC')],
    sellerId: [one('XSFNSRSBH')],
    buyer: [one('GMFMC')],
    buyerId: [one('GMFNSRSBH')],
    net: [one('HJJE')],
    tax: [one('HJSE')],
    gross: [one('JSHJ')],
  },
  references: [],
};

const collect = collector(CN_PINYIN_TABLE);
const number = xmlPath('FPHM');
const REQUIRED = ['KPRQ', 'XSFMC', 'JSHJ'].map((name) => xmlPath(name));

/** Reads the invoices that are the root or its children; [] for a document that has none. */
export function readCnPinyin(root: XmlElement): readonly Reading[] {
  return [root, ...root.children].filter(isInvoice).map((invoice) => {
    const findings = new InvoiceFindings('xml:FPHM');
    findings.state('scheme', 'xml:FPHM', 'cn-20');
    findings.state('currency', 'xml:FPHM', 'CNY');
    collect(invoice, findings);
    return findings.reading(CN_PINYIN);
  });
}

/** A number of 20 digits: older invoices have a code beside it, requests to issue one have none. */
function isInvoice(element: XmlElement): boolean {
  return /^\d{20}$/.test(textAt(number, element)) && REQUIRED.every((path) => textAt(path, element) !== '');
}
