/**
 * The second memory of what a desk has signed, outside its home. A home that is copied or put back brings its own memory
 * (keys/highest.ts) along, so each of two copies would go on signing a history of its own. This one lies in the user's
 * application data, is kept for each log and not for each home, and so knows what any copy has signed for this user on this
 * computer. It never stops a desk because it is missing, damaged or not writable; that is told, and it begins anew.
 */
import { existsSync, statSync } from 'node:fs';
import { NotaryError } from '../../errors.ts';
import { acceptsKey, type LogKey } from '../../formats/trusted.ts';
import { otherCopyError } from '../../log/other-copy.ts';
import type { SignedElsewhere, SignedMemory, StoredCheckpoint, TreeHead } from '../../ports.ts';
import { openDatabase } from '../system/database.ts';
import { makeFolders } from '../system/folders.ts';
import {
  MOST_EARLIER,
  ownSignedFolder,
  readSigned,
  type SignedRead,
  type SignedState,
  signedFile,
  writeSigned,
} from './signed-file.ts';

/** What a second memory is of, and where. */
export interface SecondMemoryOptions {
  readonly origin: string;
  readonly logKeys: readonly LogKey[];
  /** The home that signs. */
  readonly home: string;
  /** Null: there is none; that of this user by default. */
  readonly folder?: string | null;
  /** Told once for each trouble: `memory-lost` with the file, and the reason `damaged`, `newer` or `unwritable`. */
  readonly onTrouble?: ((error: NotaryError) => void) | undefined;
}

/** How long another process is waited for that is remembering (ms), in steps. */
const PATIENCE_MS = 5000;
const STEP_MS = 20;

/** See the head of this file. */
export class SecondMemory implements SignedMemory {
  readonly #options: SecondMemoryOptions;
  /** Null for a user without a home directory. */
  readonly #folder: string | null;
  readonly #path: string;
  /** What was read last, while the file is the same. */
  #read: { readonly identity: string; readonly result: SignedRead } | null = null;
  readonly #told = new Set<string>();
  /** The size that could not be written, which is not tried again and again. */
  #failed = -1;

  constructor(options: SecondMemoryOptions) {
    this.#options = options;
    this.#folder = options.folder === undefined ? ownSignedFolder() : options.folder;
    this.#path = this.#folder === null ? '' : signedFile(options.origin, this.#folder);
  }

  newest(): SignedElsewhere | null {
    const signed = this.#signed();
    if (!signed) return null;
    const { checkpoint, time, home, earlier } = signed;
    return { size: checkpoint.size, root: checkpoint.root, time, home, earlier };
  }

  remember(
    stored: Pick<StoredCheckpoint, 'checkpoint' | 'note' | 'keys'>,
    hasGrownFrom: (older: TreeHead) => boolean,
  ): void {
    const { size } = stored.checkpoint;
    if (size === this.#failed || !this.#isOpen()) return;
    try {
      this.#locked(() => this.#raise(stored, hasGrownFrom));
    } catch (error) {
      if (error instanceof NotaryError && error.code === 'rolled-back') throw error;
      this.#failed = size;
      this.#tell('unwritable', error);
    }
  }

  /** With the lock held, so that of two copies that seal at once only one is remembered, and the other stops. */
  #raise(
    stored: Pick<StoredCheckpoint, 'checkpoint' | 'note' | 'keys'>,
    hasGrownFrom: (older: TreeHead) => boolean,
  ): void {
    const newest = this.newest();
    const { size } = stored.checkpoint;
    // what another process keeps from being read now may be larger than this one
    if (!this.#isOpen()) return;
    if (newest && !hasGrownFrom(newest)) throw otherCopyError(newest, { size, hasGrownFrom });
    if (newest && newest.size >= size) return;
    const time = new Date().toISOString();
    const since = this.#signed()?.since ?? time;
    const earlier = newest ? [...newest.earlier, newest].slice(-MOST_EARLIER) : [];
    writeSigned(this.#path, stored, { time, since, home: this.#options.home, earlier });
  }

  #signed(): SignedState | null {
    const result = this.#result();
    return result.state === 'kept' ? result.signed : null;
  }

  /** Whether what is there may be replaced by something larger: it is known, or there is nothing to know. */
  #isOpen(): boolean {
    const { state } = this.#result();
    return state !== 'newer' && state !== 'unreadable';
  }

  #result(): SignedRead {
    if (this.#folder === null) {
      this.#tell('unwritable');
      return { state: 'unreadable' };
    }
    const identity = identityOf(this.#path);
    if (this.#read?.identity === identity) return this.#read.result;
    const result = this.#owned(readSigned(this.#path, this.#options.origin));
    // an unreadable one is tried again each time: the file does not change when the trouble is over
    this.#read = result.state === 'unreadable' ? null : { identity, result };
    if (result.state === 'unreadable') this.#tell('unwritable');
    if (result.state === 'damaged' || result.state === 'newer') this.#tell(result.state);
    return result;
  }

  /** Only keys of this log count: a file that another key signed is not of this desk. */
  #owned(result: SignedRead): SignedRead {
    if (result.state !== 'kept') return result;
    const { key, checkpoint } = result.signed;
    return acceptsKey({ keys: this.#options.logKeys }, key, checkpoint.size) ? result : { state: 'damaged' };
  }

  /** The lock is the system's, through SQLite, and ends with the process. Throws `write-failed` or `home-locked`. */
  #locked(work: () => void): void {
    if (this.#folder !== null && !existsSync(this.#folder)) makeFolders(this.#folder, 0o700);
    const lock = openDatabase(`${this.#path}.lock`, 'lock');
    try {
      for (let waited = 0; ; waited += STEP_MS) {
        try {
          lock.exec('BEGIN EXCLUSIVE');
          break;
        } catch (error) {
          if (!(error instanceof NotaryError) || error.code !== 'home-locked' || waited >= PATIENCE_MS) throw error;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS);
        }
      }
      work();
    } finally {
      lock.close();
    }
  }

  #tell(reason: 'damaged' | 'newer' | 'unwritable', cause?: unknown): void {
    if (this.#told.has(reason)) return;
    this.#told.add(reason);
    const message = `what logs have signed is remembered in ${this.#path}, which is ${reason}`;
    const file = this.#folder === null ? {} : { file: this.#path };
    this.#options.onTrouble?.(new NotaryError('memory-lost', message, { reason, ...file }, cause));
  }
}

/** Renaming gives a file another number, so what was read is read again after any write. */
function identityOf(path: string): string {
  try {
    const { dev, ino, size, mtimeMs } = statSync(path);
    return `${dev} ${ino} ${size} ${mtimeMs}`;
  } catch {
    return ''; // not there, or in a folder that must not be looked into
  }
}
