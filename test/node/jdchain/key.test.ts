/** The key of a desk's user: key files of jdchain-cli as the official classes wrote them, and what is none. */
import { describe, expect, it } from 'vitest';
import { publicKeyBytes, publicKeyOf } from '../../../core/anchors/jdchain/keys.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { toHex } from '../../../core/formats/bytes.ts';
import { jdClientKey, keyOfSecret, keySecret, readKeyFile, userOf } from '../../../core/node/connectors/jdchain/key.ts';
import { vectors } from '../../anchor/jdchain/support/vectors.ts';

interface KeyVector {
  readonly label: string;
  readonly privKeyBase58: string;
  readonly pubKey: string;
  readonly pubKeyBase58: string;
  readonly addressBase58: string;
  readonly keyFile: { readonly password: string; readonly privKeyFile: string; readonly pubKeyFile: string };
}
const { keys } = vectors<{ keys: readonly KeyVector[] }>('keys');
const refused = expect.objectContaining({ code: 'bad-input', details: { reason: 'jd-key' } });

describe.each(keys)('the key file of $label', ({ privKeyBase58, pubKey, pubKeyBase58, addressBase58, keyFile }) => {
  const { password, privKeyFile, pubKeyFile } = keyFile;

  it('is opened with its password', () => {
    const key = readKeyFile(`${privKeyFile}\n`, password);
    expect(toHex(publicKeyBytes(publicKeyOf(key)))).toBe(pubKey);
    expect(userOf(key, nobleCrypto)).toEqual({ publicKey: pubKeyBase58, address: addressBase58 });
  });

  it('holds what the key alone says', () => {
    expect(readKeyFile(privKeyBase58, '')).toEqual(readKeyFile(privKeyFile, password));
  });

  it('comes back from the secret as it was', () => {
    const key = readKeyFile(privKeyFile, password);
    expect(keyOfSecret(keySecret(key))).toEqual(key);
  });

  it('is refused with another password, shortened, or when it is the public one', () => {
    expect(() => readKeyFile(privKeyFile, `${password} `)).toThrow(refused);
    expect(() => readKeyFile(privKeyFile.slice(0, -2), password)).toThrow(refused);
    expect(() => readKeyFile(pubKeyFile, password)).toThrow(refused);
  });
});

it('refuses what is no key file', () => {
  for (const contents of ['', 'no key', '1'.repeat(100), 'x'.repeat(5000), '0OIl'])
    expect(() => readKeyFile(contents, 'password')).toThrow(refused);
});

it('makes an Ed25519 key, another one each time, and shows what is registered of it', () => {
  const secrets = [jdClientKey.make(), jdClientKey.make()];
  const shown = secrets.map((secret) => jdClientKey.rows(secret).map(({ value }) => value));
  for (const values of shown) expect(values).toEqual([expect.stringMatching(/^7VeR/), expect.stringMatching(/^Lde/)]);
  expect(shown[0]).not.toEqual(shown[1]);
});
