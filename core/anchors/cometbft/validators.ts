/** The set of validators: whose keys sign blocks, with how much power each. CometBFT v0.38, `types.ValidatorSet`. */

import type { Crypto } from '../../crypto.ts';
import { concat, equal } from '../../formats/bytes.ts';
import { bytesField, messageField, uintField } from './protobuf.ts';
import { treeRoot } from './tree.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** A voting key and its voting power. */
export interface Validator {
  /** Ed25519 public key, 32 bytes. */
  readonly key: Uint8Array;
  readonly power: number;
}

/** Bounds of a set: number of members, and a total power small enough that 3 · total is a safe integer. */
export const SET_LIMITS = { members: 64, power: 2 ** 40 } as const;

/** The engine's name for a key: SHA-256, first 20 bytes. */
export function addressOf(key: Uint8Array, crypto: Sha256): Uint8Array {
  return crypto.sha256(key).slice(0, 20);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return 0;
}

/** A set in the engine's order: power descending, then address ascending. */
export function sortValidators<V extends Validator>(set: readonly V[], crypto: Sha256): V[] {
  return set
    .map((validator) => ({ validator, address: addressOf(validator.key, crypto) }))
    .sort((a, b) => b.validator.power - a.validator.power || compareBytes(a.address, b.address))
    .map(({ validator }) => validator);
}

/** The hash of a set in the engine's order, as in headers. */
export function validatorsHash(set: readonly Validator[], crypto: Sha256): Uint8Array {
  return treeRoot(
    set.map(({ key, power }) => concat(messageField(1, bytesField(1, key)), uintField(2, power))),
    crypto,
  );
}

/** The total power of all members. */
export function totalPower(set: readonly Validator[]): number {
  return set.reduce((sum, { power }) => sum + power, 0);
}

/** More than two thirds, the engine's quorum. */
export function isQuorum(signed: number, total: number): boolean {
  return 3 * signed > 2 * total;
}

/** The smallest power that is a quorum. */
export function quorumOf(total: number): number {
  return Math.floor((2 * total) / 3) + 1;
}

/** True when both hold the same keys with the same powers in the same order. */
export function isSameSet(a: readonly Validator[], b: readonly Validator[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ key, power }, i) => power === b[i]?.power && equal(key, b[i]?.key ?? new Uint8Array(0)))
  );
}
