/**
 * SM2 signatures with SM3 on the recommended curve (GB/T 32918.2-2016 and 32918.5-2017; OID 1.2.156.10197.1.501): in DER,
 * as seals of Chinese invoices have them, and as r and s of 32 bytes each, as ledgers have them.
 */
import { DER, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { bytesToNumberBE, createHmacDrbg } from '@noble/curves/utils.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { NotaryError } from '../errors.ts';
import { concat, utf8 } from '../formats/bytes.ts';
import { createSm3, sm3 } from './sm3.ts';

/** GB/T 32918.5 section 2, sm2p256v1. */
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const Point = weierstrass(CURVE);
const { Fn, Fp } = Point;

/** The signer's identity where nothing else was agreed (GM/T 0009-2012 section 10). */
export const DEFAULT_SM2_ID = utf8('1234567812345678');

/** What is hashed before the message: the identity with its length in bits, the curve and the key (GB/T 32918.2 section 5.5). */
function prefix(id: Uint8Array, x: bigint, y: bigint): Uint8Array {
  const bits = id.length * 8;
  const numbers = [CURVE.a, CURVE.b, CURVE.Gx, CURVE.Gy, x, y].map((number) => Fp.toBytes(number));
  return sm3(concat(Uint8Array.of(bits >> 8, bits & 0xff), id, ...numbers));
}

function digestOf(message: Uint8Array, id: Uint8Array, x: bigint, y: bigint): bigint {
  const hash = createSm3();
  hash.update(prefix(id, x, y));
  hash.update(message);
  return bytesToNumberBE(hash.digest());
}

/** The numbers of a signature. */
interface Numbers {
  readonly r: bigint;
  readonly s: bigint;
}

/** GB/T 32918.2 section 7.1; the point at infinity is no result. `false` for whatever is not as it has to be. */
function holds(readNumbers: () => Numbers, message: Uint8Array, publicKey: Uint8Array, id: Uint8Array): boolean {
  if (id.length * 8 > 0xffff) return false;
  try {
    const { r, s } = readNumbers();
    const key = Point.fromBytes(publicKey);
    const t = Fn.create(r + s);
    if (!Fn.isValidNot0(r) || !Fn.isValidNot0(s) || t === 0n) return false;
    const sum = Point.BASE.mulAddUnsafe(s, key, t);
    const { x, y } = key.toAffine();
    return !sum.is0() && Fn.create(digestOf(message, id, x, y) + sum.toAffine().x) === r;
  } catch {
    return false; // no such point, no such signature
  }
}

/**
 * Whether `signature`, DER of SEQUENCE { r, s }, is one over `message` by the key: a point as in SEC 1 section 2.3.3, 65 bytes
 * or 33. DER is strict. Never throws; false for an identity of 8192 bytes or more.
 */
export function verifySm2(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
  id: Uint8Array = DEFAULT_SM2_ID,
): boolean {
  return holds(() => DER.toSig(signature, 33), message, publicKey, id);
}

/** Bytes of a signature without DER: r ‖ s. */
export const SM2_SIGNATURE_BYTES = 64;
/** Bytes of an uncompressed public key. */
export const SM2_KEY_BYTES = 65;

/**
 * Whether `signature`, r ‖ s of 64 bytes, is one over `message` by the key: an uncompressed point, 65 bytes. Never throws; r
 * or s of zero or above the order, a point off the curve, other lengths are false.
 */
export function verifyRawSm2(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
  id: Uint8Array = DEFAULT_SM2_ID,
): boolean {
  if (signature.length !== SM2_SIGNATURE_BYTES || publicKey.length !== SM2_KEY_BYTES) return false;
  const numbers = { r: bytesToNumberBE(signature.subarray(0, 32)), s: bytesToNumberBE(signature.subarray(32)) };
  return holds(() => numbers, message, publicKey, id);
}

/** The number of a private key: 32 bytes, from 1 to n - 2 (GB/T 32918.1 section 6.1). Throws `bad-input`. */
function privateNumber(privateKey: Uint8Array): bigint {
  const d = privateKey.length === 32 ? bytesToNumberBE(privateKey) : 0n;
  if (d < 1n || d > CURVE.n - 2n)
    throw new NotaryError('bad-input', 'an SM2 private key is a number of 32 bytes from 1 to n - 2');
  return d;
}

/** The public key of a private one, 65 bytes. Throws `bad-input` for a number that is no key. */
export function sm2PublicKey(privateKey: Uint8Array): Uint8Array {
  return Point.BASE.multiply(privateNumber(privateKey)).toBytes(false);
}

/** True for a point of the curve, 65 bytes. */
export function isSm2Point(publicKey: Uint8Array): boolean {
  try {
    return publicKey.length === SM2_KEY_BYTES && !Point.fromBytes(publicKey).is0();
  } catch {
    return false;
  }
}

/** The number k of a signature comes from key and message as in RFC 6979 section 3.2, so that no random source can spoil it. */
const nonce = createHmacDrbg<Numbers>(32, 32, (key: Uint8Array, message: Uint8Array) => hmac(sha256, key, message));

/**
 * The signature over `message`, r ‖ s of 64 bytes (GB/T 32918.2 section 6.1), the same each time. Throws `bad-input` for a
 * private key that is none, or an identity of 8192 bytes or more.
 */
export function signRawSm2(message: Uint8Array, privateKey: Uint8Array, id: Uint8Array = DEFAULT_SM2_ID): Uint8Array {
  if (id.length * 8 > 0xffff) throw new NotaryError('bad-input', 'an SM2 identity has less than 8192 bytes');
  const d = privateNumber(privateKey);
  const { x, y } = Point.BASE.multiply(d).toAffine();
  const e = digestOf(message, id, x, y);
  const inverse = Fn.inv(1n + d);
  const { r, s } = nonce(concat(privateKey, Fn.toBytes(Fn.create(e))), (bytes) =>
    numbersBy(bytesToNumberBE(bytes), e, d, inverse),
  );
  return concat(Fn.toBytes(r), Fn.toBytes(s));
}

/** Steps A4 to A6 for one k; undefined when another has to be tried. */
function numbersBy(k: bigint, e: bigint, d: bigint, inverse: bigint): Numbers | undefined {
  if (!Fn.isValidNot0(k)) return undefined;
  const r = Fn.create(e + Point.BASE.multiply(k).toAffine().x);
  const s = Fn.create(inverse * Fn.create(k - r * d));
  return r === 0n || Fn.create(r + k) === 0n || s === 0n ? undefined : { r, s };
}
