/** The thread of a box: reads files and parts of archives, and answers with their items. */
import { workerData } from 'node:worker_threads';
import type { BoxTrust } from '../../documents/box/certificate.ts';
import { CONTAINER_HEAD, containerKind } from '../../documents/box/containers.ts';
import { Allowance } from '../../documents/box/limits.ts';
import { rememberingCrypto } from '../../documents/box/signatures.ts';
import { boxTrouble } from '../../documents/box/trouble.ts';
import { NotaryError } from '../../errors.ts';
import { PDF_LIMITS } from '../../formats/attachments/limits.ts';
import { CheckpointMemory } from '../../verification/checkpoint-checks.ts';
import { hashLargeFile, readUnchanged, WHOLE } from '../hashing/hash-file.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { FilePath } from '../system/files.ts';
import { readHead } from '../system/small-file.ts';
import { answerRequests } from '../system/thread-inside.ts';
import { ArchiveReader, type ArchiveSlice } from './archive.ts';
import { type ItemValues, valuesOf } from './items.ts';
import { BOX_LIMITS } from './limits.ts';
import {
  BoxReader,
  closedReason,
  containerItem,
  documentItem,
  failedItem,
  notCancelled,
  type ReadItem,
} from './reader.ts';

/** A file on the disk, or a part of an archive there. */
export interface BoxTask {
  readonly filePath: FilePath;
  readonly path: string;
  readonly size: number;
  /** Identity of the file when it was found; an archive must keep it while its parts are read. */
  readonly identity: string;
  readonly slice: ArchiveSlice | null;
}

/** The result of a task; `items` is null when it was cancelled. */
export interface BoxAnswer {
  readonly items: readonly ItemValues[] | null;
  /** Parts of an archive that are read as tasks of their own. */
  readonly slices: readonly ArchiveSlice[];
}

/** Tasks for a thread. */
export interface BoxRequest {
  readonly tasks: readonly BoxTask[];
  /** See `SHARED`. */
  readonly shared: Int32Array;
}

/** Start data of every thread of a box. */
export type BoxThreadData = Pick<BoxTrust, 'trust' | 'acceptDemo'>;

/** Indexes into `BoxRequest.shared`: cancelled flag; started flag; progress counter; KiB read of large files. */
export const SHARED = { cancelled: 0, begun: 1, alive: 2, read: 3 } as const;

let room = Buffer.allocUnsafeSlow(WHOLE + 1);
/**
 * Room for a file of this size. A thread reads one after the other, so it keeps that of the largest: what is allocated for
 * each is freed too late, and sixty large mails took twice as much.
 */
function roomFor(size: number): Buffer {
  if (size >= room.length) room = Buffer.allocUnsafeSlow(size + 1);
  return room;
}

let shared: Int32Array = new Int32Array(Object.keys(SHARED).length);

const cancelled = () => Atomics.load(shared, SHARED.cancelled) !== 0;
const tick = () => {
  Atomics.add(shared, SHARED.alive, 1);
  if (cancelled()) throw new NotaryError('cancelled', 'cancelled');
};

/** Reports progress of hashing a large file; the next file of the request adds to it. */
function following(): { cancelled(): boolean; progress(bytes: number): void } {
  const before = Atomics.load(shared, SHARED.read);
  return {
    cancelled,
    progress(bytes) {
      Atomics.store(shared, SHARED.read, before + Math.floor(bytes / 1024));
      tick();
    },
  };
}

const memory = { crypto: rememberingCrypto(nodeCrypto), checkpoints: new CheckpointMemory() };
const reader = new BoxReader({ ...(workerData as BoxThreadData), ...memory }, tick);
const archives = new ArchiveReader(reader, tick);

async function read(task: BoxTask): Promise<BoxAnswer> {
  const { slice } = task;
  try {
    if (slice) return { items: (await archives.read(task, slice)).map(valuesOf), slices: [] };
    const kind = containerKind(task.path);
    if (kind === 'zip' && task.size > 0) return await readArchive(task);
    return { items: (await readFile(task, kind !== null)).map(valuesOf), slices: [] };
  } catch (error) {
    if (error instanceof NotaryError && error.code === 'cancelled') return { items: null, slices: [] };
    return { items: [valuesOf(failedItem(task.path, error))], slices: [] };
  }
}

async function readFile({ filePath, path, size }: BoxTask, opens: boolean): Promise<readonly ReadItem[]> {
  if (size > (opens ? BOX_LIMITS.mail : PDF_LIMITS.file)) {
    const { sha256, size: read } = await hashLargeFile(filePath, following());
    const fault = opens
      ? boxTrouble('too-large', 'a large mail')
      : closedReason(path, readHead(filePath, CONTAINER_HEAD));
    return [fault ? containerItem(path, sha256, read, fault) : documentItem(path, sha256, read)];
  }
  const bytes = readUnchanged(filePath, roomFor(size));
  return opens || closedReason(path, { head: bytes })
    ? reader.all(path, bytes, Allowance.of(bytes.length), 0)
    : [reader.file(path, bytes)];
}

/** The digest of an archive, and its contents as parts for any thread. */
async function readArchive(task: BoxTask): Promise<BoxAnswer> {
  const { filePath, path } = task;
  const { sha256, size } = await hashLargeFile(filePath, following());
  try {
    const slices = archives.slices(task);
    const item = slices.length > 0 ? containerItem : documentItem;
    return { items: [valuesOf(item(path, sha256, size))], slices };
  } catch (error) {
    return { items: [valuesOf(containerItem(path, sha256, size, notCancelled(error)))], slices: [] };
  }
}

async function answer(request: BoxRequest): Promise<readonly BoxAnswer[]> {
  shared = request.shared;
  Atomics.store(shared, SHARED.begun, 1);
  const answers: BoxAnswer[] = [];
  for (const task of request.tasks) answers.push(cancelled() ? { items: null, slices: [] } : await read(task));
  return answers;
}

// one after the other: queued requests are ready while an answer is in transit
let last: Promise<readonly BoxAnswer[]> = Promise.resolve([]);
answerRequests<BoxRequest, readonly BoxAnswer[]>((request) => {
  last = last.then(() => answer(request));
  return last;
});
