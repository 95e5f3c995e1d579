/**
 * The intakes of a desk, one after the other. Requests are kept in a file of the home until they are done, so that what
 * was interrupted resumes at the next start; records that it already made are recognised and not made twice.
 */
import { existsSync, rmSync } from 'node:fs';
import { NotaryError } from '../../errors.ts';
import { utf8 } from '../../formats/bytes.ts';
import { boolean, list, object, text } from '../../formats/decoder.ts';
import type { Notary } from '../../notary.ts';
import type { StoredRecord } from '../../ports.ts';
import type { DoctorPool } from '../doctor/pool.ts';
import type { HashPool } from '../hashing/hash-pool.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { readSmallText } from '../system/small-file.ts';
import { type IntakeOptions, takeIn } from './intake.ts';
import { ContentsReading } from './intake-contents.ts';
import { checkSuperseding } from './superseding.ts';
import type { IntakeItem } from './types.ts';

/** Maximum bytes of the file: enough for very many paths. */
const LIST_BYTES = 64 * 1024 * 1024;

/** A requested intake. */
export interface IntakeWish extends Pick<IntakeOptions, 'paths' | 'again' | 'factsFor' | 'profileFor'> {
  /** The record that the one file of this intake replaces. */
  readonly supersedes?: string;
  /** False leaves digests of parts out even if the settings ask for them. */
  readonly fingerprints?: boolean;
}

/** What `Intakes` is made of. */
export interface IntakesDependencies {
  readonly pool: HashPool;
  readonly doctor: Pick<DoctorPool, 'lookInto'>;
  readonly notary: Pick<Notary, 'add' | 'complete'>;
  /** Whether the settings ask for digests of parts. */
  wantsParts(): boolean;
  recordOf(id: string): StoredRecord | null;
  now(): number;
  onProgress: NonNullable<IntakeOptions['onProgress']>;
  /** The results for the files of an intake. */
  onItems(items: readonly IntakeItem[]): void;
  /** Whether the clock is in the way of records now. */
  isHeld(): boolean;
  /** What was interrupted is taken in now. */
  onResumed(done: Promise<readonly IntakeItem[]>): void;
  /** File in which the lists are kept; null to keep none. */
  readonly listFile: string | null;
}

interface List {
  readonly paths: readonly string[];
  readonly again: boolean;
  readonly supersedes?: string;
  readonly fingerprints?: boolean;
  readonly started: string;
}

/** Maximum UTF-16 units of a path, and maximum number of paths in one request; the file is bounded as well. */
const [PATH, PATHS] = [32_768, 1_000_000] as const;
const listShape = object<List>(
  { paths: list(text(PATH), PATHS), again: boolean, supersedes: text(100), fingerprints: boolean, started: text(40) },
  ['supersedes', 'fingerprints'],
);
/** Maximum number of intakes that wait for each other. */
const LISTS = 1000;
/** A clock that is put right tells nobody, nor does a share that is back. */
const LOOK_AGAIN_MS = 60_000;
type Resumable = IntakeWish & Pick<IntakeOptions, 'since'>;

/** The queue of intakes; see the head of this file. */
export class Intakes {
  readonly #dependencies: IntakesDependencies;
  #last = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #abort = new AbortController();
  #stopped = false;
  #reading: ContentsReading | null = null;
  /** What the file has: the lists that are not done. Null before those of an earlier run were read from it. */
  #lists: readonly List[] | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: IntakesDependencies) {
    this.#dependencies = dependencies;
  }

  /** Starts when the previous one is done; rejects only for defects. Throws the errors of `checkSuperseding`. */
  start(wish: IntakeWish): { readonly intake: number; readonly done: Promise<readonly IntakeItem[]> } {
    checkSuperseding(wish, this.#dependencies.recordOf);
    // what an earlier run has left comes first; its list is never overwritten
    this.#takeUp();
    const started = new Date(this.#dependencies.now()).toISOString();
    const { factsFor: _facts, profileFor: _profile, ...list } = wish;
    return this.#enqueue(wish, { ...list, paths: wish.paths.map(String), started });
  }

  /** Resumes what was interrupted, as soon as the clock allows it. */
  resume(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#lists || !this.#isLeft) return;
    if (!this.#dependencies.isHeld()) this.#takeUp();
    else this.#resumeLater();
  }

  /** A home that cannot be read then is looked at again, as nobody waits for this who could be told. */
  #resumeLater(): void {
    const again = () => {
      try {
        this.resume();
      } catch {
        this.#resumeLater();
      }
    };
    this.#timer = setTimeout(again, LOOK_AGAIN_MS).unref();
  }

  #takeUp(): void {
    if (this.#lists) return;
    this.#lists = this.#readLists();
    for (const list of this.#lists)
      this.#dependencies.onResumed(this.#enqueue({ ...list, since: list.started }, list).done);
  }

  /** Cancels the running intake and the queued ones. What was recorded stays. */
  cancel(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  /** Stops for shutdown, so that the next start resumes what is not done; resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.cancel();
    await this.#queue;
  }

  /**
   * Whether files that have records are still to be looked into. While an intake runs more are recorded at any time, so look
   * again after `contentsRead`, with nothing awaited in between.
   */
  get isReading(): boolean {
    return this.#stopped || (this.#reading?.left ?? 0) > 0;
  }

  /**
   * Resolves when the files recorded until now were looked into, or cannot be. Throws `cancelled` when this stops meanwhile:
   * then the next start looks into them, and nothing may be sealed before.
   */
  async contentsRead(): Promise<void> {
    await this.#reading?.done();
    if (this.#stopped) throw new NotaryError('cancelled', 'the desk is being closed');
  }

  #enqueue(wish: Resumable, list: List) {
    const lists = this.#lists ?? [];
    if (!lists.includes(list)) this.#keep([...lists, list]);
    const intake = ++this.#last;
    const { signal } = this.#abort;
    const done = this.#queue.then(() => this.#run({ ...wish, intake, signal }, list));
    this.#queue = done.catch(() => {});
    return { intake, done };
  }

  async #run(wish: Resumable & { intake: number; signal: AbortSignal }, list: List): Promise<readonly IntakeItem[]> {
    const { pool, doctor, notary, wantsParts, onProgress } = this.#dependencies;
    const parts = wish.fingerprints !== false && wantsParts();
    const contents = new ContentsReading({ doctor, notary, parts, signal: wish.signal });
    this.#reading = contents;
    try {
      const items = await takeIn(pool, notary, { ...wish, contents, onProgress });
      this.#dependencies.onItems(items);
      return items;
    } finally {
      // a cancelled intake is finished; one interrupted by the end of the program is not
      if (!this.#stopped) this.#keep((this.#lists ?? []).filter((one) => one !== list));
    }
  }

  /** What is not done is on the disk before it is begun. */
  #keep(lists: readonly List[]): void {
    const { listFile } = this.#dependencies;
    if (listFile && lists.length > 0) writeAtomic(listFile, utf8(JSON.stringify(lists)), { mode: 0o600 });
    else if (listFile) rmSync(listFile, { force: true });
    this.#lists = lists;
  }

  get #isLeft(): boolean {
    const { listFile } = this.#dependencies;
    return listFile !== null && existsSync(listFile);
  }

  #readLists(): readonly List[] {
    const { listFile } = this.#dependencies;
    if (!listFile || !this.#isLeft) return [];
    try {
      const kept: unknown = JSON.parse(readSmallText(listFile, LIST_BYTES));
      return list(listShape, LISTS)(Array.isArray(kept) ? kept : [kept], 'lists');
    } catch {
      rmSync(listFile, { force: true });
      return [];
    }
  }
}
