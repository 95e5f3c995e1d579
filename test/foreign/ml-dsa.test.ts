/** ML-DSA-44 beside OpenSSL (3.5 and later, by Node): what it signs is verified here. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { u64be, utf8 } from '../../core/formats/bytes.ts';
import { parseCheckpointText } from '../../core/formats/checkpoint.ts';
import { cosignedAt, mlDsaMessage } from '../../core/formats/cosignature.ts';
import { KEY_TYPE, verifierKey } from '../../core/formats/note.ts';
import { textOf } from '../anchor/cosignature/support/witnesses.ts';
import { SIGNED_AT } from '../core/support/evidence.ts';

/** Null where this Node's OpenSSL has no ML-DSA. */
function opensslKey(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | null {
  try {
    return generateKeyPairSync('ml-dsa-44' as 'ed25519');
  } catch {
    return null;
  }
}

const KEY_BYTES = 1312;

test('a cosignature that OpenSSL signed holds, and no other does', (context) => {
  const pair = opensslKey();
  if (!pair) return context.skip('the OpenSSL of this Node has no ML-DSA-44');
  const publicKey = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' })).slice(-KEY_BYTES);
  const key = verifierKey('openssl.example', KEY_TYPE.cosignatureMlDsa44, publicKey, nobleCrypto);
  const text = textOf();
  const message = mlDsaMessage(key.name, SIGNED_AT, parseCheckpointText(text)) ?? new Uint8Array(0);
  const lineOf = (signed: Uint8Array) => {
    const signature = new Uint8Array([...u64be(SIGNED_AT), ...sign(null, signed, pair.privateKey)]);
    return { name: key.name, id: key.id, signature };
  };
  expect(cosignedAt(text, lineOf(message), key, nobleCrypto)).toBe(SIGNED_AT);
  expect(cosignedAt(text, lineOf(utf8('something else')), key, nobleCrypto)).toBeNull();
});
