/** Cryptography that counts how often it is asked for a signature. */
import { type Crypto, nobleCrypto } from '../../../core/crypto.ts';

/** The primitives, and how many Ed25519 signatures they were asked to check so far. */
export function countingCrypto(): { readonly crypto: Crypto; readonly asked: () => number } {
  let asked = 0;
  const verifyEd25519: Crypto['verifyEd25519'] = (...all) => {
    asked++;
    return nobleCrypto.verifyEd25519(...all);
  };
  return { crypto: { ...nobleCrypto, verifyEd25519 }, asked: () => asked };
}
