/** Compound files (MS-CFB): an Office file behind a password, or an old Word or Excel file that has one. */
import type { Warning } from '../../documents/warnings.ts';

const MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const DIRECTORY_ENTRY = 128;
const NAME_LENGTH = 64;
const FIRST_SECTOR = 116;

/** True for the first bytes of a compound file. */
export function isCompound(bytes: Uint8Array): boolean {
  return MAGIC.equals(bytes.subarray(0, MAGIC.length));
}

/** Offset of the directory entry of this name, or -1. Entries are aligned, so a text with these words is not one. */
function entryOf(bytes: Buffer, name: string): number {
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1))
    if (at % DIRECTORY_ENTRY === 0 && bytes.readUInt16LE(at + NAME_LENGTH) === wanted.length) return at;
  return -1;
}

/** The beginning of a stream that is long enough to have its own sectors, else null. */
function startOf(bytes: Buffer, name: string): Buffer | null {
  const entry = entryOf(bytes, name);
  if (entry < 0) return null;
  const sector = 2 ** bytes.readUInt16LE(30);
  return bytes.subarray((bytes.readUInt32LE(entry + FIRST_SECTOR) + 1) * sector);
}

/** The flag fEncrypted of MS-DOC section 2.5.2. */
function isLockedWord(bytes: Buffer): boolean {
  const start = startOf(bytes, 'WordDocument');
  return start !== null && start.readUInt16LE(0) === 0xa5ec && (start.readUInt16LE(10) & 0x100) !== 0;
}

/** The record FilePass right after the first one, MS-XLS section 2.4.117. */
function isLockedExcel(bytes: Buffer): boolean {
  const start = startOf(bytes, 'Workbook');
  return start !== null && start.readUInt16LE(0) === 0x0809 && start.readUInt16LE(4 + start.readUInt16LE(2)) === 0x2f;
}

/** Tells of a name whether a stream or storage of a compound file has it. */
export function namesInCompound(data: Uint8Array): (name: string) => boolean {
  const bytes = bufferOf(data);
  return (name) => entryOf(bytes, name) >= 0;
}

const bufferOf = (data: Uint8Array) => Buffer.from(data.buffer, data.byteOffset, data.length);

/** Warnings about a compound file. */
export function lintCompound(data: Uint8Array): readonly Warning[] {
  const bytes = bufferOf(data);
  const locked = entryOf(bytes, 'EncryptedPackage') >= 0 || isLockedWord(bytes) || isLockedExcel(bytes);
  return locked ? [{ code: 'encrypted', detail: '' }] : [];
}
