/** The golden vectors and recorded answers of test/vectors/jdchain. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Contract, encode, type Value } from '../../../../core/anchors/jdchain/binary.ts';
import { CONTRACTS } from '../../../../core/anchors/jdchain/contracts.ts';
import { fromHex, toHex, utf8 } from '../../../../core/formats/bytes.ts';

const FOLDER = new URL('../../../vectors/jdchain/', import.meta.url);

/** A file of them, without `.json.gz`. */
export function vectors<T>(name: string): T {
  return JSON.parse(gunzipSync(readFileSync(new URL(`${name}.json.gz`, FOLDER))).toString('utf8')) as T;
}

/** Decoded fields as the official classes gave them, and the bytes, or length and hash of long ones. */
export interface Encoded {
  readonly name: string;
  readonly contract: string;
  readonly decoded: View;
  readonly length: number;
  readonly sha256: string;
  readonly hex?: string;
}

/** Fields of a value in a vector. */
export interface View {
  readonly [field: string]: unknown;
}

const BYTES = /Hash$|Address$|^(?:address|pubKey|bytes|digest|hash)$/;
const INT64 = /^(?:expectedVersion|timestamp|height|blockHeight|blockGenerateTime|sequence)$/;
const LISTS = /^(?:operations|derivedOperations|operationResults|writeSet|events|endpointSignatures|nodeSignatures)$/;

interface Repeated {
  readonly repeat?: string;
  readonly repeatHex?: string;
  readonly count: number;
}

function leaf(name: string, value: unknown): unknown {
  if (typeof value === 'object' && value !== null && 'count' in value) {
    const { repeat = '', repeatHex = '', count } = value as Repeated;
    return repeatHex ? fromHex(repeatHex.repeat(count)) : repeat.repeat(count);
  }
  if (value === null) return LISTS.test(name) ? [] : /^(?:certificate|role|key|name)$/.test(name) ? '' : null;
  if (BYTES.test(name)) return value === '' ? null : fromHex(value as string);
  if (INT64.test(name)) return BigInt(value as string);
  return value;
}

/** The value that the fields of a vector stand for. */
export function valueFrom(view: View): unknown {
  const fields = Object.entries(view).map(([name, value]): [string, unknown] => {
    if (name === '$') return ['contract', value];
    if (Array.isArray(value)) return [name, value.map((one) => valueFrom(one as View))];
    const isObject = typeof value === 'object' && value !== null && !('count' in value);
    if (isObject && 'code' in value) return [name, value.code];
    return [name, isObject ? valueFrom(value as View) : leaf(name, value)];
  });
  return Object.fromEntries(fields);
}

/** The contract of a name. */
export function contractOf(name: string): Contract<unknown> {
  const found = CONTRACTS[name];
  if (!found) throw new Error(`no contract ${name}`);
  return found;
}

/** The bytes that this program makes of the fields of a vector. */
export function encoded({ contract, decoded }: Pick<Encoded, 'contract' | 'decoded'>): Uint8Array {
  return encode(contractOf(contract), valueFrom(decoded) as Value<Contract<unknown>>);
}

/** A value without the names of its contracts, which vectors have in more places. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([k, v]) => (k === 'contract' ? [] : [[k, plain(v)]])));
}

/** One request and its answer. */
export interface Exchange {
  readonly n: number;
  readonly name: string;
  readonly node: string;
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  readonly request?: {
    readonly length: number;
    readonly sha256: string;
    readonly hex?: string;
    readonly recipe?: unknown;
  };
  readonly response?: {
    readonly length: number;
    readonly sha256: string;
    readonly text?: string;
    readonly hex?: string;
  };
  readonly txHash?: string;
  readonly decoded?: Readonly<Record<string, unknown>>;
  readonly clientSays?: string;
}

/** The recorded networks. */
export const NETWORKS = [
  'net1-default',
  'net1-fork',
  'net2-sm2-sm3-kv',
  'net3-roles',
  'net3-auth',
  'net3-oversize-again',
] as const;

/** Everything that was asked of a network, and its ledger's hash. */
export const recorded = (network: string) =>
  vectors<{ readonly ledger: string; readonly exchanges: readonly Exchange[] }>(`live/${network}/exchanges`);

/** The bytes of a recorded body; null when they were not kept. */
export function bodyOf(part: { readonly length: number; readonly hex?: string; readonly text?: string } | undefined) {
  if (!part) return null;
  if (part.hex !== undefined) return fromHex(part.hex);
  if (part.text !== undefined) return utf8(part.text);
  return part.length === 0 ? new Uint8Array(0) : null;
}
