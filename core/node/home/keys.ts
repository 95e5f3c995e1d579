/**
 * The desk's keys in a home: an Ed25519 key for its log and one for its embedded witness, encrypted under a data key
 * that the system's key store, a passphrase or the recovery code can unwrap. The parts are in `keys/`.
 */
import { randomBytes } from 'node:crypto';
import { ed25519PublicKey } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { equal, fromBase64, fromUtf8, toBase64 } from '../../formats/bytes.ts';
import { type Checkpoint, originOf, ownWitnessName, parseCheckpointText } from '../../formats/checkpoint.ts';
import { KEY_TYPE, type NoteSigner, type VerifierKey, verifierKey } from '../../formats/note.ts';
import type { LogKey } from '../../formats/trusted.ts';
import type { KeyStore, Random } from '../../ports.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { open, seal } from '../system/sealing.ts';
import { seedSigner } from '../system/seed-signer.ts';
import { type HomePaths, homePaths, isHome, makeHome } from './home.ts';
import {
  dailyWraps,
  type Keychain,
  type KeySecrets,
  keychainWrap,
  newDataKey,
  placeDataKey,
  recoveryWrap,
  unwrapDataKey,
} from './keys/data-key.ts';
import { HighestFile } from './keys/highest.ts';
import {
  KEY_FILE_VERSION,
  type KeyFile,
  readKeyFile,
  type SealedSeed,
  type Wrap,
  writeKeyFile,
} from './keys/key-file.ts';
import { looksLikeRecoveryCode, newRecoveryCode, recoverySecret } from './keys/recovery-code.ts';
import { SecretFile } from './keys/secrets.ts';

export type { Keychain, KeySecrets } from './keys/data-key.ts';

/** How the data key is protected in daily use; `file`: anybody who can read the user's files has the keys. */
export type KeyProtection = 'keychain' | 'passphrase' | 'file';

/** What can be read about the keys of a home without unlocking them. */
export interface KeyInfo {
  readonly origin: string;
  /** Every key of the log with the sizes that it signs. */
  readonly logKeys: readonly LogKey[];
  /** The present one. */
  readonly log: VerifierKey;
  readonly witness: VerifierKey;
  readonly protection: KeyProtection;
  /** Every way to the data key that this home has. */
  readonly ways: readonly Wrap['kind'][];
}

/** Every key of a log carries its origin as its name. */
function logKey(origin: string, publicKey: Uint8Array): VerifierKey {
  return verifierKey(origin, KEY_TYPE.ed25519, publicKey, nodeCrypto);
}

function logKeysOf({ origin, logKeys }: KeyFile): readonly LogKey[] {
  return logKeys.map(({ publicKey, from, to }) => ({ vkey: logKey(origin, fromBase64(publicKey)).text, from, to }));
}

/** The desk's own witness, named after its log. */
function witnessKey(origin: string, publicKey: Uint8Array): VerifierKey {
  return verifierKey(ownWitnessName(origin), KEY_TYPE.cosignatureEd25519, publicKey, nodeCrypto);
}

/** Reads the public part. Throws `no-home`, `home-newer` or `home-damaged`. */
export function readKeyInfo(home: string): KeyInfo {
  const file = readKeyFile(existingHome(home).keys);
  const { origin, log, witness, dataKey } = file;
  return {
    origin,
    logKeys: logKeysOf(file),
    log: logKey(origin, fromBase64(log.publicKey)),
    witness: witnessKey(origin, fromBase64(witness.publicKey)),
    protection: protectionOf(dataKey),
    ways: dataKey.map((wrap) => wrap.kind),
  };
}

function existingHome(home: string): HomePaths {
  if (!isHome(home)) throw new NotaryError('no-home', `${home} has not been set up`, { home });
  return homePaths(home);
}

function protectionOf(wraps: readonly Wrap[]): KeyProtection {
  const has = (kind: Wrap['kind']) => wraps.some((wrap) => wrap.kind === kind);
  return has('file') ? 'file' : has('keychain') ? 'keychain' : 'passphrase';
}

/**
 * Distinguishes a typed recovery code from a passphrase. Throws `bad-input` for a recovery code with a typing error.
 */
export function typedSecret(typed: string): KeySecrets {
  if (!looksLikeRecoveryCode(typed)) return { passphrase: typed };
  recoverySecret(typed);
  return { recoveryCode: typed };
}

const seedLabel = (name: 'log' | 'witness') => `notary-desk/seed/v1/${name}`;

function newSeed(name: 'log' | 'witness', dataKey: Uint8Array, random: Random): SealedSeed {
  const seed = random(32);
  const publicKey = ed25519PublicKey(seed);
  const sealed = seal(seed, dataKey, seedLabel(name));
  seed.fill(0);
  return { publicKey: toBase64(publicKey), sealed: toBase64(sealed) };
}

