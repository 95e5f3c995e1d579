/** The messages of ABCI 2.0 (CometBFT v0.38) that this application needs. */

import { bytesField, messageField, uintField } from '../../../anchors/cometbft/protobuf.ts';
import { NotaryError } from '../../../errors.ts';
import { concat, fromUtf8, utf8 } from '../../../formats/bytes.ts';
import { bytesOf, fieldsOf, uintOf } from './wire.ts';

/** A validator's key and voting power. */
export interface Power {
  /** Ed25519 public key. */
  readonly key: Uint8Array;
  readonly power: number;
}

/** The requests that are handled; other fields of the messages are ignored. */
export type Request =
  | { readonly method: 'echo'; readonly message: Uint8Array }
  | {
      readonly method: 'flush' | 'info' | 'commit' | 'list-snapshots' | 'offer-snapshot' | 'load-chunk' | 'apply-chunk';
    }
  | { readonly method: 'extend-vote' | 'verify-extension' }
  | {
      readonly method: 'init-chain';
      readonly chain: string;
      readonly validators: readonly Power[];
      readonly state: Uint8Array;
      readonly initialHeight: number;
    }
  | { readonly method: 'query'; readonly path: string; readonly data: Uint8Array }
  | { readonly method: 'check'; readonly transaction: Uint8Array; readonly again: boolean }
  | { readonly method: 'prepare'; readonly transactions: readonly Uint8Array[]; readonly maxBytes: number }
  | { readonly method: 'process' | 'finalize'; readonly transactions: readonly Uint8Array[]; readonly height: number };

/** Result of a transaction or query; code 0 is success. */
export interface Result {
  readonly code: number;
  /** For people; not hashed. */
  readonly log: string;
}

/** The responses, by the method of their request; `exception` answers any request. */
export type Response =
  | { readonly method: 'exception'; readonly message: string }
  | { readonly method: 'echo'; readonly message: Uint8Array }
  | { readonly method: 'flush' | 'commit' | 'list-snapshots' | 'offer-snapshot' | 'load-chunk' | 'apply-chunk' }
  | { readonly method: 'extend-vote' | 'verify-extension' }
  | { readonly method: 'info'; readonly data: string; readonly height: number; readonly hash: Uint8Array }
  | { readonly method: 'init-chain'; readonly hash: Uint8Array }
  | { readonly method: 'query'; readonly result: Result; readonly value: Uint8Array; readonly height: number }
  | { readonly method: 'check'; readonly result: Result }
  | { readonly method: 'prepare'; readonly transactions: readonly Uint8Array[] }
  | { readonly method: 'process'; readonly accept: boolean }
  | {
      readonly method: 'finalize';
      readonly results: readonly Result[];
      readonly updates: readonly Power[];
      readonly hash: Uint8Array;
    };

/** `version.app` of the headers: increased when blocks are executed differently. */
export const APP_VERSION = 1;

const text = (bytes: Uint8Array | undefined) => fromUtf8(bytes ?? new Uint8Array(0));
const first = (bytes: Uint8Array, number: number) => bytesOf(bytes, number)[0] ?? new Uint8Array(0);

function readPower(bytes: Uint8Array): Power {
  const key = first(first(bytes, 1), 1);
  if (key.length !== 32) throw new NotaryError('malformed', 'ABCI: validators have Ed25519 keys');
  return { key: key.slice(), power: uintOf(bytes, 2) };
}

const REQUESTS: Readonly<Record<number, (body: Uint8Array) => Request>> = {
  1: (body) => ({ method: 'echo', message: first(body, 1).slice() }),
  2: () => ({ method: 'flush' }),
  3: () => ({ method: 'info' }),
  5: (body) => ({
    method: 'init-chain',
    chain: text(first(body, 2)),
    validators: bytesOf(body, 4).map(readPower),
    state: first(body, 5).slice(),
    initialHeight: uintOf(body, 6),
  }),
  6: (body) => ({ method: 'query', data: first(body, 1).slice(), path: text(first(body, 2)) }),
  8: (body) => ({ method: 'check', transaction: first(body, 1).slice(), again: uintOf(body, 2) === 1 }),
  11: () => ({ method: 'commit' }),
  12: () => ({ method: 'list-snapshots' }),
  13: () => ({ method: 'offer-snapshot' }),
  14: () => ({ method: 'load-chunk' }),
  15: () => ({ method: 'apply-chunk' }),
  16: (body) => ({ method: 'prepare', maxBytes: uintOf(body, 1), transactions: copies(bytesOf(body, 2)) }),
  17: (body) => ({ method: 'process', transactions: copies(bytesOf(body, 1)), height: uintOf(body, 5) }),
  18: () => ({ method: 'extend-vote' }),
  19: () => ({ method: 'verify-extension' }),
  20: (body) => ({ method: 'finalize', transactions: copies(bytesOf(body, 1)), height: uintOf(body, 5) }),
};

const copies = (parts: readonly Uint8Array[]) => parts.map((part) => part.slice());

/** Reads one request. Throws `malformed`. */
export function decodeRequest(bytes: Uint8Array): Request {
  for (const { number, value } of fieldsOf(bytes)) {
    const read = REQUESTS[number];
    if (read && typeof value !== 'number') return read(value);
  }
  throw new NotaryError('malformed', 'ABCI: a request of no known kind');
}

const resultBytes = ({ code, log }: Result) => concat(uintField(1, code), bytesField(3, utf8(log)));
const powerBytes = ({ key, power }: Power) => concat(messageField(1, bytesField(1, key)), uintField(2, power));
const repeated = (number: number, items: readonly Uint8Array[]) => items.map((item) => messageField(number, item));

/** `ProposalStatus` and similar enums: 1 accepts, 2 rejects; an offered snapshot is refused with ABORT. */
const YES = 1;
const NO = 2;

function numbered(response: Response): readonly [number, Uint8Array] {
  const nothing = new Uint8Array(0);
  switch (response.method) {
    case 'exception':
      return [1, bytesField(1, utf8(response.message))];
    case 'echo':
      return [2, bytesField(1, response.message)];
    case 'flush':
      return [3, nothing];
    case 'info':
      return [
        4,
        concat(
          bytesField(1, utf8(response.data)),
          uintField(3, APP_VERSION),
          uintField(4, response.height),
          bytesField(5, response.hash),
        ),
      ];
    case 'init-chain':
      return [6, bytesField(3, response.hash)];
    case 'query':
      return [7, concat(resultBytes(response.result), bytesField(7, response.value), uintField(9, response.height))];
    case 'check':
      return [9, resultBytes(response.result)];
    case 'commit':
      return [12, nothing];
    case 'list-snapshots':
      return [13, nothing];
    case 'offer-snapshot':
      return [14, uintField(1, NO)];
    case 'load-chunk':
      return [15, nothing];
    case 'apply-chunk':
      return [16, uintField(1, NO)];
    case 'prepare':
      return [17, concat(...repeated(1, response.transactions))];
    case 'process':
      return [18, uintField(1, response.accept ? YES : NO)];
    case 'extend-vote':
      return [19, nothing];
    case 'verify-extension':
      return [20, uintField(1, YES)];
    case 'finalize':
      return [
        21,
        concat(
          ...repeated(2, response.results.map(resultBytes)),
          ...repeated(3, response.updates.map(powerBytes)),
          bytesField(5, response.hash),
        ),
      ];
  }
}

/** Writes one response. */
export function encodeResponse(response: Response): Uint8Array {
  return messageField(...numbered(response));
}
