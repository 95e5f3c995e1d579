/**
 * Files for others: intended in the database, written, then entered in the journal and in what was sent. After a death in
 * between the disk is asked, so that the desk tells of what is there and of nothing else.
 */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode, NotaryError } from '../../../errors.ts';
import { toHex } from '../../../formats/bytes.ts';
import { freePath } from '../../certificates/certificate-files.ts';
import { hashLargeFile } from '../../hashing/hash-file.ts';
import type { IntendedOutput, Output, Outputs } from '../../store/outputs.ts';
import { writeTogether } from '../../system/atomic-file.ts';
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

  /** Writes a file under this name, replacing one that is there. Throws `write-failed` and then remembers nothing. */
  async write(path: string, bytes: Uint8Array, handing: Handing): Promise<void> {
    const intended = this.#outputs.intend([{ ...handing, path, sha256: sha256Of(bytes) }]);
    const [result] = await writeTogether([{ path, bytes, replace: true }]);
    const failed = result instanceof NotaryError;
    this.#outputs.settle(failed ? [] : intended, failed ? intended : []);
    if (failed) throw result;
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
        open.map(({ handing, bytes }, i) => ({ ...handing, path: free[i]?.path ?? '', sha256: sha256Of(bytes) })),
      );
      const answers = await writeFree(open, free);
      const there = intended.filter((_, i) => answers[i] === 'written');
      this.#outputs.settle(
        there,
        intended.filter((one) => !there.includes(one)),
      );
      for (const [i, one] of open.entries()) {
        const answer = answers[i];
        if (answer === 'written') results.set(one, free[i]?.path ?? '');
        else if (answer instanceof NotaryError) results.set(one, answer);
      }
    }
    return placings.map((one) => results.get(one) ?? new NotaryError('internal', 'a certificate without a place'));
  }

  /** Settles what a desk that died had intended: what is there is entered, what is not is forgotten. */
  async resolve(): Promise<void> {
    const there: IntendedOutput[] = [];
    const gone: IntendedOutput[] = [];
    for (const output of this.#outputs.intended()) {
      const isThere = await holds(output);
      if (isThere !== null) (isThere ? there : gone).push(output);
    }
    this.#outputs.settle(there, gone);
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
async function holds({ path, sha256 }: IntendedOutput): Promise<boolean | null> {
  try {
    const found = await hashLargeFile(path, { cancelled: () => false, progress: () => {} });
    return found.sha256 === sha256;
  } catch (error) {
    return errorCode(error) === 'file-missing' && existsSync(dirname(path)) ? false : null;
  }
}
