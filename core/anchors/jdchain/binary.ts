/**
 * binary-proto, the encoding of JD Chain (big endian). A value is described once, by a codec that writes it, reads it and
 * makes it of what a node answers as JSON. Reading is strict: only what `encode` would have written is accepted, so that
 * bytes and values stand for each other. docs/certificate-format/jdchain.md, "Bytes".
 */
import { NotaryError } from '../../errors.ts';
import { concat, equal, fromBase64, fromHex, fromUtf8, utf8 } from '../../formats/bytes.ts';
import { fromBase58 } from './base58.ts';

/** Bytes of the longest message; the network itself rolls back what is longer. */
export const MESSAGE_BYTES = 8 * 1024 * 1024;

function fail(what: string): never {
  throw new NotaryError('malformed', `jdchain: ${what}`);
}

/** Bytes that are read from the front. */
export class Input {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next so many bytes. Throws `malformed` when there are fewer. */
  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) fail('the bytes end too early');
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  /** Throws `malformed` when anything is left. */
  end(): void {
    if (this.#at !== this.#bytes.length) fail('there are bytes behind the end');
  }
}

/** Bytes that are written one part after another. */
export class Output {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** Throws `too-large` above the bound of a message. */
  add(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > MESSAGE_BYTES) throw new NotaryError('too-large', `jdchain: more than ${MESSAGE_BYTES} bytes`);
    this.#parts.push(part);
  }

  bytes(): Uint8Array {
    return concat(...this.#parts);
  }
}

/** One kind of value. */
export interface Codec<T> {
  write(out: Output, value: T): void;
  /** Throws `malformed` or `too-large`. */
  read(input: Input): T;
  /** The value in a node's JSON, where an absent member is `undefined`. Throws `malformed`. */
  fromJson(value: unknown, at: string): T;
}

function wrong(at: string, expected: string): never {
  throw new NotaryError('malformed', `${at}: expected ${expected}`);
}

/** Sizes of one to four bytes; the two highest bits of the first say how many follow (NumberMask.NORMAL). */
const SIZE_BORDERS = [0x40, 0x4000, 0x400000, 0x40000000] as const;

/** A size or a count in as few bytes as it fits. Throws `too-large` from 2^30 on. */
export function sizeBytes(size: number): Uint8Array {
  const more = SIZE_BORDERS.findIndex((border) => size < border);
  if (more < 0) throw new NotaryError('too-large', 'jdchain: a size beyond 2^30 - 1');
  return Uint8Array.from({ length: more + 1 }, (_, i) => {
    const byte = (size >>> (8 * (more - i))) & 0xff;
    return i === 0 ? byte | (more << 6) : byte;
  });
}

/** Reads a size; one in more bytes than needed is refused. */
export function readSize(input: Input): number {
  const first = input.take(1)[0] as number;
  const more = first >> 6;
  let size = first & 0x3f;
  for (const byte of input.take(more)) size = size * 256 + byte;
  if (more > 0 && size < (SIZE_BORDERS[more - 1] as number)) fail('a size takes more bytes than it needs');
  return size;
}

function writeSized(out: Output, content: Uint8Array): void {
  out.add(sizeBytes(content.length));
  out.add(content);
}

const readSized = (input: Input): Uint8Array => input.take(readSize(input));

/** BYTES: size and content; without content it is null. `form` is how the gateway writes it in JSON. */
function bytesIn(form: (text: string) => Uint8Array): Codec<Uint8Array | null> {
  return {
    write: (out, value) => writeSized(out, value ?? new Uint8Array(0)),
    read: (input) => {
      const content = readSized(input);
      return content.length === 0 ? null : content.slice();
    },
    fromJson: (value, at) => {
      if (value === undefined) return null;
      const content = typeof value === 'string' ? form(value) : wrong(at, 'a text of bytes');
      return content.length === 0 ? null : content;
    },
  };
}

/** BYTES that JSON has in Base58: hashes, addresses, keys, signatures. */
export const bytes = bytesIn(fromBase58);
/** BYTES that JSON has in base64: values, seeds. */
export const base64 = bytesIn(fromBase64);

/** TEXT: size and UTF-8; a text that is not there is an empty one. */
export const text: Codec<string> = {
  write: (out, value) => {
    const content = utf8(value);
    if (fromUtf8(content) !== value) fail('a text with half a character');
    writeSized(out, content);
  },
  read: (input) => fromUtf8(readSized(input)),
  fromJson: (value, at) => (value === undefined ? '' : typeof value === 'string' ? value : wrong(at, 'a text')),
};

