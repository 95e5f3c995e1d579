/** ECDSA signatures with SHA-256 on the curve P-256 (FIPS 186-5, SEC 1 section 4.1.4), as Hyperledger Fabric has them. Verification only. */
import { p256 } from '@noble/curves/nist.js';

/** Which of the two signatures that every message has are accepted: `low` only that with the smaller s, `any` both. */
export type LowS = 'low' | 'any';

/**
 * Whether `signature`, DER of SEQUENCE { r, s }, is one over `message` by the key: a point as in SEC 1 section 2.3.3, 65
 * bytes or 33. DER is strict. Never throws.
 */
export function verifyP256(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array, lowS: LowS): boolean {
  try {
    return p256.verify(signature, message, publicKey, { format: 'der', lowS: lowS === 'low' });
  } catch {
    return false; // no such point, no such signature
  }
}

/** The short form of an uncompressed point: 33 bytes of 65 (SEC 1 section 2.3.3). */
export function compressedPoint(point: Uint8Array): Uint8Array {
  return Uint8Array.of(2 + ((point[64] ?? 0) & 1), ...point.subarray(1, 33));
}
