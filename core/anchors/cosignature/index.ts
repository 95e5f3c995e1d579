/**
 * The cosignature of a witness as an anchor: one of type 0x06 (ML-DSA-44), which readers of version 0.1.0 do not know, so
 * that it may not be a line of the note. It is judged as every witness is, by the bundle's `witnesses`; no bundle has a
 * chain of this kind. docs/certificate-format/cosignatures.md.
 */
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { fromBase64, fromU64be, toBase64 } from '../../formats/bytes.ts';
import { cosignedAt } from '../../formats/cosignature.ts';
import { type Decoder, object, text } from '../../formats/decoder.ts';
import type { Anchor } from '../../formats/evidence.ts';
import {
  KEY_TYPE,
  keyFingerprint,
  parseVerifierKey,
  type SignatureLine,
  type VerifierKey,
} from '../../formats/note.ts';
import type { AnchorCheck, AnchorSubject, AnchorVerifier } from '../kind.ts';

/** Name of the kind. */
export const COSIGNATURE = 'cosignature';

/** UTF-16 units of a key with the longest name, and of a signature with its time, in base64. */
const LIMITS = { key: 4096, signature: 4096 } as const;

interface Carried {
  readonly key: VerifierKey;
  readonly line: SignatureLine;
}

const readMembers = object<{ key: string; signature: string }>({
  key: text(LIMITS.key),
  signature: text(LIMITS.signature),
}) satisfies Decoder<unknown>;

/** Throws `malformed`. */
function read(anchor: Anchor, crypto: Pick<Crypto, 'sha256'>): Carried {
  const members = readMembers(anchor[COSIGNATURE], COSIGNATURE);
  const key = parseVerifierKey(members.key, crypto);
  if (key.type !== KEY_TYPE.cosignatureMlDsa44)
    throw new NotaryError('malformed', `${COSIGNATURE}: a key of type ${key.type} does not sign like this`);
  return { key, line: { name: key.name, id: key.id, signature: fromBase64(members.signature) } };
}

/** The anchor of a signature line under its key. */
export function cosignatureAnchor(line: SignatureLine, key: VerifierKey): Anchor {
  return { kind: COSIGNATURE, [COSIGNATURE]: { key: key.text, signature: toBase64(line.signature) } };
}

function checkAnchor(anchor: Anchor, { noteText }: AnchorSubject, crypto: Crypto): AnchorCheck {
  try {
    const { key, line } = read(anchor, crypto);
    return cosignedAt(noteText, line, key, crypto) === null
      ? { state: 'failed', reason: 'bad-signature', detail: `cosignature: does not verify under ${key.name}` }
      : { state: 'passed', reason: 'ok', detail: `cosignature of ${key.name} (ML-DSA-44)` };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return { state: 'failed', reason: 'damaged', detail: `cosignature: ${error.message}` };
  }
}

/** The seconds stand before the signature; of an anchor that passed its check they are those that it signs. */
function cosigner(anchor: Anchor, crypto: Crypto) {
  const { key, line } = read(anchor, crypto);
  return { key, seconds: fromU64be(line.signature) };
}

/** Cosignatures of type ML-DSA-44. */
export const cosignatureVerifier: AnchorVerifier = {
  kind: COSIGNATURE,
  shows: 'cosignature',
  checkEpochs() {
    throw new NotaryError('malformed', 'trust: a witness stands among the witnesses, not among the chains');
  },
  // an id has 64 characters at most, a name may have more
  chainId: (anchor) => readMembers(anchor[COSIGNATURE], COSIGNATURE).key,
  check: checkAnchor,
  cosigner,
  statement(anchor, crypto) {
    const { key, seconds } = cosigner(anchor, crypto);
    const time = new Date(seconds * 1000).toISOString();
    return { shows: 'cosignature', name: key.name, fingerprint: keyFingerprint(key, crypto), time };
  },
  judge: () => ({ met: false, signers: [], time: null, quorum: { have: 0, need: 0, all: 0 }, detail: 'a witness' }),
  registeredLog: () => null,
};
