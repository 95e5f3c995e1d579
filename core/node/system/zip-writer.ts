/** ZIP archives that are written: the same names and bytes always give the same archive. */
import { type Zippable, zipSync } from 'fflate';

/** The first moment that a ZIP can write; fflate writes local fields, so these are the same in every zone. */
const FIRST_MOMENT = new Date(1980, 0, 1, 0, 0, 0);

/** A regular file on a Unix system, for whoever unpacks it there. */
const [UNIX, READABLE] = [3, 0o644 << 16] as const;

/** An archive of these files, packed where that gains something. */
export function writeZip(entries: Zippable): Uint8Array {
  return zipSync(entries, { mtime: FIRST_MOMENT, os: UNIX, attrs: READABLE, level: 6 });
}
