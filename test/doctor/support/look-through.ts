/** Takes files and folders into a new home, in a process of its own, so that its memory can be told. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What was seen. */
export interface Seen {
  readonly files: number;
  readonly records: number;
  readonly withoutRecord: readonly string[];
  /** Files without parts though they were to have some, and why. */
  readonly missing: readonly string[];
  /** How many PDFs are known page by page. */
  readonly byPage: number;
  readonly slowestMs: number;
  readonly slowest: string;
  /** Characters of the longest value. */
  readonly largestJson: number;
  /** Most memory of all processes together, of the desk's own, of the largest reader; and the desk's before the first file. */
  readonly mostMb: number;
  readonly deskMb: number;
  readonly readerMb: number;
  readonly emptyMb: number;
}

const SCRIPT = fileURLToPath(new URL('./look-through-process.ts', import.meta.url));

export async function lookThrough(...paths: readonly string[]): Promise<Seen> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, ...paths], {
    maxBuffer: 16 * 1024 * 1024,
    timeout: 800_000,
  });
  return JSON.parse(stdout) as Seen;
}