/**
 * Makes the keys of a new home, and the recovery code, which is not kept anywhere. `keys.json` is written last: the
 * home exists once that file does. Throws `home-exists`, `bad-input` (a passphrase too short) or `write-failed`.
 */
export async function createKeys(
  home: string,
  secrets: Omit<KeySecrets, 'recoveryCode'>,
  random: Random = (length) => new Uint8Array(randomBytes(length)),
): Promise<{ readonly keys: FileKeyStore; readonly recoveryCode: string }> {
  if (isHome(home)) throw new NotaryError('home-exists', `${home} has been set up already`, { home });
  makeHome(home);
  const paths = homePaths(home);
  const dataKey = newDataKey();
  const recoveryCode = newRecoveryCode(random);
  const wraps = [...(await dailyWraps(dataKey, secrets)), recoveryWrap(dataKey, recoveryCode)];
  const log = newSeed('log', dataKey, random);
  const origin = originOf(fromBase64(log.publicKey), nodeCrypto);
  const file: KeyFile = {
    v: KEY_FILE_VERSION,
    origin,
    log,
    logKeys: [{ publicKey: log.publicKey, from: 0, to: null }],
    witness: newSeed('witness', dataKey, random),
    dataKey: wraps,
  };
  placeDataKey(paths, wraps, dataKey);
  const highest = HighestFile.create(paths.highest, origin, dataKey);
  writeKeyFile(paths.keys, file);
  return { keys: new FileKeyStore(paths, file, dataKey, highest), recoveryCode };
}

/**
 * Opens the keys by the first way that works. Throws `no-home`, `home-newer`, `home-damaged`, `bad-input` (a mistyped
 * recovery code), or `key-locked` with the `ways` there are.
 */
export async function openKeys(home: string, secrets: KeySecrets): Promise<FileKeyStore> {
  const paths = existingHome(home);
  const file = readKeyFile(paths.keys);
  const { dataKey, by } = await unlock('log', file, secrets, paths);
  const keys = new FileKeyStore(paths, file, dataKey, HighestFile.open(paths.highest, file.origin, dataKey));
  if (secrets.keychain) await keys.renewKeychain(secrets.keychain, by);
  return keys;
}

/**
 * The key of the embedded witness alone, for a process that others can reach: the log's key is not opened. Throws like
 * `openKeys`.
 */
export async function openWitnessKey(home: string, secrets: KeySecrets): Promise<NoteSigner> {
  const paths = existingHome(home);
  const file = readKeyFile(paths.keys);
  const { dataKey } = await unlock('witness', file, secrets, paths);
  const signer = unsealed('witness', file.witness, dataKey, (publicKey) => witnessKey(file.origin, publicKey));
  dataKey.fill(0);
  return signer;
}

/** The data key by the first way that opens the seed of this name. Throws `key-locked` with the `ways` there are. */
async function unlock(
  name: 'log' | 'witness',
  file: KeyFile,
  secrets: KeySecrets,
  paths: HomePaths,
): Promise<{ readonly dataKey: Uint8Array; readonly by: Wrap['kind'] }> {
  for (const wrap of file.dataKey) {
    const dataKey = await unwrapDataKey(wrap, secrets, paths);
    if (dataKey && open(fromBase64(file[name].sealed), dataKey, seedLabel(name))) return { dataKey, by: wrap.kind };
  }
  const ways = file.dataKey.map((wrap) => wrap.kind).join(', ');
  const typed = secrets.passphrase !== undefined || secrets.recoveryCode !== undefined;
  throw new NotaryError('key-locked', `the keys could not be unlocked; they open with: ${ways}`, {
    ways,
    ...(typed ? { reason: 'wrong-secret' } : {}),
  });
}

/** Keys of an unlocked home. */
export class FileKeyStore implements KeyStore {
  readonly origin: string;
  readonly logKeys: readonly LogKey[];
  readonly log: NoteSigner;
  readonly witness: NoteSigner;
  /** Secrets other than the log's: client keys, tokens. */
  readonly secrets: SecretFile;
  readonly #paths: HomePaths;
  readonly #dataKey: Uint8Array;
  readonly #highest: HighestFile;
  #file: KeyFile;

  /** Use `createKeys` or `openKeys`. */
  constructor(paths: HomePaths, file: KeyFile, dataKey: Uint8Array, highest: HighestFile) {
    this.#paths = paths;
    this.#file = file;
    this.#dataKey = dataKey;
    this.#highest = highest;
    const { origin } = file;
    this.origin = origin;
    this.logKeys = logKeysOf(file);
    const log = unsealed('log', file.log, dataKey, (publicKey) => logKey(origin, publicKey));
    this.log = guardedSigner(log, this.logKeys.at(-1)?.from ?? 0, highest);
    this.witness = unsealed('witness', file.witness, dataKey, (publicKey) => witnessKey(origin, publicKey));
    this.secrets = new SecretFile(paths.secrets, dataKey);
  }

