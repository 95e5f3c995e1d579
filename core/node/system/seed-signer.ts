/** Ed25519 signing by node:crypto; the private key stays in the key object. */
import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { concat, fromHex } from '../../formats/bytes.ts';
import type { NoteSigner, VerifierKey } from '../../formats/note.ts';

/** DER of PrivateKeyInfo for Ed25519 (RFC 8410), before the 32 bytes of the seed. */
const PKCS8 = fromHex('302e020100300506032b657004220420');

/** A signer of `key` made from its seed, which is not kept. */
export function seedSigner(key: VerifierKey, seed: Uint8Array): NoteSigner {
  const privateKey = privateKeyOf(seed);
  return {
    key,
    sign: (message) => {
      const signature = sign(null, message, privateKey);
      return new Uint8Array(signature.buffer, signature.byteOffset, signature.length);
    },
  };
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  const der = Buffer.from(concat(PKCS8, seed));
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}
