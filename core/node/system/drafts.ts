/**
 * Drafts of files that are written whole or not at all. One in a folder of other people is recorded in the home while it is
 * there: what a killed process left behind is found again by its record, and nothing is removed by its name alone.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { integer, object, text } from '../../formats/decoder.ts';
import { makeFolders } from './folders.ts';
import { isRunning } from './processes.ts';
import { readSmallText } from './small-file.ts';

const DRAFT = /^\.[0-9a-f]{16}\.notary-tmp$/;

/** A process, told apart from a later one that has its number. */
const PROCESS = { pid: process.pid, token: randomBytes(8).toString('hex') } as const;

interface DraftRecord {
  readonly path: string;
  readonly pid: number;
  readonly token: string;
}
const draftRecord = object<DraftRecord>({ path: text(32_768), pid: integer(1), token: text(16) });

let records: string | null = null;

/** From now on drafts outside of the home are recorded in this folder of it, which is made when it is needed. */
export function recordDrafts(folder: string): void {
  records = folder;
}

/** A draft beside the file that it will be. */
export interface Draft {
  readonly path: string;
  /** Removes what is left of it, and its record; to be called in any case. */
  remove(): void;
}

/** A name for a draft, not taken; nothing is written yet. */
export function newDraft(target: string): Draft {
  const path = join(dirname(target), `.${randomBytes(8).toString('hex')}.notary-tmp`);
  const record =
    records === null || dirname(records) === dirname(path) ? null : join(records, `${basename(path)}.json`);
  if (record) tryTo(() => writeRecord(record, { path, ...PROCESS }));
  return {
    path,
    remove: () =>
      tryTo(() => {
        rmSync(path, { force: true });
        if (record) rmSync(record, { force: true });
      }),
  };
}

function writeRecord(file: string, record: DraftRecord): void {
  makeFolders(dirname(file), 0o700);
  writeFileSync(file, JSON.stringify(record), { mode: 0o600 });
}

/** A draft that cannot be recorded or removed stops nobody from writing. */
function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // found again by its record, where there is one
  }
}

/** Removes what a killed process left half written in a folder of ours. */
export function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) if (DRAFT.test(name)) rmSync(join(folder, name), { force: true });
}

/** Removes drafts that processes which are gone left in folders of other people, by the records in `folder`. */
export function removeRecordedDrafts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) tryTo(() => removeRecorded(join(folder, name)));
}

function removeRecorded(file: string): void {
  const record = readRecord(file);
  if (record && isAlive(record)) return;
  // on a drive that is not there just now: later
  if (record && !existsSync(dirname(record.path))) return;
  if (record && DRAFT.test(basename(record.path)) && isFile(record.path)) rmSync(record.path, { force: true });
  rmSync(file, { force: true });
}

/** Null for one that was cut off itself. */
function readRecord(file: string): DraftRecord | null {
  try {
    return draftRecord(JSON.parse(readSmallText(file)), 'draft');
  } catch {
    return null;
  }
}

const isFile = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;

function isAlive({ pid, token }: DraftRecord): boolean {
  return pid === PROCESS.pid ? token === PROCESS.token : isRunning(pid);
}
