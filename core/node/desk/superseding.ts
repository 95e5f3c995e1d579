/** What may replace what: an intake that makes a later version of a record. */
import { statSync } from 'node:fs';
import { sameDigests } from '../../digests.ts';
import { NotaryError } from '../../errors.ts';
import type { Added, Notary } from '../../notary.ts';
import type { Intake, StoredRecord } from '../../ports.ts';
import { recordId } from '../../record.ts';
import { type FilePath, fsPath } from '../files.ts';

interface Wish {
  readonly paths: readonly FilePath[];
  readonly supersedes?: string;
}

/**
 * Checks that one file is to replace a record that stands. Throws `bad-input` for anything but one file, `not-found`,
 * and `wrong-state` for a record that was withdrawn or erased.
 */
export function checkSuperseding({ paths, supersedes }: Wish, recordOf: (id: string) => StoredRecord | null): void {
  if (supersedes === undefined) return;
  const [path, ...more] = paths;
  if (path === undefined || more.length > 0 || isFolder(path))
    throw new NotaryError('bad-input', 'a record is replaced by one file', { reason: 'one-file' });
  const record = isId(supersedes) ? recordOf(supersedes) : null;
  if (!record) throw new NotaryError('not-found', `no record ${supersedes}`, { id: supersedes });
  if (record.state === 'withdrawn' || record.state === 'erased')
    throw new NotaryError('wrong-state', `record ${supersedes} is ${record.state}: nothing can replace it`, {
      id: supersedes,
    });
}

/** Makes a new record of what it is given, also of known bytes: one that says what it replaces. */
export class NextVersion implements Pick<Notary, 'add'> {
  readonly #notary: Pick<Notary, 'add'>;
  readonly #replaced: StoredRecord;

  constructor(notary: Pick<Notary, 'add'>, replaced: StoredRecord) {
    this.#notary = notary;
    this.#replaced = replaced;
  }

  /** Throws `bad-input` for the very bytes that are to be replaced. */
  add(files: readonly Intake[]): readonly Added[] {
    const { id, digest } = this.#replaced;
    if (files.some((file) => file.digest && digest && sameDigests(file.digest, digest)))
      throw new NotaryError('bad-input', `these bytes are those of record ${id}`, { reason: 'same-bytes' });
    return this.#notary.add(
      files.map((file) => ({ ...file, supersedes: id })),
      true,
    );
  }
}

function isId(text: string): boolean {
  try {
    return recordId(text, 'id') === text;
  } catch {
    return false;
  }
}

function isFolder(path: FilePath): boolean {
  try {
    return statSync(fsPath(path)).isDirectory();
  } catch {
    return false; // the intake says what is wrong with it
  }
}
