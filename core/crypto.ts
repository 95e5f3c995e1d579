/**
 * The primitives core needs, behind one interface: @noble everywhere, node:crypto where a desk checks or hashes in
 * bulk. Both must accept and refuse the same inputs (test/core/crypto.test.ts).
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { concat, equal, toHex, utf8 } from './formats/bytes.ts';

/** A running SHA-256. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  /** The 32-byte digest; the hasher is used up. */
  digest(): Uint8Array;
}

/** The primitives; an implementation agrees with every other on every input. */
export interface Crypto {
  /** SHA-256 (FIPS 180-4), 32 bytes. */
  sha256(bytes: Uint8Array): Uint8Array;
  /** SHA-256 of a text's UTF-8 bytes, lower-case hex; a lone surrogate counts as U+FFFD. */
  sha256OfText(text: string): string;
  /** SHA-256 of a stream. */
  createSha256(): Hasher;
  /** Ed25519 by our strict rule; see `verifyStrict`. Never throws. */
  verifyEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  /** Ed25519 by the ZIP-215 rule, which consensus engines use for votes. Never throws. */
  verifyZip215(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  /** ML-DSA-44 (FIPS 204, pure, empty context): 2,420, any and 1,312 bytes. Never throws. */
  verifyMlDsa44(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

const { Point } = ed25519;
const ORDER = Point.Fn.ORDER;

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return value;
}

/**
 * The strict rule for notes, governance and every key of ours: RFC 8032 section 5.1.7 without the cofactor, that is
 * R must be byte for byte the encoding of [S]B - [k]A; S < L; the key is canonical; neither the key nor R is of small
 * order. It is the rule of OpenSSL and BoringSSL plus the refusal of small order, which newer Node versions add and
 * older ones do not, so every implementation can follow it exactly. No honest signature is refused by it.
 */
export function verifyStrict(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const r = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= ORDER) return false;
  try {
    const key = Point.fromBytes(publicKey, false);
    if (key.isSmallOrder()) return false;
    const k = littleEndian(sha512(concat(r, publicKey, message))) % ORDER;
    const expected = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(k));
    return !expected.isSmallOrder() && equal(expected.toBytes(), r);
  } catch {
    return false; // not a point
  }
}

function verifyZip215(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return (
      signature.length === 64 &&
      publicKey.length === 32 &&
      ed25519.verify(signature, message, publicKey, { zip215: true })
    );
  } catch {
    return false;
  }
}

const { signature: ML_DSA_SIGNATURE = 0, publicKey: ML_DSA_KEY = 0 } = ml_dsa44.lengths;

function verifyMlDsa44(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== ML_DSA_SIGNATURE || publicKey.length !== ML_DSA_KEY) return false;
  try {
    return ml_dsa44.verify(signature, message, publicKey);
  } catch {
    return false; // hints that are not encoded as they must be
  }
}

/** @noble: the same in every engine, no platform calls. */
export const nobleCrypto: Crypto = {
  sha256: (bytes) => sha256(bytes),
  sha256OfText: (text) => toHex(sha256(utf8(text))),
  createSha256: () => {
    const hash = sha256.create();
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  },
  verifyEd25519: verifyStrict,
  verifyZip215,
  verifyMlDsa44,
};

/** The public key of a 32-byte Ed25519 seed (RFC 8032 section 5.1.5). */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed);
}

/** Ed25519 signature, 64 bytes, deterministic (RFC 8032 section 5.1.6). */
export function ed25519Sign(message: Uint8Array, seed: Uint8Array): Uint8Array {
  return ed25519.sign(message, seed);
}
