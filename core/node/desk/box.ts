/**
 * The case box of a desk: one at a time, checked in the background. The request is kept in a file of the home until the
 * sheet is closed, so that an interrupted check can resume at the next start.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFork } from '../../documents/box/pairing.ts';
import type { BoxPage, BoxProgress, BoxQuery, BoxRow } from '../../documents/box/types.ts';
import { errorCode, NotaryError } from '../../errors.ts';
import { utf8 } from '../../formats/bytes.ts';
import { list, object, text } from '../../formats/decoder.ts';
import { ATTACHMENT_NAMES } from '../../formats/evidence.ts';
import type { AcceptedBundle } from '../../formats/trust.ts';
import type { KnownLogs } from '../../verification/forks.ts';
import type { Report } from '../../verification/report.ts';
import type { ArchiveFile } from '../box/extract.ts';
import type { BoxRecords, CheckBox, CheckedBox } from '../box/types.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { faultOf } from '../system/fault.ts';
import { makeFolders } from '../system/folders.ts';
import { readSmallText } from '../system/small-file.ts';
import { isTracePack } from '../verify/trace-pack.ts';
import type { BoxDetail, BoxFormat, BoxStatus } from './box-types.ts';
import type { Tasks } from './tasks.ts';

/** What a case box is made of. */
export interface BoxOptions {
  /** Folder of the home. */
  readonly home: string;
  readonly check: CheckBox;
  readonly tasks: Tasks;
  readonly records: BoxRecords;
  /** What this desk knows of logs. */
  known(): KnownLogs;
  trust(): readonly AcceptedBundle[];
  /** The full report of one certificate, with its document or the document's digest. */
  report(paths: readonly string[], digests: readonly string[]): Promise<Report | null>;
  /** The bytes of a file in an archive, or null. */
  extract(archive: ArchiveFile, path: string): Promise<Uint8Array | null>;
  /** Writes the sheet. Throws `write-failed`. */
  write(box: CheckedBox, format: BoxFormat, path: string): Promise<void>;
  /** RFC 3339. */
  now(): string;
  onChange(status: BoxStatus): void;
}

const wishShape = object<{ paths: readonly string[] }>({ paths: list(text(32_768), 1_000_000, 1) });

const NOTHING_YET: BoxProgress = {
  phase: 'walking',
  files: 0,
  filesDone: 0,
  bytes: 0,
  bytesDone: 0,
  read: 0,
  certificates: 0,
  resumed: 0,
  secondsLeft: null,
};

/** The case box; see the head of this file. */
export class Box {
  readonly #options: BoxOptions;
  #status: BoxStatus;
  #checked: CheckedBox | null = null;

