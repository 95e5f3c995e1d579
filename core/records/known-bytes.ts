/** Which files of an intake are made records of, and which stand for bytes that have one or come twice. */
import type { Intake } from '../ports.ts';

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
