/** What the registry holds, by key: members, epochs, logs, the counter of decisions, proven forks. */
import { logKey, type Registration, readRegistration } from '../../anchors/cometbft/application.ts';
import { type Epoch, type EpochMember, epochJson } from '../../anchors/cometbft/epochs.ts';
import { SET_LIMITS, sortValidators } from '../../anchors/cometbft/validators.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { fromHex, toHex } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import type { Checkpoint } from '../../formats/checkpoint.ts';
import { type Decoder, integer, list, nullable, object, text } from '../../formats/decoder.ts';
import { emptyRoot } from '../../log/merkle.ts';
import { plainText } from '../cometbft/plain-text.ts';
import type { State } from './state.ts';

/**
 * An organisation that votes on decisions and signs blocks. Keys are hex, so that they can be compared by reading them
 * aloud.
 */
export interface Member {
  readonly organisation: string;
  readonly controller: string;
  /** Ed25519 key for decisions. */
  readonly governance: string;
  /** Ed25519 key of its node. */
  readonly validator: string;
  readonly power: number;
}

/** A reader for a public key in hex. */
export const hexKey: Decoder<string> = text(64, /^[0-9a-f]{64}$/, 'a key of 32 bytes in hex');

/** A reader for members. */
export const readMember: Decoder<Member> = object<Member>({
  organisation: plainText,
  controller: plainText,
  governance: hexKey,
  validator: hexKey,
  power: integer(1, SET_LIMITS.power),
});

const readMembers = list(readMember, SET_LIMITS.members, 1);

/** Refuses members that share a name or a key. Throws `malformed`. */
export function refuseShared(members: readonly Member[]): void {
  const values = members.flatMap(({ organisation, governance, validator }) => [
    `name ${organisation}`,
    governance,
    validator,
  ]);
  if (new Set(values).size !== values.length) throw new NotaryError('malformed', 'two members share a name or a key');
}

/** The present members. Throws `malformed` before the genesis. */
export function membersOf(state: State): readonly Member[] {
  return readMembers(state.registry.get('members'), 'members');
}

/** Replaces the list of members; the caller starts the new epoch. */
export function setMembers(state: State, members: readonly Member[]): void {
  state.registry.set('members', members as unknown as Json);
}

/** The log of an origin, or null when nobody registered it. */
export function registrationOf(state: State, origin: string): Registration | null {
  const value = state.registry.get(logKey(origin));
  return value === undefined ? null : readRegistration(value, 'registration');
}

/** Stores the registration of a log under its origin. */
export function setRegistration(state: State, origin: string, registration: Registration): void {
  state.registry.set(logKey(origin), { ...registration } as unknown as Json);
}

/** The last checkpoint of a log that was accepted; an empty log before the first. */
export function latestOf(state: State, origin: string, crypto: Pick<Crypto, 'sha256'>): Checkpoint {
  const value = state.latest.get(logKey(origin)) as { size: number; root: string } | undefined;
  return value
    ? { origin, size: value.size, root: fromHex(value.root, 32) }
    : { origin, size: 0, root: emptyRoot(crypto) };
}

/** Stores the last accepted checkpoint of a log. */
export function setLatest(state: State, { origin, size, root }: Checkpoint): void {
  state.latest.set(logKey(origin), { size, root: toHex(root) });
}

/** Number that the next decision must carry. */
export function nextDecision(state: State): number {
  return integer()(state.registry.get('decisions') ?? 0, 'decisions') + 1;
}

/** Stores the number of the last decision that was carried out. */
export function setDecision(state: State, number: number): void {
  state.registry.set('decisions', number);
}

const storedEpoch = object<{ from: number; to: number | null; members: readonly Json[]; history: Json }>({
  from: integer(1),
  to: nullable(integer(1)),
  members: list((value) => value as Json, SET_LIMITS.members, 1),
  history: (value) => value as Json,
});

/** An epoch as stored in the registry: as in a trust bundle, except that an epoch about to end has no history yet. */
export type StoredEpoch = ReturnType<typeof storedEpoch>;

/** All epochs, oldest first; the last one is open. */
export function epochsOf(state: State): readonly StoredEpoch[] {
  return list(storedEpoch, 100_000)(state.registry.get('epochs') ?? [], 'epochs');
}

function setEpochs(state: State, epochs: readonly StoredEpoch[]): void {
  state.registry.set('epochs', epochs as unknown as Json);
}

function epochOf(state: State, from: number, crypto: Crypto): StoredEpoch {
  const members = membersOf(state).map(
    ({ organisation, controller, validator, power }): EpochMember => ({
      organisation,
      controller,
      key: fromHex(validator, 32),
      power,
    }),
  );
  const epoch: Epoch = { from, to: null, members: sortValidators(members, crypto), history: null };
  return storedEpoch(epochJson(epoch), 'epoch');
}

/** Begins an epoch with the members as they are now. A set that block H changes signs from H + 2 on. */
export function beginEpoch(state: State, from: number, crypto: Crypto): void {
  const before = epochsOf(state).filter((epoch) => epoch.from !== from);
  const ended = before.map((epoch) => (epoch.to === null ? { ...epoch, to: from - 1 } : epoch));
  setEpochs(state, [...ended, epochOf(state, from, crypto)]);
}

/** At the end of a block: an epoch that ends at this height is given the current history. */
export function closeEpochs(state: State, crypto: Crypto): void {
  const epochs = epochsOf(state);
  if (!epochs.some(({ to }) => to === state.height)) return;
  const { size, root } = state.history.head(crypto);
  const history = { size, root: toHex(root) };
  setEpochs(
    state,
    epochs.map((epoch) => (epoch.to === state.height ? { ...epoch, history } : epoch)),
  );
}

/** Marks a log for which two histories were proven. */
export function setFork(state: State, first: Checkpoint, second: Checkpoint): void {
  const of = ({ size, root }: Checkpoint) => ({ size, root: toHex(root) });
  state.registry.set(`fork/${first.origin}`, { first: of(first), second: of(second) });
}

/** Whether a fork of this log was proven. */
export function hasFork(state: State, origin: string): boolean {
  return state.registry.get(`fork/${origin}`) !== undefined;
}