/** An integer of so many bytes in two's complement. */
function integer(size: number): Codec<number> {
  const highest = 2 ** (8 * size - 1);
  return {
    write: (out, value) => {
      if (!Number.isInteger(value) || value < -highest || value >= highest)
        throw new NotaryError('bad-input', `jdchain: not an integer of ${size} bytes`);
      out.add(Uint8Array.from({ length: size }, (_, i) => (value >> (8 * (size - 1 - i))) & 0xff));
    },
    read: (input) => {
      let value = 0;
      for (const byte of input.take(size)) value = value * 256 + byte;
      return value < highest ? value : value - 2 * highest;
    },
    fromJson: (value, at) =>
      Number.isInteger(value) && (value as number) >= -highest && (value as number) < highest
        ? (value as number)
        : wrong(at, `an integer of ${size} bytes`),
  };
}

/** INT16. */
export const int16 = integer(2);
/** INT32. */
export const int32 = integer(4);

/**
 * INT64. JSON has it as a bare number, so one beyond 2^53 - 1 is refused there: it would have been rounded. A reader that
 * does not round gives a `bigint`.
 */
export const int64: Codec<bigint> = {
  write: (out, value) => {
    if (BigInt.asIntN(64, value) !== value) throw new NotaryError('bad-input', 'jdchain: not an integer of 8 bytes');
    const content = new Uint8Array(8);
    new DataView(content.buffer).setBigInt64(0, value);
    out.add(content);
  },
  read: (input) => {
    const content = input.take(8);
    return new DataView(content.buffer, content.byteOffset, 8).getBigInt64(0);
  },
  fromJson: (value, at) => {
    if (Number.isSafeInteger(value)) return BigInt(value as number);
    return typeof value === 'bigint' && BigInt.asIntN(64, value) === value
      ? value
      : wrong(at, 'an integer that JSON does not round');
  },
};

/** BOOLEAN: one byte, 0 or 1. */
export const boolean: Codec<boolean> = {
  write: (out, value) => out.add(Uint8Array.of(value ? 1 : 0)),
  read: (input) => {
    const byte = input.take(1)[0] as number;
    return byte > 1 ? fail('not true or false') : byte === 1;
  },
  fromJson: (value, at) => (typeof value === 'boolean' ? value : wrong(at, 'true or false')),
};

/** An enumeration: its code, 0 to 255. Codes of a newer version are kept; JSON has names, of which these are known. */
export function enumeration(codes: Readonly<Record<string, number>>): Codec<number> {
  return {
    write: (out, value) => {
      if (!Number.isInteger(value) || value < 0 || value > 255)
        throw new NotaryError('bad-input', 'jdchain: not a code');
      out.add(Uint8Array.of(value));
    },
    read: (input) => input.take(1)[0] as number,
    fromJson: (value, at) =>
      typeof value === 'string' && Object.hasOwn(codes, value)
        ? (codes[value] as number)
        : wrong(at, 'a name of the enumeration'),
  };
}

/** A list: its count, then its elements; one that is not there is an empty one. */
export function listOf<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    write: (out, values) => {
      out.add(sizeBytes(values.length));
      for (const value of values) item.write(out, value);
    },
    // every element takes at least one byte, so a count beyond the bytes ends there
    read: (input) => {
      const count = readSize(input);
      const values: T[] = [];
      while (values.length < count) values.push(item.read(input));
      return values;
    },
    fromJson: (value, at) => {
      if (value === undefined) return [];
      if (!Array.isArray(value)) wrong(at, 'a list');
      return (value as unknown[]).map((one, i) => item.fromJson(one, `${at}[${i}]`));
    },
  };
}

type Fields = Readonly<Record<string, Codec<never> | Codec<unknown>>>;
type ValueOf<C> = C extends Codec<infer T> ? T : never;

/** A data contract: code and version, which its bytes begin with, and its fields in their order. */
export interface Contract<F = Fields> {
  readonly name: string;
  readonly code: number;
  /** First eight bytes of SHA-256 over its field descriptions, hex. */
  readonly version: string;
  readonly fields: F;
}

/** A value of a contract. */
export type Value<C> = C extends Contract<infer F> ? { readonly [K in keyof F]: ValueOf<F[K]> } : never;

