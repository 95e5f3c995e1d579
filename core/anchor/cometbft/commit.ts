/**
 * Votes for a block. A vote signs height, round, block, its own time and the chain's id; who it is from is said by the
 * key alone. Checked by the engine's rule (ZIP-215). CometBFT v0.38, `types.VoteSignBytes`.
 */
import { concat, utf8 } from '../../bytes.ts';
import type { Crypto } from '../../crypto.ts';
import { type BlockId, blockIdBytes, type Time, timeBytes } from './block.ts';
import { bytesField, delimited, fixed64Field, messageField, uintField } from './protobuf.ts';
import type { Validator } from './validators.ts';

/** A precommit for a block; votes for nothing (nil) have no place here. */
export interface Vote {
  /** Place of the voter in the set, in the engine's order. */
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

/** What a precommit of this commit signs at its time. */
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

/** True when the vote verifies under the key that stands at its place in the set. */
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
 * The median of the votes' times, weighted by power: as long as less than a third of all power lies, it stands between
 * the times of two honest members. The engine takes the same for the next header. Null when there are no votes.
 */
export function medianTime(votes: readonly Vote[], set: readonly Validator[]): Time | null {
  const sorted = [...votes].sort((a, b) => a.time.seconds - b.time.seconds || a.time.nanos - b.time.nanos);
  let left = Math.floor(signedPower(votes, set) / 2);
  for (const { voter, time } of sorted) {
    const power = set[voter]?.power ?? 0;
    if (left <= power) return time;
    left -= power;
  }
  return null;
}
