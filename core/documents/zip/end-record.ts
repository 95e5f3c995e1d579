/**
 * The end record of an archive (APPNOTE 6.3.10 sections 4.3.14 to 4.3.16), which locates its directory. Bytes may
 * precede and follow the archive. An archive with two possible end records is refused, because programs would see
 * different files.
 */
import { boxTrouble } from '../box/trouble.ts';
import { damaged, ELSEWHERE, type Fields, fieldsOf, LENGTH, SIGNATURE } from './fields.ts';
import { bytesAt, type Reading } from './source.ts';

/** Where the directory of an archive is. */
export interface DirectoryPosition {
  readonly start: number;
  readonly end: number;
  /** Bytes before the archive; offsets in it are relative to this. */
  readonly before: number;
  /** Entries that the end record counts; without ZIP64 only the low 16 bits of their number. */
  readonly count: number;
}

/** The end record with the longest comment. */
const TAIL = LENGTH.end + 0xffff;
/** Maximum number of candidates for an end record. */
const ENDS = 16;

/** Finds the directory. Throws `malformed` (`damaged`) and `not-supported` for a part of a split archive. */
export function* findDirectory(size: number): Reading<DirectoryPosition> {
  const from = Math.max(0, size - TAIL);
  const tail = yield* bytesAt(from, size - from);
  const fields = fieldsOf(tail);
  let found: { readonly position: DirectoryPosition; readonly at: number } | null = null;
  let [ends, isSplit] = [0, false];
  for (let at = tail.length - LENGTH.end; at >= 0; at--) {
    if (tail[at] !== 0x50 || fields.u32(at) !== SIGNATURE.end) continue;
    const comment = at + LENGTH.end + fields.u16(at + 20);
    // the end record of an archive stored as the last file of this one
    if (found && comment <= found.at) continue;
    if (++ends > ENDS) damaged('too many ends');
    const isPart = isOnOtherDisk(fields, at);
    isSplit ||= isPart && comment === tail.length;
    const position = isPart ? null : yield* positionAt(from + at, fieldsOf(tail.subarray(at, at + LENGTH.end)));
    if (position && found) damaged('two directories, one in the comment of the other');
    if (position) found = { position, at };
  }
  if (!found && isSplit) throw boxTrouble('unsupported', 'ZIP: a part of a split archive');
  return found?.position ?? damaged('no directory');
}

/** The end record or the directory is on a disk other than the first. */
function isOnOtherDisk({ u16 }: Fields, at: number): boolean {
  return [u16(at + 4), u16(at + 6)].some((disk) => disk !== 0 && disk !== ELSEWHERE.u16);
}

/** The directory that an end record points to; null when there is none. */
function* positionAt(at: number, { u16, u32 }: Fields): Reading<DirectoryPosition | null> {
  const said = { count: u16(10), length: u32(12), offset: u32(16) };
  const record = yield* zip64At(at);
  const { count, length, offset } = record ?? said;
  const end = record?.at ?? at;
  const start = end - length;
  const before = start - offset;
  if (before < 0) return null;
  if (length === 0 && count > 0) return null;
  if (length > 0 && fieldsOf(yield* bytesAt(start, 4)).u32(0) !== SIGNATURE.header) return null;
  if (record) refuseOther(said, record);
  return { start, end, before, count };
}

type Said = { readonly count: number; readonly length: number; readonly offset: number };

/** Values present in both records must be equal, because some programs read one and some the other. */
function refuseOther(said: Said, record: Said): void {
  const differs =
    (said.count !== ELSEWHERE.u16 && said.count !== record.count) ||
    (said.length !== ELSEWHERE.u32 && said.length !== record.length) ||
    (said.offset !== ELSEWHERE.u32 && said.offset !== record.offset);
  if (differs) damaged('two end records that differ');
}

/** The ZIP64 end record that the locator before an end record points to; null when there is none. */
function* zip64At(end: number): Reading<(Said & { readonly at: number }) | null> {
  const locatorAt = end - LENGTH.locator;
  if (locatorAt < LENGTH.end64) return null;
  const locator = fieldsOf(yield* bytesAt(locatorAt, LENGTH.locator));
  if (locator.u32(0) !== SIGNATURE.locator) return null;
  // at the stated offset, or directly before the locator: the offset ignores bytes in front of the archive
  for (const at of [locator.u64(8), locatorAt - LENGTH.end64]) {
    if (at > locatorAt - LENGTH.end64) continue;
    const { u32, u64 } = fieldsOf(yield* bytesAt(at, LENGTH.end64));
    if (u32(0) !== SIGNATURE.end64 || at + 12 + u64(4) !== locatorAt) continue;
    return { at, count: u64(32), length: u64(40), offset: u64(48) };
  }
  return damaged('no ZIP64 end record');
}
