/**
 * The key of a member's witness: Ed25519 with the time in each line, or SM2. Its 32 secret bytes are sealed under a
 * passphrase (scrypt, AES-256-GCM), or stand in a file that only its owner can read.
 */
import { SM2 } from '../../../anchors/jdchain/keys.ts';
import { sm2WitnessKey, witnessKey } from '../../../anchors/jdchain/lines.ts';
import { type Crypto, ed25519PublicKey } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { equal, toBase64 } from '../../../formats/bytes.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../../formats/canonical.ts';
import { base64Bytes, integer, literal, object, oneOf, tagged, text } from '../../../formats/decoder.ts';
import { KEY_TYPE, type NoteSigner, type VerifierKey, verifierKey } from '../../../formats/note.ts';
import type { Random } from '../../../ports.ts';
import { openUnder, SCRYPT_LIMITS, sealUnder, type UnderPassphrase } from '../../system/sealing.ts';
import { seedSigner } from '../../system/seed-signer.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** Algorithms of a witness's key. */
export const WITNESS_ALGORITHMS = ['ed25519', 'sm2'] as const;
/** One of them. */
export type WitnessAlgorithm = (typeof WITNESS_ALGORITHMS)[number];

interface Algorithm {
  /** Throws `bad-input` for bytes that are no key. */
  keyOf(name: string, secret: Uint8Array, crypto: Sha256): VerifierKey;
  signer(key: VerifierKey, secret: Uint8Array): NoteSigner;
}

const ALGORITHMS: Readonly<Record<WitnessAlgorithm, Algorithm>> = {
  ed25519: {
    keyOf: (name, secret, crypto) => verifierKey(name, KEY_TYPE.cosignatureEd25519, ed25519PublicKey(secret), crypto),
    signer: seedSigner,
  },
  sm2: {
    keyOf: (name, secret, crypto) => sm2WitnessKey(name, SM2.publicKey(secret), crypto),
    signer: (key, secret) => {
      const own = secret.slice();
      return { key, sign: (message) => SM2.sign(message, own) };
    },
  },
};

const LABEL = 'notary-desk/member-witness/v1';
const SECRET = 32;

type Sealed =
  | { readonly kind: 'file'; readonly secret: Uint8Array }
  | ({ readonly kind: 'passphrase' } & UnderPassphrase);
interface KeyFile {
  readonly v: 1;
  readonly algorithm: WitnessAlgorithm;
  readonly vkey: string;
  readonly secret: Sealed;
}

const shape = object<KeyFile>({
  v: literal(1),
  algorithm: oneOf(...WITNESS_ALGORITHMS),
  vkey: text(1024),
  secret: tagged<Sealed>('kind', {
    file: object<Extract<Sealed, { kind: 'file' }>>({ kind: literal('file'), secret: base64Bytes(SECRET, true) }),
    passphrase: object<Extract<Sealed, { kind: 'passphrase' }>>({
      kind: literal('passphrase'),
      salt: text(64),
      logN: integer(15, SCRYPT_LIMITS.logN),
      r: integer(1, SCRYPT_LIMITS.r),
      p: integer(1, SCRYPT_LIMITS.p),
      sealed: text(128),
    }),
  }),
});

/**
 * A new key: the bytes of its file, and what may be known of it. Without a passphrase the secret stands in the file. Throws
 * `bad-input` for a passphrase that is too short, `malformed` for a name that no key can have.
 */
export async function newWitnessKey(
  { algorithm, name, passphrase }: { algorithm: WitnessAlgorithm; name: string; passphrase: string | undefined },
  random: Random,
  crypto: Sha256,
): Promise<{ readonly bytes: Uint8Array; readonly key: VerifierKey }> {
  const secret = random(SECRET);
  const key = ALGORITHMS[algorithm].keyOf(name, secret, crypto);
  const kept: Json =
    passphrase === undefined
      ? { kind: 'file', secret: toBase64(secret) }
      : { kind: 'passphrase', ...(await sealUnder(passphrase, secret, LABEL)) };
  secret.fill(0);
  return { bytes: canonicalBytes({ v: 1, algorithm, vkey: key.text, secret: kept }), key };
}

function readKeyFile(bytes: Uint8Array): KeyFile {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  return shape(value, 'key');
}

/** What may be known of a key without its passphrase. Throws `malformed` or `newer-version`. */
export function publicKeyIn(
  bytes: Uint8Array,
  crypto: Sha256,
): { readonly key: VerifierKey; readonly needsPassphrase: boolean } {
  const { vkey, secret } = readKeyFile(bytes);
  return { key: witnessKey(vkey, crypto), needsPassphrase: secret.kind === 'passphrase' };
}

/** Opens a key. Throws `key-locked` without the right passphrase, `home-damaged` when secret and key do not fit. */
export async function openWitnessKey(
  bytes: Uint8Array,
  passphrase: string | undefined,
  crypto: Sha256,
): Promise<NoteSigner> {
  const { algorithm, vkey, secret: kept } = readKeyFile(bytes);
  const key = witnessKey(vkey, crypto);
  const secret = await secretOf(kept, passphrase);
  if (!secret)
    throw new NotaryError('key-locked', 'the key of the witness opens with its passphrase', {
      ways: 'passphrase',
      ...(passphrase === undefined ? {} : { reason: 'wrong-secret' }),
    });
  const { keyOf, signer } = ALGORITHMS[algorithm];
  if (!equal(keyOf(key.name, secret, crypto).publicKey, key.publicKey))
    throw new NotaryError('home-damaged', 'the secret of the witness does not fit its public key', { key: 'witness' });
  const opened = signer(key, secret);
  secret.fill(0);
  return opened;
}

async function secretOf(kept: Sealed, passphrase: string | undefined): Promise<Uint8Array | null> {
  if (kept.kind === 'file') return kept.secret;
  return passphrase === undefined ? null : openUnder(passphrase, kept, LABEL);
}
