/** Reading Protocol Buffers messages of the engine: a bounded walk over fields. Writing is core/anchors/cometbft/protobuf.ts. */
import { NotaryError } from '../../../errors.ts';

/** A field as read: a number for varints, bytes for length-delimited fields. */
export type Field = { readonly number: number; readonly value: number | Uint8Array };

function malformed(why: string): never {
  throw new NotaryError('malformed', `ABCI: ${why}`);
}

/** The varint at `at` and the offset after it; undefined when it is cut off. */
export function readVarint(bytes: Uint8Array, at: number): { value: number; end: number } | undefined {
  let value = 0n;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    // negative numbers come as 64-bit two's complement
    if (byte < 0x80) return { value: Number(BigInt.asIntN(64, value)), end: at + i + 1 };
  }
  return malformed('a varint of more than ten bytes');
}

const FIXED = new Map([
  [1, 8],
  [5, 4],
]);

/** The fields of a message in their order; fields of fixed width are skipped, because none of our messages has one. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at) ?? malformed('ends within a tag');
    const [number, wire] = [Math.floor(tag.value / 8), tag.value % 8];
    if (number < 1) malformed('a field without a number');
    const fixed = FIXED.get(wire);
    if (fixed !== undefined) {
      at = tag.end + fixed;
      continue;
    }
    const first = readVarint(bytes, tag.end) ?? malformed('ends within a field');
    if (wire === 0) yield { number, value: first.value };
    else if (wire !== 2) malformed(`wire type ${wire}`);
    at = wire === 2 ? first.end + first.value : first.end;
    if (at > bytes.length || first.value < 0) malformed('a field longer than its message');
    if (wire === 2) yield { number, value: bytes.subarray(first.end, at) };
  }
}

/** The last value of a field, or 0. */
export function uintOf(bytes: Uint8Array, number: number): number {
  let found = 0;
  for (const field of fieldsOf(bytes))
    if (field.number === number && typeof field.value === 'number') found = field.value;
  return found;
}

/** Every value of a length-delimited field. */
export function bytesOf(bytes: Uint8Array, number: number): Uint8Array[] {
  return [...fieldsOf(bytes)].flatMap(({ number: found, value }) =>
    found === number && typeof value !== 'number' ? [value] : [],
  );
}
