/**
 * Looks at a file on its way into a record and says what will disappoint later. It never stops anything. What it reads
 * comes from strangers, so every reader has bounds in count, size and work; what cannot be read is said, what lies beyond
 * the bounds is not looked into.
 */
import type { Warning } from '../../documents/warnings.ts';
import { errorCode } from '../../errors.ts';
import { isPdf, isZip } from '../system/sniff.ts';
import { isCompound, lintCompound } from './compound.ts';
import { lintContents } from './contents.ts';
import { lintName } from './name.ts';
import { lintOfd } from './ofd.ts';
import { lintOffice } from './office.ts';
import { isFlatDocument, lintFlatDocument, lintOpenDocument } from './open-document.ts';
import { lintPdf } from './pdf.ts';
import { ZipFile } from './zip.ts';

/** A file as seen by the hashing. */
export interface SeenFile {
  readonly name: string;
  readonly size: number;
  /** Blocks on the disk before it was read. */
  readonly blocks: number;
  /** All of its bytes, or only the first ones when it is too large or of a kind that is not parsed. */
  readonly bytes: Uint8Array;
}

/** A file system may keep smaller files without a block of their own. */
const INLINE = 4096;

/** Whether these first bytes belong to a kind of file that is parsed as a whole. */
export function isLintable(head: Uint8Array): boolean {
  return isPdf(head) || isZip(head) || isCompound(head) || isFlatDocument(head);
}

/** All warnings about a file, in no particular order. Never throws. */
export function lintFile(seen: SeenFile): readonly Warning[] {
  const name = lintName(seen.name);
  const place = lintPlace(seen);
  // a file that lies elsewhere, or is not finished, says nothing by its contents
  if (place.length > 0 || name.some(({ code }) => UNFINISHED.includes(code))) return [...name, ...place];
  return [...name, ...lintBytes(seen)];
}

const UNFINISHED: readonly Warning['code'][] = ['downloading', 'shortcut', 'placeholder', 'clutter'];

/** A file with a size but no blocks that reads as zeros: its contents are stored elsewhere (in a cloud). */
function lintPlace({ size, blocks, bytes }: SeenFile): readonly Warning[] {
  const away = blocks === 0 && size > INLINE && bytes.subarray(0, INLINE).every((byte) => byte === 0);
  return away ? [{ code: 'placeholder', detail: '' }] : [];
}

function lintBytes({ name, size, bytes }: SeenFile): readonly Warning[] {
  const whole = bytes.length >= size;
  let zip: ZipFile | null = null;
  const found = readOr(() => {
    if (!whole) return [];
    if (!isZip(bytes)) return lintOther(name, bytes);
    zip = new ZipFile(bytes);
    return lintArchive(zip);
  });
  return [...lintContents({ name, bytes, whole, zip }), ...found];
}

function lintOther(name: string, bytes: Uint8Array): readonly Warning[] {
  if (isCompound(bytes)) return lintCompound(bytes);
  if (isFlatDocument(bytes)) return lintFlatDocument(bytes);
  return isPdf(bytes) ? lintPdf(bytes, name) : [];
}

function lintArchive(zip: ZipFile): readonly Warning[] {
  if (zip.encrypted) return [{ code: 'encrypted', detail: '' }];
  return [lintOffice, lintOpenDocument, lintOfd].flatMap((look) => readOr(() => look(zip)));
}

/** Bounds are ours and say nothing about the file. */
const BEYOND: readonly (string | null)[] = ['too-large', 'timed-out', 'not-supported'];

function readOr(look: () => readonly Warning[]): readonly Warning[] {
  try {
    return look();
  } catch (error) {
    return BEYOND.includes(errorCode(error)) ? [] : [{ code: 'damaged', detail: '' }];
  }
}
