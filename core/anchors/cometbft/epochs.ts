/**
 * A trust bundle's data for a chain of this kind: for each range of heights, the members, their keys and their power. A
 * closed epoch also names the history of accepted checkpoints at its end, so that keys stolen from former members
 * cannot be used to write a different past.
 */

import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { equal, fromBase64, fromHex, toBase64, toHex } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import { type Decoder, integer, list, nullable, object, text } from '../../formats/decoder.ts';
import { plainText } from '../../formats/plain-text.ts';
import { eachOnce, type NamedKey } from '../kind.ts';
import type { TreeHead } from './application.ts';
import { isSameSet, SET_LIMITS, sortValidators, type Validator } from './validators.ts';

/** A member of the consortium in one epoch, as a trust bundle names it. */
export interface EpochMember extends Validator {
  readonly organisation: string;
  /** Who holds the key; members who are one voice with the log count as the issuer itself. */
  readonly controller: string;
}

/** One set of members and the heights at which it signs. */
export interface Epoch {
  /** First height that this set signs. */
  readonly from: number;
  /** Last height, or null while the epoch is open. */
  readonly to: number | null;
  /** In any order; 1 to 64, no key twice. */
  readonly members: readonly EpochMember[];
  /** The history after the block at height `to`; null exactly while the epoch is open. */
  readonly history: TreeHead | null;
}

const key: Decoder<Uint8Array> = (value, at) => {
  const bytes = fromBase64(text(44)(value, at));
  if (bytes.length !== 32) throw new NotaryError('malformed', `${at}: an Ed25519 key has 32 bytes`);
  return bytes;
};

const root: Decoder<Uint8Array> = (value, at) => fromHex(text(64)(value, at), 32);

const readEpoch = object<Epoch>({
  from: integer(1),
  to: nullable(integer(1)),
  members: list(
    object<EpochMember>({ organisation: plainText, controller: plainText, key, power: integer(1, SET_LIMITS.power) }),
    SET_LIMITS.members,
    1,
  ),
  history: nullable(object<TreeHead>({ size: integer(), root })),
});

function refuseDisorder(epochs: readonly Epoch[]): void {
  epochs.forEach((epoch, i) => {
    const before = epochs[i - 1];
    const isOpen = epoch.to === null;
    if (isOpen !== (epoch.history === null))
      throw new NotaryError('malformed', 'an epoch names its history when it is closed, and only then');
    if (epoch.to !== null && epoch.to < epoch.from)
      throw new NotaryError('malformed', 'an epoch ends before it begins');
    if (before && (before.to === null || before.to >= epoch.from))
      throw new NotaryError('malformed', 'epochs follow each other; only the last may be open');
    const keys = new Set(epoch.members.map((member) => toHex(member.key)));
    if (keys.size !== epoch.members.length) throw new NotaryError('malformed', 'a key stands twice in an epoch');
  });
}

/** The epochs of a bundle's chain. Throws `malformed`. */
export function readEpochs(epochs: readonly Json[]): readonly Epoch[] {
  const read = list(readEpoch, 1000, 1)(epochs, 'epochs');
  refuseDisorder(read);
  return read;
}

/** An epoch as a trust bundle carries it. */
export function epochJson({ from, to, members, history }: Epoch): Json {
  return {
    from,
    to,
    members: members.map(({ organisation, controller, key: bytes, power }) => ({
      organisation,
      controller,
      key: toBase64(bytes),
      power,
    })),
    history: history && { size: history.size, root: toHex(history.root) },
  };
}

/** The members of all epochs; one whose key has two names is there by each. */
export function namedKeys(epochs: readonly Json[], crypto: Pick<Crypto, 'sha256'>): readonly NamedKey[] {
  const members = readEpochs(epochs).flatMap((epoch) => epoch.members);
  return eachOnce(
    members.map(({ organisation, controller, key: bytes }) => ({
      organisation,
      controller,
      is: 'key',
      fingerprint: toHex(crypto.sha256(bytes)),
    })),
  );
}

/** The epoch of a height, or null when the bundle knows none. */
export function epochAt(epochs: readonly Epoch[], height: number): Epoch | null {
  return epochs.find(({ from, to }) => from <= height && (to === null || height <= to)) ?? null;
}

/** True when the epoch's members are exactly this set: the same keys with the same powers, in whatever order. */
export function pins(epoch: Epoch, set: readonly Validator[], crypto: Crypto): boolean {
  return isSameSet(sortValidators(epoch.members, crypto), sortValidators(set, crypto));
}

/** The member that holds this key. */
export function memberOf(epoch: Epoch, publicKey: Uint8Array): EpochMember | null {
  return epoch.members.find((member) => equal(member.key, publicKey)) ?? null;
}
