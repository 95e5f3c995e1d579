/** XML files: the reader is chosen by the root element, never by the name of the file. */
import { NotaryError } from '../../errors.ts';
import type { ReaderVersion, Reading } from './reading.ts';
import { readUbl, UBL, UBL_ROOTS } from './ubl.ts';
import { beginningOfXml, beginsLikeXml, xmlText } from './xml-text.ts';
import { readXmlTree, rootOf, XML_LIMITS, type XmlElement } from './xml-tree.ts';

/** A reader of documents with certain roots. */
export interface XmlReader extends ReaderVersion {
  readonly roots: readonly { readonly name: string; readonly namespace: string }[];
  /** [] when it is no invoice after all. Throws `malformed` when it cannot be read. */
  readonly read: (root: XmlElement) => readonly Reading[];
}

/** The readers, each with its own roots. */
export const XML_READERS: readonly XmlReader[] = [{ ...UBL, roots: UBL_ROOTS, read: readUbl }];

function readerOf({ name, namespace }: XmlElement): XmlReader | undefined {
  return XML_READERS.find(({ roots }) => roots.some((root) => root.name === name && root.namespace === namespace));
}

/**
 * What is in an XML file; [] for one that no reader knows, and for what is no XML. Throws `malformed` or `too-large` for an
 * invoice that cannot be read.
 */
export function readXmlInvoice(bytes: Uint8Array): readonly Reading[] {
  const root = beginsLikeXml(bytes) ? rootOf(beginningOfXml(bytes)) : null;
  const reader = root && readerOf(root);
  if (!reader) return [];
  if (bytes.length > XML_LIMITS.bytes) throw new NotaryError('too-large', 'XML: more than 5 MB are not read here');
  return reader.read(readXmlTree(xmlText(bytes)));
}
