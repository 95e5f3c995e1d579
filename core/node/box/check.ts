/**
 * Checks a box: files are found, read by threads and paired; the results are kept in a work file that the sheet is read
 * from.
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { boxDigest, digestLine } from '../../documents/box/digest.ts';
import { rememberingCrypto } from '../../documents/box/signatures.ts';
import type { BoxSheet, BoxTotals } from '../../documents/box/types.ts';
import { NotaryError } from '../../errors.ts';
import { CheckpointMemory } from '../../verification/checkpoint-checks.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { Db } from '../system/database.ts';
import { dropIndexes, sqlIndex } from './index-sql.ts';
import { BoxPool } from './pool.ts';
import { allRows, makeRows, rowPage } from './rows.ts';
import { pairSets } from './sets.ts';
import { inputNames, Sources, type SourceTask, shownFilePath } from './sources.ts';
import { EVERY_MS, Telling } from './telling.ts';
import type { CheckBoxOptions, CheckedBox } from './types.ts';
import { openAnyWorkFile, openWorkFile, type WorkFile } from './work-file.ts';

/** Checks files, folders, archives and mails; see `CheckBox`. */
export async function checkBox(paths: readonly string[], options: CheckBoxOptions): Promise<CheckedBox> {
  const [key, fresh] = [keyOf(paths, options), options.fresh ?? false];
  const { workFolder } = options;
  const work = workFolder === undefined ? openAnyWorkFile(key, fresh) : openWorkFile(workFolder, key, fresh);
  try {
    return await run(paths, options, work);
  } catch (error) {
    work.keep();
    throw error;
  }
}

/** Key of the work file: the same inputs under the same rules resume in the same file. */
function keyOf(paths: readonly string[], { trust, acceptDemo = false }: CheckBoxOptions): string {
  const bundles = trust.map(({ fingerprint }) => fingerprint).sort();
  const key = [paths.map((path) => resolve(path)), bundles, acceptDemo];
  return createHash('sha256').update(JSON.stringify(key)).digest('hex');
}

async function run(paths: readonly string[], options: CheckBoxOptions, { db, remove }: WorkFile): Promise<CheckedBox> {
  const { trust, acceptDemo = false, signal, records, known } = options;
  const stop = () => {
    if (signal?.aborted) throw new NotaryError('cancelled', 'cancelled');
  };
  const sources = new Sources(db);
  const telling = new Telling(sources, options.onProgress);
  dropIndexes(db);
  const pool = poolOf(options);
  try {
    await sources.walk(paths, () => {
      stop();
      pool.prepare(sources.waiting);
      telling.tell('walking');
    });
    telling.begin();
    await readAll(sources, pool, signal, (partial) => telling.tell('reading', { partial }));
  } finally {
    await pool.close();
  }
  stop();
  const memory = { crypto: rememberingCrypto(nodeCrypto), checkpoints: new CheckpointMemory() };
  pairSets(db, { trust, acceptDemo, ...memory });
  const totals = await makeRows(db, sqlIndex(db, records, known), () => {
    stop();
    telling.tell('pairing');
  });
  telling.tell('done', { always: true });
  return checkedBox(db, remove, sheetOf(paths, options, db, totals));
}

function poolOf({ trust, acceptDemo = false, signal, threads }: CheckBoxOptions): BoxPool {
  return new BoxPool({ trust, acceptDemo }, { ...(threads ? { threads } : {}), ...(signal ? { signal } : {}) });
}

async function readAll(
  sources: Sources,
  pool: BoxPool,
  signal: AbortSignal | undefined,
  onStep: (partial: number) => void,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;
  const give = (tasks: readonly SourceTask[]) => {
    const work = pool
      .run(tasks)
      .then((answers) => sources.store(tasks, answers))
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        running.delete(work);
        onStep(pool.partial);
      });
    running.add(work);
  };
  // shows progress within a large file
  const ticking = setInterval(() => onStep(pool.partial), EVERY_MS);
  try {
    for (;;) {
      const tasks = failure || signal?.aborted ? [] : sources.next();
      if (tasks.length > 0) give(tasks);
      else if (running.size === 0) break;
      // an archive that is being read may still add tasks
      else await Promise.race(running);
      await pool.room();
    }
  } finally {
    clearInterval(ticking);
  }
  if (failure) throw (failure as { readonly error: unknown }).error;
}

function sheetOf(paths: readonly string[], { trust }: CheckBoxOptions, db: Db, totals: BoxTotals): BoxSheet {
  return {
    inputs: inputNames(paths),
    totals,
    boxDigest: boxDigest(lines(db), nodeCrypto),
    trust: trust.map(({ bundle, fingerprint, compared }) => ({ name: bundle.name, fingerprint, compared })),
  };
}

interface LineRow {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
}

const LINES = 1000;

/** By path, then by digest; SQLite compares texts by their bytes. */
function* lines(db: Db): Generator<string> {
  let last: LineRow = { id: 0, path: '', sha256: '' };
  for (;;) {
    const rows = db.all<LineRow>(
      `SELECT id, path, sha256 FROM item WHERE sha256 IS NOT NULL AND (path, sha256, id) > (?, ?, ?)
       ORDER BY path, sha256, id LIMIT ?`,
      last.path,
      last.sha256,
      last.id,
      LINES,
    );
    for (const row of rows) yield digestLine(row);
    const end = rows.at(-1);
    if (!end) return;
    last = end;
  }
}

function checkedBox(db: Db, remove: () => void, sheet: BoxSheet): CheckedBox {
  return {
    sheet,
    page: (query) => rowPage(db, query),
    rows: () => allRows(db),
    lines: () => lines(db),
    locate(path) {
      const sql = 'SELECT place FROM item JOIN source ON source.id = item.source WHERE item.path = ? LIMIT 1';
      const row = db.get<{ place: Uint8Array }>(sql, path);
      return row ? shownFilePath(row.place) : null;
    },
    close: remove,
  };
}
