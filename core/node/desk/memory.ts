/** What a reader of a home can tell of the second memory: what is kept there, and whether this home contradicts it. */
import { equal } from '../../formats/bytes.ts';
import { logRoot } from '../../log/log.ts';
import { otherCopyError } from '../../log/other-copy.ts';
import type { TreeHead } from '../../ports.ts';
import { readSigned, type SignedRead, signedFile, signedFolder } from '../home/signed-file.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import type { MemoryStatus } from './types.ts';

/** The second memory of a log, read anew with each call. */
export class MemoryView {
  readonly #path: string;
  readonly #origin: string;

  constructor(origin: string) {
    this.#path = signedFile(origin, signedFolder());
    this.#origin = origin;
  }

  read(): SignedRead {
    return readSigned(this.#path, this.#origin);
  }

  /** For people. */
  status(read: SignedRead): MemoryStatus {
    const { state } = read;
    const none = { state, file: this.#path, since: null, newest: null };
    if (read.state !== 'kept') return none;
    const { since, time, checkpoint, home } = read.signed;
    return { ...none, since, newest: { size: checkpoint.size, time, home } };
  }
}

/** `rolled-back` when a copy of this home signed what this home does not have; null when none did. */
export function otherCopy(read: SignedRead, store: Pick<SqliteStore, 'logSize' | 'readNode'>): Fault | null {
  if (read.state !== 'kept') return null;
  const { checkpoint, time, home } = read.signed;
  const has = hasHead(checkpoint, store);
  return has ? null : faultOf(otherCopyError({ ...checkpoint, time, home }, store.logSize()));
}

/** Whether a log contains the leaves of a checkpoint. */
function hasHead({ size, root }: TreeHead, store: Pick<SqliteStore, 'logSize' | 'readNode'>): boolean {
  return store.logSize() >= size && equal(logRoot(size, store.readNode, nodeCrypto), root);
}
