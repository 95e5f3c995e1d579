/**
 * Processes that look into files, each ended when one file takes too long or too much memory: that file then gets no
 * digests of parts and no facts, and the others continue in a new process.
 */
import { availableParallelism } from 'node:os';
import type { Finding } from '../../documents/doctor/findings.ts';
import { readInvoicesInside } from '../../documents/reading/inside.ts';
import { readReading } from '../../documents/reading/shape.ts';
import { readSuggestions, type Suggestion } from '../../documents/reading/suggestion.ts';
import type { TapeMapping } from '../../dossier/tape/columns.ts';
import { NotaryError } from '../../errors.ts';
import { list, oneOf, readOrNull } from '../../formats/decoder.ts';
import { UNREAD_FORMATS } from '../../paper/unread.ts';
import { errorOf } from '../system/fault.ts';
import type { FactTable, TableOptions } from '../table/table.ts';
import type { Tape } from '../table/tape.ts';
import type { StartReader } from './process.ts';
import { type Answer, DoctorReader } from './reader.ts';
import type { DoctorRequest, FileToLookInto, FoundInside } from './worker.ts';

/** Milliseconds for one file, not counting its wait for the process. */
export const FILE_TIME = 5000;
/** Milliseconds after which an idle process is ended. */
const IDLE_TIME = 60_000;
/** A process takes some 80 MB. */
const MOST = 4;
/** Invoices in one file. */
const MOST_READINGS = 100_000;

/** Why nobody has looked into a file. */
export type Missing = 'time' | 'memory' | 'changed' | 'cancelled';

/** What was found in a file: nothing where nobody has looked into it, and why. */
export interface Found extends FoundInside {
  /** Suggestions. Where there are none, nobody is told why. */
  readonly seen: readonly Suggestion[];
  /** Formats of pictures in which nobody could look for codes. */
  readonly unseen: readonly string[];
  readonly missing: Missing | null;
}

/** What is asked of a file: what is inside it, what it shows. */
export interface FileToSee extends FileToLookInto {
  /** True by default. */
  readonly inside?: boolean;
  /** Whether facts are looked for in what it shows; false by default. */
  readonly sees?: boolean;
}

interface Job {
  readonly request: DoctorRequest;
  readonly time: number;
  readonly signal: AbortSignal | null;
  readonly resolve: (answer: Answer) => void;
}

/** How something is asked. */
interface Asking {
  /** Milliseconds that it may take. */
  readonly time?: number;
  readonly signal?: AbortSignal | null;
  readonly waits?: boolean;
}

/** Limits of the pool, and how it starts processes. */
export interface DoctorPoolOptions {
  readonly processes?: number;
  /** Milliseconds for one file. */
  readonly fileTime?: number;
  readonly idleTime?: number;
  /** How a process is started; forked by default. */
  readonly start?: StartReader | undefined;
}

const CLOSED = { is: 'ended', why: 'closed' } as const;

/** Reader processes, started when there is work. */
export class DoctorPool {
  /** The idle ones, and when each will be ended. */
  readonly #idle = new Map<DoctorReader, NodeJS.Timeout>();
  readonly #readers = new Set<DoctorReader>();
  readonly #queue: Job[] = [];
  readonly #most: number;
  readonly #fileTime: number;
  readonly #idleTime: number;
  readonly #start: StartReader | undefined;
  #closed = false;

  /** Processes are started when there is work. */
  constructor(options: DoctorPoolOptions = {}) {
    const { processes = Math.min(MOST, availableParallelism()), fileTime = FILE_TIME, idleTime = IDLE_TIME } = options;
    this.#most = Math.max(1, processes);
    this.#fileTime = fileTime;
    this.#idleTime = idleTime;
    this.#start = options.start;
  }

