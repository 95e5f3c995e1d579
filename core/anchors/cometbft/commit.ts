/**
 * Votes for a block. A vote signs height, round, block, its own time and the chain's id; only its key identifies the
 * voter. Checked by the engine's rule (ZIP-215). CometBFT v0.38, `types.VoteSignBytes`.
 */

import type { Crypto } from '../../crypto.ts';
import { concat, utf8 } from '../../formats/bytes.ts';
import { type BlockId, blockIdBytes, type Time, timeBytes } from './block.ts';
import { bytesField, delimited, fixed64Field, messageField, uintField } from './protobuf.ts';
import type { Validator } from './validators.ts';

/** A precommit for a block; nil votes are not represented. */
export interface Vote {
  /** Index of the voter in the set, in the engine's order. */
  readonly voter: number;
  readonly time: Time;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/** The votes that decided one block. */
export interface Commit {
  readonly height: number;
  readonly round: number;
  readonly blockId: BlockId;
  readonly votes: readonly Vote[];
}

const PRECOMMIT = 2;

/** The bytes that a precommit of this commit signs at its time. */
export function voteSignBytes(chainId: string, commit: Omit<Commit, 'votes'>, time: Time): Uint8Array {
  return delimited(
    concat(
      uintField(1, PRECOMMIT),
      fixed64Field(2, commit.height),
      fixed64Field(3, commit.round),
      messageField(4, blockIdBytes(commit.blockId)),
      messageField(5, timeBytes(time)),
      bytesField(6, utf8(chainId)),
    ),
  );
}

/** True when the vote verifies under the key at its index in the set. */
export function isValidVote(
  chainId: string,
  commit: Commit,
  vote: Vote,
  set: readonly Validator[],
  crypto: Crypto,
): boolean {
  const voter = set[vote.voter];
  return (
    voter !== undefined && crypto.verifyZip215(vote.signature, voteSignBytes(chainId, commit, vote.time), voter.key)
  );
}

/** Power that signed. Each voter counts once. */
export function signedPower(votes: readonly Vote[], set: readonly Validator[]): number {
  return [...new Set(votes.map(({ voter }) => voter))].reduce((sum, voter) => sum + (set[voter]?.power ?? 0), 0);
}

/**
 * When the votes were given: in the order of time, the time of the first vote with which strictly more than half of the
 * power that signed is reached. Null when there are no votes.
 *
 * It lies between the times of two honest members, both included, whatever the others wrote, as long as those others
 * hold less than half of the power that signed. Proof: be S the power that signed, L that of the liars among it, H = S
 * - L, so 2L < S < 2H.
 * - Not earlier than every honest time: up to and including the vote there is more than S/2, hence more than L, so one of the
 *   votes up to it is honest.
 * - Not later than every honest time: before the vote there is at most S/2, hence less than H, so the vote itself or one
 *   of those behind it is honest.
 * A quorum (3S > 2N, of the power N of all members) together with liars of at most a third (3L <= N) gives that: then
 * 2L <= 2N/3 < S. Of liars with more than a third nothing is promised. All powers are integers; nothing is rounded.
 */
export function medianTime(votes: readonly Vote[], set: readonly Validator[]): Time | null {
  const all = signedPower(votes, set);
  let reached = 0;
  for (const { voter, time } of inOrderOfTime(votes)) {
    reached += set[voter]?.power ?? 0;
    if (2 * reached > all) return time;
  }
  return null;
}

/**
 * The median by which the engine fills the next header (v0.38, `types/time.WeightedMedian`): it stops at half of the
 * signed power, rounded down, so that one liar among three signers of four can move it back arbitrarily. Pages of
 * template 1 print it and keep doing so; no verdict depends on it.
 */
export function engineMedianTime(votes: readonly Vote[], set: readonly Validator[]): Time | null {
  let left = Math.floor(signedPower(votes, set) / 2);
  for (const { voter, time } of inOrderOfTime(votes)) {
    const power = set[voter]?.power ?? 0;
    if (left <= power) return time;
    left -= power;
  }
  return null;
}

function inOrderOfTime(votes: readonly Vote[]): readonly Vote[] {
  return [...votes].sort((a, b) => a.time.seconds - b.time.seconds || a.time.nanos - b.time.nanos);
}