/** Defines a contract. */
export function contract<F>(name: string, code: number, version: string, fields: F): Contract<F> {
  return { name, code, version, fields };
}

type AnyValue = Readonly<Record<string, unknown>>;
const fieldsOf = (one: Contract<unknown>) => Object.entries(one.fields as Readonly<Record<string, Codec<unknown>>>);

function header({ code, version }: Contract<unknown>): Uint8Array {
  const bytes = new Uint8Array(12);
  new DataView(bytes.buffer).setInt32(0, code);
  bytes.set(fromHex(version, 8), 4);
  return bytes;
}

/** The bytes of a value. Throws `too-large`, and `bad-input` or `malformed` for a value that has none. */
export function encode<C extends Contract<unknown>>(one: C, value: Value<C>): Uint8Array {
  const out = new Output();
  out.add(header(one));
  for (const [name, codec] of fieldsOf(one)) codec.write(out, (value as AnyValue)[name]);
  return out.bytes();
}

/** The value of bytes, which are exactly those that `encode` makes of it. Throws `malformed` or `too-large`. */
export function decode<C extends Contract<unknown>>(one: C, bytes: Uint8Array): Value<C> {
  if (bytes.length > MESSAGE_BYTES) throw new NotaryError('too-large', `jdchain: more than ${MESSAGE_BYTES} bytes`);
  const input = new Input(bytes);
  if (!equal(input.take(12), header(one))) fail(`not a ${one.name} of the version that is known`);
  const value = Object.fromEntries(fieldsOf(one).map(([name, codec]) => [name, codec.read(input)]));
  input.end();
  return value as Value<C>;
}

/** A value in a node's JSON; members that the contract does not have are not looked at. Throws `malformed`. */
export function fromNodeJson<C extends Contract<unknown>>(one: C, value: unknown, at: string = one.name): Value<C> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong(at, 'an object');
  const own = (name: string) => (Object.hasOwn(value as object, name) ? (value as AnyValue)[name] : undefined);
  const read = fieldsOf(one).map(([name, codec]) => [name, codec.fromJson(own(name), `${at}.${name}`)]);
  return Object.fromEntries(read) as Value<C>;
}

/** A value inside another one: size and bytes. One that is not there is the beginning of its contract alone. */
export function nested<C extends Contract<unknown>>(one: C): Codec<Value<C> | null> {
  return {
    write: (out, value) => writeSized(out, value === null ? header(one) : encode(one, value)),
    read: (input) => {
      const content = readSized(input);
      return equal(content, header(one)) ? null : decode(one, content);
    },
    fromJson: (value, at) => (value === undefined ? null : fromNodeJson(one, value, at)),
  };
}

/** A value of one of several contracts, with the name of its own. */
export type OneOf<T extends Readonly<Record<string, Contract<unknown>>>> = {
  readonly [N in keyof T]: { readonly contract: N } & Value<T[N]>;
}[keyof T];

/** A value of any contract of a table inside another one. Its JSON names the contract's class in `@type`. */
export function nestedOneOf<T extends Readonly<Record<string, Contract<unknown>>>>(table: T): Codec<OneOf<T>> {
  const contracts = Object.entries(table);
  const byCode = new Map(contracts.map((entry) => [entry[1].code, entry]));
  return {
    write: (out, value) => {
      const one = table[value.contract];
      if (!one) fail('not one of the contracts');
      writeSized(out, encode(one, value as never));
    },
    read: (input) => {
      const content = readSized(input);
      if (content.length < 12) fail('no contract');
      const found = byCode.get(new DataView(content.buffer, content.byteOffset).getInt32(0));
      if (!found) fail('a contract that is not known');
      return { contract: found[0], ...(decode(found[1], content) as object) } as OneOf<T>;
    },
    fromJson: (value, at) => {
      const type = typeof value === 'object' && value !== null ? (value as AnyValue)['@type'] : undefined;
      const name = typeof type === 'string' ? type.slice(type.lastIndexOf('.') + 1) : '';
      const one = Object.hasOwn(table, name) ? table[name] : undefined;
      if (!one) wrong(`${at}.@type`, 'a contract that is known');
      return {
        contract: name,
        ...(fromNodeJson(one as Contract<unknown>, value, at) as object),
      } as unknown as OneOf<T>;
    },
  };
}