  constructor(options: BoxOptions) {
    this.#options = options;
    const sources = readWish(this.#wishFile);
    this.#status = sources === null ? { state: 'none' } : { state: 'cut-off', sources };
  }

  get status(): BoxStatus {
    return this.#status;
  }

  /** Starts a check and closes the previous sheet. Throws `wrong-state` while one runs. */
  start(paths: readonly string[]): BoxStatus {
    this.discard();
    writeAtomic(this.#wishFile, utf8(JSON.stringify({ paths })), { mode: 0o600 });
    return this.#run(paths);
  }

  /** Resumes an interrupted check, or checks the same box again. Throws `wrong-state` when there is neither. */
  resume(): BoxStatus {
    const { state } = this.#status;
    if (state !== 'cut-off' && state !== 'done') throw new NotaryError('wrong-state', 'there is no box to go on with');
    const { sources } = this.#status;
    if (this.#checked !== null) return this.start(sources);
    return this.#run(sources);
  }

  /** Closes the sheet or forgets the interrupted check. Throws `wrong-state` while one runs. */
  discard(): BoxStatus {
    if (this.#status.state === 'running') throw new NotaryError('wrong-state', 'a check runs');
    this.#letGo();
    return this.#become({ state: 'none' });
  }

  /** A part of the sheet. Throws `wrong-state` when there is none. */
  rows(query: BoxQuery): BoxPage {
    return this.#sheet().page(query);
  }

  /** One row, with its report unless it is inside a mail. Throws `not-found`. */
  async row(number: number): Promise<BoxDetail> {
    const { rows } = this.#sheet().page({ ...ALL_ROWS, offset: number - 1 });
    const [row] = rows;
    if (row?.number !== number) throw new NotaryError('not-found', `the sheet has no row ${number}`);
    const report = await this.#report(row);
    return { ...row, report: report && withFork(report, row) };
  }

  /** Writes the sheet to a file. Throws `write-failed`, or `wrong-state` when there is none. */
  async export(format: BoxFormat, path: string): Promise<void> {
    await this.#options.write(this.#sheet(), format, path);
  }

  /** Closes a finished sheet; an interrupted check is kept for the next start. Call this when nothing runs. */
  close(): void {
    if (this.#checked !== null) this.#letGo();
  }

  #run(sources: readonly string[]): BoxStatus {
    const { tasks, check, trust, records, known } = this.#options;
    const work = tasks.run('box', (signal) =>
      check(sources, {
        trust: trust(),
        records,
        known: known(),
        signal,
        workFolder: this.#workFolder,
        onProgress: (progress) => this.#become({ state: 'running', sources, progress }),
      }),
    );
    void work.then(
      (box) => this.#finish(sources, box),
      (error) => this.#fail(sources, error),
    );
    return this.#become({ state: 'running', sources, progress: NOTHING_YET });
  }

  #finish(sources: readonly string[], box: CheckedBox): void {
    this.#checked = box;
    this.#become({ state: 'done', sources, sheet: box.sheet, time: this.#options.now() });
  }

  #fail(sources: readonly string[], error: unknown): void {
    if (errorCode(error) === 'cancelled') this.#become({ state: 'cut-off', sources });
    else this.#become({ state: 'failed', sources, error: faultOf(error) });
  }

  /** A document that is a file of its own is read again; for any other its digest is enough. */
  async #report({ certificate, file, sha256 }: BoxRow): Promise<Report | null> {
    if (certificate === null) return null;
    const document = file === null ? null : this.#openFile(file);
    const digests = file === null || document !== null || sha256 === null ? [] : [sha256];
    const beside = document === null ? [] : [document];
    const open = this.#openFile(certificate);
    if (open !== null) return this.#options.report([open, ...beside], digests);
    const bytes = await this.#fromArchive(certificate);
    return bytes && this.#reportOn(bytes, beside, digests);
  }

  async #reportOn(pdf: Uint8Array, beside: readonly string[], digests: readonly string[]): Promise<Report | null> {
    makeFolders(this.#workFolder, 0o700);
    const folder = mkdtempSync(join(this.#workFolder, 'row-'));
    try {
      const copy = join(folder, 'certificate.pdf');
      writeFileSync(copy, pdf, { mode: 0o600 });
      return await this.#options.report([copy, ...beside], digests);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** The file for a path of the sheet; null when it is inside an archive, or gone. */
  #openFile(path: string): string | null {
    const found = path.includes('!/') ? null : this.#sheet().locate(path);
    return found !== null && existsSync(found) ? found : null;
  }

  /** The bytes of an archive entry; null when it is inside a mail, or gone. */
  async #fromArchive(path: string): Promise<Uint8Array | null> {
    const filePath = this.#sheet().locate(path);
    if (filePath === null) return null;
    for (let end = path.indexOf('!/'); end > 0; end = path.indexOf('!/', end + 1)) {
      const archive = { filePath, path: path.slice(0, end) };
      if (this.#sheet().locate(archive.path) !== filePath) continue;
      return this.#options.extract(archive, path).catch(() => null);
    }
    return null;
  }

  #sheet(): CheckedBox {
    if (this.#checked === null) throw new NotaryError('wrong-state', 'no box has been checked');
    return this.#checked;
  }

  #become(status: BoxStatus): BoxStatus {
    this.#status = status;
    this.#options.onChange(status);
    return status;
  }

  #letGo(): void {
    this.#checked?.close();
    this.#checked = null;
    rmSync(this.#wishFile, { force: true });
    rmSync(this.#workFolder, { recursive: true, force: true });
  }

  get #wishFile(): string {
    return join(this.#options.home, 'box.json');
  }

  get #workFolder(): string {
    return join(this.#options.home, 'box');
  }
}

const ALL_ROWS: BoxQuery = { states: [], search: '', sort: 'number', descending: false, offset: 0, limit: 1 };

const WISH_BYTES = 16 * 1024 * 1024;

/**
 * The stored request; null when there is none. A file that cannot be read is ignored, because nothing depends on it.
 */
function readWish(file: string): readonly string[] | null {
  try {
    return wishShape(JSON.parse(readSmallText(file, WISH_BYTES)), 'wish').paths;
  } catch {
    return null;
  }
}

/** With more single files than this, the answer is a sheet. */
const MANY_FILES = 20;
const CONTAINER = /\.(zip|eml|msg)$/i;

/**
 * Whether these paths are better checked as a case box than one by one. A folder, an archive, a mail or many files are;
 * a certificate beside one archive or mail is not, because that may be the very document it is about, nor is a trace pack.
 */
export function isBox(paths: readonly string[]): boolean {
  if (paths.length === 1 && paths.every((path) => /\.zip$/i.test(path) && isTracePack(path))) return false;
  if (paths.length > MANY_FILES || paths.some(isMixedFolder)) return true;
  const containers = paths.filter((path) => CONTAINER.test(path)).length;
  return containers > 0 && !(containers === 1 && paths.length === 2);
}

/** A folder that is not itself a certificate as loose attachments. */
function isMixedFolder(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  return !readdirSync(path).includes(ATTACHMENT_NAMES.proof);
}