  get protection(): KeyProtection {
    return protectionOf(this.#file.dataKey);
  }

  highest(): { readonly size: number; readonly root: Uint8Array } | null {
    return this.#highest.value;
  }

  /** Throws `rolled-back` for a checkpoint that is smaller than the highest one or contradicts it. */
  raise(checkpoint: Checkpoint): void {
    this.#highest.raise(checkpoint);
  }

  /** Every way to the data key. */
  get ways(): readonly Wrap['kind'][] {
    return this.#file.dataKey.map((wrap) => wrap.kind);
  }

  /** Whether a typed secret is the passphrase or the recovery code of this home. Throws `bad-input` for a mistyped code. */
  async opensWith(typed: string): Promise<boolean> {
    const secrets = typedSecret(typed);
    for (const wrap of this.#file.dataKey) {
      if (wrap.kind !== 'passphrase' && wrap.kind !== 'recovery') continue;
      if (await unwrapDataKey(wrap, secrets, this.#paths)) return true;
    }
    return false;
  }

  /**
   * Sets the passphrase, or removes it; the system's key store and the recovery code are unchanged. The data key's file
   * is removed once there is a passphrase, and created when nothing else would open the home. Throws `bad-input`.
   */
  async protect({ passphrase }: Pick<KeySecrets, 'passphrase'>): Promise<void> {
    const kept = (kind: Wrap['kind']) => this.#file.dataKey.filter((wrap) => wrap.kind === kind);
    const keychain = kept('keychain');
    const typed =
      keychain.length > 0 && passphrase === undefined ? [] : await dailyWraps(this.#dataKey, { passphrase });
    this.#rewrap([...keychain, ...typed, ...kept('recovery')]);
  }

  /**
   * After a home was moved to another machine, or its key store was reset, it was opened another way; this adds it to
   * the key store of this machine. If the key store refuses, nothing changes.
   */
  async renewKeychain(keychain: Keychain, openedBy: Wrap['kind']): Promise<void> {
    if (openedBy === 'keychain' || !this.#file.dataKey.some(({ kind }) => kind === 'keychain')) return;
    try {
      if (!(await keychain.available())) return;
      const renewed = await keychainWrap(this.#dataKey, keychain);
      this.#rewrap(this.#file.dataKey.map((wrap) => (wrap.kind === 'keychain' ? renewed : wrap)));
    } catch {
      // the secret is asked for again next time
    }
  }

  /** A new recovery code; the old one stops working. */
  renewRecoveryCode(random: Random = (length) => new Uint8Array(randomBytes(length))): string {
    const code = newRecoveryCode(random);
    this.#rewrap([...this.#file.dataKey.filter((wrap) => wrap.kind !== 'recovery'), recoveryWrap(this.#dataKey, code)]);
    return code;
  }

  #rewrap(dataKey: Wrap[]): void {
    const file = { ...this.#file, dataKey };
    // the data key's file is created before keys.json refers to it, and removed after
    if (dataKey.some((wrap) => wrap.kind === 'file')) placeDataKey(this.#paths, dataKey, this.#dataKey);
    writeKeyFile(this.#paths.keys, file);
    placeDataKey(this.#paths, dataKey, this.#dataKey);
    this.#file = file;
  }
}

function unsealed(
  name: 'log' | 'witness',
  { publicKey, sealed }: SealedSeed,
  dataKey: Uint8Array,
  keyOf: (publicKey: Uint8Array) => VerifierKey,
): NoteSigner {
  const seed = open(fromBase64(sealed), dataKey, seedLabel(name));
  if (!seed || !equal(ed25519PublicKey(seed), fromBase64(publicKey)))
    throw new NotaryError('home-damaged', `the ${name} key in keys.json does not fit its public key`, { key: name });
  const signer = seedSigner(keyOf(fromBase64(publicKey)), seed);
  seed.fill(0);
  return signer;
}

/**
 * Never signs two different logs: refuses a checkpoint that is smaller than the highest one or contradicts it, or that
 * has fewer leaves than this key begins with.
 */
function guardedSigner(signer: NoteSigner, from: number, highest: HighestFile): NoteSigner {
  return {
    key: signer.key,
    sign: (message) => {
      const checkpoint = asCheckpoint(message);
      if (checkpoint) highest.check(checkpoint);
      if (checkpoint && checkpoint.size < from)
        throw new NotaryError('internal', `${signer.key.name} signs from ${from} leaves on, not ${checkpoint.size}`);
      return signer.sign(message);
    },
  };
}

function asCheckpoint(message: Uint8Array): Checkpoint | null {
  try {
    return parseCheckpointText(fromUtf8(message));
  } catch {
    return null;
  }
}
