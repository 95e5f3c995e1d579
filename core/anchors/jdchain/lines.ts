/**
 * Signature lines of members' witnesses under a statement: Ed25519 as in any C2SP note (0x01, or 0x04 with its time), and SM2
 * under the type that C2SP leaves to everybody (0xff), with a context of its own and its time.
 * docs/certificate-format/jdchain.md, "Signature lines".
 */

import { SM2_KEY_BYTES, SM2_SIGNATURE_BYTES, verifyRawSm2 } from '../../crypto/sm2.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { concat, equal, fromU64be, u64be, utf8 } from '../../formats/bytes.ts';
import {
  checkLine,
  cosign,
  isLineOf,
  KEY_TYPE,
  type LineCheck,
  MAX_SECONDS,
  type NoteSigner,
  parseVerifierKey,
  type SignatureLine,
  signNote,
  type VerifierKey,
  verifierKey,
} from '../../formats/note.ts';
import { SM2 } from './keys.ts';

/** C2SP signed-note: a signature type without a number of its own; its key begins with a name that nobody else uses. */
const UNNUMBERED = 0xff;
const SM2_CONTEXT = utf8('notary-desk/sm2-cosignature/v1\n');

/** The key of a witness that signs with SM2; the public key is an uncompressed point. Throws `malformed`. */
export function sm2WitnessKey(name: string, publicKey: Uint8Array, crypto: Pick<Crypto, 'sha256'>): VerifierKey {
  return witnessKey(verifierKey(name, UNNUMBERED, concat(SM2_CONTEXT, publicKey), crypto).text, crypto);
}

function sm2PointIn({ type, publicKey }: VerifierKey): Uint8Array | null {
  const context = publicKey.subarray(0, SM2_CONTEXT.length);
  const point = publicKey.subarray(SM2_CONTEXT.length);
  return type === UNNUMBERED && equal(context, SM2_CONTEXT) && point.length === SM2_KEY_BYTES ? point : null;
}

/** Reads a witness's key: Ed25519 of type 0x01 or 0x04, or SM2 with our context. Throws `malformed`. */
export function witnessKey(text: string, crypto: Pick<Crypto, 'sha256'>): VerifierKey {
  const key = parseVerifierKey(text, crypto);
  const point = sm2PointIn(key);
  const isKey = point ? SM2.isKey(point) : key.type === KEY_TYPE.ed25519 || key.type === KEY_TYPE.cosignatureEd25519;
  if (!isKey) throw new NotaryError('malformed', 'jdchain: a witness signs with Ed25519 (0x01, 0x04) or SM2 (0xff)');
  return key;
}

/** What an SM2 line signs. */
const sm2Message = (text: string, seconds: number) => concat(SM2_CONTEXT, utf8(`time ${seconds}\n${text}`));

/** A line of a witness under a statement. `signer` signs with the algorithm of its key; `seconds` are POSIX, and 0x01 has none. */
export function witnessLine(text: string, seconds: number, signer: NoteSigner): SignatureLine {
  const { name, id, type } = signer.key;
  if (type === KEY_TYPE.ed25519) return signNote(text, signer);
  if (type === KEY_TYPE.cosignatureEd25519) return cosign(text, seconds, signer);
  if (!sm2PointIn(signer.key)) throw new NotaryError('bad-input', 'jdchain: no witness signs with such a key');
  return { name, id, signature: concat(u64be(seconds), signer.sign(sm2Message(text, seconds))) };
}

/** Checks a line of a witness under its key. Never throws. */
export function checkWitnessLine(text: string, line: SignatureLine, key: VerifierKey, crypto: Crypto): LineCheck {
  const point = sm2PointIn(key);
  if (!point) return checkLine(text, line, key, crypto);
  if (!isLineOf(line, key) || line.signature.length !== 8 + SM2_SIGNATURE_BYTES) return { state: 'invalid' };
  try {
    const seconds = fromU64be(line.signature);
    const valid = verifyRawSm2(line.signature.subarray(8), sm2Message(text, seconds), point);
    return valid && seconds <= MAX_SECONDS ? { state: 'valid', seconds } : { state: 'invalid' };
  } catch {
    return { state: 'invalid' };
  }
}
