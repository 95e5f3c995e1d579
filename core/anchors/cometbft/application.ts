/**
 * What the application hash commits to: the history of accepted checkpoints, the latest checkpoint of each log, and the
 * registry (logs, members, epochs). Any part can be proven with one path and two hashes.
 * docs/certificate-format/cometbft.md, "Application hash".
 */

import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { concat, u64be, utf8 } from '../../formats/bytes.ts';
import { canonicalBytes, type Json } from '../../formats/canonical.ts';
import { type Decoder, integer, list, nullable, object, text } from '../../formats/decoder.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** Size and root of an RFC 6962 tree. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Commitments of the three trees, 32 bytes each. */
export interface Application {
  readonly history: Uint8Array;
  readonly latest: Uint8Array;
  readonly registry: Uint8Array;
}

const DOMAIN = utf8('notary-desk/application/v1\0');

/** SHA-256(size as u64 big endian ‖ root): unlike the root alone, it commits to the number of leaves. */
export function treeCommitment({ size, root }: TreeHead, crypto: Sha256): Uint8Array {
  return crypto.sha256(concat(u64be(size), root));
}

/** The application hash, 32 bytes. */
export function applicationHash({ history, latest, registry }: Application, crypto: Sha256): Uint8Array {
  return crypto.sha256(concat(DOMAIN, history, latest, registry));
}

/** Leaf of the history: the checkpoint's text. */
export function historyLeaf(checkpointText: string): Uint8Array {
  return utf8(checkpointText);
}

/** Leaf of the other two trees, which are sorted by key: canonical JSON of key and value. */
export function entryLeaf(key: string, value: Json): Uint8Array {
  return canonicalBytes([key, value]);
}

/** Key of a log in the registry and in the tree of latest checkpoints. */
export function logKey(origin: string): string {
  return `log/${origin}`;
}

/** Key of the members in the registry. */
export const MEMBERS_KEY = 'members';

/** A member in the registry. Keys are hex. */
export interface RegisteredMember {
  readonly organisation: string;
  readonly controller: string;
  readonly governance: string;
  readonly validator: string;
  readonly power: number;
}

const hexKey = text(64, /^[0-9a-f]{64}$/, 'a key in hex');

/**
 * A reader of members as carried by an anchor. Names are only bounded here; they are shown as the chain's own claims.
 */
export const readRegisteredMember: Decoder<RegisteredMember> = object<RegisteredMember>({
  organisation: text(200),
  controller: text(200),
  governance: hexKey,
  validator: hexKey,
  power: integer(1),
});

/** A key of a registered log: hex, and the sizes it signs. */
export type RegisteredKey = readonly [key: string, from: number, to: number | null];

/** A log in the registry. */
export interface Registration {
  readonly controller: string;
  readonly keys: readonly RegisteredKey[];
  readonly organisation: string;
  readonly retired: boolean;
}

const registeredKey: Decoder<RegisteredKey> = (value, at) => {
  if (!Array.isArray(value) || value.length !== 3) throw new NotaryError('malformed', `${at}: not a registered key`);
  return [hexKey(value[0], at), integer()(value[1], at), nullable(integer())(value[2], at)];
};

/** A reader of registrations. Names are only bounded here; they were checked when they were registered. */
export const readRegistration: Decoder<Registration> = object<Registration>({
  controller: text(200),
  keys: list(registeredKey, 64, 1),
  organisation: text(200),
  retired: (value, at) => {
    if (typeof value !== 'boolean') throw new NotaryError('malformed', `${at}: not true or false`);
    return value;
  },
});
