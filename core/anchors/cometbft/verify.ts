/**
 * The verification of one anchor, as a list of checks in their order. `checkEvidence` decides whether the evidence
 * holds by itself: transaction → block → next block, every vote, more than two thirds of the power; so a changed bit is
 * found without any trust bundle. Whether the keys are the right people's is asked afterwards (judge.ts).
 */

import type { Crypto } from '../../crypto.ts';
import { equal, toHex } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import { leafHash, rootFromInclusion } from '../../log/merkle.ts';
import {
  applicationHash,
  entryLeaf,
  historyLeaf,
  logKey,
  MEMBERS_KEY,
  type TreeHead,
  treeCommitment,
} from './application.ts';
import { type Commit, isValidVote, signedPower } from './commit.ts';
import type { BlockProof, CometbftEvidence, NextBlock, RegistryPath, SignedBlock, StateProof } from './evidence.ts';
import { resultLeaf, shownHeaderHash, transactionHash } from './header.ts';
import { decodeTransaction } from './transaction.ts';
import { rootFromSides } from './tree.ts';
import { isQuorum, totalPower, validatorsHash } from './validators.ts';

/** Names of the checks, in their order. */
export const COMETBFT_CHECKS = [
  'transaction', // it is a checkpoint transaction of our application
  'checkpoint', // its text is the note's, byte for byte
  'included', // it is in the block's data
  'executed', // the next block records code 0 for it, at the same place
  'validators', // the validator sets match the headers
  'linked', // the next header names this block
  'votes', // every vote that is carried verifies
  'quorum', // more than two thirds of the power signed both blocks
  'state-validators', // the state's validator set matches its header
  'state-accepted', // the checkpoint is in the history under the application hash
  'state-votes',
  'state-quorum',
  'registered', // the registration is in the registry under the application hash
  'members', // so are the members' names
] as const;
/** Name of one check of the list. */
export type CometbftCheck = (typeof COMETBFT_CHECKS)[number];

/** One check of the list. */
export interface Step {
  readonly name: CometbftCheck;
  readonly holds: () => boolean;
}

/** The first check that fails, or null. `noteText` is the text of the certificate's own note. */
export function firstFailure(
  evidence: CometbftEvidence,
  subject: { readonly noteText: string; readonly origin: string },
  crypto: Crypto,
): CometbftCheck | null {
  const { chain, block, state, registration, members } = evidence;
  const app = state?.app ?? block?.next.app;
  const steps = [
    ...(block ? blockSteps(chain, block, subject.noteText, crypto) : []),
    ...(state ? stateSteps(chain, state, subject.noteText, crypto) : []),
    ...(registration && app
      ? [
          registryStep(
            'registered',
            logKey(subject.origin),
            { ...registration.registration },
            registration,
            app,
            crypto,
          ),
        ]
      : []),
    ...(members && app
      ? [registryStep('members', MEMBERS_KEY, members.members as unknown as Json, members, app, crypto)]
      : []),
  ];
  return steps.find(({ holds }) => !holds())?.name ?? null;
}

function blockSteps(chain: string, block: BlockProof, noteText: string, crypto: Crypto): readonly Step[] {
  return [
    { name: 'transaction', holds: () => checkpointTextOf(block.transaction) !== null },
    { name: 'checkpoint', holds: () => checkpointTextOf(block.transaction) === noteText },
    ...engineSteps(chain, block, EXECUTED, crypto),
  ];
}

/** What the engine itself guarantees, independent of the application's transactions and results. */
export function engineSteps(chain: string, block: BlockProof, result: Uint8Array, crypto: Crypto): readonly Step[] {
  const { next } = block;
  const commits = () => [blockCommit(chain, block, crypto), nextCommit(chain, block, crypto)];
  return [
    { name: 'included', holds: () => isIncluded(block, crypto) },
    { name: 'executed', holds: () => isExecuted(block, result, crypto) },
    { name: 'validators', holds: () => namesItsSet(block, crypto) && namesItsSet(next, crypto) },
    { name: 'linked', holds: () => isLinked(chain, block, crypto) },
    { name: 'votes', holds: () => allVotesHold(chain, commits(), [block, next], crypto) },
    { name: 'quorum', holds: () => hasQuorum(block) && hasQuorum(next) },
  ];
}

function stateSteps(chain: string, state: StateProof, noteText: string, crypto: Crypto): readonly Step[] {
  const commits = () => [stateCommit(chain, state, crypto)];
  return [
    { name: 'state-validators', holds: () => namesItsSet(state, crypto) },
    { name: 'state-accepted', holds: () => isAccepted(state, noteText, crypto) },
    { name: 'state-votes', holds: () => allVotesHold(chain, commits(), [state], crypto) },
    { name: 'state-quorum', holds: () => hasQuorum(state) },
  ];
}

/** The result that our application gives for an accepted transaction: code 0 and nothing else. */
export const EXECUTED = resultLeaf({ code: 0 });

/** The checkpoint text of a transaction, or null when it is not one of ours or of another kind. */
function checkpointTextOf(bytes: Uint8Array): string | null {
  try {
    const transaction = decodeTransaction(bytes);
    return transaction.kind === 'checkpoint' ? transaction.signed.text : null;
  } catch {
    return null;
  }
}

