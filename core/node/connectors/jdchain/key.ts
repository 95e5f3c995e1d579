/**
 * The key by which a desk signs transactions as a user of a ledger: generated here, or read from a key file of jdchain-cli.
 * It is one of the home's secrets, and is never written anywhere else.
 */
import { createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { fromBase58, toBase58 } from '../../../anchors/jdchain/base58.ts';
import { JDCHAIN } from '../../../anchors/jdchain/evidence.ts';
import {
  addressOf,
  ED25519,
  type JdPrivateKey,
  publicKeyBytes,
  publicKeyOf,
  readPrivateKey,
} from '../../../anchors/jdchain/keys.ts';
import { jdError } from '../../../anchors/jdchain/reasons.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { concat, equal, fromUtf8, utf8 } from '../../../formats/bytes.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { type ClientKey, type Secrets, secretName } from '../kind.ts';

/** What a key file begins with: its type and `prv`. */
const PRIVATE_FILE = Uint8Array.of(0, 0x70, 0x72, 0x76);
const AES_KEY_BYTES = 16;
const MOST_CHARACTERS = 1024;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

function unreadable(why: string, cause?: unknown): NotaryError {
  return new NotaryError('bad-input', `not a private key of jdchain-cli: ${why}`, { reason: 'jd-key' }, cause);
}

function decrypted(body: Uint8Array, password: string): Uint8Array {
  const key = sha256(sha256(utf8(password))).subarray(0, AES_KEY_BYTES);
  const decipher = createDecipheriv('aes-128-ecb', key, null);
  return concat(decipher.update(body), decipher.final());
}

/**
 * Reads a private key: Base58 of a key file of jdchain-cli (00 ‖ `prv` ‖ AES-128-ECB of the key under the password, which is
 * the first 16 bytes of SHA-256 twice), or of the key itself, as `priv.key` of a node has it. Throws `bad-input`.
 */
export function readKeyFile(contents: string, password: string): JdPrivateKey {
  const written = contents.trim();
  if (written.length > MOST_CHARACTERS) throw unreadable('it is too long');
  try {
    const bytes = fromBase58(written);
    const isFile = equal(bytes.subarray(0, PRIVATE_FILE.length), PRIVATE_FILE);
    return readUsableKey(isFile ? decrypted(bytes.subarray(PRIVATE_FILE.length), password) : bytes);
  } catch (cause) {
    throw unreadable('its characters, or the password', cause);
  }
}

function readUsableKey(bytes: Uint8Array): JdPrivateKey {
  const key = readPrivateKey(bytes);
  publicKeyOf(key); // throws for a number that is no key
  return key;
}

/** What the secret holds: Base58 of the key with its code and type. */
export function keySecret({ algorithm, raw }: JdPrivateKey): Uint8Array {
  const type = Uint8Array.of(algorithm.code >> 8, algorithm.code & 0xff, 2);
  return utf8(toBase58(concat(type, raw)));
}

/** Reads a secret. Throws `malformed`. */
export const keyOfSecret = (secret: Uint8Array): JdPrivateKey => readUsableKey(fromBase58(fromUtf8(secret)));

/** What the consortium registers: the public key and the address of the user, Base58. */
export function userOf(key: JdPrivateKey, crypto: Pick<Crypto, 'sha256'>): { publicKey: string; address: string } {
  const known = publicKeyOf(key);
  return { publicKey: toBase58(publicKeyBytes(known)), address: toBase58(addressOf(known, crypto)) };
}

/** The key of a desk on a ledger, as a kind of connection has it. */
export const jdClientKey: ClientKey = {
  name: 'client-key',
  make: () => keySecret({ algorithm: ED25519, raw: new Uint8Array(randomBytes(32)) }),
  read: (contents, password) => keySecret(readKeyFile(contents, password)),
  rows: (secret) => {
    const { publicKey, address } = userOf(keyOfSecret(secret), nodeCrypto);
    return [
      { label: { zh: '用户公钥', en: 'Public key of the user' }, value: publicKey, form: 'code' },
      { label: { zh: '用户地址', en: 'Address of the user' }, value: address, form: 'code' },
    ];
  },
};

/** The key by which this desk signs on a ledger. Throws `anchor-unavailable` when somebody has to give it one. */
export function userKey(secrets: Secrets, ledger: Uint8Array): JdPrivateKey {
  const secret = secrets.read(secretName({ kind: JDCHAIN, id: toBase58(ledger) }, jdClientKey.name));
  if (!secret) throw jdError('jd-no-key', '');
  return keyOfSecret(secret);
}
