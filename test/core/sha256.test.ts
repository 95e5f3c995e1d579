import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromHex, toHex } from '../../core/formats/bytes.ts';
import vectors from '../vectors/sha256.json' with { type: 'json' };

function repeated(hex: string, times: number): Uint8Array {
  const one = fromHex(hex);
  const all = new Uint8Array(one.length * times);
  for (let i = 0; i < times; i++) all.set(one, i * one.length);
  return all;
}

describe('SHA-256', () => {
  it.each(vectors.messages)("gives NIST's digest $digest", ({ message, times, digest }) => {
    const bytes = repeated(message, times);
    expect(toHex(nobleCrypto.sha256(bytes))).toBe(digest);
  });

  it.each([1, 7, 63, 64, 65, 1000])('gives the same in pieces of %i bytes', (piece) => {
    for (const { message, times, digest } of vectors.messages.filter((vector) => vector.times <= 1005)) {
      const bytes = repeated(message, times);
      const hasher = nobleCrypto.createSha256();
      for (let at = 0; at < bytes.length; at += piece) hasher.update(bytes.subarray(at, at + piece));
      expect(toHex(hasher.digest())).toBe(digest);
    }
  });
});
