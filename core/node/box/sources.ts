/**
 * The files of a box on the disk: found by a walk, compared with what an earlier run has read, and queued for reading.
 */
import { statSync } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import { boxPath } from '../../documents/box/path.ts';
import { NotaryError } from '../../errors.ts';
import type { Db } from '../system/database.ts';
import { type FilePath, fsPath, shownPath, systemFileError, type WalkStep, walkFiles } from '../system/files.ts';
import { type ArchiveSlice, fileIdentity } from './archive.ts';
import { type ItemValues, insertItem, insertItems } from './items.ts';
import { boxFaultOf } from './limits.ts';
import { failedItem } from './reader.ts';
import type { BoxAnswer, BoxTask } from './worker.ts';

/** Names of the inputs, for people. */
export function inputNames(roots: readonly string[]): readonly string[] {
  return roots.map((root) => boxPath(basename(resolve(root)) || root));
}

/**
 * Paths in the box: relative to a single folder, or the name of a single file. With several inputs, paths start with
 * the folder's name to keep them distinct.
 */
function pathsOf(root: string, alone: boolean): (filePath: FilePath) => string {
  const base = resolve(root);
  const prefix = alone ? '' : `${basename(base)}/`;
  return (place) => {
    const shown = shownPath(place);
    const inside = shown === base ? null : shown.slice(base.endsWith(sep) ? base.length : base.length + 1);
    return boxPath(inside === null ? basename(base) || base : prefix + inside.split(sep).join('/'));
  };
}

/** Steps of a walk stored in one transaction. */
const STEPS = 512;

/** Files and entries sent to a thread together. */
export const BATCH = { tasks: 64, bytes: 8 * 1024 * 1024 } as const;

interface SourceRow {
  readonly id: number;
  readonly place: Uint8Array;
  readonly path: string;
  readonly size: number;
  readonly identity: string;
}

type SliceRow = SourceRow & { readonly slice: number; readonly first: number; readonly last: number };

/** Counts of a box while it is read. */
export interface SourceCounts {
  files: number;
  bytes: number;
  filesDone: number;
  bytesDone: number;
  /** Items, including contents of archives and mails. */
  read: number;
  certificates: number;
}

const NONE: SourceCounts = { files: 0, bytes: 0, filesDone: 0, bytesDone: 0, read: 0, certificates: 0 };

/** A task and the database rows that it completes. */
export interface SourceTask extends BoxTask {
  readonly source: number;
  readonly sliceId: number | null;
}

const stored = (filePath: FilePath) =>
  typeof filePath === 'string' ? Buffer.from(`t${filePath}`) : Buffer.from([0x62, ...filePath]);

function filePathOf(bytes: Uint8Array): FilePath {
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset + 1, bytes.length - 1);
  return bytes[0] === 0x74 ? rest.toString('utf8') : rest;
}

/** The path of a file on this machine, for people. */
export function shownFilePath(bytes: Uint8Array): string {
  return shownPath(filePathOf(bytes));
}

/** The files of a box; see the head of this file. */
export class Sources {
  readonly #db: Db;
  readonly #run: number;
  #lastSource = 0;
  #lastSlice = 0;
  #counts: SourceCounts = { ...NONE };
  #waiting = 0;

  constructor(db: Db) {
    this.#db = db;
    this.#run = (db.get<{ n: number | null }>('SELECT max(run) AS n FROM source')?.n ?? 0) + 1;
  }

