/**
 * The digests of one file: always SHA-256, and possibly others. All hashing (core/node/system/digests.ts under Node)
 * and comparing of files uses these functions. docs/certificate-format.md, "Digests".
 */

import type { Crypto } from '../crypto.ts';
import { toHex } from './bytes.ts';
import { type Decoder, hexText, object } from './decoder.ts';

/** Digests of the same bytes, lower-case hex. SHA-256 identifies the bytes; the others add strength. */
export interface DigestSet {
  readonly sha256: string;
  readonly sm3?: string;
}

/** 32 bytes in lower-case hex. */
export const hex32: Decoder<string> = hexText(64, '32 bytes in hex');

/** Reads a set of digests. Throws `malformed`. */
export const readDigests: Decoder<DigestSet> = object<DigestSet>({ sha256: hex32, sm3: hex32 }, ['sm3']);

/** True when every digest that both sets have is the same. Both have SHA-256, so there is always one to compare. */
export function sameDigests(a: DigestSet, b: DigestSet): boolean {
  return a.sha256 === b.sha256 && (a.sm3 === undefined || b.sm3 === undefined || a.sm3 === b.sm3);
}

/** Picks the digests out of an object with other members. */
export function onlyDigests({ sha256, sm3 }: DigestSet): DigestSet {
  return sm3 === undefined ? { sha256 } : { sha256, sm3 };
}

/** `SHA-256 …` and the other digests, as text for people who compare them. */
export function digestsText({ sha256, sm3 }: DigestSet): string {
  return sm3 === undefined ? sha256 : `${sha256} (SM3 ${sm3})`;
}

/** Incremental digests. */
export interface Digester {
  update(bytes: Uint8Array): void;
  /** The digester is used up. */
  digests(): DigestSet;
}

/** A digester that has read nothing. */
export function digester(crypto: Pick<Crypto, 'createSha256'>): Digester {
  const sha256 = crypto.createSha256();
  return { update: (bytes) => sha256.update(bytes), digests: () => ({ sha256: toHex(sha256.digest()) }) };
}
