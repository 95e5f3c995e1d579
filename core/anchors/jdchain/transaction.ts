/**
 * Transactions and blocks: their bytes and their hashes. What is signed is the hash with its code, 34 bytes, for both kinds of
 * keys.
 */
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { encode } from './binary.ts';
import {
  BLOCK_BODY,
  type BlockBody,
  type DigitalSignature,
  TRANSACTION_CONTENT,
  TRANSACTION_REQUEST,
  type TransactionContent,
} from './contracts.ts';
import {
  type HashAlgorithm,
  hashWith,
  type JdPrivateKey,
  publicKeyBytes,
  publicKeyOf,
  signWith,
  verifySignature,
} from './keys.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** The hash of a transaction: the ledger's algorithm over the bytes of its content. */
export function transactionHash(content: TransactionContent, ledger: HashAlgorithm, crypto: Sha256): Uint8Array {
  return hashWith(ledger, encode(TRANSACTION_CONTENT, content), crypto);
}

/** The hash of a block: the ledger's algorithm over its body. That of the first block is the ledger's hash. */
export function blockHash(body: BlockBody, ledger: HashAlgorithm, crypto: Sha256): Uint8Array {
  return hashWith(ledger, encode(BLOCK_BODY, body), crypto);
}

/** A signature over a transaction's hash, with its key. Throws `bad-input` for a private key that is none. */
export function signTransaction(hash: Uint8Array, key: JdPrivateKey): DigitalSignature {
  return { pubKey: publicKeyBytes(publicKeyOf(key)), digest: signWith(key, hash) };
}

/** Whether a signature is one over a transaction's hash by the key beside it. Never throws. */
export function isSigned({ pubKey, digest }: DigitalSignature, hash: Uint8Array, crypto: Crypto): boolean {
  return pubKey !== null && digest !== null && verifySignature(digest, hash, pubKey, crypto);
}

/** The bytes of a request to submit a transaction, signed by its users; the gateway adds its own signature. */
export function requestBytes(
  content: TransactionContent,
  hash: Uint8Array,
  signatures: readonly DigitalSignature[],
): Uint8Array {
  if (signatures.length === 0) throw new NotaryError('bad-input', 'jdchain: nobody signed the transaction');
  return encode(TRANSACTION_REQUEST, {
    transactionHash: hash,
    transactionContent: content,
    endpointSignatures: signatures,
    nodeSignatures: [],
  });
}
