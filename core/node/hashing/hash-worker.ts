/** The thread of the hash pool: walks folders and hashes files, and answers in batches. */
import { NotaryError } from '../../errors.ts';
import { lintFile } from '../lint/lint.ts';
import { lintName } from '../lint/name.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import { type FilePath, type FoundFile, type LeftOut, type WalkStep, walkDocuments } from '../system/files.ts';
import { describeContent, NOTHING_KNOWN } from '../system/sniff.ts';
import { answerRequests } from '../system/thread-inside.ts';
import { type FileDigest, hashLargeFile, hashSmallFile, type Inspect } from './hash-file.ts';

/** A file on its way to be hashed; `index` is its number in its job. */
export interface FileToHash extends FoundFile {
  readonly index: number;
}

/** What became of one file. */
export type HashedFile =
  | { readonly index: number; readonly digest: FileDigest }
  | { readonly index: number; readonly fault: Fault };

interface Cancellable {
  /** Shared by every request of a job; not 0 once it is cancelled. */
  readonly cancel: Int32Array;
}

/** A walk of folders, or files to hash. */
export type HashRequest = Cancellable &
  (
    | { readonly do: 'walk'; readonly roots: readonly FilePath[] }
    | {
        readonly do: 'hash';
        readonly files: readonly FileToHash[];
        /** False for files in whose company a thread died: they are hashed, and nobody looks into them. */
        readonly look: boolean;
      }
  );

/** Files found by a walk, and progress of a large file. */
export type HashPart =
  | { readonly is: 'found'; readonly steps: readonly (WalkStep | LeftOut)[] }
  | { readonly is: 'progress'; readonly index: number; readonly bytes: number };

/** Hashed files; empty for a walk. */
export type HashAnswer = readonly HashedFile[];

const FOUND_BATCH = 512;
const PROGRESS_MS = 100;

function walk({ roots, cancel }: HashRequest & { do: 'walk' }, send: (part: HashPart) => void): HashAnswer {
  let steps: (WalkStep | LeftOut)[] = [];
  const flush = () => {
    if (steps.length > 0) send({ is: 'found', steps });
    steps = [];
  };
  for (const step of walkDocuments(roots)) {
    if (Atomics.load(cancel, 0) !== 0) return [];
    if (steps.push(step) === FOUND_BATCH) flush();
  }
  flush();
  return [];
}

const lookInto: Inspect = (seen) => ({ ...describeContent(seen.bytes), warnings: lintFile(seen) });
const passOver: Inspect = ({ name }) => ({
  ...NOTHING_KNOWN,
  warnings: [...lintName(name), { code: 'not-looked-into', detail: 'memory' }],
});

async function hashOne(
  file: FileToHash,
  request: HashRequest & { do: 'hash' },
  send: (part: HashPart) => void,
): Promise<FileDigest> {
  const cancelled = () => Atomics.load(request.cancel, 0) !== 0;
  if (cancelled()) throw new NotaryError('cancelled', 'cancelled');
  const inspect = request.look ? lookInto : passOver;
  const small = hashSmallFile(file.path, inspect);
  if (small) return small;
  let told = Date.now();
  const progress = (bytes: number) => {
    if (Date.now() - told < PROGRESS_MS) return;
    told = Date.now();
    send({ is: 'progress', index: file.index, bytes });
  };
  return hashLargeFile(file.path, { cancelled, progress }, inspect);
}

async function hashFiles(request: HashRequest & { do: 'hash' }, send: (part: HashPart) => void): Promise<HashAnswer> {
  const files: HashedFile[] = [];
  for (const file of request.files)
    try {
      files.push({ index: file.index, digest: await hashOne(file, request, send) });
    } catch (error) {
      files.push({ index: file.index, fault: faultOf(error) });
    }
  return files;
}

answerRequests<HashRequest, HashAnswer, HashPart>((request, send) =>
  request.do === 'walk' ? walk(request, send) : hashFiles(request, send),
);
