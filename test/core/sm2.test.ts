/**
 * SM2 signatures: the example of GB/T 32918.5, and everything that looks like one and is none.
 * test/foreign/sm2-openssl.test.ts compares with OpenSSL.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SM2_ID, verifySm2 } from '../../core/crypto/sm2.ts';
import { concat, fromHex, toHex, utf8 } from '../../core/formats/bytes.ts';
import { derOf, TAG } from '../../core/formats/der.ts';
import { runs } from './support/outcome.ts';
import {
  bytes32,
  ORDER,
  PRIME,
  Sm2Point,
  signSm2,
  sm2Der,
  sm2Digest,
  sm2Key,
  sm2KeyOf,
  sm2Numbers,
} from './support/sm2-signer.ts';

const hex = (text: string) => BigInt(`0x${text}`);

/** GB/T 32918.5-2017 Annex A.2. */
const EXAMPLE = {
  message: utf8('message digest'),
  d: hex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'),
  publicKey: fromHex(
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  ),
  e: hex('f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640'),
  k: hex('59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21'),
  r: hex('f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3'),
  s: hex('b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'),
};
const { message, publicKey, r, s } = EXAMPLE;
const signature = sm2Der(r, s);

describe('the example of GB/T 32918.5', () => {
  it('is accepted', () => {
    expect(verifySm2(signature, message, publicKey)).toBe(true);
  });

  it('is what the signer of these tests gives', () => {
    expect(toHex(sm2Key(EXAMPLE.d).publicKey)).toBe(toHex(publicKey));
    expect(sm2Digest(message, publicKey, DEFAULT_SM2_ID)).toBe(EXAMPLE.e);
    expect(sm2Numbers({ d: EXAMPLE.d, publicKey }, message, DEFAULT_SM2_ID, EXAMPLE.k)).toEqual([r, s]);
  });

  it('is accepted with the key in its short form', () => {
    expect(verifySm2(signature, message, Sm2Point.fromBytes(publicKey).toBytes(true))).toBe(true);
  });

  it('is refused for another message, another identity and another key', () => {
    expect(verifySm2(signature, utf8('message digests'), publicKey)).toBe(false);
    expect(verifySm2(signature, message, publicKey, utf8('ALICE123@YAHOO.COM'))).toBe(false);
    expect(verifySm2(signature, message, publicKey, new Uint8Array(8192))).toBe(false);
    expect(verifySm2(signature, message, sm2KeyOf('another').publicKey)).toBe(false);
  });

  it('is refused with any byte of it changed', () => {
    for (let at = 0; at < signature.length; at++) {
      const changed = signature.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(verifySm2(changed, message, publicKey), `byte ${at}`).toBe(false);
    }
  });
});

describe('numbers out of range', () => {
  it.each<[string, bigint, bigint]>([
    ['r = 0', 0n, s],
    ['s = 0', r, 0n],
    ['r = n', ORDER, s],
    ['s = n', r, ORDER],
    ['r + n', r + ORDER, s],
    ['s + n', r, s + ORDER],
    ['r + s = n', r, ORDER - r],
    ['s negated', r, ORDER - s],
  ])('%s is refused', (_, one, other) => {
    expect(verifySm2(sm2Der(one, other), message, publicKey)).toBe(false);
  });

  it('refuses numbers for which the sum is the point at infinity, which has no x', () => {
    // s·G + t·P = 0 and r = e, so a verifier that takes 0 for the x of infinity would accept
    const key = sm2KeyOf('infinity');
    const { Fn } = Sm2Point;
    const e = Fn.create(sm2Digest(message, key.publicKey, DEFAULT_SM2_ID));
    const t = Fn.mul(e, Fn.inv(1n + key.d));
    const crafted = Fn.sub(t, e);
    expect(Fn.add(crafted, Fn.mul(t, key.d))).toBe(0n);
    expect(verifySm2(sm2Der(e, crafted), message, key.publicKey)).toBe(false);
  });
});

describe('a signature that is not strict DER', () => {
  const [one, other] = [bytes32(r), bytes32(s)].map((bytes) => concat(Uint8Array.of(0), bytes)) as [
    Uint8Array,
    Uint8Array,
  ];
  const [first, second] = [derOf(TAG.integer, one), derOf(TAG.integer, other)];
  it('is otherwise the one that is accepted', () => {
    expect(verifySm2(derOf(TAG.sequence, first, second), message, publicKey)).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['bytes behind it', concat(signature, Uint8Array.of(0))],
    ['a third number', derOf(TAG.sequence, first, second, derOf(TAG.integer, Uint8Array.of(1)))],
    ['one number', derOf(TAG.sequence, first)],
    ['a needless zero', derOf(TAG.sequence, derOf(TAG.integer, concat(Uint8Array.of(0), one)), second)],
    ['a negative number', derOf(TAG.sequence, derOf(TAG.integer, bytes32(r)), second)],
    ['no digits', derOf(TAG.sequence, derOf(TAG.integer), second)],
    ['a long length', concat(Uint8Array.of(0x30, 0x81, signature.length - 2), signature.subarray(2))],
    ['no length', concat(Uint8Array.of(0x30, 0x80), signature.subarray(2), Uint8Array.of(0, 0))],
    ['a set', concat(Uint8Array.of(0x31), signature.subarray(1))],
    ['cut short', signature.subarray(0, -1)],
    ['r and s without DER', concat(bytes32(r), bytes32(s))],
    ['nothing', new Uint8Array(0)],
  ])('%s is refused', (_, bytes) => {
    expect(verifySm2(bytes, message, publicKey)).toBe(false);
  });
});

describe('a key that is no point of the curve', () => {
  const [x, y] = [publicKey.subarray(1, 33), publicKey.subarray(33)];
  it.each<[string, Uint8Array]>([
    ['off the curve', concat(publicKey.subarray(0, 64), Uint8Array.of((publicKey[64] ?? 0) ^ 1))],
    ['x of at least p', concat(Uint8Array.of(4), bytes32(PRIME + 5n), y)],
    ['zeros', concat(Uint8Array.of(4), new Uint8Array(64))],
    ['infinity', Uint8Array.of(0)],
    ['without its first byte', publicKey.subarray(1)],
    ['hybrid form', concat(Uint8Array.of(6 + ((y[31] ?? 0) & 1)), x, y)],
    ['cut short', publicKey.subarray(0, 64)],
    ['nothing', new Uint8Array(0)],
  ])('%s is refused', (_, key) => {
    expect(verifySm2(signature, message, key)).toBe(false);
  });
});

it('accepts what any key signs, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.bigInt(1n, ORDER - 2n),
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 40 }),
      (d, text, id) => {
        const key = sm2Key(d);
        const signed = signSm2(key, text, id);
        expect(verifySm2(signed, text, key.publicKey, id)).toBe(true);
        expect(verifySm2(signed, concat(text, Uint8Array.of(0)), key.publicKey, id)).toBe(false);
      },
    ),
    runs(25),
  );
});
