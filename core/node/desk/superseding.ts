/** Rules for an intake that makes a later version of a record. */

import { statSync } from 'node:fs';
import { NotaryError } from '../../errors.ts';
import { recordId } from '../../formats/ids.ts';
import type { StoredRecord } from '../../ports.ts';
import { type FilePath, fsPath } from '../system/files.ts';

interface Wish {
  readonly paths: readonly FilePath[];
  readonly supersedes?: string;
}

/**
 * Checks that exactly one file replaces a record that may be replaced. Throws `bad-input` for anything but one file,
 * `not-found`, and `wrong-state` for a record that was withdrawn or erased.
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
    return false; // the intake reports what is wrong with it
  }
}
