/**
 * Intake: turns the files a user chose into durable records. A batch of hashed files is one transaction; nothing is
 * reported as recorded before it is on the disk, and an error in one file does not affect the others.
 */

import { needsDecision, type Warning } from '../../documents/warnings.ts';
import { onlyDigests } from '../../formats/digests.ts';
import type { Notary } from '../../notary.ts';
import type { Added, FactEdits, Intake, StoredRecord } from '../../ports.ts';
import { cleanFileName } from '../../records/facts.ts';
import { DOCUMENT } from '../../records/index.ts';
import type { FileDigest } from '../hashing/hash-file.ts';
import type { HashPool } from '../hashing/hash-pool.ts';
import type { HashedFile } from '../hashing/hash-worker.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import { type FilePath, shownName, shownPath } from '../system/files.ts';
import type { IntakeItem, IntakeProgress } from '../system/progress.ts';
import type { ContentsReading } from './intake-contents.ts';

/** What one intake reads, and how. */
export interface IntakeOptions {
  /** Number of this intake in its progress events. */
  readonly intake: number;
  readonly paths: readonly FilePath[];
  /** Create a new record even for bytes that already have one. */
  readonly again: boolean;
  /** The record that the one file of this intake replaces. */
  readonly supersedes?: string | undefined;
  /** Start time of an interrupted intake that resumes: records made since then are not made again. */
  readonly since?: string | undefined;
  readonly signal?: AbortSignal;
  /** Stated facts of a file, already cleaned. */
  readonly factsFor?: (fileName: string, path: string) => FactEdits;
  /** Key of the kind that the record of a file gets; that of a plain document where nothing is said. */
  readonly profileFor?: (path: string) => string | undefined;
  /** Completes the records by what is inside their files; without it they stay as they are made. */
  readonly contents?: ContentsReading;
  /** Called at most about ten times a second, and once at the end. */
  readonly onProgress?: (progress: IntakeProgress) => void;
}

const TELL_MS = 100;
/**
 * Every transaction waits for the disk, so one takes the files hashed within this time (ms), or as soon as there are that
 * many of them all that have arrived, but no more than keep other calls to the desk waiting unnoticed.
 */
const STORE_MS = 150;
const STORE_FILES = 500;
const STORE_AT_MOST = 2000;

/** Runs the intake. Returns every file found with its result, in the order in which they were named. */
export async function takeIn(
  pool: Pick<HashPool, 'run'>,
  notary: Pick<Notary, 'add'>,
  options: IntakeOptions,
): Promise<readonly IntakeItem[]> {
  const desk = new IntakeDesk(notary, options);
  await pool.run({
    roots: options.paths,
    ...(options.signal ? { signal: options.signal } : {}),
    onFound: (files) => {
      for (const { path, size } of files) desk.found(path, size);
    },
    onFault: ({ path, fault }) => desk.refused(path, fault),
    onLeftOut: (path) => desk.leftOut(path),
    onProgress: (index, bytes) => desk.hashing(index, bytes),
    onHashed: (files) => desk.hashed(files),
  });
  return desk.finish();
}

type Hashed = {
  readonly item: IntakeItem;
  readonly path: FilePath;
  readonly digest: FileDigest;
};

