/**
 * The folder of a member's witness: what it is and which node it asks, its key, the logs that it accepts, and what it has
 * stated. Memory belongs to the key: a witness whose memory is not there any more does not start.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase58, toBase58 } from '../../../anchors/jdchain/base58.ts';
import { hashAlgorithmOf } from '../../../anchors/jdchain/keys.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { toHex, utf8 } from '../../../formats/bytes.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../../formats/canonical.ts';
import { type Decoder, hexText, literal, mapped, nullable, object, text } from '../../../formats/decoder.ts';
import { plainText } from '../../../formats/plain-text.ts';
import type { Random } from '../../../ports.ts';
import { jdAddress } from '../../jdchain/endpoint.ts';
import { writeAtomic, writeFailed } from '../../system/atomic-file.ts';
import { makeFolders } from '../../system/folders.ts';
import { readSmallFile, readSmallText } from '../../system/small-file.ts';
import { type AcceptedLog, acceptedBytes, parseAccepted } from './accepted.ts';
import { newWitnessKey, openWitnessKey, publicKeyIn, type WitnessAlgorithm } from './key-file.ts';

/** Paths in the folder of a member's witness. */
export function witnessPaths(folder: string) {
  const memory = join(folder, 'memory');
  return {
    folder,
    settings: join(folder, 'witness.json'),
    key: join(folder, 'witness.key'),
    logs: join(folder, 'logs.json'),
    memory,
    memoryId: join(memory, 'id'),
  };
}

/** What a member's witness is, and which node it asks. */
export interface WitnessSettings {
  readonly v: 1;
  readonly chain: 'jdchain';
  /** The ledger's hash, 34 bytes. */
  readonly ledger: Uint8Array;
  readonly organisation: string;
  /** The member's own node: its own port, not a gateway. */
  readonly peer: { readonly url: string; readonly ca: string | null };
  /** Which memory belongs to it, 32 hex digits. */
  readonly memory: string;
}

/** A ledger's hash in Base58. */
export const ledgerHash: Decoder<Uint8Array> = mapped(text(128), (value) => {
  const bytes = fromBase58(value);
  hashAlgorithmOf(bytes);
  if (toBase58(bytes) !== value) throw new NotaryError('malformed', 'a hash is written in one way');
  return bytes;
});

const shape = object<WitnessSettings>({
  v: literal(1),
  chain: literal('jdchain'),
  ledger: ledgerHash,
  organisation: plainText,
  peer: object<WitnessSettings['peer']>({ url: jdAddress, ca: nullable(text(20_000)) }),
  memory: hexText(32, 'the name of a memory'),
});

/** What a new witness is made of. */
export interface NewWitness extends Omit<WitnessSettings, 'v' | 'chain' | 'memory'> {
  readonly algorithm: WitnessAlgorithm;
  /** Name of its key. */
  readonly name: string;
  readonly passphrase: string | undefined;
}

/**
 * Makes the folder of a new witness with its key and an empty memory. `witness.json` is written last: the witness exists once
 * that file does. Throws `home-exists`, `bad-input`, `malformed` or `write-failed`.
 */
export async function makeWitness(folder: string, made: NewWitness, random: Random, crypto: Crypto): Promise<void> {
  const paths = witnessPaths(folder);
  if (existsSync(paths.settings) || existsSync(paths.key))
    throw new NotaryError('home-exists', `${folder} has a witness already`, { home: folder });
  const { algorithm, name, passphrase, ledger, ...rest } = made;
  const memory = toHex(random(16));
  const settings = canonicalBytes({ v: 1, chain: 'jdchain', ...rest, ledger: toBase58(ledger), memory } as Json);
  readSettings(settings);
  const { bytes } = await newWitnessKey({ algorithm, name, passphrase }, random, crypto);
  try {
    makeFolders(paths.memory, 0o700);
  } catch (cause) {
    throw writeFailed(folder, cause);
  }
  writeAtomic(paths.memoryId, utf8(`${memory}\n`), { mode: 0o600 });
  writeAtomic(paths.key, bytes, { mode: 0o600 });
  writeAtomic(paths.settings, settings);
}

function readSettings(bytes: Uint8Array): WitnessSettings {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  return shape(value, 'witness');
}

/** The settings of a witness. Throws `no-home` when there is none, `malformed` or `newer-version`. */
export function readWitness(folder: string): WitnessSettings {
  const { settings } = witnessPaths(folder);
  if (!existsSync(settings))
    throw new NotaryError('no-home', `${folder} is not the folder of a witness`, { home: folder });
  return readSettings(readSmallFile(settings));
}

const keyBytes = (folder: string) => new Uint8Array(readSmallFile(witnessPaths(folder).key));

/** What may be known of the key without its passphrase. */
export const readWitnessKey = (folder: string, crypto: Crypto) => publicKeyIn(keyBytes(folder), crypto);

/** Opens the key. Throws `key-locked` or `home-damaged`. */
export const openKeyOf = (folder: string, passphrase: string | undefined, crypto: Crypto) =>
  openWitnessKey(keyBytes(folder), passphrase, crypto);

/** The logs that are accepted, by origin. Throws `malformed`, `too-large` or `newer-version`. */
export function readAccepted(folder: string, crypto: Crypto): ReadonlyMap<string, AcceptedLog> {
  const { logs } = witnessPaths(folder);
  return existsSync(logs) ? parseAccepted(readSmallFile(logs), crypto) : new Map();
}

/** Accepts a log, in the place of one of the same origin. Throws `write-failed`. */
export function acceptLog(folder: string, log: AcceptedLog, crypto: Crypto): void {
  const known = new Map(readAccepted(folder, crypto));
  known.set(log.origin, log);
  const bytes = acceptedBytes(known.values());
  parseAccepted(bytes, crypto);
  writeAtomic(witnessPaths(folder).logs, bytes);
}

/** Throws `home-damaged` when the memory of this witness is not there: it would state again what it has forgotten. */
export function refuseLostMemory(folder: string, { memory }: WitnessSettings): void {
  const { memoryId, memory: path } = witnessPaths(folder);
  const found = existsSync(memoryId) ? readSmallText(memoryId).trim() : null;
  if (found !== memory)
    throw new NotaryError('home-damaged', `${path} is not the memory of this witness`, { witness: path });
}
