/**
 * A chain in memory for tests of the verifier: members with keys, an application with a history and a registry, and
 * blocks with real hashes and votes. Each forgery is made by changing one thing before or after signing.
 */
import {
  applicationHash,
  entryLeaf,
  historyLeaf,
  logKey,
  MEMBERS_KEY,
  type RegisteredMember,
  type Registration,
  treeCommitment,
} from '../../../../core/anchors/cometbft/application.ts';
import type { BlockId, Time } from '../../../../core/anchors/cometbft/block.ts';
import { type Vote, voteSignBytes } from '../../../../core/anchors/cometbft/commit.ts';
import type { Epoch } from '../../../../core/anchors/cometbft/epochs.ts';
import type {
  CometbftEvidence,
  MembersProof,
  RegistrationProof,
  StateProof,
} from '../../../../core/anchors/cometbft/evidence.ts';
import { type Header, headerHash, resultLeaf, transactionHash } from '../../../../core/anchors/cometbft/header.ts';
import { encodeTransaction, type Transaction } from '../../../../core/anchors/cometbft/transaction.ts';
import { treeRoot } from '../../../../core/anchors/cometbft/tree.ts';
import { addressOf, sortValidators, validatorsHash } from '../../../../core/anchors/cometbft/validators.ts';
import { ed25519PublicKey, ed25519Sign, nobleCrypto } from '../../../../core/crypto.ts';
import { toHex } from '../../../../core/formats/bytes.ts';
import type { Json } from '../../../../core/formats/canonical.ts';
import { checkpointText, originOf } from '../../../../core/formats/checkpoint.ts';
import { appendedNodes, inclusionProof } from '../../../../core/log/log.ts';
import { leafHash } from '../../../../core/log/merkle.ts';
import { blockProof, stateProof } from '../../../../core/node/connectors/cometbft/proofs.ts';

const crypto = nobleCrypto;
export const bytes = (value: number, length = 32) => new Uint8Array(length).fill(value);

/** A hash that packs no better than a real one. */
const hashOf = (value: number) => crypto.sha256(bytes(value));

export interface Member {
  readonly organisation: string;
  readonly seed: Uint8Array;
  readonly key: Uint8Array;
  readonly power: number;
}

/** Members with keys made of their numbers, in the engine's order. */
export function members(count: number, first = 1, power: (i: number) => number = () => 10): Member[] {
  const made = Array.from({ length: count }, (_, i) => {
    const seed = bytes(first + i);
    return { organisation: `Member ${first + i}`, seed, key: ed25519PublicKey(seed), power: power(i) };
  });
  return sortValidators(made, crypto);
}

export const logSeed = bytes(200);
export const logPublicKey = ed25519PublicKey(logSeed);
export const origin = originOf(logPublicKey, crypto);

/** A signed text of the test's log. */
export function signedText(size: number, fill = size) {
  const text = checkpointText({ origin, size, root: bytes(fill & 255) });
  return { text, signature: ed25519Sign(new TextEncoder().encode(text), logSeed) };
}

/** The transaction of a first checkpoint with this many leaves. */
export function checkpointTransaction(size: number): Transaction {
  return { kind: 'checkpoint', signed: signedText(size), base: 0, proof: [] };
}

export interface Setting {
  readonly chain: string;
  readonly height: number;
  readonly set: readonly Member[];
  readonly nextSet: readonly Member[];
  readonly transactions: readonly Uint8Array[];
  readonly index: number;
  /** Code of the transaction's result. */
  readonly code: number;
  /** Voters of both commits; null for all. */
  readonly voters: readonly number[] | null;
  /** Times of the votes by voter, where they are not those of honest clocks. */
  readonly times: readonly Time[];
  readonly history: readonly string[];
  readonly registration: Registration | null;
  /** Whether the evidence shows the members' names. */
  readonly named: boolean;
  /** Origin of the log that is registered; the test's own unless it says otherwise. */
  readonly origin?: string;
  /** How many other logs are registered. */
  readonly neighbours?: number;
}

export const SETTING: Setting = {
  chain: 'test-1',
  height: 7,
  set: members(4),
  nextSet: members(4),
  transactions: [encodeTransaction(checkpointTransaction(5))],
  index: 0,
  code: 0,
  voters: null,
  times: [],
  history: ['a/1', signedText(5).text, 'b/2'],
  registration: null,
  named: false,
};

export const REGISTRATION: Registration = {
  controller: 'desk-holder',
  keys: [[[...logPublicKey].map((byte) => byte.toString(16).padStart(2, '0')).join(''), 0, null]],
  organisation: 'Holder Ltd',
  retired: false,
};

const START = 1_790_000_000;

/** Members as the registry has them. */
export function registered(set: readonly Member[]): readonly RegisteredMember[] {
  return set.map(({ organisation, key, power }) => {
    const governance = toHex(key.map((byte) => byte ^ 255));
    return { organisation, controller: organisation, governance, validator: toHex(key), power };
  });
}

/** The application hash of a setting and the paths into it. */
export function application(setting: Pick<Setting, 'history' | 'registration' | 'set' | 'origin' | 'neighbours'>) {
  const leaves = setting.history.map(historyLeaf);
  const own = logKey(setting.origin ?? origin);
  const others = Array.from({ length: setting.neighbours ?? 0 }, (_, i) => logKey(`desk/${toHex(hashOf(100 + i))}`));
  const keys = [...others, ...(setting.registration ? [own] : [])].sort();
  const entries = [
    entryLeaf('epochs', []),
    ...keys.map((key) => entryLeaf(key, { ...(setting.registration ?? REGISTRATION) })),
    entryLeaf(MEMBERS_KEY, registered(setting.set) as unknown as Json),
  ];
  const index = 1 + keys.indexOf(own);
  const history = treeCommitment({ size: leaves.length, root: treeRoot(leaves, crypto) }, crypto);
  const latest = treeCommitment({ size: 0, root: treeRoot([], crypto) }, crypto);
  const registry = treeCommitment({ size: entries.length, root: treeRoot(entries, crypto) }, crypto);
  return {
    leaves,
    entries,
    index,
    history,
    latest,
    registry,
    hash: applicationHash({ history, latest, registry }, crypto),
  };
}

