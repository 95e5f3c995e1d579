/** What a reader of a home can tell of the second memory: what is kept there, and whether this home contradicts it. */
import { toBase64 } from '../../formats/bytes.ts';
import { keyFingerprint, parseVerifierKey } from '../../formats/note.ts';
import { acceptsKey } from '../../formats/trusted.ts';
import { logRoot } from '../../log/log.ts';
import { hasHead, type LogReader, otherCopyError } from '../../log/other-copy.ts';
import type { TreeHead } from '../../ports.ts';
import type { KnownLogs, SignedHead } from '../../verification/forks.ts';
import type { KeyInfo } from '../home/keys.ts';
import { ownSignedFolder, readSigned, type SignedRead, signedFile } from '../home/signed-file.ts';
import { unlessDamaged } from '../store/damage.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import type { MemoryStatus } from './types.ts';

/** The second memory of a log, read anew with each call. */
export class MemoryView {
  /** Null for a user without a home directory. */
  readonly #path: string | null;
  readonly #origin: string;

  constructor(origin: string) {
    const folder = ownSignedFolder();
    this.#path = folder === null ? null : signedFile(origin, folder);
    this.#origin = origin;
  }

  read(): SignedRead {
    return this.#path === null ? { state: 'unreadable' } : readSigned(this.#path, this.#origin);
  }

  /** For people. */
  status(read: SignedRead): MemoryStatus {
    const { state } = read;
    const none = { state, file: this.#path ?? '', since: null, newest: null };
    if (read.state !== 'kept') return none;
    const { since, time, checkpoint, home } = read.signed;
    return { ...none, since, newest: { size: checkpoint.size, time, home } };
  }
}

/**
 * `rolled-back` when a copy of this home signed what this home does not have, `home-damaged` when its log cannot be read to
 * the point of saying so; null when neither.
 */
export function otherCopy(read: SignedRead, store: LogReader): Fault | null {
  if (read.state !== 'kept') return null;
  const { checkpoint, time, home, earlier } = read.signed;
  const hasGrownFrom = (head: TreeHead) => hasHead(head, store, nodeCrypto);
  try {
    return hasGrownFrom(checkpoint)
      ? null
      : faultOf(otherCopyError({ ...checkpoint, time, home, earlier }, { size: store.logSize(), hasGrownFrom }));
  } catch (error) {
    return faultOf(error);
  }
}

/** What this computer remembers of any log; needs no home. The file of the log that was asked for last is kept. */
export class RememberedLogs implements KnownLogs {
  #last: { readonly origin: string; readonly read: SignedRead } | null = null;

  otherRoot({ origin, key, size, root }: SignedHead): string | null {
    const read = this.#read(origin);
    if (read.state !== 'kept') return null;
    const { checkpoint, key: signer } = read.signed;
    if (checkpoint.size !== size || keyFingerprint(signer, nodeCrypto) !== key) return null;
    const known = toBase64(checkpoint.root);
    return known === root ? null : known;
  }

  #read(origin: string): SignedRead {
    if (this.#last?.origin !== origin) this.#last = { origin, read: new MemoryView(origin).read() };
    return this.#last.read;
  }
}

/**
 * What a desk knows: its own log at every size up to that of its last checkpoint, and what this computer remembers. The
 * desk signed that last checkpoint, so a consistency proof from it shows the contradiction to anybody.
 */
export class DeskLogs implements KnownLogs {
  readonly #store: LogReader;
  readonly #keys: Pick<KeyInfo, 'origin' | 'logKeys'>;
  readonly #remembered = new RememberedLogs();
  #last: { readonly size: number; readonly root: string } | null = null;

  constructor(store: LogReader, keys: Pick<KeyInfo, 'origin' | 'logKeys'>) {
    this.#store = store;
    this.#keys = keys;
  }

  otherRoot(head: SignedHead): string | null {
    const own = this.#ownRoot(head);
    return own === null || own === head.root ? this.#remembered.otherRoot(head) : own;
  }

  /** Null when it is not of this log, or when this log cannot be read: what is damaged contradicts nobody. */
  #ownRoot(head: SignedHead): string | null {
    if (!this.#isOwn(head) || head.size === 0) return null;
    return unlessDamaged(() => (head.size <= this.#store.logSize() ? this.#rootAt(head.size) : null));
  }

  #isOwn({ origin, key, size }: SignedHead): boolean {
    if (origin !== this.#keys.origin) return false;
    const keys = this.#keys.logKeys.map(({ vkey }) => parseVerifierKey(vkey, nodeCrypto));
    return keys.some(
      (one) => keyFingerprint(one, nodeCrypto) === key && acceptsKey({ keys: this.#keys.logKeys }, one, size),
    );
  }

  /** Certificates of one batch have one size. A log only grows, so a root stays what it is. */
  #rootAt(size: number): string {
    if (this.#last?.size !== size)
      this.#last = { size, root: toBase64(logRoot(size, this.#store.readNode, nodeCrypto)) };
    return this.#last.root;
  }
}
