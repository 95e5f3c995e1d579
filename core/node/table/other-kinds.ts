/** Tables in formats that are not read: what they are, so that the clerk is told how to save them. */
import { readDirectory } from '../../documents/zip/directory.ts';
import { memorySource } from '../../documents/zip/source.ts';
import { NotaryError } from '../../errors.ts';
import { isCompound } from '../lint/compound.ts';
import { isZip } from '../system/sniff.ts';

/** Where a file of text says what it is. */
const HEAD = 4096;
const ENTRIES = 10_000;

/** Throws `bad-input` for a workbook that is neither XLSX nor CSV. */
export function refuseOtherKinds(bytes: Uint8Array): void {
  const reason = isCompound(bytes) ? compoundKind(bytes) : isZip(bytes) ? archiveKind(bytes) : textKind(bytes);
  if (reason !== null) throw new NotaryError('bad-input', 'a table in a format that is not read', { reason });
}

/** A workbook with a password lies in such a container as a stream of this name (MS-OFFCRYPTO section 2.3). */
function compoundKind(bytes: Uint8Array): string {
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'locked-workbook' : 'old-workbook';
}

/** OpenDocument (part 2, section 3.3) and the binary workbook of Excel (MS-XLSB section 2.1.7). */
function archiveKind(bytes: Uint8Array): string | null {
  let names: readonly string[] = [];
  try {
    names = readDirectory(memorySource(bytes), ENTRIES).map(({ name }) => name);
  } catch {
    return null; // told by the reader of workbooks
  }
  const isOther = names.includes('xl/workbook.bin') || (names.includes('mimetype') && names.includes('content.xml'));
  return isOther ? 'other-workbook' : null;
}

/** Pages and XML that programs save under the ending of a workbook. */
function textKind(bytes: Uint8Array): string | null {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const head = Buffer.from(bytes.subarray(0, HEAD))
    .toString('latin1')
    .replaceAll(isWide ? '\0' : /^\xef\xbb\xbf/g, '')
    .replace(/^(?:\xff\xfe|\xfe\xff)/, '')
    .trimStart();
  if (/^<(?:!doctype html|html|head|meta|body|table|style)\b/i.test(head)) return 'page-as-table';
  return /^<\?xml|^<(?:\w+:)?Workbook\b/.test(head) ? 'page-as-table' : null;
}
