/** Which files of an intake are made records of, and which stand for bytes that have one or come twice. */
import { NotaryError } from '../errors.ts';
import { sameDigests } from '../formats/digests.ts';
import type { Intake, RecordStore } from '../ports.ts';

/** How an intake treats bytes that already have a record. */
export interface AddOptions {
  /** Create another record for them. A file that reindexs a record always gets a new one. */
  readonly again?: boolean | undefined;
  /**
   * Set when an interrupted intake resumes: a record of the same bytes made at or after this time was made by that
   * intake.
   */
  readonly since?: string | undefined;
}

/** Whether a file gets a record of its own, whatever has the same bytes. */
export const isMadeAnew = ({ supersedes }: Intake, { again = false }: AddOptions) => again || supersedes !== null;

/**
 * For each file the index of the first file with the same bytes: its own index where a new record is forced, or there
 * is no digest.
 */
export function firstIndexes(files: readonly Intake[], options: AddOptions): readonly number[] {
  const first = new Map<string, number>();
  return files.map((file, i) => {
    const { digest } = file;
    if (isMadeAnew(file, options) || !digest) return i;
    const index = first.get(digest.sha256) ?? i;
    first.set(digest.sha256, index);
    return index;
  });
}

/** Throws `bad-input` for a file with the very bytes of the record that it replaces. */
export function refuseSameBytes(files: readonly Intake[], store: Pick<RecordStore, 'get'>): void {
  for (const { digest, supersedes } of files) {
    const replaced = supersedes === null || !digest ? null : store.get(supersedes);
    if (digest && replaced?.digest && sameDigests(digest, replaced.digest))
      throw new NotaryError('bad-input', `these bytes are those of record ${replaced.id}`, { reason: 'same-bytes' });
  }
}
