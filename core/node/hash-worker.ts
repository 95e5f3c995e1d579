/** The thread of the hash pool: walks folders and hashes files, and answers in batches. */
import { parentPort } from 'node:worker_threads';
import { NotaryError } from '../errors.ts';
import { type Fault, faultOf } from './fault.ts';
import { type FilePath, type FoundFile, type WalkStep, walkFiles } from './files.ts';
import { type FileDigest, hashLargeFile, hashSmallFile } from './hash-file.ts';
import { lintFile } from './lint/lint.ts';

/** A file on its way to be hashed; `index` is its number in its job. */
export interface FileToHash extends FoundFile {
  readonly index: number;
}

/** What became of one file. */
export type HashedFile =
  | { readonly index: number; readonly digest: FileDigest }
  | { readonly index: number; readonly fault: Fault };

interface Cancellable {
  readonly id: number;
  /** Shared by every request of a job; not 0 once it is cancelled. */
  readonly cancel: Int32Array;
}

export type WorkerRequest = Cancellable &
  (
    | { readonly do: 'walk'; readonly roots: readonly FilePath[] }
    | { readonly do: 'hash'; readonly files: readonly FileToHash[] }
  );

export type WorkerReply = { readonly id: number } & (
  | { readonly is: 'found'; readonly steps: readonly WalkStep[] }
  | { readonly is: 'progress'; readonly index: number; readonly bytes: number }
  | { readonly is: 'hashed'; readonly files: readonly HashedFile[] }
  | { readonly is: 'done' }
);

const FOUND_BATCH = 512;
const PROGRESS_MS = 100;

function walk(request: WorkerRequest & { do: 'walk' }, reply: (body: WorkerReply) => void): void {
  const { id, cancel } = request;
  let steps: WalkStep[] = [];
  const send = () => {
    if (steps.length > 0) reply({ id, is: 'found', steps });
    steps = [];
  };
  for (const step of walkFiles(request.roots)) {
    if (Atomics.load(cancel, 0) !== 0) return;
    if (steps.push(step) === FOUND_BATCH) send();
  }
  send();
}

async function hashOne(
  file: FileToHash,
  request: Cancellable,
  reply: (body: WorkerReply) => void,
): Promise<FileDigest> {
  const cancelled = () => Atomics.load(request.cancel, 0) !== 0;
  if (cancelled()) throw new NotaryError('cancelled', 'cancelled');
  const small = hashSmallFile(file.path, lintFile);
  if (small) return small;
  let told = Date.now();
  const progress = (bytes: number) => {
    if (Date.now() - told < PROGRESS_MS) return;
    told = Date.now();
    reply({ id: request.id, is: 'progress', index: file.index, bytes });
  };
  return hashLargeFile(file.path, { cancelled, progress }, lintFile);
}

async function hashFiles(request: WorkerRequest & { do: 'hash' }, reply: (body: WorkerReply) => void): Promise<void> {
  const files: HashedFile[] = [];
  for (const file of request.files)
    try {
      files.push({ index: file.index, digest: await hashOne(file, request, reply) });
    } catch (error) {
      files.push({ index: file.index, fault: faultOf(error) });
    }
  reply({ id: request.id, is: 'hashed', files });
}

parentPort?.on('message', async (request: WorkerRequest) => {
  const reply = (body: WorkerReply) => parentPort?.postMessage(body);
  if (request.do === 'walk') walk(request, reply);
  else await hashFiles(request, reply);
  reply({ id: request.id, is: 'done' });
});
