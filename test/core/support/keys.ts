import { ed25519PublicKey, ed25519Sign, nobleCrypto } from '../../../core/crypto.ts';
import { utf8 } from '../../../core/formats/bytes.ts';
import { originOf } from '../../../core/formats/checkpoint.ts';
import { KEY_TYPE, type NoteSigner, verifierKey } from '../../../core/formats/note.ts';

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