/** The transaction proves into the block's data hash. */
function isIncluded(block: BlockProof, crypto: Crypto): boolean {
  const leaf = transactionHash(block.transaction, crypto);
  return block.path.length === block.sides.length && equal(rootFromSides(leaf, pathOf(block), crypto), block.data);
}

/** The next header's results hash contains this result at the index of the transaction. */
function isExecuted(block: BlockProof, result: Uint8Array, crypto: Crypto): boolean {
  if (block.results.length !== block.sides.length) return false;
  const path = { sides: block.sides, hashes: block.results };
  return equal(rootFromSides(result, path, crypto), block.next.lastResults);
}

const pathOf = ({ sides, path }: BlockProof) => ({ sides, hashes: path });

/** The set's hash is the one in its header. */
function namesItsSet(block: Pick<SignedBlock, 'set' | 'validators'>, crypto: Crypto): boolean {
  return equal(validatorsHash(block.set, crypto), block.validators);
}

/** The next header carries the block's hash; the part set is the one that was voted for. */
function isLinked(chain: string, block: BlockProof, crypto: Crypto): boolean {
  const hash = blockHash(chain, block, crypto);
  return hash !== null && equal(hash, block.next.lastBlock);
}

/** Hash of the block that holds the transaction, or null when the header cannot be rebuilt. */
export function blockHash(
  chainId: string,
  block: Pick<BlockProof, 'height' | 'validators' | 'data' | 'beside'>,
  crypto: Crypto,
): Uint8Array | null {
  const { height, validators, data, beside } = block;
  return shownHeaderHash({ chainId, height, validators, data }, beside, crypto);
}

function nextHash(chainId: string, { height, parts, next }: BlockProof, crypto: Crypto): Uint8Array | null {
  const { validators, app, lastResults, lastBlock, beside } = next;
  const lastBlockId = { hash: lastBlock, parts };
  return shownHeaderHash({ chainId, height: height + 1, validators, lastBlockId, app, lastResults }, beside, crypto);
}

/** Hash of the block whose application hash is shown, or null when the header cannot be rebuilt. */
export function stateHash(chainId: string, state: StateProof, crypto: Crypto): Uint8Array | null {
  const { height, validators, app, beside } = state;
  return shownHeaderHash({ chainId, height, validators, app }, beside, crypto);
}

function commitOf(height: number, hash: Uint8Array | null, block: Omit<SignedBlock, 'height'>): Commit | null {
  const { round, parts, votes } = block;
  return hash && { height, round, blockId: { hash, parts }, votes };
}

const blockCommit = (chain: string, block: BlockProof, crypto: Crypto) =>
  commitOf(block.height, blockHash(chain, block, crypto), block);
const nextCommit = (chain: string, block: BlockProof, crypto: Crypto) =>
  commitOf(block.height + 1, nextHash(chain, block, crypto), block.next);
const stateCommit = (chain: string, state: StateProof, crypto: Crypto) =>
  commitOf(state.height, stateHash(chain, state, crypto), state);

/** Every vote that is carried verifies under the key at its index. */
function allVotesHold(
  chain: string,
  commits: readonly (Commit | null)[],
  blocks: readonly (SignedBlock | NextBlock)[],
  crypto: Crypto,
): boolean {
  return commits.every(
    (commit, i) =>
      commit?.votes.every((vote) => isValidVote(chain, commit, vote, blocks[i]?.set ?? [], crypto)) ?? false,
  );
}

/** More than two thirds of the set's power signed. */
function hasQuorum({ votes, set }: Pick<SignedBlock, 'votes' | 'set'>): boolean {
  return isQuorum(signedPower(votes, set), totalPower(set));
}

/** The history that a state proof shows, or null when the path has the wrong length. */
export function shownHistory(state: StateProof, noteText: string, crypto: Crypto): TreeHead | null {
  const root = rootFromInclusion(state.index, state.size, leafHash(historyLeaf(noteText), crypto), state.path, crypto);
  return root && { size: state.size, root };
}

/** The note's text is in the history that the application hash commits to. */
function isAccepted(state: StateProof, noteText: string, crypto: Crypto): boolean {
  const history = shownHistory(state, noteText, crypto);
  const [latest, registry, ...more] = state.others;
  if (!history || !latest || !registry || more.length > 0) return false;
  return equal(applicationHash({ history: treeCommitment(history, crypto), latest, registry }, crypto), state.app);
}

/** An entry is in the registry that the application hash commits to. */
function registryStep(
  name: CometbftCheck,
  key: string,
  value: Json,
  proof: RegistryPath,
  app: Uint8Array,
  crypto: Crypto,
): Step {
  const holds = () => {
    const leaf = leafHash(entryLeaf(key, value), crypto);
    const root = rootFromInclusion(proof.index, proof.size, leaf, proof.path, crypto);
    const [history, latest, ...more] = proof.others;
    if (!root || !history || !latest || more.length > 0) return false;
    const registry = treeCommitment({ size: proof.size, root }, crypto);
    return equal(applicationHash({ history, latest, registry }, crypto), app);
  };
  return { name, holds };
}

/** The transaction's hash in hex, the engine's identifier. */
export function transactionId(transaction: Uint8Array, crypto: Crypto): string {
  return toHex(transactionHash(transaction, crypto));
}