/** Inclusion path over leaf bytes. */
export function pathIn(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  const nodes = appendedNodes(
    0,
    leaves.map((leaf) => leafHash(leaf, crypto)),
    () => undefined,
    crypto,
  );
  const byPlace = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]));
  return inclusionProof(index, leaves.length, (level, i) => byPlace.get(`${level}/${i}`), crypto);
}

function header(setting: Setting, height: number, set: readonly Member[], over: Partial<Header>): Header {
  return {
    version: { block: 11, app: 1 },
    chainId: setting.chain,
    height,
    time: { seconds: START + height, nanos: 5 },
    lastBlockId: { hash: hashOf(21), parts: { total: 1, hash: hashOf(22) } },
    lastCommitHash: hashOf(23),
    dataHash: treeRoot([], crypto),
    validatorsHash: validatorsHash(set, crypto),
    nextValidatorsHash: validatorsHash(setting.nextSet, crypto),
    consensusHash: hashOf(24),
    appHash: hashOf(25),
    lastResultsHash: treeRoot([], crypto),
    evidenceHash: treeRoot([], crypto),
    proposerAddress: addressOf(set[0]?.key ?? bytes(0), crypto),
    ...over,
  };
}

/** The answer of a node's `/commit` for a header, signed by the chosen voters. */
export function signedBy(
  made: Header,
  set: readonly Member[],
  { voters, times }: Pick<Setting, 'voters' | 'times'> = SETTING,
) {
  const blockId: BlockId = { hash: headerHash(made, crypto), parts: { total: 1, hash: hashOf(30) } };
  const votes = set.flatMap(({ seed }, voter): Vote[] => {
    if (voters && !voters.includes(voter)) return [];
    const time = times[voter] ?? { seconds: START + made.height + 1, nanos: 1000 * (voter + 1) };
    const target = { height: made.height, round: 0, blockId };
    return [{ voter, time, signature: ed25519Sign(voteSignBytes(made.chainId, target, time), seed) }];
  });
  return { header: made, commit: { height: made.height, round: 0, blockId, votes }, canonical: true };
}

/** What of a member goes into evidence. */
const bare = (set: readonly Member[]) => set.map(({ key, power }) => ({ key, power }));

/** Evidence by the transaction's block. */
export function blockEvidence(over: Partial<Setting> = {}): CometbftEvidence {
  const setting = { ...SETTING, ...over };
  const { set, nextSet, transactions, index, code, height } = setting;
  const hashes = transactions.map((one) => transactionHash(one, crypto));
  const commit = signedBy(header(setting, height, set, { dataHash: treeRoot(hashes, crypto) }), set, setting);
  const results = transactions.map((_, i) => ({
    code: i === index ? code : 0,
    data: new Uint8Array(0),
    log: '',
    gas_wanted: 0,
    gas_used: 0,
  }));
  const next = signedBy(
    header(setting, height + 1, nextSet, {
      lastBlockId: commit.commit.blockId,
      appHash: application(setting).hash,
      lastResultsHash: treeRoot(results.map(resultLeaf), crypto),
    }),
    nextSet,
    setting,
  );
  const transaction = transactions[index] ?? new Uint8Array(0);
  const sets = { set: bare(set), nextSet: bare(nextSet) };
  const block = blockProof({ transaction, index, transactions, results, commit, next, ...sets }, crypto);
  return {
    chain: setting.chain,
    block,
    state: null,
    registration: registrationProof(setting),
    members: membersProof(setting),
  };
}

function registrationProof(setting: Setting): RegistrationProof | null {
  if (!setting.registration) return null;
  const app = application(setting);
  return {
    registration: setting.registration,
    index: app.index,
    size: app.entries.length,
    path: pathIn(app.entries, app.index),
    others: [app.history, app.latest],
  };
}

function membersProof(setting: Setting): MembersProof | null {
  if (!setting.named) return null;
  const app = application(setting);
  const index = app.entries.length - 1;
  return {
    members: registered(setting.set),
    index,
    size: app.entries.length,
    path: pathIn(app.entries, index),
    others: [app.history, app.latest],
  };
}

/** Evidence by an application hash, for the checkpoint at `index` of the history. */
export function stateEvidence(over: Partial<Setting> = {}): CometbftEvidence {
  const setting = { ...SETTING, index: 1, ...over };
  const app = application(setting);
  const { set, height, index } = setting;
  const answer = signedBy(header(setting, height, set, { appHash: app.hash }), set, setting);
  const acceptance: Pick<StateProof, 'index' | 'size' | 'path' | 'others'> = {
    index,
    size: app.leaves.length,
    path: pathIn(app.leaves, index),
    others: [app.latest, app.registry],
  };
  const state = stateProof(answer, bare(set), acceptance, crypto);
  return {
    chain: setting.chain,
    block: null,
    state,
    registration: registrationProof(setting),
    members: membersProof(setting),
  };
}

/** An epoch that pins these members. */
export function epoch(set: readonly Member[], over: Partial<Epoch> = {}): Epoch {
  const pinned = set.map(({ organisation, key, power }) => ({ organisation, controller: organisation, key, power }));
  return { from: 1, to: null, members: pinned, history: null, ...over };
}
