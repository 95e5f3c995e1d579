/** Making the evidence of what a network answered: for a connector, and offline. What it makes is checked like any other. */

import { compressedPoint } from '../../crypto/p256.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { toHex } from '../../formats/bytes.ts';
import { type Block, type BlockSignature, consenterOf, isSignedBy, type OrdererSignature, ordererOf } from './block.ts';
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

/** Copies of one block: their headers and signed values are equal. */
interface Copies {
  readonly block: Block;
  readonly header: Uint8Array;
  readonly signatures: readonly BlockSignature[];
}

/**
 * The evidence of one checkpoint. Signatures of all copies are merged, those that do not hold are left out, and so is a copy
 * of another block: one member that gives it does not stand in the way of the others. Throws `malformed` when no copy has
 * the transaction, `anchor-unavailable` as long as too few orderers signed: copies of other orderers have other signatures.
 */
export function gatherEvidence(gathered: Gathered, crypto: Crypto): FabricEvidence {
  const { channel, read, ordering: by } = gathered;
  let failure = new NotaryError('malformed', 'fabric: no copy of a block with this transaction');
  for (const copies of sortsOf(gathered.copies, crypto)) {
    const { number, previous, entries, value } = copies.block;
    const index = entries.findIndex((entry) => isTransaction(entry, gathered.transaction));
    const envelope = entries[index];
    if (!envelope) continue;
    const proof = orderingProof(copies, by);
    if (!(proof instanceof NotaryError))
      return {
        channel,
        block: { number, previous, entries, index, value, ordering: proof },
        transaction: readEnvelope(envelope),
        read,
      };
    failure = proof;
  }
  throw failure;
}

/** The copies by what they are of, in the order in which the first of each came. */
function sortsOf(all: readonly Block[], crypto: Crypto): readonly Copies[] {
  const sorts = new Map<string, Copies>();
  for (const block of all) {
    const header = headerOf(block, crypto);
    const sort = `${toHex(header)} ${toHex(block.value)}`;
    const known = sorts.get(sort);
    sorts.set(sort, { block, header, signatures: [...(known?.signatures ?? []), ...block.signatures] });
  }
  return [...sorts.values()];
}

function isTransaction(entry: Uint8Array, txId: string): boolean {
  try {
    return contentOf(readEnvelope(entry)).txId === txId;
  } catch {
    return false; // of another sort
  }
}

/** Those of the signatures that hold, as a proof; an error that says how many there are when they are too few. */
function orderingProof(
  { block: { value }, header, signatures }: Copies,
  ordering: Ordering,
): OrderingProof | NotaryError {
  if (ordering.by === 'one') {
    const signature = signatures.find(
      (one): one is OrdererSignature => one.by === 'orderer' && isByItsOrderer(one, value, header),
    );
    return signature ? { by: 'one', signature } : tooFew(0, 1);
  }
  const keyed = new Map<number, KeyedSignature>();
  for (const one of signatures) {
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

function tooFew(have: number, need: number): NotaryError {
  return new NotaryError('anchor-unavailable', `fabric: ${have} orderers signed this block, ${need} needed`);
}