class IntakeDesk {
  readonly #notary: Pick<Notary, 'add'>;
  readonly #options: IntakeOptions;
  readonly #items: IntakeItem[] = [];
  /** By the pool's number; errors of the walk have none. */
  readonly #files: { readonly index: number; readonly path: FilePath }[] = [];
  readonly #changed = new Set<number>();
  /** The first item with each digest. */
  readonly #byDigest = new Map<string, number>();
  /** Records whose files this intake looks into. */
  readonly #looked = new Set<string>();
  readonly #started = Date.now();
  readonly #sums = { filesDone: 0, bytes: 0, bytesDone: 0, failed: 0, existing: 0, leftOut: 0 };
  readonly #waiting: Hashed[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** After the answers of the threads that have arrived too. */
  #soon: ReturnType<typeof setImmediate> | undefined;
  #told = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(notary: Pick<Notary, 'add'>, options: IntakeOptions) {
    this.#notary = notary;
    this.#options = options;
  }

  found(path: FilePath, size: number): void {
    this.#files.push({ index: this.#items.length, path });
    this.#append(path, { size, state: 'waiting', error: null });
    this.#sums.bytes += size;
  }

  refused(path: FilePath, error: Fault): void {
    this.#append(path, { size: 0, state: 'failed', error });
    this.#sums.failed += 1;
    this.#sums.filesDone += 1;
  }

  leftOut(path: FilePath): void {
    this.#append(path, { size: 0, state: 'leftOut', error: null });
    this.#sums.leftOut += 1;
  }

  hashing(file: number, done: number): void {
    const item = this.#itemOf(file);
    if (!item) return;
    this.#sums.bytesDone += done - item.done;
    this.#set(item, { state: 'hashing', done });
    this.#tell();
  }

  hashed(files: readonly HashedFile[]): void {
    const hashed = files.flatMap((file): Hashed[] => {
      const item = this.#itemOf(file.index);
      if (!item) return [];
      const path = this.#files[file.index]?.path ?? item.path;
      if ('digest' in file) return [{ item, path, digest: file.digest }];
      this.#fail(item, file.fault);
      return [];
    });
    this.#ready(hashed);
  }

  #ready(files: readonly Hashed[]): void {
    this.#waiting.push(...files);
    this.#storeSoon();
    this.#tell();
  }

  #storeSoon(): void {
    if (this.#waiting.length >= STORE_FILES) this.#soon ??= setImmediate(() => this.#store());
    else if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => this.#store(), STORE_MS);
  }

  /** Stores the rest; call nothing afterwards. */
  async finish(): Promise<readonly IntakeItem[]> {
    while (this.#waiting.length > 0) this.#store();
    await this.#options.contents?.done();
    for (const item of this.#items)
      if (item.state === 'waiting' || item.state === 'hashing') this.#set(item, { state: 'cancelled' });
    this.#tell(true);
    return this.#items;
  }

  /** One transaction for the pending files. */
  #store(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#soon);
    this.#timer = this.#soon = undefined;
    const files = this.#waiting.splice(0, STORE_AT_MOST);
    if (files.length > 0) this.#add(files);
    this.#storeSoon();
    this.#tell();
  }

  #add(files: readonly Hashed[]): void {
    try {
      const added = this.#notary.add(
        files.map((file) => this.#intakeOf(file)),
        { again: this.#options.again, since: this.#options.since },
      );
      files.forEach(({ item, digest }, i) => {
        const { record, existing = false } = added[i] ?? {};
        this.#sums.existing += existing ? 1 : 0;
        this.#close(item, {
          state: existing ? 'existing' : 'recorded',
          recordId: record?.id ?? null,
          sha256: digest.sha256,
          done: digest.size,
          warnings: [...digest.warnings, ...this.#duplicate(item, digest.sha256, existing)],
        });
      });
      this.#readContents(files, added);
    } catch (error) {
      // for instance a full disk: these files were not recorded; the others are not affected
      for (const { item } of files) this.#fail(item, faultOf(error));
    }
  }

  /** What is inside files that got a record now, or before an intake was interrupted. */
  #readContents(files: readonly Hashed[], added: readonly Added[]): void {
    const { contents, since } = this.#options;
    if (!contents) return;
    const recorded = files.flatMap(({ item: { index }, path, digest }, i) => {
      const { record, existing } = added[i] ?? {};
      const { sha256, readable, shows, kind } = digest;
      const isOpen = existing === false || (since !== undefined && record !== undefined && record.time >= since);
      if (record?.state !== 'recorded' || !(isOpen || (readable && this.#isUnread(record)))) return [];
      this.#looked.add(record.id);
      const file = { id: record.id, unstated: unstatedFacts(record), path, sha256 };
      return [{ index, ...file, readable, shows, isInvoice: kind === 'invoice' }];
    });
    contents.add(recorded, ({ index }, warnings) => this.#contentsRead(index, warnings));
  }

  /**
   * Whether a record that was there before may be of a file that nobody has read: the program that recorded it may have been
   * killed in between. A file that was read and is no invoice is read again, to no effect.
   */
  #isUnread({ id, kind }: StoredRecord): boolean {
    return kind === DOCUMENT.key && !this.#looked.has(id);
  }

  #contentsRead(index: number, warnings: readonly Warning[]): void {
    const item = this.#items[index];
    if (item && warnings.length > 0) this.#set(item, { warnings: [...item.warnings, ...warnings] });
    this.#tell();
  }

  #intakeOf({ path, item, digest }: Hashed): Intake {
    const { kind, pages, size } = digest;
    const facts = {
      fileName: item.file,
      kind,
      pages,
      ...this.#options.factsFor?.(item.file, shownPath(path)),
    };
    const profile = this.#options.profileFor?.(shownPath(path));
    return {
      ...(profile === undefined ? {} : { kind: profile }),
      held: needsDecision(digest.warnings),
      digest: onlyDigests(digest),
      size,
      path: shownPath(path),
      facts,
      supersedes: this.#options.supersedes ?? null,
    };
  }

  #duplicate(item: IntakeItem, sha256: string, existing: boolean): readonly Warning[] {
    const first = this.#byDigest.get(sha256);
    if (first === undefined) this.#byDigest.set(sha256, item.index);
    if (first === undefined && !existing) return [];
    return [{ code: 'duplicate', detail: first === undefined ? '' : (this.#items[first]?.file ?? '') }];
  }

  #fail(item: IntakeItem, error: Fault): void {
    const cancelled = error.code === 'cancelled';
    this.#sums.failed += cancelled ? 0 : 1;
    this.#close(item, cancelled ? { state: 'cancelled' } : { state: 'failed', error });
  }

  #close(item: IntakeItem, change: Partial<IntakeItem>): void {
    this.#sums.filesDone += 1;
    this.#sums.bytesDone += item.size - item.done;
    this.#set(item, change);
  }

  #append(path: FilePath, item: Pick<IntakeItem, 'size' | 'state' | 'error'>): void {
    const index = this.#items.length;
    const file = cleanFileName(shownName(path));
    this.#items.push({
      index,
      file,
      path: shownPath(path),
      done: 0,
      recordId: null,
      sha256: null,
      warnings: [],
      ...item,
    });
    this.#changed.add(index);
  }

  #itemOf(file: number): IntakeItem | undefined {
    return this.#items[this.#files[file]?.index ?? -1];
  }

  #set(item: IntakeItem, change: Partial<IntakeItem>): void {
    this.#items[item.index] = { ...item, ...change };
    this.#changed.add(item.index);
  }

  #tell(last = false): void {
    if (!this.#options.onProgress) return;
    const now = Date.now();
    const soon = this.#told + TELL_MS - now;
    if (!last && soon > 0) {
      // what is told too soon is told a little later, not left for the next event: that may be far away
      this.#later ??= setTimeout(() => this.#tell(), soon);
      return;
    }
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#told = now;
    const items = [...this.#changed].flatMap((index) => this.#items[index] ?? []);
    this.#changed.clear();
    this.#options.onProgress({
      intake: this.#options.intake,
      running: !last,
      files: this.#items.length - this.#sums.leftOut,
      ...this.#sums,
      partsLeft: this.#options.contents?.left ?? 0,
      secondsLeft: last ? 0 : this.#secondsLeft(now),
      items,
    });
  }

  #secondsLeft(now: number): number | null {
    const elapsed = (now - this.#started) / 1000;
    const { bytes, bytesDone } = this.#sums;
    return elapsed < 1 || bytesDone === 0 ? null : Math.round(((bytes - bytesDone) * elapsed) / bytesDone);
  }
}

/** Salts of the facts that a new record does not state, by name. */
function unstatedFacts({ disclosures }: StoredRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(disclosures.flatMap(([salt, name, value]) => (value === null ? [[name, salt]] : [])));
}
