/** SM2 keys and signatures for tests (GB/T 32918.2 section 6), out of numbers that a test chooses. */
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { sm3 } from '../../../core/crypto/sm3.ts';
import { concat, fromHex, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { derOf, TAG } from '../../../core/formats/der.ts';

/** GB/T 32918.5: p, a, b, n, xG, yG. */
const [p, a, b, n, Gx, Gy] = [
  'fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff',
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc',
  '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93',
  'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123',
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7',
  'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
].map((hex) => BigInt(`0x${hex}`)) as [bigint, bigint, bigint, bigint, bigint, bigint];

/** Order of the group. */
export const ORDER = n;
/** Prime of the field. */
export const PRIME = p;
/** Points of the curve. */
export const Sm2Point = weierstrass({ p, n, h: 1n, a, b, Gx, Gy });

/** 32 bytes, big endian. */
export const bytes32 = (value: bigint) => fromHex(value.toString(16).padStart(64, '0'));
const numberOf = (bytes: Uint8Array) => BigInt(`0x${toHex(bytes) || '0'}`);
const modulo = (value: bigint) => ((value % n) + n) % n;

/** A private number and its point, 65 bytes. */
export interface Sm2Key {
  readonly d: bigint;
  readonly publicKey: Uint8Array;
}

/** The key of a private number. */
export function sm2Key(d: bigint): Sm2Key {
  return { d, publicKey: Sm2Point.BASE.multiply(d).toBytes(false) };
}

/** A key for a name: the same in every run. */
export function sm2KeyOf(name: string): Sm2Key {
  return sm2Key(1n + modulo(numberOf(sm3(utf8(name))) % (n - 2n)));
}

/** The number e of section 6.1, steps A1 and A2. */
export function sm2Digest(message: Uint8Array, publicKey: Uint8Array, id: Uint8Array): bigint {
  const bits = Uint8Array.of((id.length * 8) >> 8, (id.length * 8) & 0xff);
  const z = sm3(concat(bits, id, ...[a, b, Gx, Gy].map(bytes32), publicKey.subarray(1)));
  return numberOf(sm3(concat(z, message)));
}

/** r and s of a message, with the given k of step A3. */
export function sm2Numbers({ d, publicKey }: Sm2Key, message: Uint8Array, id: Uint8Array, k: bigint): [bigint, bigint] {
  const r = modulo(sm2Digest(message, publicKey, id) + Sm2Point.BASE.multiply(k).toAffine().x);
  return [r, modulo(Sm2Point.Fn.inv(1n + d) * (k - r * d))];
}

/** DER of SEQUENCE { r, s }. */
export function sm2Der(r: bigint, s: bigint): Uint8Array {
  return derOf(TAG.sequence, derInteger(r), derInteger(s));
}

function derInteger(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const bytes = fromHex(hex.length % 2 === 0 ? hex : `0${hex}`);
  return derOf(TAG.integer, (bytes[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), bytes) : bytes);
}

/** A signature; its k comes from key and message, so it is the same in every run. */
export function signSm2(key: Sm2Key, message: Uint8Array, id: Uint8Array = utf8('1234567812345678')): Uint8Array {
  const k = 1n + (numberOf(sm3(concat(bytes32(key.d), message))) % (n - 1n));
  return sm2Der(...sm2Numbers(key, message, id, k));
}
