/** The parts of a block that hashes and votes cover (CometBFT v0.38, spec/core/data_structures.md). */
import { concat } from '../../formats/bytes.ts';
import { bytesField, messageField, uintField } from './protobuf.ts';

/** A time in the engine's form. Seconds since 1970; earlier times are not supported. */
export interface Time {
  readonly seconds: number;
  readonly nanos: number;
}

/** The part-set header of a block (its split into parts for gossip), signed together with the block's hash. */
export interface PartSet {
  readonly total: number;
  /** 32 bytes. */
  readonly hash: Uint8Array;
}

/** A block's identifier in votes and in the next header. */
export interface BlockId {
  /** 32 bytes; empty for the block before the first. */
  readonly hash: Uint8Array;
  readonly parts: PartSet;
}

/** `google.protobuf.Timestamp`. */
export function timeBytes(time: Time): Uint8Array {
  return concat(uintField(1, time.seconds), uintField(2, time.nanos));
}

/** `BlockID`, and byte for byte also `CanonicalBlockID`; the part set is written even when it is empty. */
export function blockIdBytes({ hash, parts }: BlockId): Uint8Array {
  const partSet = concat(uintField(1, parts.total), bytesField(2, parts.hash));
  return concat(bytesField(1, hash), messageField(2, partSet));
}

/** RFC 3339 in UTC with milliseconds, cut off, never rounded up. */
export function timeText({ seconds, nanos }: Time): string {
  return new Date(seconds * 1000 + Math.floor(nanos / 1e6)).toISOString();
}
