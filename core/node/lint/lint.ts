/**
 * Checks a file during intake and warns about problems that would show up later. It never stops an intake: a reader
 * that fails reports nothing. What it reads is untrusted, so every reader has bounds on count, size and work.
 */
import type { Warning } from '../../documents/warnings.ts';
import { isPdf, isZip } from '../system/sniff.ts';
import { isCompound, lintCompound } from './compound.ts';
import { lintName } from './name.ts';
import { lintOfd } from './ofd.ts';
import { lintOffice } from './office.ts';
import { lintOpenDocument } from './open-document.ts';
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
  return isPdf(head) || isZip(head) || isCompound(head);
}

/** All warnings about a file, in no particular order. Never throws. */
export function lintFile(seen: SeenFile): readonly Warning[] {
  return [...lintName(seen.name), ...quietly(() => lintPlace(seen)), ...quietly(() => lintBytes(seen))];
}

/** A file with a size but no blocks that reads as zeros: its contents are stored elsewhere (in a cloud). */
function lintPlace({ size, blocks, bytes }: SeenFile): readonly Warning[] {
  const away = blocks === 0 && size > INLINE && bytes.subarray(0, INLINE).every((byte) => byte === 0);
  return away ? [{ code: 'placeholder', detail: '' }] : [];
}

function lintBytes({ name, size, bytes }: SeenFile): readonly Warning[] {
  if (bytes.length < size) return [];
  if (isPdf(bytes)) return lintPdf(bytes, name);
  if (isCompound(bytes)) return lintCompound(bytes);
  return isZip(bytes) ? lintArchive(new ZipFile(bytes), name) : [];
}

function lintArchive(zip: ZipFile, name: string): readonly Warning[] {
  if (zip.encrypted) return [{ code: 'encrypted', detail: '' }];
  return [lintOffice, lintOpenDocument, (file: ZipFile) => lintOfd(file, name)].flatMap((look) =>
    quietly(() => look(zip)),
  );
}

function quietly(look: () => readonly Warning[]): readonly Warning[] {
  try {
    return look();
  } catch {
    return [];
  }
}
