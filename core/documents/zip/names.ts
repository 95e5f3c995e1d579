/**
 * Names of entries. UTF-8 where the archive says so (APPNOTE 6.3.10, appendix D, and section 4.6.9); older programs use
 * the encoding of their system without naming it. The encoding is chosen once for all names of an archive, because a
 * single name may be valid in several.
 */
import { latin1 } from '../../formats/bytes.ts';
import { crc32 } from '../inflate.ts';
import { fieldsOf } from './fields.ts';
import { oldEncodingOf, utf8 } from './old-names.ts';

/** A name as stored in a directory. */
export interface RawName {
  readonly rawName: Uint8Array;
  /** The flag for UTF-8. */
  readonly utf8: boolean;
  /** The extra field "Info-ZIP Unicode Path". */
  readonly unicodePath: Uint8Array | null;
}

/**
 * The names, in the same order. Unmarked ones are UTF-8 when all of them are, else in the first encoding of systems (old-names.ts)
 * that fits all of them together, else Latin-1.
 */
export function entryNames(names: readonly RawName[]): readonly string[] {
  const stated = names.map(statedName);
  const unmarked = names.flatMap(({ rawName }, i) => (stated[i] === null && !isAscii(rawName) ? [rawName] : []));
  const decode = unmarked.every((rawName) => utf8(rawName) !== null) ? utf8 : (oldEncodingOf(unmarked) ?? latin1);
  return names.map(({ rawName }, i) => separated(stated[i] ?? (isAscii(rawName) ? latin1 : decode)(rawName) ?? ''));
}

/** The name if the archive marks it as UTF-8 and it is valid, else null. */
function statedName({ rawName, utf8: isUtf8, unicodePath }: RawName): string | null {
  return (unicodePath && pathOf(unicodePath, rawName)) ?? (isUtf8 ? utf8(rawName) : null);
}

/** Section 4.6.9: version 1, the checksum of the name in the header, and the name in UTF-8. */
function pathOf(field: Uint8Array, rawName: Uint8Array): string | null {
  if (field.length < 6 || field[0] !== 1 || fieldsOf(field).u32(1) !== crc32(rawName)) return null;
  return utf8(field.subarray(5));
}

const isAscii = (bytes: Uint8Array) => bytes.every((byte) => byte < 0x80);

/** Some Windows programs write backslashes. */
const separated = (name: string) => (name.includes('/') ? name : name.replaceAll('\\', '/'));
