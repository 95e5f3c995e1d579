/**
 * Collects the evidence for one checkpoint from one node and verifies it with the offline verifier. Throws
 * `anchor-invalid` when it does not hold; the caller then asks another node.
 */
import { pins, readEpochs } from '../../../anchors/cometbft/epochs.ts';
import type { CometbftEvidence } from '../../../anchors/cometbft/evidence.ts';
import { cometbftAnchor } from '../../../anchors/cometbft/evidence.ts';
import { cometbftVerifier } from '../../../anchors/cometbft/index.ts';
import { decodeTransaction } from '../../../anchors/cometbft/transaction.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import type { Checkpoint } from '../../../formats/checkpoint.ts';
import type { Anchor } from '../../../formats/evidence.ts';
import type { TrustedChain } from '../../../formats/trusted.ts';
import { type Rpc, RpcRefusal } from '../../cometbft/rpc.ts';
import { askAcceptance, askMembers, askRegistration } from './application-answers.ts';
import { blockProof, stateProof } from './proofs.ts';

/** The checkpoint that evidence is collected for, and the bundle to judge it. */
export interface Subject {
  readonly checkpoint: Checkpoint;
  readonly noteText: string;
  readonly chain: TrustedChain;
  readonly crypto: Crypto;
}

/** Above the height of any chain: stands for the present state. */
const NOW = Number.MAX_SAFE_INTEGER;

/** Height of the block that accepted the checkpoint, or null when this node does not know it. */
export async function acceptedAt(rpc: Rpc, noteText: string): Promise<number | null> {
  return (await askAcceptance(rpc, noteText, NOW))?.accepted ?? null;
}

/** True when the block after `height` is decided, so that the proof of a transaction is complete. */
export async function isDecided(rpc: Rpc, height: number): Promise<boolean> {
  try {
    return (await rpc.commit(height)).canonical;
  } catch (error) {
    if (error instanceof RpcRefusal) return false;
    throw error;
  }
}

function placeOf(transactions: readonly Uint8Array[], noteText: string): number {
  return transactions.findIndex((bytes) => {
    try {
      const transaction = decodeTransaction(bytes);
      return transaction.kind === 'checkpoint' && transaction.signed.text === noteText;
    } catch {
      return false;
    }
  });
}

/** True for a block of the newest epoch that others signed than the desk's bundle names: members may have changed. */
function isByOthers({ block }: CometbftEvidence, chain: TrustedChain, crypto: Crypto): boolean {
  const newest = readEpochs(chain.epochs).at(-1);
  if (!block || !newest || block.height < newest.from) return false;
  const isAfter = newest.to !== null && block.height > newest.to;
  return isAfter || ![block.set, block.next.set].every((set) => pins(newest, set, crypto));
}

/** Throws `anchor-invalid` unless the anchor holds and was signed by the trusted chain's members. */
function verified(rpc: Rpc, evidence: CometbftEvidence, { checkpoint, noteText, chain, crypto }: Subject): Anchor {
  const anchor = cometbftAnchor(evidence);
  const subject = { checkpoint, noteText };
  const check = cometbftVerifier.check(anchor, subject, crypto);
  const where = rpc.endpoint.url;
  if (check.state !== 'passed')
    throw new NotaryError('anchor-invalid', `${where}: ${check.detail}`, { endpoint: where });
  if (cometbftVerifier.chainId(anchor) !== chain.id)
    throw new NotaryError('anchor-invalid', `${where}: evidence of another chain`, { endpoint: where });
  const judged = cometbftVerifier.judge(anchor, subject, chain, { controller: checkpoint.origin }, crypto);
  if (!judged.met) {
    const reason = isByOthers(evidence, chain, crypto) ? { reason: 'members-changed' } : {};
    throw new NotaryError('anchor-invalid', `${where}: ${judged.detail}`, { endpoint: where, ...reason });
  }
  return anchor;
}

/** Evidence from the block at `height`: transaction, block, next block, and the log's registration if available. */
export async function gatherBlock(rpc: Rpc, height: number, subject: Subject): Promise<Anchor> {
  const [transactions, { results }, commit, next, validators, nextValidators, registration, members] =
    await Promise.all([
      rpc.block(height),
      rpc.results(height),
      rpc.commit(height),
      rpc.commit(height + 1),
      rpc.validators(height),
      rpc.validators(height + 1),
      askRegistration(rpc, subject.checkpoint.origin, height).catch(() => null),
      askMembers(rpc, height).catch(() => null),
    ]);
  const index = placeOf(transactions, subject.noteText);
  const transaction = transactions[index];
  if (!transaction || results.length !== transactions.length || !commit.canonical)
    throw new NotaryError('anchor-invalid', `${rpc.endpoint.url}: block ${height} does not hold the checkpoint`);
  const sets = { set: validators.set, nextSet: nextValidators.set };
  const block = blockProof({ transaction, index, transactions, results, commit, next, ...sets }, subject.crypto);
  const evidence = { chain: commit.header.chainId, block, state: null };
  try {
    return verified(rpc, { ...evidence, registration, members }, subject);
  } catch (error) {
    // the registry may have changed between two answers; the rest is valid without it
    if (!registration && !members) throw error;
    return verified(rpc, { ...evidence, registration: null, members: null }, subject);
  }
}

/**
 * Renews evidence: adds to a block's evidence its position in the history after the block at `height`. Null when this
 * node does not know the position, because it may lag behind.
 */
export async function gatherState(
  rpc: Rpc,
  height: number,
  evidence: CometbftEvidence,
  subject: Subject,
): Promise<Anchor | null> {
  const acceptance = await askAcceptance(rpc, subject.noteText, height);
  if (!acceptance) return null;
  const [commit, validators] = await Promise.all([rpc.commit(height + 1), rpc.validators(height + 1)]);
  const { index, size, path, others } = acceptance;
  const state = stateProof(commit, validators.set, { index, size, path, others }, subject.crypto);
  // registration and members are from now on proven under the application hash of the state, whose registry may differ
  return verified(rpc, { ...evidence, state, registration: null, members: null }, subject);
}
