/** Authenticated encryption of small secrets: AES-256-GCM (NIST SP 800-38D), nonce ‖ ciphertext ‖ tag. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { NotaryError } from '../../errors.ts';
import { concat, fromBase64, toBase64, utf8 } from '../../formats/bytes.ts';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Length in bytes of a sealed secret of `length` bytes. */
export const sealedLength = (length: number): number => NONCE + length + TAG;

/** Seals `secret` under a 32-byte key; `label` says what it is and must be the same to open it. */
export function seal(secret: Uint8Array, key: Uint8Array, label: string): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(utf8(label));
  return concat(nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag());
}

/** The secret, or null when key or label are wrong or a bit was changed. */
export function open(sealed: Uint8Array, key: Uint8Array, label: string): Uint8Array | null {
  const body = sealed.subarray(NONCE, sealed.length - TAG);
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(utf8(label)).setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return concat(decipher.update(body), decipher.final());
  } catch {
    return null;
  }
}

/** A 32-byte key from a secret that has enough randomness of its own (HKDF-SHA256, RFC 5869). */
export function deriveKey(secret: Uint8Array, salt: Uint8Array, label: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, utf8(label), 32));
}

/** Cost of guessing a passphrase: N = 2^logN; with these, 64 MiB and a fifth of a second. */
export const SCRYPT = { logN: 16, r: 8, p: 1 } as const;
/** The highest cost that a file may ask for: 1 GiB. */
export const SCRYPT_LIMITS = { logN: 20, r: 8, p: 4 } as const;

/** A 32-byte key from a passphrase (scrypt, RFC 7914). */
export function passphraseKey(
  passphrase: string,
  salt: Uint8Array,
  { logN, r, p }: { readonly logN: number; readonly r: number; readonly p: number },
): Promise<Uint8Array> {
  const N = 2 ** logN;
  const options = { N, r, p, maxmem: 128 * r * (N + p + 16) };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(new Uint8Array(key)),
    );
  });
}

/** Characters (code points) of the shortest passphrase. */
export const MIN_PASSPHRASE = 8;

/** A secret sealed under a passphrase; bytes are base64. */
export type UnderPassphrase = {
  readonly salt: string;
  readonly logN: number;
  readonly r: number;
  readonly p: number;
  readonly sealed: string;
};

/** Seals a secret under a passphrase. Throws `bad-input` for one that is too short. */
export async function sealUnder(passphrase: string, secret: Uint8Array, label: string): Promise<UnderPassphrase> {
  if ([...passphrase].length < MIN_PASSPHRASE) {
    const message = `a passphrase has at least ${MIN_PASSPHRASE} characters`;
    throw new NotaryError('bad-input', message, { reason: 'passphrase-short', min: MIN_PASSPHRASE });
  }
  const salt = randomBytes(16);
  const sealed = seal(secret, await passphraseKey(passphrase, salt, SCRYPT), label);
  return { salt: toBase64(salt), ...SCRYPT, sealed: toBase64(sealed) };
}

/** The secret, or null for another passphrase. */
export async function openUnder(passphrase: string, under: UnderPassphrase, label: string): Promise<Uint8Array | null> {
  return open(fromBase64(under.sealed), await passphraseKey(passphrase, fromBase64(under.salt), under), label);
}
