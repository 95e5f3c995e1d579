/** Blocks of a Fabric channel and the signatures of those who ordered them (`common.Block`, fabric-protos common/common.proto). */

import { verifyP256 } from '../../crypto/p256.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { concat, equal } from '../../formats/bytes.ts';
import { derOf, TAG } from '../../formats/der.ts';
import { type Message, readMessage } from './protobuf.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** A signature of one orderer of a SmartBFT channel, which names it by a number. */
export interface ConsenterSignature {
  readonly by: 'consenter';
  /** `common.IdentifierHeader`. */
  readonly header: Uint8Array;
  readonly signature: Uint8Array;
}

/** The signature of the one orderer that wrote a block of a channel by Raft, with its certificate. */
export interface OrdererSignature {
  readonly by: 'orderer';
  /** `common.SignatureHeader`. */
  readonly header: Uint8Array;
  readonly signature: Uint8Array;
}

/** Either of them. */
export type BlockSignature = ConsenterSignature | OrdererSignature;

/** A block's header without the hash of its data, which is made of the data. */
export interface Header {
  readonly number: number;
  /** Hash of the header before, 32 bytes. */
  readonly previous: Uint8Array;
}

/** A block as one copy of it has it. */
export interface Block extends Header {
  readonly dataHash: Uint8Array;
  /** Its envelopes. */
  readonly entries: readonly Uint8Array[];
  /** The value that is signed with the header: `common.OrdererBlockMetadata`. */
  readonly value: Uint8Array;
  readonly signatures: readonly BlockSignature[];
}

/** Bounds: bytes and envelopes of a block, signatures of it. */
export const BLOCK_LIMITS = { bytes: 256 * 1024, entries: 64, signatures: 64 } as const;

/** Place of the signatures among a block's metadata (`common.BlockMetadataIndex`). */
const SIGNATURES = 0;

/** Reads a `common.Block`. Throws `malformed` or `too-large`. */
export function readBlock(bytes: Uint8Array): Block {
  if (bytes.length > BLOCK_LIMITS.bytes)
    throw new NotaryError(
      'too-large',
      `fabric: a block of ${bytes.length} bytes; at most ${BLOCK_LIMITS.bytes} are read`,
    );
  const block = readMessage(bytes);
  const header = readMessage(block.bytes(1));
  const entries = readMessage(block.bytes(2)).list(1);
  const metadata = readMessage(readMessage(block.bytes(3)).list(1)[SIGNATURES] ?? new Uint8Array(0));
  const signatures = metadata.list(2).map(readSignature);
  if (entries.length > BLOCK_LIMITS.entries || signatures.length > BLOCK_LIMITS.signatures)
    throw new NotaryError('too-large', 'fabric: a block with more transactions or signatures than are read');
  return {
    number: header.uint(1),
    previous: header.bytes(2),
    dataHash: header.bytes(3),
    entries,
    value: metadata.bytes(1),
    signatures,
  };
}

function readSignature(bytes: Uint8Array): BlockSignature {
  const message = readMessage(bytes);
  const [creator, identifier] = [message.bytes(1), message.bytes(3)];
  if (creator.length > 0 && identifier.length > 0)
    throw new NotaryError('malformed', 'fabric: a signature of a block by two signers');
  const by = identifier.length > 0 ? 'consenter' : 'orderer';
  return { by, header: by === 'consenter' ? identifier : creator, signature: message.bytes(2) };
}

/** Tag of an envelope's first field, its payload. */
const PAYLOAD = 0x0a;

/**
 * Whether an entry begins with its payload and has no other. The hash of a block's data does not say where one entry ends
 * and the next begins; payloads do, so that the place of a transaction in the block is signed with the block.
 */
export function isEntry(bytes: Uint8Array): boolean {
  return bytes[0] === PAYLOAD && readMessage(bytes).list(1).length === 1;
}

/** Hash of a block's data: SHA-256 of all its envelopes, one after another. */
export function dataHash(entries: readonly Uint8Array[], crypto: Sha256): Uint8Array {
  return crypto.sha256(concat(...entries));
}

/** A block's header as it is hashed and signed: DER of SEQUENCE { INTEGER, OCTET STRING, OCTET STRING }. */
export function headerBytes({ number, previous }: Header, data: Uint8Array): Uint8Array {
  return derOf(
    TAG.sequence,
    derOf(TAG.integer, digitsOf(number)),
    derOf(TAG.octets, previous),
    derOf(TAG.octets, data),
  );
}

/** A non-negative integer in as few bytes as it takes, the first below 0x80 (X.690 section 8.3). */
function digitsOf(number: number): Uint8Array {
  const digits: number[] = [];
  for (let left = number; digits.length === 0 || left > 0; left = Math.floor(left / 256)) digits.unshift(left % 256);
  return Uint8Array.of(...((digits[0] ?? 0) >= 0x80 ? [0] : []), ...digits);
}

/** What an orderer signs: the metadata's value, its own header, and the block's. */
export function signedBytes(value: Uint8Array, signer: Pick<BlockSignature, 'header'>, block: Uint8Array): Uint8Array {
  return concat(value, signer.header, block);
}

/** Number of the configuration block by which a block was ordered, from the signed value. Throws `malformed`. */
export function lastConfig(value: Uint8Array): number {
  return readMessage(readMessage(value).bytes(1)).uint(1);
}

/** A signer's own header: the signed value stands directly before it, and its nonce stands once so that none of that is taken in. */
function signerHeader(header: Uint8Array): Message {
  const message = readMessage(header);
  message.bytes(2);
  return message;
}

/** Number of the orderer that a SmartBFT signature names. Throws `malformed`. */
export function consenterOf({ header }: Pick<ConsenterSignature, 'header'>): number {
  return signerHeader(header).uint(1);
}

/** Identity of the orderer that a Raft block's signature names, `msp.SerializedIdentity`. Throws `malformed`. */
export function ordererOf({ header }: Pick<OrdererSignature, 'header'>): Uint8Array {
  return signerHeader(header).bytes(1);
}

/** The block's own hash of its data is that of the envelopes it has. */
export function hasItsData(block: Block, crypto: Sha256): boolean {
  return equal(dataHash(block.entries, crypto), block.dataHash);
}

/** Whether one orderer signed this header with this value, by this key; only the smaller s is a signature. */
export function isSignedBy(
  { header, signature }: Pick<BlockSignature, 'header' | 'signature'>,
  value: Uint8Array,
  block: Uint8Array,
  key: Uint8Array,
): boolean {
  return verifyP256(signature, signedBytes(value, { header }, block), key, 'low');
}
