/** Signatures that were checked already. Certificates of one checkpoint carry the same ones, a thousand times over. */

import type { Crypto } from '../../crypto.ts';
import { toHex } from '../../formats/bytes.ts';

/** Enough for the checkpoints that certificates of one place share; a box of other ones only forgets sooner. */
const REMEMBERED = 4096;

type Check = Crypto['verifyEd25519'];

/**
 * The same primitives; each signature is checked once and its answer remembered by all of its bytes, so nothing is
 * believed that was not checked.
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
    // lengths are fixed where a signature holds, so the parts cannot be shifted against one another
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
