/**
 * SM2 signatures with SM3 on the recommended curve (GB/T 32918.2-2016 and 32918.5-2017; OID 1.2.156.10197.1.501), as
 * seals of Chinese invoices have them. Verification only.
 */
import { DER, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { bytesToNumberBE } from '@noble/curves/utils.js';
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

/**
 * Whether `signature`, DER of SEQUENCE { r, s }, is one over `message` by the key: a point as in SEC 1 section 2.3.3, 65 bytes
 * or 33. GB/T 32918.2 section 7.1; DER is strict, and the point at infinity is no result. Never throws; false for an
 * identity of 8192 bytes or more.
 */
export function verifySm2(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
  id: Uint8Array = DEFAULT_SM2_ID,
): boolean {
  if (id.length * 8 > 0xffff) return false;
  try {
    const { r, s } = DER.toSig(signature, 33);
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
