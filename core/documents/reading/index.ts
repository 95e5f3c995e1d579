/** Reading facts out of a document: the one door. Which reader is asked is decided by what the bytes are. */
import type { Inflater } from '../inflate.ts';
import { MAX_FILE } from '../max-file.ts';
import { OFD_READER, readOfdInvoices } from './ofd.ts';
import type { ReaderVersion, Reading } from './reading.ts';
import { readXmlInvoice, XML_READERS } from './xml.ts';

/** Platform functions that readers need; the same bytes in every implementation. */
export type ReadingTools = Inflater;

/** Files of one kind, and their readers. */
interface FileKind {
  readonly readers: readonly ReaderVersion[];
  /** [] for bytes of another kind, and for a document that none of them knows. */
  readonly read: (bytes: Uint8Array, tools: ReadingTools) => readonly Reading[];
}

const FILE_KINDS: readonly FileKind[] = [
  { readers: XML_READERS, read: readXmlInvoice },
  { readers: [OFD_READER], read: readOfdInvoices },
];

/** Every reader of this program with its version: a fact `read` of another one cannot be read again here. */
export const READERS: readonly ReaderVersion[] = FILE_KINDS.flatMap(({ readers }) =>
  readers.map(({ reader, v }) => ({ reader, v })),
);

/**
 * What a document states about the invoices in it; [] for a document that no reader knows, or of more than `MAX_FILE` bytes. Pure: the same bytes give the same
 * readings in every engine. Throws `malformed` or `too-large` for one that a reader knows and cannot read.
 */
export function readDocument(bytes: Uint8Array, tools: ReadingTools): readonly Reading[] {
  return bytes.length > MAX_FILE ? [] : FILE_KINDS.flatMap(({ read }) => read(bytes, tools));
}
