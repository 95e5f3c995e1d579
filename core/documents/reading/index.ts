/** Reading facts out of a document: the one door. Which reader is asked is decided by what the bytes are. */
import { type ErrorCode, NotaryError } from '../../errors.ts';
import type { Inflater } from '../inflate.ts';
import { MAX_FILE } from '../max-file.ts';
import { type Container, readerInside } from './container.ts';
import { OFD_READER, readOfdInvoices } from './ofd.ts';
import { beginsLikeZip } from './ofd-package.ts';
import { beginsLikeP7m, P7M, readSignedInvoices } from './p7m.ts';
import { beginsLikePdf, PDF, readPdfInvoices } from './pdf.ts';
import type { ReaderVersion, Reading } from './reading.ts';
import { isVoucher, refuseVoucher } from './voucher.ts';
import { readXmlInvoice, XML_READERS } from './xml.ts';
import { beginsLikeXml } from './xml-text.ts';

/** Platform functions that readers need; the same bytes in every implementation. */
export type ReadingTools = Inflater;

/** Files of one kind, and their readers. */
interface FileKind {
  readonly readers: readonly ReaderVersion[];
  /** By the first bytes: false for what is certainly of another kind. */
  readonly begins: (head: Uint8Array) => boolean;
  /** [] for bytes of another kind, and for a document that none of them knows. */
  readonly read: (bytes: Uint8Array, tools: ReadingTools) => readonly Reading[];
}

/** Readers of XML files that are found in a container. */
const inside = (container: Container) => XML_READERS.map((reader) => readerInside(container, reader));

const FILE_KINDS: readonly FileKind[] = [
  { readers: XML_READERS, begins: beginsLikeXml, read: readXmlFile },
  { readers: [OFD_READER], begins: beginsLikeZip, read: readOfdInvoices },
  { readers: inside(PDF), begins: beginsLikePdf, read: readPdfInvoices },
  { readers: inside(P7M), begins: beginsLikeP7m, read: readSignedInvoices },
];

function readXmlFile(bytes: Uint8Array): readonly Reading[] {
  const readings = readXmlInvoice(bytes);
  if (readings.length === 0 && isVoucher(bytes)) refuseVoucher('XML');
  return readings;
}

/** Every reader of this program with its version: a fact `read` of another one cannot be read again here. */
export const READERS: readonly ReaderVersion[] = FILE_KINDS.flatMap(({ readers }) =>
  readers.map(({ reader, v }) => ({ reader, v })),
);

/** Whether a reader may know a document that begins like this. */
export function beginsLikeReadable(head: Uint8Array): boolean {
  return FILE_KINDS.some(({ begins }) => begins(head));
}

/**
 * What a document states about the invoices in it; [] for a document that no reader knows, or of more than `MAX_FILE` bytes. Pure: the same bytes give the same
 * readings in every engine. Throws `malformed` or `too-large` for one that a reader knows and cannot read; `reason` says more
 * where more is known.
 */
export function readDocument(bytes: Uint8Array, tools: ReadingTools): readonly Reading[] {
  return bytes.length > MAX_FILE ? [] : FILE_KINDS.flatMap((kind) => readAs(kind, bytes, tools));
}

/** What stands in the way of a part, as a password of an archive does, is damage of the document. */
function readAs({ read }: FileKind, bytes: Uint8Array, tools: ReadingTools): readonly Reading[] {
  try {
    return read(bytes, tools);
  } catch (error) {
    if (!(error instanceof NotaryError) || !IN_THE_WAY.includes(error.code)) throw error;
    throw new NotaryError('malformed', error.message, {}, error);
  }
}

const IN_THE_WAY: readonly ErrorCode[] = ['file-unreadable', 'not-supported'];