  /** Finds every file; `onStep` is called after each part of the walk and may throw. */
  async walk(roots: readonly string[], onStep: () => void): Promise<void> {
    const db = this.#db;
    db.write(() => db.run('DELETE FROM item WHERE source IS NULL'));
    for (const root of roots) {
      const pathOf = pathsOf(root, roots.length === 1);
      const steps = walkFiles([root]);
      for (let done = false; !done; ) {
        done = db.write(() => this.#take(steps, pathOf));
        onStep();
        await new Promise((next) => setImmediate(next));
      }
    }
    db.write(() => db.run('DELETE FROM source WHERE run <> ?', this.#run));
    this.#counts = this.#count();
  }

  #take(steps: Iterator<WalkStep>, pathOf: (filePath: FilePath) => string): boolean {
    for (let i = 0; i < STEPS; i++) {
      const { value, done } = steps.next();
      if (done) return true;
      const path = pathOf(value.path);
      try {
        if ('fault' in value)
          insertItem(this.#db, null, { ...failedItem(path, null), fault: boxFaultOf(faultError(value)) });
        else this.#found(value.path, path);
      } catch (error) {
        insertItem(
          this.#db,
          null,
          failedItem(path, error instanceof NotaryError ? error : systemFileError(error, value.path)),
        );
      }
    }
    return false;
  }

  /** Keeps earlier results of unchanged files and deletes those of changed ones. */
  #found(filePath: FilePath, path: string): void {
    const stat = statSync(fsPath(filePath), { bigint: true });
    const [key, identity, size] = [stored(filePath), fileIdentity(stat), Number(stat.size)];
    this.#counts.files++;
    this.#counts.bytes += size;
    const known = this.#db.get<SourceRow>('SELECT * FROM source WHERE place = ?', key);
    if (known?.identity === identity && known.path === path) {
      this.#db.run('UPDATE source SET run = ? WHERE id = ?', this.#run, known.id);
      return;
    }
    if (known) this.#db.run('DELETE FROM source WHERE id = ?', known.id);
    const sql = 'INSERT INTO source (place, path, size, identity, run) VALUES (?, ?, ?, ?, ?)';
    this.#db.run(sql, key, path, size, identity, this.#run);
    this.#waiting++;
  }

  /** Files found so far that no earlier run has found as they are now. */
  get waiting(): number {
    return this.#waiting;
  }

  /** The next tasks, parts of archives first; empty when everything was handed out. */
  next(): readonly SourceTask[] {
    const slices = this.#nextSlices();
    return slices.length > 0 ? slices : this.#nextFiles();
  }

  #nextSlices(): readonly SourceTask[] {
    const row = this.#db.get<SliceRow>(
      `SELECT slice.id AS slice, first, last, source.* FROM slice JOIN source ON source.id = slice.source
       WHERE slice.id > ? ORDER BY slice.id LIMIT 1`,
      this.#lastSlice,
    );
    if (!row) return [];
    this.#lastSlice = row.slice;
    return [taskOf(row, row.slice, { from: row.first, to: row.last })];
  }

  #nextFiles(): readonly SourceTask[] {
    const tasks: SourceTask[] = [];
    let bytes = 0;
    const rows = this.#db.all<SourceRow>(
      'SELECT * FROM source WHERE read = 0 AND id > ? ORDER BY id LIMIT ?',
      this.#lastSource,
      BATCH.tasks,
    );
    for (const row of rows) {
      if (tasks.length > 0 && bytes + row.size > BATCH.bytes) break;
      bytes += row.size;
      tasks.push(taskOf(row, null, null));
      this.#lastSource = row.id;
    }
    return tasks;
  }

  /** Stores results of tasks in one transaction; cancelled tasks are repeated by the next run. */
  store(tasks: readonly SourceTask[], answers: readonly BoxAnswer[]): void {
    this.#db.write(() => {
      for (const [i, task] of tasks.entries()) {
        const answer = answers[i];
        if (answer?.items) this.#settle(task, answer.items, answer.slices);
      }
    });
  }

  #settle({ source, sliceId, size }: SourceTask, items: readonly ItemValues[], slices: readonly ArchiveSlice[]): void {
    const counts = this.#counts;
    counts.read += items.length;
    counts.certificates += items.filter(({ isCertificate }) => isCertificate).length;
    if (sliceId === null) counts.filesDone++;
    if (sliceId === null) counts.bytesDone += size;
    insertItems(this.#db, source, items);
    for (const { from, to } of slices)
      this.#db.run('INSERT INTO slice (source, first, last) VALUES (?, ?, ?)', source, from, to);
    if (sliceId === null) this.#db.run('UPDATE source SET read = 1 WHERE id = ?', source);
    else this.#db.run('DELETE FROM slice WHERE id = ?', sliceId);
  }

  /** Totals found and read. */
  get counts(): SourceCounts {
    return { ...this.#counts };
  }

  #count(): SourceCounts {
    const sources = this.#db.get<Omit<SourceCounts, 'read' | 'certificates'>>(
      `SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes, coalesce(sum(read), 0) AS filesDone,
       coalesce(sum(size * read), 0) AS bytesDone FROM source`,
    );
    const items = this.#db.get<Pick<SourceCounts, 'read' | 'certificates'>>(
      'SELECT count(*) AS read, count(certificate) AS certificates FROM item',
    );
    return { ...NONE, ...sources, ...items };
  }
}

function taskOf(
  { id, place, path, size, identity }: SourceRow,
  sliceId: number | null,
  slice: ArchiveSlice | null,
): SourceTask {
  return { filePath: filePathOf(place), path, size, identity, slice, source: id, sliceId };
}

function faultError({ fault }: Extract<WalkStep, { fault: unknown }>): NotaryError {
  return new NotaryError(fault.code, fault.message, { ...fault.details });
}
