/**
 * The application as a pure function: state and transactions in, state and codes out. CheckTx, PrepareProposal,
 * ProcessProposal and FinalizeBlock all go through `apply`, so no two of them can disagree.
 */

import type { Registration } from '../../anchors/cometbft/application.ts';
import type { CheckpointTransaction, ForkReport } from '../../anchors/cometbft/transaction.ts';
import {
  checkpointOf,
  decodeTransaction,
  type SignedText,
  type Transaction,
} from '../../anchors/cometbft/transaction.ts';
import type { Crypto } from '../../crypto.ts';
import { equal, fromHex, utf8 } from '../../formats/bytes.ts';
import type { Checkpoint } from '../../formats/checkpoint.ts';
import type { ReadNode } from '../../log/log.ts';
import { verifyConsistency } from '../../log/merkle.ts';
import { otherRoot } from '../../log/other-root.ts';
import { ACCEPTED, type Outcome } from '../cometbft/codes.ts';
import { isFork } from './fork.ts';
import { decide, validatorKey } from './governance.ts';
import {
  beginEpoch,
  closeEpochs,
  hasFork,
  latestOf,
  type Member,
  membersOf,
  refuseShared,
  registrationOf,
  setFork,
  setLatest,
  setMembers,
} from './registry.ts';
import { absorb, draftOf, type State, stateHash } from './state.ts';

const refused = (code: Outcome['code'], log: string): Outcome => ({ code, log });

/**
 * Tries one transaction on a draft. Changes nothing unless the code is `ok`; never throws because of the contents of
 * the bytes.
 */
export function apply(state: State, bytes: Uint8Array, crypto: Crypto): Outcome {
  let transaction: Transaction;
  try {
    transaction = decodeTransaction(bytes);
  } catch {
    return refused('malformed', 'not a transaction of this application');
  }
  switch (transaction.kind) {
    case 'checkpoint':
      return applyCheckpoint(state, transaction, crypto);
    case 'fork-report':
      return applyForkReport(state, transaction, crypto);
    case 'governance':
      return decide(state, transaction.action, transaction.approvals, crypto);
  }
}

function isSignedBy(log: Registration, signed: SignedText, size: number, crypto: Crypto): boolean {
  return log.keys.some(
    ([key, from, to]) =>
      from <= size &&
      (to === null || size <= to) &&
      crypto.verifyEd25519(signed.signature, utf8(signed.text), fromHex(key, 32)),
  );
}

function applyCheckpoint(state: State, { signed, base, proof }: CheckpointTransaction, crypto: Crypto): Outcome {
  const next = checkpointOf(signed);
  const log = registrationOf(state, next.origin);
  if (!log) return refused('unknown-log', `nobody registered ${next.origin}`);
  if (log.retired) return refused('retired-log', `${next.origin} was retired`);
  if (!isSignedBy(log, signed, next.size, crypto)) return refused('bad-signature', 'not signed by a key of this log');
  const latest = latestOf(state, next.origin, crypto);
  const outcome = growth(latest, next, base, proof, crypto);
  if (outcome.code !== 'ok') return outcome;
  setLatest(state, next);
  state.history.append(signed, crypto);
  return ACCEPTED;
}

/** Whether `next` extends `latest`: the rule that the members exist to enforce. */
function growth(
  latest: Checkpoint,
  next: Checkpoint,
  base: number,
  proof: readonly Uint8Array[],
  crypto: Crypto,
): Outcome {
  if (next.size === latest.size)
    return equal(next.root, latest.root)
      ? refused('known', `size ${next.size} was accepted before`)
      : refused('fork', `another root was accepted for ${latest.size} leaves`);
  if (next.size < latest.size) return refused('behind', `${latest.size} leaves were accepted, this has ${next.size}`);
  if (base !== latest.size)
    return refused('base-moved', `${latest.size} leaves were accepted, the proof starts at ${base}`);
  if (verifyConsistency(latest.size, next.size, latest.root, next.root, proof, crypto)) return ACCEPTED;
  return otherRoot(latest, next, proof, crypto)
    ? refused('fork', `the first ${latest.size} leaves are not those that were accepted`)
    : refused('inconsistent', `the proof from ${latest.size} to ${next.size} leaves does not hold`);
}

function applyForkReport(state: State, report: ForkReport, crypto: Crypto): Outcome {
  const [first, second] = [checkpointOf(report.first), checkpointOf(report.second)];
  const log = registrationOf(state, first.origin);
  if (!log) return refused('unknown-log', `nobody registered ${first.origin}`);
  if (hasFork(state, first.origin)) return refused('known', `a fork of ${first.origin} was shown before`);
  if (!isFork(report, crypto)) return refused('not-a-fork', 'the two checkpoints do not contradict each other');
  const bothSigned =
    isSignedBy(log, report.first, first.size, crypto) && isSignedBy(log, report.second, second.size, crypto);
  if (!bothSigned) return refused('bad-signature', 'not signed by a key of this log');
  setFork(state, first, second);
  return ACCEPTED;
}

/** The effects of a block. `commit` applies the draft. */
export interface Executed {
  readonly draft: State;
  readonly outcomes: readonly Outcome[];
  /** Validators whose power changed; 0 removes. */
  readonly updates: readonly { readonly key: Uint8Array; readonly power: number }[];
  readonly hash: Uint8Array;
}

/** Executes a block on a draft of the state. */
export function execute(state: State, height: number, transactions: readonly Uint8Array[], crypto: Crypto): Executed {
  const draft = { ...draftOf(state), height };
  const before = membersOf(draft);
  const outcomes = transactions.map((bytes) => apply(draft, bytes, crypto));
  closeEpochs(draft, crypto);
  const updates = validatorUpdates(before, membersOf(draft));
  return { draft, outcomes, updates, hash: stateHash(draft, crypto) };
}

/** Applies an executed block to the state; with `stored`, after it was stored there. */
export function commit(state: State, executed: Executed, stored: ReadNode | null = null): State {
  return absorb(state, executed.draft, stored);
}

/** Bytes that the engine adds to each transaction of a block: a tag and a length. */
const FRAME = 6;

/** Which of these transactions make a block in which each is accepted, in their order, within `maxBytes`. */
export function select(
  state: State,
  transactions: readonly Uint8Array[],
  maxBytes: number,
  crypto: Crypto,
): Uint8Array[] {
  const draft = draftOf(state);
  let left = maxBytes;
  return transactions.filter((bytes) => {
    if (bytes.length + FRAME > left || apply(draft, bytes, crypto).code !== 'ok') return false;
    left -= bytes.length + FRAME;
    return true;
  });
}

function validatorUpdates(before: readonly Member[], after: readonly Member[]): Executed['updates'] {
  const powerIn = (members: readonly Member[], validator: string) =>
    members.find((member) => member.validator === validator)?.power ?? 0;
  return [...new Map([...before, ...after].map((member) => [member.validator, member])).values()]
    .filter(({ validator }) => powerIn(before, validator) !== powerIn(after, validator))
    .map((member) => ({ key: validatorKey(member), power: powerIn(after, member.validator) }));
}

/** Writes the first members to an empty state. Throws `malformed`. */
export function begin(state: State, members: readonly Member[], initialHeight: number, crypto: Crypto): void {
  refuseShared(members);
  setMembers(state, members);
  beginEpoch(state, initialHeight, crypto);
}