  /** What is in files, in the given order. After the signal the remaining ones are `cancelled`. Never rejects. */
  lookInto(
    files: readonly FileToSee[],
    { parts, signal = null }: { readonly parts: boolean; readonly signal?: AbortSignal | null | undefined },
  ): Promise<readonly Found[]> {
    return Promise.all(files.map((file) => this.#look(file, parts, { signal, waits: true })));
  }

  /** What is seen is asked for by itself, so that a picture that takes too long costs neither facts nor digests. */
  async #look({ inside = true, sees = false, path, sha256 }: FileToSee, parts: boolean, how: Asking): Promise<Found> {
    const file = { path, sha256 };
    const inner = inside
      ? found(await this.#ask({ do: 'look-into', file, parts }, how))
      : { ...NOTHING, missing: null };
    const hasPicture = inner.readings.some(({ notes }) => notes.some(({ code }) => code === 'qr-not-read'));
    if (inner.missing !== null || !(sees || hasPicture)) return inner;
    const answer = await this.#ask({ do: 'see', file }, { ...how, time: 2 * this.#fileTime });
    if (answer.is !== 'seen') return inner;
    const seen = readOrNull(readSuggestions, answer.suggestions) ?? [];
    return { ...inner, seen, unseen: readOrNull(unseenFormats, answer.unread) ?? [] };
  }

  /** What readers find in one document, without digests of its parts. Goes before what waits. Never rejects. */
  async read(file: FileToLookInto): Promise<Found> {
    return found(await this.#ask({ do: 'look-into', file, parts: false }));
  }

  /** Findings about one document; null when it could not be read in time. Takes precedence over queued files. */
  async diagnose(request: Omit<DoctorRequest & { do: 'diagnose' }, 'do'>): Promise<readonly Finding[] | null> {
    const answer = await this.#ask({ ...request, do: 'diagnose' }, { time: 2 * this.#fileTime });
    return answer.is === 'findings' ? answer.findings : null;
  }

  /** Facts in a table. Goes before what waits. Throws what `readTable` throws, `timed-out`, `too-large` or `cancelled`. */
  async table(path: string, options: TableOptions = {}): Promise<FactTable> {
    const answer = await this.#ask({ do: 'table', path, options }, { time: 2 * this.#fileTime });
    return answer.is === 'table' ? answer.table : refuse(answer, path);
  }

  /** The rows of a pool tape, under the same conditions; it has more of them, and more time. */
  async tape(path: string, chosen: TapeMapping = {}): Promise<Tape> {
    const answer = await this.#ask({ do: 'tape', path, chosen }, { time: 6 * this.#fileTime });
    return answer.is === 'tape' ? answer.tape : refuse(answer, path);
  }

  /** Ends the processes; queued requests are `cancelled`. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { resolve } of this.#queue.splice(0)) resolve(CLOSED);
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#readers].map((reader) => reader.end('closed')));
  }

  /** Asks the next process that is free; one that `waits` comes behind all others, else before them. */
  #ask(request: DoctorRequest, { time = this.#fileTime, signal = null, waits = false }: Asking = {}): Promise<Answer> {
    return new Promise((resolve) => {
      const job = { request, time, signal, resolve };
      if (waits) this.#queue.push(job);
      else this.#queue.unshift(job);
      this.#next();
    });
  }

  #next(): void {
    while (this.#queue.length > 0) {
      if (this.#closed || this.#queue[0]?.signal?.aborted) {
        this.#queue.shift()?.resolve(CLOSED);
        continue;
      }
      const reader = this.#free();
      const job = reader && this.#queue.shift();
      if (!job) return;
      void this.#run(reader, job);
    }
  }

  #free(): DoctorReader | null {
    for (const [reader, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(reader);
      if (reader.lives) return reader;
      this.#readers.delete(reader);
    }
    return this.#readers.size < this.#most ? this.#started() : null;
  }

  #started(): DoctorReader {
    const reader = new DoctorReader(this.#start);
    this.#readers.add(reader);
    return reader;
  }

  async #run(reader: DoctorReader, { request, time, resolve }: Job): Promise<void> {
    resolve(await reader.ask(request, time));
    if (reader.lives) this.#rest(reader);
    else this.#readers.delete(reader);
    this.#next();
  }

  #rest(reader: DoctorReader): void {
    const timer = setTimeout(() => {
      this.#idle.delete(reader);
      this.#readers.delete(reader);
      void reader.end('closed');
    }, this.#idleTime);
    this.#idle.set(reader, timer.unref());
  }
}

/** Throws why there is no table. */
function refuse(answer: Answer, file: string): never {
  if (answer.is === 'refused') throw errorOf(answer.fault);
  if (answer.is === 'ended' && answer.why === 'closed') throw new NotaryError('cancelled', 'cancelled');
  const tooLong = answer.is === 'ended' && answer.why === 'time';
  throw new NotaryError(tooLong ? 'timed-out' : 'too-large', `${file}: more than can be read as a table`, { file });
}

/** A reader has read what strangers wrote: what it says is looked at before it is used. */
const readings = list(readReading, MOST_READINGS);
const unseenFormats = list(oneOf(...UNREAD_FORMATS), UNREAD_FORMATS.length);

function found(answer: Answer): Found {
  if (answer.is !== 'looked-into') return { ...NOTHING, missing: whyNot(answer) };
  const { changed, parts, unread } = answer;
  const read = readOrNull(readings, answer.readings);
  const inside = answer.inside && readOrNull(readInvoicesInside, answer.inside);
  if (changed) return { ...NOTHING, missing: 'changed' };
  return {
    parts,
    readings: read ?? [],
    unread: read ? unread : 'malformed',
    inside,
    seen: [],
    unseen: [],
    missing: null,
  };
}

const NOTHING: Omit<Found, 'missing'> = { parts: null, readings: [], unread: null, inside: null, seen: [], unseen: [] };

function whyNot(answer: Exclude<Answer, { is: 'looked-into' }>): Missing {
  if (answer.is !== 'ended' || answer.why === 'died') return 'memory';
  return answer.why === 'time' ? 'time' : 'cancelled';
}
