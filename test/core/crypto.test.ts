/**
 * @noble and node:crypto accept and refuse the same: the vectors of RFC 8032, the edge cases on which implementations are
 * known to differ ("Taming the many EdDSAs", section 5), and damage at random.
 */
import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Crypto, ed25519PublicKey, ed25519Sign, nobleCrypto } from '../../core/crypto.ts';
import { concat, fromHex, toHex, utf8 } from '../../core/formats/bytes.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { LOW_Y, RFC_8032 } from './support/ed25519-vectors.ts';

const { Point } = ed25519;
type Point = InstanceType<typeof Point>;
const L = Point.Fn.ORDER;
const P = Point.Fp.ORDER;

const implementations: readonly [string, Crypto][] = [
  ['@noble', nobleCrypto],
  ['node:crypto', nodeCrypto],
];

interface Signed {
  readonly signature: Uint8Array;
  readonly message: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** What both say; fails when they differ. */
function both({ signature, message, publicKey }: Signed): { strict: boolean; zip215: boolean } {
  const [noble, node] = implementations.map(([, crypto]) => ({
    strict: crypto.verifyEd25519(signature, message, publicKey),
    zip215: crypto.verifyZip215(signature, message, publicKey),
  }));
  expect(node, `${toHex(signature)} ${toHex(message)} ${toHex(publicKey)}`).toEqual(noble);
  return noble ?? { strict: false, zip215: false };
}

function scalar(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes.slice().reverse())}`);
}

function littleEndian(value: bigint): Uint8Array {
  return fromHex(value.toString(16).padStart(64, '0')).reverse();
}

const torsion: readonly Point[] = ED25519_TORSION_SUBGROUP.map((hex) => Point.fromHex(hex, true));

/** Every encoding of a point of small order: with either sign of x, and with y + p where that has 255 bits. */
function smallOrderEncodings(): Uint8Array[] {
  const ys = torsion.map((point) => point.toAffine().y);
  const all = ys.flatMap((y) => [y, y + P].filter((value) => value < 2n ** 255n));
  const signed = all.flatMap((y) => [littleEndian(y), littleEndian(y | (1n << 255n))]);
  return [...new Map(signed.map((bytes) => [toHex(bytes), bytes])).values()];
}

const at = <T>(list: readonly T[], index: number): T => list[index] as T;

const SECRET = 0x1234567890abcdef1234567890abcdefn;
const NONCE = 0xfedcba0987654321fedcba0987654321n;

/** A signature with a part of small order in the key, in R, or in both; cofactorless it holds when k times the key's part is R's. */
function mixed(keyPart: Point, noncePart: Point, message: Uint8Array): Signed {
  const publicKey = Point.BASE.multiply(SECRET).add(keyPart).toBytes();
  const r = Point.BASE.multiply(NONCE).add(noncePart).toBytes();
  const k = scalar(sha512(concat(r, publicKey, message))) % L;
  return { signature: concat(r, littleEndian((NONCE + k * SECRET) % L)), message, publicKey };
}

describe.each(implementations)('Ed25519 by %s', (_, crypto) => {
  it.each(RFC_8032)('accepts RFC 8032 section 7.1, $name', ({ seed, publicKey, message, signature }) => {
    expect(toHex(ed25519PublicKey(fromHex(seed)))).toBe(publicKey);
    expect(toHex(ed25519Sign(fromHex(message), fromHex(seed)))).toBe(signature);
    const parts = [fromHex(signature), fromHex(message), fromHex(publicKey)] as const;
    expect(crypto.verifyEd25519(...parts)).toBe(true);
    expect(crypto.verifyZip215(...parts)).toBe(true);
    expect(crypto.verifyEd25519(parts[0], concat(parts[1], Uint8Array.of(0)), parts[2])).toBe(false);
  });

  it('says the same of Node buffers, refuses turned bits of them, and leaves them as they were', () => {
    const { seed, message: text } = at(RFC_8032, 1);
    const message = fromHex(text);
    const publicKey = ed25519PublicKey(fromHex(seed));
    const signature = ed25519Sign(message, fromHex(seed));
    const parts = [Buffer.from(signature), Buffer.from(message), Buffer.from(publicKey)] as const;
    expect([crypto.verifyEd25519(...parts), crypto.verifyZip215(...parts)]).toEqual([true, true]);
    for (let bit = 0; bit < 8 * (64 + 32); bit += 5) {
      const [turned, place] = bit < 512 ? [parts[0], bit] : [parts[2], bit - 512];
      turned[place >> 3] = (turned[place >> 3] ?? 0) ^ (1 << (place & 7));
      const before = parts.map(toHex);
      expect(crypto.verifyEd25519(...parts), `bit ${bit}`).toBe(false);
      expect(crypto.verifyZip215(...parts), `bit ${bit}`).toBe(false);
      expect(parts.map(toHex)).toEqual(before);
      turned[place >> 3] = (turned[place >> 3] ?? 0) ^ (1 << (place & 7));
    }
  });

  it('refuses lengths that are not 64 and 32, without throwing', () => {
    for (const length of [0, 1, 31, 33, 63, 64, 65, 96]) {
      const bytes = new Uint8Array(length).fill(3);
      expect(crypto.verifyEd25519(bytes, bytes, bytes)).toBe(false);
      expect(crypto.verifyZip215(bytes, bytes, bytes)).toBe(false);
    }
  });
});

describe('both implementations of Ed25519 agree on', () => {
  const messages = [utf8('a'), utf8('b'), utf8('c')];

  it('keys and R of small order, canonical or not: refused, while ZIP-215 takes them', () => {
    const encodings = smallOrderEncodings();
    const outcomes = encodings.flatMap((publicKey) =>
      encodings.map((r) => both({ signature: concat(r, new Uint8Array(32)), message: at(messages, 0), publicKey })),
    );
    expect(encodings.length).toBe(14);
    expect(outcomes.every(({ strict }) => !strict)).toBe(true);
    expect(outcomes.filter(({ zip215 }) => zip215).length).toBe(14 * 14);
  });

  it('an R of small order under an honest key', () => {
    const publicKey = Point.BASE.multiply(SECRET).toBytes();
    for (const r of smallOrderEncodings()) {
      const k = scalar(sha512(concat(r, publicKey, at(messages, 0)))) % L;
      const signature = concat(r, littleEndian((k * SECRET) % L));
      expect(both({ signature, message: at(messages, 0), publicKey })).toEqual({ strict: false, zip215: true });
    }
  });

  it('an R of small order that is exactly what a key with such a part gives', () => {
    let exact = 0;
    for (const keyPart of torsion)
      for (const r of torsion)
        for (const message of messages) {
          const publicKey = Point.BASE.multiply(SECRET).add(keyPart).toBytes();
          const k = scalar(sha512(concat(r.toBytes(), publicKey, message)));
          if (
            keyPart
              .multiplyUnsafe(k % 8n)
              .add(r)
              .is0()
          )
            exact += 1;
          const signature = concat(r.toBytes(), littleEndian(((k % L) * SECRET) % L));
          expect(both({ signature, message, publicKey })).toEqual({ strict: false, zip215: true });
        }
    expect(exact).toBeGreaterThan(0);
  });

  it('keys and nonces with a part of small order: accepted without the cofactor only where it cancels', () => {
    const seen = { strict: 0, cofactoredOnly: 0 };
    for (const keyPart of torsion)
      for (const noncePart of torsion)
        for (const message of messages) {
          const { strict, zip215 } = both(mixed(keyPart, noncePart, message));
          expect(zip215).toBe(true);
          if (strict) seen.strict += 1;
          else seen.cofactoredOnly += 1;
        }
    expect(seen.strict).toBeGreaterThan(3);
    expect(seen.cofactoredOnly).toBeGreaterThan(100);
  });

  it('S that is not reduced: S + L and more, S = L, S of 256 bits', () => {
    const seed = new Uint8Array(32).fill(9);
    const publicKey = ed25519PublicKey(seed);
    const signature = ed25519Sign(at(messages, 0), seed);
    const [r, s] = [signature.subarray(0, 32), scalar(signature.subarray(32))];
    const larger = [s + L, s + 2n * L, s + 7n * L, L, L + 1n, 2n ** 255n, 2n ** 256n - 1n];
    for (const value of larger) {
      const outcome = both({ signature: concat(r, littleEndian(value)), message: at(messages, 0), publicKey });
      expect(outcome).toEqual({ strict: false, zip215: false });
    }
    expect(both({ signature, message: at(messages, 0), publicKey })).toEqual({ strict: true, zip215: true });
  });

  it('every key with a y below 19 or above p, and bytes that are no point', () => {
    for (const y of LOW_Y.flatMap((low) => [low, low + P, P - 1n - low]))
      for (const sign of [0n, 1n << 255n])
        for (const r of [littleEndian(1n), Point.BASE.toBytes()]) {
          const publicKey = littleEndian(y | sign);
          both({ signature: concat(r, new Uint8Array(32)), message: at(messages, 0), publicKey });
          both({ signature: concat(publicKey, littleEndian(1n)), message: at(messages, 0), publicKey: r });
        }
  });

  it('a key that is not canonical is refused although its signature would hold', () => {
    // y = 1 as p + 1 with S = 0 and R = 1: [0]B - [k]A is the neutral element for every k
    const publicKey = littleEndian(P + 1n);
    const signature = concat(littleEndian(1n), new Uint8Array(32));
    expect(both({ signature, message: at(messages, 1), publicKey })).toEqual({ strict: false, zip215: true });
  });

  it('any bit of signature, message or key turned', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const flipped = (original: Uint8Array, place: number) => {
      const copy = original.slice();
      const byte = Math.floor(place / 8) % Math.max(copy.length, 1);
      if (copy.length > 0) copy[byte] = (copy[byte] ?? 0) ^ (1 << (place % 8));
      return copy;
    };
    fc.assert(
      fc.property(bytes(32), fc.uint8Array({ maxLength: 80 }), fc.nat(511), fc.nat(2), (seed, message, place, part) => {
        const publicKey = ed25519PublicKey(seed);
        const signature = ed25519Sign(message, seed);
        expect(both({ signature, message, publicKey })).toEqual({ strict: true, zip215: true });
        const parts = [signature, message, publicKey].map((value, i) => (i === part ? flipped(value, place) : value));
        const [badSignature, badMessage, badKey] = parts as [Uint8Array, Uint8Array, Uint8Array];
        if (part === 1 && message.length === 0) return;
        const { strict } = both({ signature: badSignature, message: badMessage, publicKey: badKey });
        expect(strict).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('bytes at random', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 128, maxLength: 140 }), (bytes) => {
        const signature = bytes.slice(0, 64);
        both({ signature, message: bytes.subarray(96), publicKey: bytes.slice(64, 96) });
      }),
      { numRuns: 60 },
    );
  });
});

describe('SHA-256', () => {
  it('is the same in both, at once and in pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cut) => {
        const digests = implementations.flatMap(([, crypto]) => {
          const hasher = crypto.createSha256();
          hasher.update(bytes.subarray(0, cut));
          hasher.update(bytes.subarray(cut));
          return [crypto.sha256(bytes), hasher.digest()];
        });
        for (const digest of digests) expect(digest).toEqual(digests[0]);
      }),
    );
  });

  it('of a text is that of its UTF-8 bytes, in both', () => {
    for (const text of ['', 'abc', '货物买卖合同', '\u{1f600}', 'a\ud800b', '\udfff', '\u0000', 'x'.repeat(100_000)])
      for (const [, crypto] of implementations)
        expect(crypto.sha256OfText(text)).toBe(toHex(nobleCrypto.sha256(utf8(text))));
  });

  it('gives plain bytes, not a Buffer whose methods differ', () => {
    expect(nodeCrypto.sha256(new Uint8Array(0)).constructor).toBe(Uint8Array);
    expect(nodeCrypto.createSha256().digest().constructor).toBe(Uint8Array);
  });
});
