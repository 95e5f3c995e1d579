/** SM3: the examples of GB/T 32905-2016; test/foreign/sm2-openssl.test.ts compares with OpenSSL at every length. */
import { describe, expect, it } from 'vitest';
import { createSm3, sm3 } from '../../core/crypto/sm3.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';

/** Annex A, and the two of A.1 and A.2 joined many times over. */
const EXAMPLES = [
  { name: 'A.1', message: 'abc', digest: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0' },
  {
    name: 'A.2',
    message: 'abcd'.repeat(16),
    digest: 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
  },
] as const;

describe('SM3', () => {
  it.each(EXAMPLES)('gives the digest of example $name', ({ message, digest }) => {
    expect(toHex(sm3(utf8(message)))).toBe(digest);
  });

  it.each([1, 3, 63, 64, 65, 200])('gives the same in pieces of %i bytes', (piece) => {
    const bytes = Uint8Array.from({ length: 500 }, (_, i) => i * i);
    const hash = createSm3();
    for (let at = 0; at < bytes.length; at += piece) hash.update(bytes.subarray(at, at + piece));
    expect(toHex(hash.digest())).toBe(toHex(sm3(bytes)));
  });

  it('keeps two streams apart', () => {
    const [one, other] = [createSm3(), createSm3()];
    for (let i = 0; i < 100; i++) {
      one.update(utf8('abcd'));
      other.update(Uint8Array.of(i));
    }
    expect(toHex(one.digest())).toBe(toHex(sm3(utf8('abcd'.repeat(100)))));
    expect(toHex(other.digest())).toBe(toHex(sm3(Uint8Array.from({ length: 100 }, (_, i) => i))));
  });
});
