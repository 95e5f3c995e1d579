import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { ed25519PublicKey, ed25519Sign, nobleCrypto } from '../../../core/crypto.ts';
import { concat, u64be, utf8 } from '../../../core/formats/bytes.ts';
import { type Checkpoint, originOf, parseCheckpointText } from '../../../core/formats/checkpoint.ts';
import { mlDsaMessage } from '../../../core/formats/cosignature.ts';
import {
  KEY_TYPE,
  type NoteSigner,
  type SignatureLine,
  type VerifierKey,
  verifierKey,
} from '../../../core/formats/note.ts';

/** A signer whose seed is the digest of a word: the same key in every run. */
export function signer(word: string, name: string, type: number = KEY_TYPE.ed25519): NoteSigner {
  const seed = nobleCrypto.sha256(utf8(word));
  const key = verifierKey(name, type, ed25519PublicKey(seed), nobleCrypto);
  return { key, sign: (message) => ed25519Sign(message, seed) };
}

/** A desk's log key: its name is the origin that follows from the key. */
export function logSigner(word: string): NoteSigner {
  const publicKey = ed25519PublicKey(nobleCrypto.sha256(utf8(word)));
  return signer(word, originOf(publicKey, nobleCrypto));
}

/** A witness's key, for cosignatures. */
export function witnessSigner(word: string, name = `${word}.example`): NoteSigner {
  return signer(word, name, KEY_TYPE.cosignatureEd25519);
}

/** A witness that signs with ML-DSA-44, its key made of a word; the signature is the same in every run. */
export interface MlDsaWitness {
  readonly key: VerifierKey;
  sign(message: Uint8Array): Uint8Array;
}

export function mlDsaWitness(word: string, name = `${word}.example`): MlDsaWitness {
  const { publicKey, secretKey } = ml_dsa44.keygen(nobleCrypto.sha256(utf8(word)));
  const key = verifierKey(name, KEY_TYPE.cosignatureMlDsa44, publicKey, nobleCrypto);
  return { key, sign: (message) => ml_dsa44.sign(message, secretKey, { extraEntropy: false }) };
}

/** What it answers for a checkpoint; `over` changes what is signed, and not what the line says. */
export function mlDsaCosign(
  text: string,
  seconds: number,
  { key, sign }: MlDsaWitness,
  over: { readonly name?: string; readonly seconds?: number; readonly checkpoint?: Partial<Checkpoint> } = {},
): SignatureLine {
  const signed = { ...parseCheckpointText(text), ...over.checkpoint };
  const message = mlDsaMessage(over.name ?? key.name, over.seconds ?? seconds, signed) ?? new Uint8Array(0);
  return { name: key.name, id: key.id, signature: concat(u64be(seconds), sign(message)) };
}
