/**
 * What `evidence.json` carries for this kind of chain. Hashes that are proof material are packed: base64 of 32-byte
 * hashes one after another. Every byte is covered by a check. docs/certificate-format/cometbft.md.
 */

import { NotaryError } from '../../errors.ts';
import { toBase64 } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import { anyJson, base64Bytes, type Decoder, integer, list, mapped, nullable, object } from '../../formats/decoder.ts';
import type { Anchor } from '../../formats/evidence.ts';
import { MAX_PROOF } from '../../log/merkle.ts';
import { type RegisteredMember, type Registration, readRegistration } from './application.ts';
import type { PartSet } from './block.ts';
import type { Vote } from './commit.ts';
import {
  chainId,
  hash,
  height,
  inOrder,
  MAX_SECONDS,
  pack,
  packed,
  place,
  readParts,
  round,
  sides,
  tuple,
} from './fields.ts';
import { TRANSACTION_LIMITS } from './transaction.ts';
import { MAX_LEVELS } from './tree.ts';
import { isSameSet, SET_LIMITS, type Validator } from './validators.ts';
import { readWrittenMember, writtenMember } from './written-members.ts';

/** The kind of these anchors and chains. */
export const COMETBFT = 'cometbft';

/** The disclosed part of a block's header, with the votes that decided the block. */
export interface SignedBlock {
  readonly height: number;
  /** Hash of the set that signs this block; the set itself. */
  readonly validators: Uint8Array;
  readonly set: readonly Validator[];
  /** Hashes of the header's leaves that are not shown. */
  readonly beside: readonly Uint8Array[];
  readonly round: number;
  readonly parts: PartSet;
  /** Ascending by voter, each once. */
  readonly votes: readonly Vote[];
}

/** The next block, which records the result of the transaction. */
export interface NextBlock extends Omit<SignedBlock, 'height'> {
  readonly lastBlock: Uint8Array;
  readonly app: Uint8Array;
  readonly lastResults: Uint8Array;
}

/** Transaction → block → next block. Frozen when the record becomes anchored. */
export interface BlockProof extends SignedBlock {
  readonly transaction: Uint8Array;
  /** The transaction's path: sides, and hashes for the data tree and for the results tree. */
  readonly sides: string;
  readonly path: readonly Uint8Array[];
  readonly results: readonly Uint8Array[];
  readonly data: Uint8Array;
  readonly next: NextBlock;
}

/** Acceptance proven by the application hash of this or any later block, which is how evidence is renewed. */
export interface StateProof extends SignedBlock {
  readonly app: Uint8Array;
  /** Index in the history, and its size. */
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
  /** Commitments of the latest checkpoints and of the registry. */
  readonly others: readonly Uint8Array[];
}

/** The path from an entry of the registry to the application hash of the state proof, else of the next block. */
export interface RegistryPath {
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
  /** Commitments of the history and of the latest checkpoints. */
  readonly others: readonly Uint8Array[];
}

/** This log's registration. */
export interface RegistrationProof extends RegistryPath {
  readonly registration: Registration;
}

/** The members in the registry: the chain's own names for its signers. */
export interface MembersProof extends RegistryPath {
  readonly members: readonly RegisteredMember[];
}

/** What `evidence.anchors` holds of this kind; each part is null when it is not carried. */
export interface CometbftEvidence {
  readonly chain: string;
  readonly block: BlockProof | null;
  readonly state: StateProof | null;
  readonly registration: RegistrationProof | null;
  readonly members: MembersProof | null;
}

// --- reading --------------------------------------------------------------------------------------------------------

const readValidator: Decoder<Validator> = (value, at) => {
  const [key, power] = tuple(value, 2, at);
  return { key: hash(key, at), power: integer(1, SET_LIMITS.power)(power, at) };
};

const readVote: Decoder<Vote> = (value, at) => {
  const [voter, seconds, nanos, signature] = tuple(value, 4, at);
  return {
    voter: place(voter, at),
    time: { seconds: integer(0, MAX_SECONDS)(seconds, at), nanos: integer(0, 999_999_999)(nanos, at) },
    signature: base64Bytes(64, true)(signature, at),
  };
};

const readVotes: Decoder<readonly Vote[]> = mapped(list(readVote, SET_LIMITS.members, 1), inOrder);

const signedBlock = {
  validators: hash,
  set: list(readValidator, SET_LIMITS.members, 1),
  beside: packed(14),
  round,
  parts: readParts,
  votes: readVotes,
};

/** In the file, the next block's set is null if and only if it is the same. */
type WrittenNext = Omit<NextBlock, 'set'> & { readonly set: NextBlock['set'] | null };
type WrittenBlock = Omit<BlockProof, 'next'> & { readonly next: WrittenNext };

