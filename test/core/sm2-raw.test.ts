/** SM2 without DER: keys, signatures, and everything that is none of either. */
import { describe, expect, it } from 'vitest';
import { isSm2Point, signRawSm2, sm2PublicKey, verifyRawSm2, verifySm2 } from '../../core/crypto/sm2.ts';
import { concat, utf8 } from '../../core/formats/bytes.ts';
import { bytes32, ORDER, PRIME, Sm2Point, signSm2, sm2Der, sm2Key, sm2KeyOf } from './support/sm2-signer.ts';

const message = utf8('a message');
const { d, publicKey } = sm2KeyOf('somebody');
const secret = bytes32(d);
const signature = signRawSm2(message, secret);
const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];

const numberOf = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

describe('signing', () => {
  it('gives what verifies, the same each time, and another one for another message or key', () => {
    expect(sm2PublicKey(secret)).toEqual(publicKey);
    expect(verifyRawSm2(signature, message, publicKey)).toBe(true);
    expect(verifySm2(sm2Der(numberOf(r), numberOf(s)), message, publicKey)).toBe(true);
    expect(signRawSm2(message, secret)).toEqual(signature);
    expect(signRawSm2(utf8('another'), secret)).not.toEqual(signature);
    expect(verifyRawSm2(signature, utf8('another'), publicKey)).toBe(false);
    expect(verifyRawSm2(signature, message, sm2KeyOf('else').publicKey)).toBe(false);
  });

  it('binds the identity', () => {
    const id = utf8('ALICE123@YAHOO.COM');
    const own = signRawSm2(message, secret, id);
    expect(verifyRawSm2(own, message, publicKey, id)).toBe(true);
    expect(verifyRawSm2(own, message, publicKey)).toBe(false);
    expect(verifyRawSm2(own, message, publicKey, new Uint8Array(8192))).toBe(false);
    expect(() => signRawSm2(message, secret, new Uint8Array(8192))).toThrow(
      expect.objectContaining({ code: 'bad-input' }),
    );
  });

  it('refuses numbers that are no private key', () => {
    for (const key of [bytes32(0n), bytes32(ORDER - 1n), bytes32(ORDER), secret.subarray(1), new Uint8Array(0)]) {
      expect(() => sm2PublicKey(key)).toThrow(expect.objectContaining({ code: 'bad-input' }));
      expect(() => signRawSm2(message, key)).toThrow(expect.objectContaining({ code: 'bad-input' }));
    }
    const last = bytes32(ORDER - 2n);
    expect(verifyRawSm2(signRawSm2(message, last), message, sm2PublicKey(last))).toBe(true);
    expect(sm2PublicKey(last)).toEqual(sm2Key(ORDER - 2n).publicKey);
  });
});

describe('verifying never throws', () => {
  it.each([
    ['r of zero', concat(bytes32(0n), s)],
    ['s of zero', concat(r, bytes32(0n))],
    ['r of the order', concat(bytes32(ORDER), s)],
    ['s of the order', concat(r, bytes32(ORDER))],
    ['r and s too large', new Uint8Array(64).fill(0xff)],
    ['r + s of the order', concat(r, bytes32(ORDER - numberOf(r)))],
    ['r and s exchanged', concat(s, r)],
    ['a byte less', signature.subarray(1)],
    ['a byte more', concat(signature, new Uint8Array(1))],
    ['nothing', new Uint8Array(0)],
    ['DER', signSm2(sm2KeyOf('somebody'), message)],
  ])('%s is false', (_, given) => {
    expect(verifyRawSm2(given, message, publicKey)).toBe(false);
  });

  it.each([
    ['the short form', Sm2Point.fromBytes(publicKey).toBytes(true)],
    ['the hybrid form', concat(Uint8Array.of(6), publicKey.subarray(1))],
    ['a point off the curve', concat(publicKey.subarray(0, 64), Uint8Array.of((publicKey[64] ?? 0) ^ 1))],
    ['x of the prime', concat(Uint8Array.of(4), bytes32(PRIME), publicKey.subarray(33))],
    ['the point at infinity', new Uint8Array(65)],
    ['infinity in one byte', new Uint8Array(1)],
    ['nothing', new Uint8Array(0)],
  ])('a key that is %s is false', (_, key) => {
    expect(verifyRawSm2(signature, message, key)).toBe(false);
    expect(isSm2Point(key)).toBe(false);
  });

  it('a key that is one is a point', () => {
    expect(isSm2Point(publicKey)).toBe(true);
  });
});
