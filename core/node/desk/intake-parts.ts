/**
 * The digests of parts of an intake. They are made after the record of a file is on the disk, because looking into a file
 * takes several times as long as hashing it, and added to the record before it is sealed.
 */
import { NotaryError } from '../../errors.ts';
import type { Json } from '../../formats/canonical.ts';
import type { Notary } from '../../notary.ts';
import type { DigestedParts, DoctorPool } from '../doctor/pool.ts';
import type { FilePath } from '../system/files.ts';

/** A recorded file. */
export interface RecordedFile {
  /** Of its record. */
  readonly id: string;
  /** Salt of the fact that the digests take the place of, in its record. */
  readonly salt: string;
  readonly path: FilePath;
  readonly sha256: string;
}

/** What `PartsReading` is made of. */
export interface PartsReadingDependencies {
  readonly doctor: Pick<DoctorPool, 'digestParts'>;
  readonly notary: Pick<Notary, 'addPartDigests'>;
  readonly signal?: AbortSignal | undefined;
}

const NOTHING: DigestedParts = { value: null, missing: null };

/** Files whose digests are stored in one transaction. */
const BATCH = 100;

/** The parts of one intake; see the head of this file. */
export class PartsReading {
  readonly #dependencies: PartsReadingDependencies;
  #left = 0;
  #done: Promise<void> = Promise.resolve();

  constructor(dependencies: PartsReadingDependencies) {
    this.#dependencies = dependencies;
  }

  /** Files that are still to be read. */
  get left(): number {
    return this.#left;
  }

  /** Resolves when everything added until now is in the records, or was told as missing. Never rejects. */
  done(): Promise<void> {
    return this.#done;
  }

  /** Calls `onRead` with each file once its record has its digests, or cannot have them. */
  add<F extends RecordedFile>(files: readonly F[], onRead: (file: F, result: DigestedParts) => void): void {
    this.#left += files.length;
    for (let at = 0; at < files.length; at += BATCH) {
      const batch = files.slice(at, at + BATCH);
      const read = this.#dependencies.doctor.digestParts(
        batch.map(({ path, sha256 }) => ({ path, sha256 })),
        this.#dependencies.signal,
      );
      const before = this.#done;
      this.#done = read.then(async (results) => {
        await before;
        this.#store(batch, results, onRead);
      });
    }
  }

  #store<F extends RecordedFile>(
    files: readonly F[],
    results: readonly DigestedParts[],
    onRead: (file: F, result: DigestedParts) => void,
  ): void {
    const made = files.flatMap(({ id, salt }, i) => {
      const value = results[i]?.value ?? null;
      return value === null ? [] : [{ id, instead: salt, value: value as unknown as Json }];
    });
    const isSaved = this.#saved(made);
    this.#left -= files.length;
    for (const [i, file] of files.entries()) {
      const result = results[i] ?? NOTHING;
      onRead(file, isSaved || result.value === null ? result : { value: null, missing: 'unsaved' });
    }
  }

  /** A full disk, say, costs a record its digests of parts and nothing else: the record is there. */
  #saved(made: Parameters<PartsReadingDependencies['notary']['addPartDigests']>[0]): boolean {
    try {
      if (made.length > 0) this.#dependencies.notary.addPartDigests(made);
      return true;
    } catch (error) {
      if (error instanceof NotaryError) return false;
      throw error;
    }
  }
}
