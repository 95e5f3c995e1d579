/**
 * Hashes, keys, signatures and addresses of JD Chain: two bytes that name the algorithm, then the raw value; keys have a
 * byte for their type in between. Two hashes and two kinds of keys occur, in any combination.
 * docs/certificate-format/jdchain.md, "Keys and hashes".
 */
import { ripemd160 } from '@noble/hashes/legacy.js';
import {
  isSm2Point,
  SM2_KEY_BYTES,
  SM2_SIGNATURE_BYTES,
  signRawSm2,
  sm2PublicKey,
  verifyRawSm2,
} from '../../crypto/sm2.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { type Crypto, ed25519PublicKey, ed25519Sign } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { concat, equal } from '../../formats/bytes.ts';

function fail(what: string): never {
  throw new NotaryError('malformed', `jdchain: ${what}`);
}

const codeOf = (bytes: Uint8Array): number => ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
const coded = (code: number, ...parts: readonly Uint8Array[]) =>
  concat(Uint8Array.of(code >> 8, code & 0xff), ...parts);

/** A hash function of a ledger. */
export interface HashAlgorithm {
  readonly name: string;
  readonly code: number;
  digest(bytes: Uint8Array, crypto: Pick<Crypto, 'sha256'>): Uint8Array;
}

const HASHES: readonly HashAlgorithm[] = [
  { name: 'SHA256', code: 0x2018, digest: (bytes, crypto) => crypto.sha256(bytes) },
  { name: 'SM3', code: 0x2003, digest: sm3 },
];

/** Bytes of a hash with its code. */
export const DIGEST_BYTES = 34;

/** The algorithm of a hash. A ledger's is that of the ledger's own hash. Throws `malformed`. */
export function hashAlgorithmOf(digest: Uint8Array): HashAlgorithm {
  const found = HASHES.find(({ code }) => code === codeOf(digest));
  if (!found || digest.length !== DIGEST_BYTES) fail('not a hash by SHA-256 or SM3');
  return found;
}

/** The hash of bytes with its code: 34 bytes. */
export function hashWith(
  { code, digest }: HashAlgorithm,
  bytes: Uint8Array,
  crypto: Pick<Crypto, 'sha256'>,
): Uint8Array {
  return coded(code, digest(bytes, crypto));
}

/** Signatures of one kind, all by raw values. */
export interface SignatureAlgorithm {
  readonly name: string;
  readonly code: number;
  /** Bytes of a public key and of a signature. */
  readonly keyBytes: number;
  readonly signatureBytes: number;
  /** True for bytes that can be a public key. Never throws. */
  isKey(publicKey: Uint8Array): boolean;
  /** Never throws. */
  verify(
    signature: Uint8Array,
    message: Uint8Array,
    publicKey: Uint8Array,
    crypto: Pick<Crypto, 'verifyEd25519'>,
  ): boolean;
  /** The public key of a private one of 32 bytes. Throws `bad-input`. */
  publicKey(privateKey: Uint8Array): Uint8Array;
  /** Throws `bad-input`. */
  sign(message: Uint8Array, privateKey: Uint8Array): Uint8Array;
}

/** Ed25519 (RFC 8032); a private key is its seed. */
export const ED25519: SignatureAlgorithm = {
  name: 'ED25519',
  code: 0x4115,
  keyBytes: 32,
  signatureBytes: 64,
  isKey: (publicKey) => publicKey.length === 32,
  verify: (signature, message, publicKey, crypto) => crypto.verifyEd25519(signature, message, publicKey),
  publicKey: ed25519PublicKey,
  sign: ed25519Sign,
};

/** SM2 with SM3 and the usual identity; a public key is an uncompressed point, a signature r ‖ s. */
export const SM2: SignatureAlgorithm = {
  name: 'SM2',
  code: 0xc102,
  keyBytes: SM2_KEY_BYTES,
  signatureBytes: SM2_SIGNATURE_BYTES,
  isKey: isSm2Point,
  verify: (signature, message, publicKey) => verifyRawSm2(signature, message, publicKey),
  publicKey: sm2PublicKey,
  sign: (message, privateKey) => signRawSm2(message, privateKey),
};

