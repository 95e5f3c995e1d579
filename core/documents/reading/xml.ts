/** XML files: the reader is chosen by the root element, never by the name of the file. */
import { NotaryError } from '../../errors.ts';
import { CII, CII_ROOTS, readCii } from './cii.ts';
import { CN_EINVOICE, CN_EINVOICE_ROOTS, readCnEInvoice } from './cn-einvoice.ts';
import { CN_PINYIN, readCnPinyin } from './cn-pinyin.ts';
import { FATTURAPA, FATTURAPA_ROOTS, readFatturaPa } from './fatturapa.ts';
import { KSEF, KSEF_ROOTS, readKsef } from './ksef.ts';
import type { ReaderVersion, Reading } from './reading.ts';
import { readUbl, UBL, UBL_ROOTS } from './ubl.ts';
import { beginningOfXml, beginsLikeXml, xmlText } from './xml-text.ts';
import { readXmlTree, rootOf, XML_LIMITS, type XmlElement } from './xml-tree.ts';

interface XmlReader extends ReaderVersion {
  /** Root elements of its documents. */
  readonly roots: readonly { readonly name: string; readonly namespace: string }[];
  /** A text that a document with any other root begins with or has soon after, where such a one is looked at too. */
  readonly mark?: string;
  /** [] when it is no invoice after all. Throws `too-large` when there are too many. */
  readonly read: (root: XmlElement) => readonly Reading[];
}

/** The readers; no two have a root in common. */
export const XML_READERS: readonly XmlReader[] = [
  { ...UBL, roots: UBL_ROOTS, read: readUbl },
  { ...CII, roots: CII_ROOTS, read: readCii },
  { ...FATTURAPA, roots: FATTURAPA_ROOTS, read: readFatturaPa },
  { ...KSEF, roots: KSEF_ROOTS, read: readKsef },
  { ...CN_EINVOICE, roots: CN_EINVOICE_ROOTS, mark: '<EInvoice>', read: readCnEInvoice },
  { ...CN_PINYIN, roots: [], mark: '<FPHM>', read: readCnPinyin },
];

/** The reader of files with the root of one that begins like this; null when there is none. */
function readerOfRoot(beginning: string): XmlReader | null {
  const root = rootOf(beginning);
  const isOf = ({ roots }: XmlReader) =>
    roots.some(({ name, namespace }) => root?.name === name && root.namespace === namespace);
  return XML_READERS.find(isOf) ?? null;
}

/** The reader of a file that begins like this; null when there is none. */
function readerFor(beginning: string): XmlReader | null {
  const isMarked = ({ mark }: XmlReader) => mark !== undefined && beginning.includes(mark);
  return readerOfRoot(beginning) ?? XML_READERS.find(isMarked) ?? null;
}

/** Whether these first bytes are those of an invoice by its root element. */
export function isXmlInvoice(head: Uint8Array): boolean {
  return beginsLikeXml(head) && readerOfRoot(beginningOfXml(head)) !== null;
}

/**
 * What is in an XML file; [] for one that no reader knows, and for what is no XML. Throws `malformed` or `too-large` for an
 * invoice that cannot be read.
 */
export function readXmlInvoice(bytes: Uint8Array): readonly Reading[] {
  const reader = beginsLikeXml(bytes) ? readerFor(beginningOfXml(bytes)) : null;
  if (!reader) return [];
  if (bytes.length > XML_LIMITS.bytes) throw new NotaryError('too-large', 'XML: more than 5 MB are not read here');
  const root = readXmlTree(xmlText(bytes));
  const readings = reader.read(root);
  if (readings.length > 0 && !readings.some(statesAnything))
    throw new NotaryError('malformed', 'XML: neither number nor day nor amount stands where this format has them');
  return isSigned(root) ? readings.map(withUncheckedSignature) : readings;
}

/** False for an invoice by its root alone, such as a draft of a format with other namespaces inside. */
function statesAnything({ facts, conflicts }: Reading): boolean {
  return ['number', 'date', 'money'].some((name) => name in facts || conflicts.some((one) => one.name === name));
}

const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** Whether a signature stands anywhere in the document: one of XML Signature, or of the Chinese tax authority. */
function isSigned({ name, namespace, children }: XmlElement): boolean {
  return (name === 'Signature' && namespace === XMLDSIG) || name === 'TaxBureauSignature' || children.some(isSigned);
}

function withUncheckedSignature(reading: Reading): Reading {
  return { ...reading, notes: [...reading.notes, { code: 'signature-not-checked', detail: '' }] };
}
