/** Making the evidence of what a network answered: for a connector, and offline. What it makes is checked like any other. */

import { compressedPoint } from '../../crypto/p256.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { equal } from '../../formats/bytes.ts';
import { type Block, consenterOf, isSignedBy, type OrdererSignature, ordererOf } from './block.ts';
import { type Ordering, quorumOf } from './epochs.ts';
import type { FabricEvidence, KeyedSignature, OrderingProof } from './evidence.ts';
import { readIdentity } from './identity.ts';
import { contentOf, type Endorsed, readEnvelope } from './proposal.ts';
import { readMessage } from './protobuf.ts';
import { headerOf } from './verify.ts';

/** The endorsed proposal in a `gateway.PreparedTransaction`, the bytes of a gateway client's transaction before it is submitted. */
export function readPrepared(bytes: Uint8Array): Endorsed {
  return readEnvelope(readMessage(bytes).bytes(2));
}

/** What a network gave for one checkpoint. */
export interface Gathered {
  readonly channel: string;
  /** Copies of the block from a peer or several orderers, in any order, at least one. */
  readonly copies: readonly Block[];
  /** Hex; the transaction is found in the block by it. */
  readonly transaction: string;
  /** The endorsed proposal of reading the checkpoint, after the transaction was committed. */
  readonly read: Endorsed;
  /** Who may order: of the configuration that the block names. */
  readonly ordering: Ordering;
}

/**
 * The evidence of one checkpoint. Signatures of all copies are merged, those that do not hold are left out. Throws
 * `malformed` when the copies are of different blocks, `anchor-unavailable` as long as too few orderers signed: copies of
 * other orderers have other signatures.
 */
export function gatherEvidence(gathered: Gathered, crypto: Crypto): FabricEvidence {
  const { channel, copies, read } = gathered;
  const [block] = copies;
  if (!block) throw new NotaryError('malformed', 'fabric: no copy of the block');
  const header = headerOf(block, crypto);
  if (!copies.every((copy) => equal(headerOf(copy, crypto), header) && equal(copy.value, block.value)))
    throw new NotaryError('malformed', 'fabric: copies of different blocks');
  const index = block.entries.findIndex((entry) => isTransaction(entry, gathered.transaction));
  const envelope = block.entries[index];
  if (!envelope) throw new NotaryError('malformed', 'fabric: the block does not have this transaction');
  const { number, previous, entries, value } = block;
  const ordering = orderingProof(gathered, header);
  return {
    channel,
    block: { number, previous, entries, index, value, ordering },
    transaction: readEnvelope(envelope),
    read,
  };
}

function isTransaction(entry: Uint8Array, txId: string): boolean {
  try {
    return contentOf(readEnvelope(entry)).txId === txId;
  } catch {
    return false; // of another sort
  }
}

function orderingProof({ copies, ordering }: Gathered, header: Uint8Array): OrderingProof {
  const value = copies[0]?.value ?? new Uint8Array(0);
  const all = copies.flatMap(({ signatures }) => signatures);
  if (ordering.by === 'one') {
    const signature = all.find(
      (one): one is OrdererSignature => one.by === 'orderer' && isByItsOrderer(one, value, header),
    );
    return signature ? { by: 'one', signature } : tooFew(0, 1);
  }
  const keyed = new Map<number, KeyedSignature>();
  for (const one of all) {
    if (one.by !== 'consenter') continue;
    const consenter = ordering.consenters.find(({ id }) => id === consenterOf(one));
    if (!consenter || keyed.has(consenter.id)) continue;
    const key = compressedPoint(consenter.certificate.key.bits);
    if (isSignedBy(one, value, header, key)) keyed.set(consenter.id, { ...one, key });
  }
  const need = quorumOf(ordering.consenters.length);
  if (keyed.size < need) return tooFew(keyed.size, need);
  return { by: 'quorum', signatures: [...keyed].sort(([a], [b]) => a - b).map(([, signature]) => signature) };
}

function isByItsOrderer(one: OrdererSignature, value: Uint8Array, header: Uint8Array): boolean {
  return isSignedBy(one, value, header, readIdentity(ordererOf(one)).key);
}

function tooFew(have: number, need: number): never {
  throw new NotaryError('anchor-unavailable', `fabric: ${have} orderers signed this block, ${need} needed`);
}
