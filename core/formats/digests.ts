/**
 * The digests of one file: SHA-256 always, others beside it. Files are hashed by what is here (core/node/system/digests.ts where
 * there is Node), and compared by what is here.
 * docs/certificate-format.md, "Digests".
 */

import type { Crypto } from '../crypto.ts';
import { toHex } from './bytes.ts';
import { type Decoder, object, text } from './decoder.ts';

/** Digests of the same bytes, lower-case hex. Whoever has SHA-256 can look the bytes up; the others make it stronger. */
export interface DigestSet {
  readonly sha256: string;
  readonly sm3?: string;
}

/** 32 bytes in lower-case hex. */
export const hex32: Decoder<string> = text(64, /^[0-9a-f]{64}$/, '32 bytes in hex');

/** Reads a set of digests. Throws `malformed`. */
export const readDigests: Decoder<DigestSet> = object<DigestSet>({ sha256: hex32, sm3: hex32 }, ['sm3']);

/** True when every digest that both sets have is the same. Both have SHA-256, so there is always one to compare. */
export function sameDigests(a: DigestSet, b: DigestSet): boolean {
  return a.sha256 === b.sha256 && (a.sm3 === undefined || b.sm3 === undefined || a.sm3 === b.sm3);
}

/** The digests alone, of what else may be known of the same bytes. */
export function onlyDigests({ sha256, sm3 }: DigestSet): DigestSet {
  return sm3 === undefined ? { sha256 } : { sha256, sm3 };
}

/** `SHA-256 …`, and the others that are there, for people who compare them. */
export function digestsText({ sha256, sm3 }: DigestSet): string {
  return sm3 === undefined ? sha256 : `${sha256} (SM3 ${sm3})`;
}

/** Digests of bytes that come piece by piece. */
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
