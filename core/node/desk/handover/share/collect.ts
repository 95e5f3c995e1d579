/** Collects the contents of a share: certificates made now, documents read again and compared with their record. */
import { NotaryError } from '../../../../errors.ts';
import { sameDigests } from '../../../../formats/digests.ts';
import { certificateNumber, type EvidenceFiles } from '../../../../formats/evidence.ts';
import { entryName } from '../../../../handover/entry-name.ts';
import type { StoredRecord } from '../../../../ports.ts';
import { statedText } from '../../../../records/record.ts';
import { certificateFileName } from '../../../certificates/certificate-files.ts';
import { nodeCrypto } from '../../../system/crypto.ts';
import { digestBytes } from '../../../system/digests.ts';
import { readSmallFile } from '../../../system/small-file.ts';
import { WithheldFacts } from '../withheld.ts';
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
  const withheld = new WithheldFacts(record, files);
  const name = certificateFileName(withheld.fileName, certificateNumber(files, nodeCrypto));
  const document = withDocument ? { name: documentName(record, withheld), bytes: readOriginal(record) } : null;
  return { certificate: { name, bytes: await make(files) }, document, namesHolder: !withheld.has('holder') };
}

/** The document's own name; only its ending, by which programs open it, where the certificate withholds the name. */
function documentName(record: StoredRecord, { fileName }: WithheldFacts): string {
  return fileName === null ? plainName(statedText(record, 'fileName')) : entryName(fileName);
}

/** `document` with the ending of a file's name. */
export function plainName(fileName: string | null): string {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(fileName ?? '')?.[1]?.toLowerCase();
  return ending === undefined ? 'document' : `document.${ending}`;
}

/** The recorded bytes, or an error: a share never contains a document other than the one its certificate names. */
export function readOriginal({ path, digest }: StoredRecord): Uint8Array {
  if (path === null) throw new NotaryError('file-missing', 'where the document lies is not known', { file: '' });
  const bytes = new Uint8Array(readSmallFile(path, MAX_DOCUMENT));
  if (digest === null || !sameDigests(digestBytes(bytes), digest))
    throw new NotaryError('file-changed', `${path} is no longer the document that was recorded`, { file: path });
  return bytes;
}
