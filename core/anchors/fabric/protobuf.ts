/**
 * A small strict reader of Protocol Buffers, for messages that others signed. Only varints in their shortest form and
 * length-delimited fields, which is all that Fabric's messages have; anything else is `malformed`. A message is parsed
 * when it is asked for, so depth and time are bounded by what a caller wants to know. Fields that are not asked for are
 * passed over: they are under the signature with all others.
 */
import { NotaryError } from '../../errors.ts';
import { fromUtf8 } from '../../formats/bytes.ts';

/** Fields of one message that are read at most. */
const FIELDS = 4096;
const EMPTY = new Uint8Array(0);

function fail(what: string): never {
  throw new NotaryError('malformed', `protobuf: ${what}`);
}

/** The fields of one message. Absent ones are empty, as the format has it. */
export interface Message {
  /** A bytes or message field that stands at most once. */
  bytes(field: number): Uint8Array;
  /** A field that may stand several times. */
  list(field: number): readonly Uint8Array[];
  /** Text of a string field that stands at most once. */
  text(field: number): string;
  /** An unsigned integer, at most 2^53 - 1, that stands at most once. */
  uint(field: number): number;
}

/** Reads a message. Throws `malformed` or `too-large`. */
export function readMessage(bytes: Uint8Array): Message {
  const fields = new Map<number, (Uint8Array | number)[]>();
  let count = 0;
  for (let at = 0; at < bytes.length; ) {
    if (++count > FIELDS) throw new NotaryError('too-large', `protobuf: more than ${FIELDS} fields`);
    const tag = varintAt(bytes, at);
    const number = Math.floor(tag.value / 8);
    if (number === 0) fail('a field without a number');
    const { value, end } = valueAt(bytes, tag.value % 8, tag.end);
    at = end;
    const known = fields.get(number);
    if (known) known.push(value);
    else fields.set(number, [value]);
  }
  return messageOf(fields);
}

function messageOf(fields: ReadonlyMap<number, readonly (Uint8Array | number)[]>): Message {
  const list = (field: number) =>
    (fields.get(field) ?? []).map((value) => (typeof value === 'number' ? fail(`field ${field} is no bytes`) : value));
  const once = <V>(values: readonly V[], field: number): V | undefined =>
    values.length > 1 ? fail(`field ${field} stands twice`) : values[0];
  const bytes = (field: number) => once(list(field), field) ?? EMPTY;
  const uint = (field: number) => {
    const value = once(fields.get(field) ?? [], field) ?? 0;
    return typeof value === 'number' ? value : fail(`field ${field} is no number`);
  };
  return { bytes, list, uint, text: (field) => fromUtf8(bytes(field)) };
}

function valueAt(bytes: Uint8Array, wire: number, at: number): { value: Uint8Array | number; end: number } {
  const { value, end } = varintAt(bytes, at);
  if (wire === 0) return { value, end };
  if (wire !== 2) return fail(`wire type ${wire} is not read here`);
  if (value > bytes.length - end) fail('cut short');
  return { value: bytes.subarray(end, end + value), end: end + value };
}

function varintAt(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  for (let at = start; at < start + 8; at++) {
    const byte = bytes[at] ?? fail('cut short');
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte >= 0x80) continue;
    if (byte === 0 && at > start) fail('an integer that is not in its shortest form');
    return Number.isSafeInteger(value) ? { value, end: at + 1 } : fail('an integer beyond 2^53 - 1');
  }
  return fail('an integer beyond 2^53 - 1');
}
