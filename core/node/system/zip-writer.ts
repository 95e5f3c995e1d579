/** Writing ZIP archives: the same names and bytes always give the same archive. */
import { type Zippable, zipSync } from 'fflate';

/** The earliest time that a ZIP can express; fflate writes local time, so the bytes are the same in every zone. */
const FIRST_MOMENT = new Date(1980, 0, 1, 0, 0, 0);

/** External attributes of a regular file on Unix. */
const [UNIX, READABLE] = [3, 0o644 << 16] as const;

/** An archive of these files, compressed where that saves space. */
export function writeZip(entries: Zippable): Uint8Array {
  return zipSync(entries, { mtime: FIRST_MOMENT, os: UNIX, attrs: READABLE, level: 6 });
}
