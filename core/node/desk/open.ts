/** Opening a home for writing, and creating a new one: lock, database, keys, in this order. */
import { NotaryError } from '../../errors.ts';
import type { Language } from '../../words/words.ts';
import type { StartReader } from '../doctor/process.ts';
import { type HomeLock, homePaths, isHome, lockHome, othersMay } from '../home/home.ts';
import { createKeys, type FileKeyStore, type Keychain, openKeys, typedSecret } from '../home/keys.ts';
import { SecondMemory } from '../home/second-memory.ts';
import { openStore, type SqliteStore } from '../store/sqlite-store.ts';
import { faultOf } from '../system/fault.ts';
import { checkHolder } from './settings.ts';
import type { Emit, Holder } from './types.ts';
import type { Surroundings } from './view.ts';

/** How to open a home. */
export interface DeskOptions extends Surroundings {
  /** Shown to others while they find the home locked: `window` or `command line`. */
  readonly program: string;
  readonly keychain?: Keychain | undefined;
  /** A passphrase, or a recovery code. */
  readonly secret?: string | undefined;
  readonly emit?: Emit;
  /** How a reader process is started; forked by default. */
  readonly startReader?: StartReader;
  /** An intake will follow: the hashing threads start while the home is opened. */
  readonly hashing?: boolean;
  /** Seal by the policy and resume interrupted intakes: for a desk that stays open. */
  readonly resident?: boolean;
  /** From 0 to 1: when what is asked in the background is asked. By chance unless it is given. */
  readonly chance?: (() => number) | undefined;
}

/** A first run. */
export interface SetupWish {
  readonly language: Language;
  readonly holder: Holder;
  /** Whether the desk seals by itself; true unless it is said. */
  readonly sealsItself?: boolean | undefined;
}

/** A home that this process has opened and locked. */
export interface OpenHome {
  readonly lock: HomeLock;
  readonly store: SqliteStore;
  readonly keys: FileKeyStore;
  /** What any copy of this home has signed on this computer. */
  readonly memory: SecondMemory;
}

/** Throws `no-home`, `home-locked`, `home-newer`, `home-damaged` or `key-locked`. */
export async function openHome(options: DeskOptions): Promise<OpenHome> {
  const { home, keychain, secret, kinds } = options;
  if (!isHome(home)) throw new NotaryError('no-home', `${home} has not been set up`, { home });
  const typed = secret === undefined ? {} : typedSecret(secret);
  return withLock(options, async () => {
    const keys = await openKeys(home, { keychain, ...typed });
    const origin = keys.log.key.name;
    const store = openStore(homePaths(home).database, { create: false, kinds: kinds?.records, origin });
    return { keys, store, memory: memoryOf(keys, options) };
  });
}

/** Throws `home-exists`, `home-locked`, `key-missing` (a database without its keys), `bad-input` or `write-failed`. */
export async function makeNewHome(
  options: DeskOptions,
  wish: SetupWish,
): Promise<OpenHome & { readonly recoveryCode: string }> {
  const { home, keychain, secret: passphrase } = options;
  const holder = checkHolder(wish.holder);
  if (othersMay(home).write)
    throw new NotaryError('bad-input', `others may write to ${home}`, { reason: 'open-folder', folder: home });
  if (isHome(home)) throw new NotaryError('home-exists', `${home} has been set up already`, { home });
  return withLock(options, async () => {
    const store = openStore(homePaths(home).database, { kinds: options.kinds?.records });
    try {
      if (store.logSize() > 0)
        throw new NotaryError('key-missing', `${home} has a log and no keys: put keys.json back`, { home });
      const { language, sealsItself = true } = wish;
      store.putSettings({ holder: { ...holder }, language, sealsItself });
      const { keys, recoveryCode } = await createKeys(home, { keychain, passphrase });
      store.belongsTo(keys.origin);
      return { store, keys, recoveryCode, memory: memoryOf(keys, options) };
    } catch (error) {
      store.close();
      throw error;
    }
  });
}

function memoryOf({ origin, logKeys }: FileKeyStore, { home, emit }: DeskOptions): SecondMemory {
  const onTrouble = (error: NotaryError) => emit?.({ kind: 'problem', error: faultOf(error) });
  return new SecondMemory({ origin, logKeys, home, onTrouble });
}

async function withLock<T>(
  { home, program }: DeskOptions,
  open: () => Promise<T>,
): Promise<T & { readonly lock: HomeLock }> {
  const lock = lockHome(home, program);
  try {
    return { lock, ...(await open()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}