const readWrittenBlock = object<WrittenBlock>({
  ...signedBlock,
  height,
  transaction: base64Bytes(TRANSACTION_LIMITS.bytes),
  sides,
  path: packed(MAX_LEVELS),
  results: packed(MAX_LEVELS),
  data: hash,
  next: object<WrittenNext>({
    ...signedBlock,
    set: nullable(signedBlock.set),
    lastBlock: hash,
    app: hash,
    lastResults: hash,
  }),
});

const readBlock: Decoder<BlockProof> = (value, at) => {
  const { next, ...block } = readWrittenBlock(value, at);
  if (next.set && isSameSet(next.set, block.set))
    throw new NotaryError('malformed', `${at}.next.set: the same set is not written twice`);
  return { ...block, next: { ...next, set: next.set ?? block.set } };
};

const treePath = { index: integer(), size: integer(1), path: packed(MAX_PROOF), others: packed(2) };

const readState: Decoder<StateProof> = object<StateProof>({ ...signedBlock, ...treePath, height, app: hash });

const readRegistrationProof: Decoder<RegistrationProof> = object<RegistrationProof>({
  ...treePath,
  registration: readRegistration,
});

/** Members are read after the set that they refer to. */
type WrittenMembers = RegistryPath & { readonly members: readonly Json[] };
type WrittenEvidence = Omit<CometbftEvidence, 'members'> & { readonly members: WrittenMembers | null };

const readBody = object<WrittenEvidence>({
  chain: chainId,
  block: nullable(readBlock),
  state: nullable(readState),
  registration: nullable(readRegistrationProof),
  members: nullable(object<WrittenMembers>({ ...treePath, members: list(anyJson, SET_LIMITS.members, 1) })),
});

/** The set that written members refer to: that of the transaction's block, else that of the state proof. */
const setOf = ({ block, state }: Pick<CometbftEvidence, 'block' | 'state'>) => (block ?? state)?.set ?? [];

/** Reads an anchor of this kind. Throws `malformed` or `too-large`. */
export function readCometbftEvidence(anchor: Anchor): CometbftEvidence {
  const { members: written, ...evidence } = readBody(anchor[COMETBFT], COMETBFT);
  if (!evidence.block && !evidence.state) throw new NotaryError('malformed', 'cometbft: neither a block nor a state');
  const set = setOf(evidence);
  const at = `${COMETBFT}.members`;
  const members = written && {
    ...written,
    members: written.members.map((member) => readWrittenMember(member, set, at)),
  };
  return { ...evidence, members };
}

// --- writing --------------------------------------------------------------------------------------------------------

const setJson = (set: readonly Validator[]) => set.map(({ key, power }) => [toBase64(key), power] as const);

function signedBlockJson(block: Omit<SignedBlock, 'height'>) {
  return {
    validators: toBase64(block.validators),
    set: setJson(block.set),
    beside: pack(block.beside),
    round: block.round,
    parts: [block.parts.total, toBase64(block.parts.hash)] as const,
    votes: block.votes.map(
      ({ voter, time, signature }) => [voter, time.seconds, time.nanos, toBase64(signature)] as const,
    ),
  };
}

function blockJson(block: BlockProof): Json {
  const { next } = block;
  return {
    ...signedBlockJson(block),
    height: block.height,
    transaction: toBase64(block.transaction),
    sides: block.sides,
    path: pack(block.path),
    results: pack(block.results),
    data: toBase64(block.data),
    next: {
      ...signedBlockJson(next),
      set: isSameSet(next.set, block.set) ? null : setJson(next.set),
      lastBlock: toBase64(next.lastBlock),
      app: toBase64(next.app),
      lastResults: toBase64(next.lastResults),
    },
  };
}

function treePathJson(proof: Pick<StateProof, 'index' | 'size' | 'path' | 'others'>) {
  return { index: proof.index, size: proof.size, path: pack(proof.path), others: pack(proof.others) };
}

function stateJson(state: StateProof): Json {
  return { ...signedBlockJson(state), ...treePathJson(state), height: state.height, app: toBase64(state.app) };
}

function registrationJson(proof: RegistrationProof): Json {
  return { ...treePathJson(proof), registration: proof.registration as unknown as Json };
}

function membersJson(proof: MembersProof, set: readonly Validator[]): Json {
  return { ...treePathJson(proof), members: proof.members.map((member) => writtenMember(member, set)) };
}

/** The anchor in the form of `evidence.json`. */
export function cometbftAnchor({ chain, block, state, registration, members }: CometbftEvidence): Anchor {
  return {
    kind: COMETBFT,
    [COMETBFT]: {
      chain,
      block: block && blockJson(block),
      state: state && stateJson(state),
      registration: registration && registrationJson(registration),
      members: members && membersJson(members, setOf({ block, state })),
    },
  };
}