const SIGNATURES: readonly SignatureAlgorithm[] = [ED25519, SM2];
const KEY_TYPE = { public: 1, private: 2 } as const;

/** A public key and its algorithm. */
export interface JdPublicKey {
  readonly algorithm: SignatureAlgorithm;
  /** Without code and type. */
  readonly raw: Uint8Array;
}

/** A private key, 32 bytes, and its algorithm. */
export type JdPrivateKey = JdPublicKey;

/** A public key with its code and type, as it stands in transactions. */
export function publicKeyBytes({ algorithm, raw }: JdPublicKey): Uint8Array {
  return coded(algorithm.code, Uint8Array.of(KEY_TYPE.public), raw);
}

function keyIn(bytes: Uint8Array, type: number): JdPublicKey {
  const algorithm = SIGNATURES.find(({ code }) => code === codeOf(bytes));
  if (!algorithm || bytes[2] !== type) fail('not a key for Ed25519 or SM2');
  return { algorithm, raw: bytes.slice(3) };
}

/** Reads a public key; a point off the curve is none. Throws `malformed`. */
export function readPublicKey(bytes: Uint8Array): JdPublicKey {
  const key = keyIn(bytes, KEY_TYPE.public);
  if (!key.algorithm.isKey(key.raw)) fail('no such public key');
  return key;
}

/** Reads a private key with its code and type, as the ledger's own tools write it. Throws `malformed`. */
export function readPrivateKey(bytes: Uint8Array): JdPrivateKey {
  const key = keyIn(bytes, KEY_TYPE.private);
  if (key.raw.length !== 32) fail('a private key has 32 bytes');
  return key;
}

/** The public key of a private one. Throws `bad-input` for a number that is no key. */
export function publicKeyOf({ algorithm, raw }: JdPrivateKey): JdPublicKey {
  return { algorithm, raw: algorithm.publicKey(raw) };
}

/** A signature with its code. Throws `bad-input`. */
export function signWith({ algorithm, raw }: JdPrivateKey, message: Uint8Array): Uint8Array {
  return coded(algorithm.code, algorithm.sign(message, raw));
}

/** Whether a signature with its code is one over `message` by the key with its code and type. Never throws. */
export function verifySignature(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
  crypto: Pick<Crypto, 'verifyEd25519'>,
): boolean {
  const algorithm = SIGNATURES.find(({ code }) => code === codeOf(publicKey));
  return (
    algorithm !== undefined &&
    publicKey[2] === KEY_TYPE.public &&
    codeOf(signature) === algorithm.code &&
    signature.length === 2 + algorithm.signatureBytes &&
    algorithm.verify(signature.subarray(2), message, publicKey.subarray(3), crypto)
  );
}

/** Bytes of an address. */
export const ADDRESS_BYTES = 27;
const ADDRESS_VERSION = 0x91;
const CHECKSUM = 4;

function checksumOf(bytes: Uint8Array, crypto: Pick<Crypto, 'sha256'>): Uint8Array {
  return crypto.sha256(crypto.sha256(bytes)).subarray(0, CHECKSUM);
}

/** The address of a user or account: version, code, RIPEMD-160 of SHA-256 of the raw key, and a checksum; 27 bytes. */
export function addressOf({ algorithm, raw }: JdPublicKey, crypto: Pick<Crypto, 'sha256'>): Uint8Array {
  const body = concat(Uint8Array.of(ADDRESS_VERSION), coded(algorithm.code, ripemd160(crypto.sha256(raw))));
  return concat(body, checksumOf(body, crypto));
}

/** True for bytes that can be an address: length, version, algorithm and checksum are right. */
export function isAddress(bytes: Uint8Array, crypto: Pick<Crypto, 'sha256'>): boolean {
  const body = bytes.subarray(0, -CHECKSUM);
  return (
    bytes.length === ADDRESS_BYTES &&
    bytes[0] === ADDRESS_VERSION &&
    SIGNATURES.some(({ code }) => code === codeOf(bytes.subarray(1))) &&
    equal(bytes.subarray(-CHECKSUM), checksumOf(body, crypto))
  );
}
