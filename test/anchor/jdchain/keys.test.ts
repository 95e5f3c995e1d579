/** Keys, addresses, hashes and signatures, compared with what the official classes made; and what is refused. */
import { describe, expect, it, test } from 'vitest';
import { fromBase58, toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import {
  addressOf,
  isAddress,
  publicKeyBytes,
  publicKeyOf,
  readPrivateKey,
  readPublicKey,
  signWith,
  verifySignature,
} from '../../../core/anchors/jdchain/keys.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { fromHex, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { vectors } from './support/vectors.ts';

interface Key {
  readonly label: string;
  readonly algorithm: string;
  readonly privKey: string;
  readonly privKeyBase58: string;
  readonly pubKey: string;
  readonly pubKeyBase58: string;
  readonly address: string;
  readonly addressBase58: string;
}

const KEYS = vectors<{ keys: readonly Key[] }>('keys').keys;
const keyOf = (label: string) => KEYS.find((key) => key.label === label) as Key;

test.each(KEYS.map((key) => [key.label, key] as const))('key %s', (_, key) => {
  const secret = readPrivateKey(fromHex(key.privKey));
  const shown = publicKeyOf(secret);
  expect(shown.algorithm.name).toBe(key.algorithm);
  expect(toHex(publicKeyBytes(shown))).toBe(key.pubKey);
  expect(readPublicKey(fromHex(key.pubKey))).toEqual(shown);
  expect(toHex(addressOf(shown, nobleCrypto))).toBe(key.address);
  expect(isAddress(fromHex(key.address), nobleCrypto)).toBe(true);
  for (const [hex, text] of [
    [key.privKey, key.privKeyBase58],
    [key.pubKey, key.pubKeyBase58],
    [key.address, key.addressBase58],
  ] as const) {
    expect(toBase58(fromHex(hex))).toBe(text);
    expect(toHex(fromBase58(text))).toBe(hex);
  }
});

interface Signature {
  readonly key: string;
  readonly messageUtf8: string;
  readonly signature: string;
  readonly signatureAgain?: string;
  readonly deterministic?: boolean;
}

const SIGNATURES = vectors<readonly Signature[]>('signatures');

test.each(SIGNATURES.map((one) => [`${one.key}: ${one.messageUtf8.slice(0, 20)}`, one] as const))(
  'signature of %s',
  (_, { key, messageUtf8, signature, signatureAgain, deterministic }) => {
    const { pubKey, privKey } = keyOf(key);
    const message = utf8(messageUtf8);
    const holds = (given: Uint8Array) => verifySignature(given, message, fromHex(pubKey), nobleCrypto);
    expect(holds(fromHex(signature))).toBe(true);
    if (signatureAgain) expect(holds(fromHex(signatureAgain))).toBe(true);
    const ours = signWith(readPrivateKey(fromHex(privKey)), message);
    expect(holds(ours)).toBe(true);
    expect(signWith(readPrivateKey(fromHex(privKey)), message)).toEqual(ours);
    if (deterministic) expect(toHex(ours)).toBe(signature);
    expect(verifySignature(fromHex(signature), utf8(`${messageUtf8}.`), fromHex(pubKey), nobleCrypto)).toBe(false);
  },
);

describe('what is no key, signature or address', () => {
  const ed = keyOf('ed-user');
  const sm = keyOf('sm-user');
  const message = utf8('abc');

  test.each([
    ['Ed25519', ed],
    ['SM2', sm],
  ] as const)('every bit of a signature and of a key counts: %s', (_, { privKey, pubKey }) => {
    const signature = signWith(readPrivateKey(fromHex(privKey)), message);
    const key = fromHex(pubKey);
    const flipped = (bytes: Uint8Array, bit: number) => {
      const out = bytes.slice();
      out[bit >> 3] = (out[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return out;
    };
    for (let bit = 0; bit < signature.length * 8; bit++)
      expect(verifySignature(flipped(signature, bit), message, key, nobleCrypto), `signature ${bit}`).toBe(false);
    for (let bit = 0; bit < key.length * 8; bit++)
      expect(verifySignature(signature, message, flipped(key, bit), nobleCrypto), `key ${bit}`).toBe(false);
    for (let length = 0; length < signature.length; length++)
      expect(verifySignature(signature.subarray(0, length), message, key, nobleCrypto)).toBe(false);
    for (let length = 0; length < key.length; length++)
      expect(verifySignature(signature, message, key.subarray(0, length), nobleCrypto)).toBe(false);
  });

  it('a private key is no public one, a point off the curve is none, and other algorithms are none', () => {
    expect(() => readPublicKey(fromHex(ed.privKey))).toThrow('jdchain');
    expect(() => readPrivateKey(fromHex(ed.pubKey))).toThrow('jdchain');
    expect(() => readPublicKey(fromHex(`${sm.pubKey.slice(0, -2)}00`))).toThrow('no such public key');
    expect(() => readPublicKey(fromHex(sm.pubKey).subarray(0, 36))).toThrow('no such public key');
    expect(() => readPublicKey(fromHex(`4116${ed.pubKey.slice(4)}`))).toThrow('jdchain');
    expect(() => readPrivateKey(fromHex(ed.privKey).subarray(0, 34))).toThrow('32 bytes');
  });

  it('an address with any bit flipped is none', () => {
    const address = fromHex(ed.address);
    for (let bit = 0; bit < address.length * 8; bit++) {
      const other = address.slice();
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(isAddress(other, nobleCrypto), `${bit}`).toBe(false);
    }
  });
});

describe('Base58', () => {
  it('keeps leading zeros, and refuses other characters and long texts', () => {
    for (const hex of ['', '00', '0000', '00ff', 'ff00', '0001000000'])
      expect(toHex(fromBase58(toBase58(fromHex(hex))))).toBe(hex);
    expect(toBase58(fromHex('000000'))).toBe('111');
    for (const text of ['0', 'O', 'I', 'l', ' 1', '1\n', 'é']) expect(() => fromBase58(text), text).toThrow('Base58');
    expect(() => fromBase58('1'.repeat(20_000))).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  it('gives one text for every byte string and back', () => {
    for (let n = 0; n < 300; n++) {
      const bytes = nobleCrypto.sha256(utf8(`${n}`)).subarray(0, n % 33);
      expect(fromBase58(toBase58(bytes))).toEqual(bytes.slice());
    }
  });
});
