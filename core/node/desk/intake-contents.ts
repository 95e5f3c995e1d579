/**
 * What is inside the files of an intake: the facts that a document states itself, and digests of parts. Looked for after the
 * record of a file is on the disk, because it takes several times as long as hashing, and added before the record is sealed.
 */
import type { Warning } from '../../documents/warnings.ts';
import { NotaryError } from '../../errors.ts';
import type { Json } from '../../formats/canonical.ts';
import type { Notary } from '../../notary.ts';
import type { LookedInto } from '../../records/completing.ts';
import type { DoctorPool, Found } from '../doctor/pool.ts';
import type { FilePath } from '../system/files.ts';

/** A recorded file. */
export interface RecordedFile extends Pick<LookedInto, 'unstated'> {
  /** Of its record. */
  readonly id: string;
  readonly path: FilePath;
  readonly sha256: string;
  /** Whether its first bytes are those of a document that readers may know. */
  readonly readable: boolean;
  /** On what of it facts may be seen. */
  readonly shows: 'pages' | 'picture' | null;
  /** Whether its first bytes are those of an invoice. */
  readonly isInvoice: boolean;
}

/** What `ContentsReading` is made of. */
export interface ContentsReadingDependencies {
  readonly doctor: Pick<DoctorPool, 'lookInto'>;
  readonly notary: Pick<Notary, 'complete'>;
  /** Whether digests of parts are made; facts are always read. */
  readonly parts: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Pictures of one intake that are looked at, in the order of its records: each takes a second or two to decode, and the records wait. */
const MOST_PICTURES = 500;
/** Files whose records are completed in one transaction. */
const BATCH = 100;
const CANCELLED: Found = {
  ...{ parts: null, readings: [], unread: null, inside: null, seen: [], unseen: [] },
  missing: 'cancelled',
};
/** A full disk, say: the record is there, and stays as it was made. */
const UNSAVED = 'unsaved';

/** The contents of one intake; see the head of this file. */
export class ContentsReading {
  readonly #dependencies: ContentsReadingDependencies;
  #left = 0;
  #pictures = 0;
  #done: Promise<void> = Promise.resolve();

  constructor(dependencies: ContentsReadingDependencies) {
    this.#dependencies = dependencies;
  }

  /** Files that are still to be looked into. */
  get left(): number {
    return this.#left;
  }

  /** Resolves when everything added until now is in the records, or was told as missing. Never rejects. */
  done(): Promise<void> {
    return this.#done;
  }

  /** Calls `onRead` with each file, and what there is to say of it, once its record is complete, or cannot be. */
  add<F extends RecordedFile>(recorded: readonly F[], onRead: (file: F, warnings: readonly Warning[]) => void): void {
    const { doctor, parts, signal } = this.#dependencies;
    const files = recorded
      .map((file) => ({ file, sees: this.#sees(file) }))
      .filter(({ file: { readable }, sees }) => parts || readable || sees);
    this.#left += files.length;
    for (let at = 0; at < files.length; at += BATCH) {
      const batch = files.slice(at, at + BATCH);
      const read = doctor.lookInto(
        batch.map(({ file: { path, sha256, readable }, sees }) => ({ path, sha256, inside: parts || readable, sees })),
        { parts, signal },
      );
      const before = this.#done;
      this.#done = read.then(async (results) => {
        await before;
        this.#store(
          batch.map(({ file }) => file),
          results,
          onRead,
        );
      });
    }
  }

  #sees({ shows }: RecordedFile): boolean {
    return shows === 'pages' || (shows === 'picture' && ++this.#pictures <= MOST_PICTURES);
  }

  #store<F extends RecordedFile>(
    files: readonly F[],
    results: readonly Found[],
    onRead: (file: F, warnings: readonly Warning[]) => void,
  ): void {
    const said = this.#complete(files.map((file, i) => lookedInto(file, results[i] ?? CANCELLED)));
    this.#left -= files.length;
    for (const [i, file] of files.entries()) {
      const { missing, ...found } = results[i] ?? CANCELLED;
      const why = missing ?? (said === null && hasAnything(found) ? UNSAVED : null);
      const noParts = why !== null && this.#dependencies.parts ? [{ code: 'no-parts', detail: why } as const] : [];
      const unseen =
        found.unseen.length > 0 ? [{ code: 'codes-not-read', detail: found.unseen.join(', ') } as const] : [];
      onRead(file, [...noParts, ...unseen, ...(said?.[i] ?? unsaved(file, found))]);
    }
  }

  /** What there is to say of each; null when they could not be saved. */
  #complete(found: readonly LookedInto[]): readonly (readonly Warning[])[] | null {
    try {
      return this.#dependencies.notary.complete(found);
    } catch (error) {
      if (error instanceof NotaryError) return null;
      throw error;
    }
  }
}

const hasAnything = ({ parts, readings }: Pick<Found, 'parts' | 'readings'>) => parts !== null || readings.length > 0;

/** What was found in an invoice and is not in its record. */
const unsaved = ({ isInvoice }: RecordedFile, { readings }: Pick<Found, 'readings'>): readonly Warning[] =>
  isInvoice || readings.length > 0 ? [{ code: 'not-read', detail: UNSAVED }] : [];

/** For the record of a file. */
function lookedInto({ id, unstated, isInvoice }: RecordedFile, found: Found): LookedInto {
  return {
    id,
    unstated,
    parts: found.parts as unknown as Json,
    readings: found.readings,
    seen: found.seen,
    unread: whyUnread(found, isInvoice),
    inside: found.inside,
  };
}

/** Nobody is told that nobody has looked into something for facts which has none anyway. */
function whyUnread({ unread, missing }: Found, isInvoice: boolean): string | null {
  if (unread !== null && unread !== 'beyond') return unread;
  if (!isInvoice) return null;
  return unread === 'beyond' ? 'too-large' : missing;
}
