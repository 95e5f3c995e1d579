import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { AT_ONCE, PieceHasher } from '../../renderer/verifier/hash.ts';

const MIB = 1024 * 1024;
const nodes = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const sample = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255);

async function hashed(bytes: Uint8Array, piece: number, expected = bytes.length) {
  const hasher = new PieceHasher(expected);
  for (let at = 0; at < bytes.length; at += piece) hasher.update(bytes.subarray(at, at + piece));
  return await hasher.sha256();
}

describe('SHA-256 of what was given to the page', () => {
  it('is that of Node for every length around the blocks, in one piece and in many', async () => {
    for (let length = 0; length <= 130; length++) {
      const bytes = sample(length);
      for (const piece of [1, 7, 64, 1000]) expect(await hashed(bytes, piece)).toBe(nodes(bytes));
    }
  });

  it('is the same where the engine gives a page no hash of its own', async () => {
    const digest = vi.spyOn(crypto.subtle, 'digest');
    try {
      for (const length of [0, 1, 63, 64, 65, 100_000]) {
        const hasher = new PieceHasher(AT_ONCE + 1);
        hasher.update(sample(length));
        expect(await hasher.sha256()).toBe(nodes(sample(length)));
      }
      expect(digest).not.toHaveBeenCalled();
    } finally {
      digest.mockRestore();
    }
  });

  it('asks the engine for what fits into memory', async () => {
    const digest = vi.spyOn(crypto.subtle, 'digest');
    try {
      await hashed(sample(3 * MIB), MIB);
      expect(digest).toHaveBeenCalledOnce();
    } finally {
      digest.mockRestore();
    }
  });

  it('hashes all of what is longer than was expected, and of what is shorter', async () => {
    const bytes = new Uint8Array(AT_ONCE + 3 * MIB + 1).fill(7);
    expect(await hashed(bytes, 2 * MIB, 10)).toBe(nodes(bytes));
    expect(await hashed(bytes.subarray(0, 5), 2, AT_ONCE)).toBe(nodes(bytes.subarray(0, 5)));
    expect(await hashed(bytes.subarray(0, 5), 2, AT_ONCE + 1)).toBe(nodes(bytes.subarray(0, 5)));
  });
});
