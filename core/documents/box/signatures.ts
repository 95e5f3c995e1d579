/** A cache of checked signatures: certificates of one checkpoint repeat the same ones thousands of times. */

import type { Crypto } from '../../crypto.ts';
import { toHex } from '../../formats/bytes.ts';

/** Cache size: enough for the checkpoints shared by certificates of one desk. */
const REMEMBERED = 4096;

type Check = Crypto['verifyEd25519'];

/**
 * The same primitives with a cache: each signature is checked once, and its result is stored under all input bytes, so
 * that no unchecked signature is accepted.
 */
export function rememberingCrypto(crypto: Crypto): Crypto {
  return {
    ...crypto,
    verifyEd25519: remembering(crypto.verifyEd25519, crypto),
    verifyZip215: remembering(crypto.verifyZip215, crypto),
  };
}

function remembering(check: Check, { sha256 }: Crypto): Check {
  const known = new Map<string, boolean>();
  return (signature, message, publicKey) => {
    // the lengths of key and signature are fixed, so the concatenation is unambiguous
    if (signature.length !== 64 || publicKey.length !== 32) return check(signature, message, publicKey);
    const key = toHex(signature) + toHex(publicKey) + toHex(sha256(message));
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const answer = check(signature, message, publicKey);
    known.set(key, answer);
    return answer;
  };
}
