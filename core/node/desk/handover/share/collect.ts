/** Collects the contents of a share: certificates made now, documents read again and compared with their record. */
import { NotaryError } from '../../../../errors.ts';
import { sameDigests } from '../../../../formats/digests.ts';
import { certificateNumber, type EvidenceFiles } from '../../../../formats/evidence.ts';
import type { StoredRecord } from '../../../../ports.ts';
import { certificateFileName } from '../../../certificates/certificate-files.ts';
import { nodeCrypto } from '../../../system/crypto.ts';
import { digestBytes } from '../../../system/digests.ts';
import { readSmallFile } from '../../../system/small-file.ts';
import type { SharedRecord } from './contents.ts';

/** What may be included with the certificates. */
export const SHARE_PARTS = ['document', 'checker', 'trust'] as const;
/** One of the additions. */
export type SharePart = (typeof SHARE_PARTS)[number];

const MAX_DOCUMENT = 512 * 1024 * 1024;

/** One record's certificate and, if requested, its document. Throws the errors of reading the document. */
export async function sharedRecord(
  record: StoredRecord,
  files: EvidenceFiles,
  make: (files: EvidenceFiles) => Promise<Uint8Array>,
  withDocument: boolean,
): Promise<SharedRecord> {
  const fileName = factText(record, 'fileName');
  const name = certificateFileName(fileName, certificateNumber(files.evidence, nodeCrypto));
  const document = withDocument ? { name: safeName(fileName), bytes: readOriginal(record) } : null;
  return { certificate: { name, bytes: await make(files) }, document };
}

function factText(record: StoredRecord, fact: string): string {
  const value = record.disclosures.find(([, name]) => name === fact)?.[2];
  return typeof value === 'string' ? value : 'document';
}

/** The document's own name, without characters that another system would read as a path. */
function safeName(name: string): string {
  const safe = name.replace(/[\\/:*?"<>|]/g, '_').replace(/^\.+/, '_');
  return safe === '' ? 'document' : safe;
}

/** The recorded bytes, or an error: a share never contains a document other than the one its certificate names. */
export function readOriginal({ path, digest }: StoredRecord): Uint8Array {
  if (path === null) throw new NotaryError('file-missing', 'where the document lies is not known', { file: '' });
  const bytes = new Uint8Array(readSmallFile(path, MAX_DOCUMENT));
  if (digest === null || !sameDigests(digestBytes(bytes), digest))
    throw new NotaryError('file-changed', `${path} is no longer the document that was recorded`, { file: path });
  return bytes;
}
