/**
 * Cosignatures of witnesses of both types (C2SP tlog-cosignature): what a witness answers, and what a certificate carries
 * of it. One of type 0x04 (Ed25519) is a line of the note; one of type 0x06 (ML-DSA-44) is an anchor beside it, so that
 * readers from before it say that they do not know it.
 */
import type { Crypto } from '../crypto.ts';
import { concat, fromU64be, u64be, utf8 } from './bytes.ts';
import { type Checkpoint, parseCheckpointText } from './checkpoint.ts';
import { checkLine, isLineOf, KEY_TYPE, MAX_SECONDS, type SignatureLine, type VerifierKey } from './note.ts';

/** Bytes of the time before the signature. */
const TIME = 8;
/** `label` of a `cosigned_message`, 12 bytes. */
const LABEL = utf8('subtree/v1\n\0');
/** Bytes of `cosigner_name` and `log_origin`, at most. */
const LONGEST_NAME = 255;

/** The two types of keys that cosign checkpoints. */
export const isCosigner = ({ type }: Pick<VerifierKey, 'type'>): boolean =>
  type === KEY_TYPE.cosignatureEd25519 || type === KEY_TYPE.cosignatureMlDsa44;

/** Kind of the connections to witnesses of others, and of what they confirmed. */
export const WITNESS = 'witness';

/** Characters of a witness's name in its id. */
const NAME_IN_ID = 50;

/** What a witness is called among chains: its name as far as an id can have it, and the id of its key. */
export function witnessId({ name, id }: Pick<VerifierKey, 'name' | 'id'>): string {
  return `${name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, NAME_IN_ID)}-${id}`;
}

/**
 * A `cosigned_message` over a whole checkpoint (C2SP tlog-cosignature, “ML-DSA-44 signed message”); null for names that do
 * not fit into it.
 */
export function mlDsaMessage(name: string, seconds: number, { origin, size, root }: Checkpoint): Uint8Array | null {
  const [cosigner, log] = [utf8(name), utf8(origin)];
  if (cosigner.length > LONGEST_NAME || log.length > LONGEST_NAME) return null;
  const named = (bytes: Uint8Array) => concat(Uint8Array.of(bytes.length), bytes);
  return concat(LABEL, named(cosigner), u64be(seconds), named(log), u64be(0), u64be(size), root);
}

/**
 * The time of a cosignature on a checkpoint's text in POSIX seconds, from 1 to the end of the year 9999; null when the line
 * is not a valid cosignature under `key`. Never throws.
 */
export function cosignedAt(text: string, line: SignatureLine, key: VerifierKey, crypto: Crypto): number | null {
  if (key.type === KEY_TYPE.cosignatureMlDsa44) return mlDsaCosignedAt(text, line, key, crypto);
  const check = checkLine(text, line, key, crypto);
  return check.state === 'valid' && check.seconds ? check.seconds : null;
}

function mlDsaCosignedAt(text: string, line: SignatureLine, key: VerifierKey, crypto: Crypto): number | null {
  if (!isLineOf(line, key) || line.signature.length <= TIME) return null;
  try {
    const seconds = fromU64be(line.signature);
    const message = mlDsaMessage(key.name, seconds, parseCheckpointText(text));
    if (message === null || seconds < 1 || seconds > MAX_SECONDS) return null;
    return crypto.verifyMlDsa44(line.signature.subarray(TIME), message, key.publicKey) ? seconds : null;
  } catch {
    return null;
  }
}
