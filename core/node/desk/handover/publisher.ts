/**
 * Files for others: intended in the database, written, then entered in the journal and in what was sent. After a death in
 * between the disk is asked, so that the desk tells of what is there and of nothing else.
 */
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode, NotaryError } from '../../../errors.ts';
import { toHex } from '../../../formats/bytes.ts';
import { freePath } from '../../certificates/certificate-files.ts';
import { hashLargeFile } from '../../hashing/hash-file.ts';
import { damaged } from '../../store/damage.ts';
import type { IntendedOutput, Output, Outputs } from '../../store/outputs.ts';
import { type AtomicResult, writeTogether } from '../../system/atomic-file.ts';
import { nodeCrypto } from '../../system/crypto.ts';

/** What is remembered of a file beside what its bytes say. */
export type Handing = Omit<Output, 'path' | 'sha256'>;

/** A certificate that is put into a folder beside what is there. */
export interface Placing {
  readonly folder: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly handing: Handing;
}

export class Publisher {
  readonly #outputs: Outputs;

  constructor(outputs: Outputs) {
    this.#outputs = outputs;
  }

  /**
   * Writes a file under this name, replacing one that is there. Throws `write-failed` and then remembers nothing, unless
   * the file is in its place all the same.
   */
  async write(path: string, bytes: Uint8Array, handing: Handing): Promise<void> {
    const intended = this.#outputs.intend([{ ...handing, path, sha256: sha256Of(bytes), folder: folderOf(path) }]);
    const [result] = await this.#settled(intended, () => writeTogether([{ path, bytes, replace: true }]));
    if (result instanceof NotaryError) throw result;
  }

  /**
   * Puts certificates into their folders: each gets a name that is free, or that a file with the same bytes has. Gives the
   * path of each, or why it was not written. Throws when nothing can be remembered.
   */
  async place(placings: readonly Placing[]): Promise<readonly (string | NotaryError)[]> {
    const results = new Map<Placing, string | NotaryError>();
    for (let open = placings; open.length > 0; open = open.filter((one) => !results.has(one))) {
      const taken = new Set<string>();
      const free = open.map(({ folder, name, bytes }) => freePath(folder, name, bytes, taken));
      const intended = this.#outputs.intend(
        open.map(({ handing, bytes }, i) => {
          const path = free[i]?.path ?? '';
          return { ...handing, path, sha256: sha256Of(bytes), folder: folderOf(path) };
        }),
      );
      const answers = await this.#settled(intended, () => writeFree(open, free));
      for (const [i, one] of open.entries()) {
        const answer = answers[i];
        if (answer === 'written') results.set(one, free[i]?.path ?? '');
        else if (answer instanceof NotaryError) results.set(one, answer);
      }
    }
    return placings.map((one) => results.get(one) ?? new NotaryError('internal', 'a certificate without a place'));
  }

  /** Writes what is intended and settles it in every case: the disk is asked about what failed. */
  async #settled(
    intended: readonly IntendedOutput[],
    write: () => Promise<readonly (AtomicResult | undefined)[]>,
  ): Promise<readonly (AtomicResult | undefined)[]> {
    let answers: readonly (AtomicResult | undefined)[] = [];
    try {
      answers = await write();
    } finally {
      const found = await Promise.all(
        intended.map((one, i) => {
          const answer = answers[i];
          if (answer === 'written' || answer === 'taken') return answer === 'written';
          return one.folder === undefined ? false : holds(one); // without its folder nothing was written
        }),
      );
      this.#outputs.settle(
        intended.filter((_, i) => found[i] === true),
        intended.filter((_, i) => found[i] === false),
      );
    }
    return answers;
  }

  /**
   * Settles what a desk that died had intended: what is there is entered, what is not is forgotten. Throws
   * `home-damaged`, after all others are settled, for what cannot be read or entered; what cannot be read is told once.
   */
  async resolve(): Promise<void> {
    const unreadable = this.#outputs.markUnreadable();
    const failures: unknown[] = [];
    for (const output of this.#outputs.intended()) {
      const isThere = await holds(output);
      if (isThere === null) continue;
      try {
        this.#outputs.settle(isThere ? [output] : [], isThere ? [] : [output]);
      } catch (error) {
        failures.push(error);
      }
    }
    if (unreadable.length > 0) throw damaged({ outputs: unreadable.join(' ') }, 'cannot be read');
    if (failures.length > 0) throw failures[0];
  }
}

const sha256Of = (bytes: Uint8Array) => toHex(nodeCrypto.sha256(bytes));

/** Writes those whose bytes are not there yet. */
async function writeFree(placings: readonly Placing[], free: readonly { path: string; isThere: boolean }[]) {
  const isNew = (i: number) => free[i]?.isThere === false;
  const files = placings.flatMap(({ bytes }, i) =>
    isNew(i) ? [{ path: free[i]?.path ?? '', bytes, replace: false }] : [],
  );
  const answers = [...(await writeTogether(files))];
  return placings.map((_, i) => (isNew(i) ? answers.shift() : 'written'));
}

/** Whether the file is there as it was intended; null where that cannot be told now, for one on a drive that is away. */
async function holds({ path, sha256, folder }: IntendedOutput): Promise<boolean | null> {
  try {
    const found = await hashLargeFile(path, { cancelled: () => false, progress: () => {} });
    return found.sha256 === sha256;
  } catch (error) {
    return errorCode(error) === 'file-missing' && isFolderThere(path, folder) ? false : null;
  }
}

/** The folder of a path as the system numbers it: its file system, and its number there. Nothing where it is not. */
function folderOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(dirname(path), { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}

/**
 * Whether the path still leads to that folder and not to the empty one in which a drive was mounted. A drive may get
 * another number when it is back, and some number their folders anew; not both.
 */
function isFolderThere(path: string, folder: string | undefined): boolean {
  if (!existsSync(dirname(path))) return false;
  const [before, now] = [folder, folderOf(path)].map((text) => text?.split(' '));
  return !before || !now || before.some((number, i) => number === now[i]);
}
