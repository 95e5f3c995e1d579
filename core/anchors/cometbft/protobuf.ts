/**
 * The subset of Protocol Buffers that consensus hashes and votes need: deterministic encoding that omits zero values
 * like gogoproto. There is no decoder: a verifier encodes what it has and compares bytes.
 */
import { concat } from '../../formats/bytes.ts';

const EMPTY = new Uint8Array(0);

/** Unsigned base-128 varint of a safe non-negative integer. */
export function varint(value: number): Uint8Array {
  const out: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Uint8Array.of(...out, rest);
}

/** A varint field; nothing at all when the value is zero. */
export function uintField(field: number, value: number): Uint8Array {
  return value === 0 ? EMPTY : concat(varint(field << 3), varint(value));
}

/** A length-delimited field, written even when empty: for embedded messages that gogoproto marks non-nullable. */
export function messageField(field: number, bytes: Uint8Array): Uint8Array {
  return concat(varint((field << 3) | 2), varint(bytes.length), bytes);
}

/** A bytes or string field; nothing at all when it is empty. */
export function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return bytes.length === 0 ? EMPTY : messageField(field, bytes);
}

/** An sfixed64 field (little endian) of a non-negative integer; nothing at all when it is zero. */
export function fixed64Field(field: number, value: number): Uint8Array {
  if (value === 0) return EMPTY;
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, value % 2 ** 32, true);
  view.setUint32(4, Math.floor(value / 2 ** 32), true);
  return concat(varint((field << 3) | 1), bytes);
}

/** A message prefixed with its length, as signed in votes. */
export function delimited(bytes: Uint8Array): Uint8Array {
  return concat(varint(bytes.length), bytes);
}
