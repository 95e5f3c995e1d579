/** Progress reports of a box. */
import type { BoxProgress } from '../../documents/box/types.ts';
import type { SourceCounts, Sources } from './sources.ts';

/** At most four times a second. */
export const EVERY_MS = 250;

/** Counts work done and reports progress. */
export class Telling {
  readonly #sources: Sources;
  readonly #listener: ((progress: BoxProgress) => void) | undefined;
  #told = 0;
  #began = 0;
  #before = { filesDone: 0, bytesDone: 0 };
  /** Reported progress never decreases while results of a thread are on their way into the work file. */
  #most = 0;

  constructor(sources: Sources, listener: ((progress: BoxProgress) => void) | undefined) {
    this.#sources = sources;
    this.#listener = listener;
  }

  /** Reading begins: everything done until now was done by an earlier run. */
  begin(): void {
    this.#before = this.#sources.counts;
    this.#began = Date.now();
  }

  /** Reports unless it did so just before; `partial` are bytes of files being read. */
  tell(
    phase: BoxProgress['phase'],
    { always = false, partial = 0 }: { always?: boolean; partial?: number } = {},
  ): void {
    if (!this.#listener || (!always && Date.now() - this.#told < EVERY_MS)) return;
    this.#told = Date.now();
    const known = this.#sources.counts;
    this.#most = Math.min(known.bytes, Math.max(this.#most, known.bytesDone + partial));
    const counts = { ...known, bytesDone: this.#most };
    const secondsLeft = phase === 'reading' ? this.#secondsLeft(counts) : null;
    this.#listener({ phase, ...counts, resumed: this.#before.filesDone, secondsLeft });
  }

  /** Estimated by files and by bytes left, whichever takes longer. */
  #secondsLeft({ files, bytes, filesDone, bytesDone }: SourceCounts): number | null {
    const passed = (Date.now() - this.#began) / 1000;
    const shares = [
      [filesDone - this.#before.filesDone, files - filesDone],
      [bytesDone - this.#before.bytesDone, bytes - bytesDone],
    ] as const;
    if (passed < 1 || shares.some(([done]) => done === 0)) return null;
    return Math.max(...shares.map(([done, left]) => (passed * left) / done));
  }
}
