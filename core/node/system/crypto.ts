/**
 * The primitives of core with node:crypto, for bulk work: accepts and refuses exactly what `nobleCrypto` does
 * (test/core/crypto.test.ts), about ten times faster.
 */

import * as nodeCryptoModule from 'node:crypto';
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type Crypto, nobleCrypto } from '../../crypto.ts';
import { concat, fromHex, toHex } from '../../formats/bytes.ts';

const plain = (bytes: Uint8Array) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);

/** One-shot hashing without a hash object, faster for many short inputs; not in every Node 20. */
const oneShot = nodeCryptoModule.hash as typeof nodeCryptoModule.hash | undefined;

function sha256(bytes: Uint8Array): Uint8Array {
  if (!oneShot) return plain(createHash('sha256').update(bytes).digest());
  // a short string is produced twice as fast as a Buffer with its own memory
  const text = oneShot('sha256', bytes, 'binary');
  const digest = new Uint8Array(32);
  for (let i = 0; i < 32; i++) digest[i] = text.charCodeAt(i);
  return digest;
}

/** Neither the bytes nor the digest become an object of their own. */
const sha256OfText = oneShot
  ? (text: string) => oneShot('sha256', text, 'hex')
  : (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** DER of SubjectPublicKeyInfo for Ed25519 (RFC 8410), before the 32 bytes of the key. */
const SPKI = fromHex('302a300506032b6570032100');
const CACHED_KEYS = 256;
const keys = new Map<string, KeyObject>();

function keyObject(publicKey: Uint8Array): KeyObject {
  const name = toHex(publicKey);
  const known = keys.get(name);
  if (known) return known;
  if (keys.size >= CACHED_KEYS) keys.clear();
  const key = createPublicKey({ key: Buffer.from(concat(SPKI, publicKey)), format: 'der', type: 'spki' });
  keys.set(name, key);
  return key;
}

const P = 2n ** 255n - 19n;
/** The y of every point of small order: 0, 1, -1 and the two of order eight. */
const SMALL_ORDER_8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
const SMALL_ORDER_Y = new Set([0n, 1n, P - 1n, SMALL_ORDER_8, P - SMALL_ORDER_8].map(littleEndianHex));

function littleEndianHex(value: bigint): string {
  return (value.toString(16).padStart(64, '0').match(/../g) ?? []).reverse().join('');
}

/**
 * Encodings that OpenSSL accepts and our rule does not: y of at least p, and points of small order, for either sign of
 * x.
 */
function isRefusedPoint(encoded: Uint8Array): boolean {
  const y = Uint8Array.from(encoded); // slice() of a Buffer does not copy
  y[31] = (y[31] ?? 0) & 0x7f;
  const isAllOnes = y[31] === 0x7f && y.subarray(1, 31).every((byte) => byte === 0xff);
  return (isAllOnes && (y[0] ?? 0) >= 0xed) || SMALL_ORDER_Y.has(toHex(y));
}

function verifyEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  // versions of Node differ here; an R of y >= p never holds, as it is compared with a canonical encoding
  if (isRefusedPoint(publicKey) || isRefusedPoint(signature.subarray(0, 32))) return false;
  try {
    return verify(null, message, keyObject(publicKey), signature);
  } catch {
    return false; // not a point
  }
}

/** node:crypto (OpenSSL, or BoringSSL in Electron). */
export const nodeCrypto: Crypto = {
  sha256,
  sha256OfText,
  createSha256: () => {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => plain(hash.digest()) };
  },
  verifyEd25519,
  // everything the strict rule accepts is valid here too; the rest is rare, so the slow way is fine
  verifyZip215: (signature, message, publicKey) =>
    verifyEd25519(signature, message, publicKey) || nobleCrypto.verifyZip215(signature, message, publicKey),
  // rare, and not in every OpenSSL
  verifyMlDsa44: nobleCrypto.verifyMlDsa44,
};
