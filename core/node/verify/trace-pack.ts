/** Reads a trace pack from the disk: its table of contents, and what in it is to be verified. */
import { closeSync, openSync } from 'node:fs';
import { documentsIn } from '../../documents/box/archive.ts';
import { Allowance } from '../../documents/box/limits.ts';
import type { ZipEntry } from '../../documents/zip/directory.ts';
import type { SyncByteSource } from '../../documents/zip/source.ts';
import { unpackEntry, unpackPieces } from '../../documents/zip/unpack.ts';
import { NotaryError } from '../../errors.ts';
import { PDF_LIMITS } from '../../formats/attachments/index.ts';
import { JSON_LIMITS } from '../../formats/canonical.ts';
import {
  CERTIFICATES_FOLDER,
  CONTENTS_NAME,
  DOCUMENTS_FOLDER,
  isPackOfTrace,
  PACKED_FILES,
  parseContents,
  type TraceContents,
} from '../../trace/contents.ts';
import { fileDigester } from '../system/digests.ts';
import { fileSource } from '../system/file-source.ts';
import { type FilePath, fsPath } from '../system/files.ts';
import { nodeInflater, zlibPieces } from '../system/inflate.ts';

/** What stands between the path of a pack and that of a file in it. */
const INSIDE = '!/';

/** The path by which a file in a pack is called. */
export const packedPath = (pack: string, file: string): string => `${pack}${INSIDE}${file}`;

/** The file in a pack that a path calls; null for a path that is not in it. */
export function fileInPack(pack: string, path: string | null): string | null {
  const start = packedPath(pack, '');
  return path?.startsWith(start) ? path.slice(start.length) : null;
}

/** A file in a pack. */
export interface PackedFile {
  readonly file: string;
  readonly kind: 'certificate' | 'document';
  /** Its bytes; at most as many as a certificate has. Throws for what is damaged, encrypted or larger. */
  bytes(): Buffer;
  /** Its digests, for a document of any size. */
  digests(): Promise<{ readonly sha256: string }>;
}

/** A pack that is open. */
export interface OpenPack {
  /** Reads the table of contents. Throws `malformed`, `too-large` or `newer-version`. */
  contents(): TraceContents;
  readonly files: readonly PackedFile[];
  close(): void;
}

/** Whether a file is a trace pack: a ZIP that has a table of contents at its top. Never throws. */
export function isTracePack(path: FilePath): boolean {
  const pack = openTracePack(path);
  pack?.close();
  return pack !== null;
}

/** Opens a trace pack; null for any other file, also one that cannot be read. */
export function openTracePack(path: FilePath): OpenPack | null {
  let fd: number | null = null;
  try {
    fd = openSync(fsPath(path), 'r');
    const source = fileSource(fd);
    const entries = documentsIn(source, Allowance.of(source.size, PACKED_FILES));
    const table = entries.find(({ name }) => name === CONTENTS_NAME);
    if (!table || !isPackOfTrace(entries.map(({ name }) => name))) throw new NotaryError('malformed', 'no trace pack');
    const opened = fd;
    return {
      contents: () => parseContents(bounded(source, table, JSON_LIMITS.bytes)),
      files: entries.flatMap((entry) => packedFile(source, entry) ?? []),
      close: () => closeSync(opened),
    };
  } catch {
    if (fd !== null) closeSync(fd);
    return null;
  }
}

function packedFile(source: SyncByteSource, entry: ZipEntry): PackedFile | null {
  const { name } = entry;
  const isCertificate = name.startsWith(CERTIFICATES_FOLDER);
  if (!isCertificate && !name.startsWith(DOCUMENTS_FOLDER)) return null;
  return {
    file: name,
    kind: isCertificate ? 'certificate' : 'document',
    bytes: () => bounded(source, entry, PDF_LIMITS.file),
    digests: async () => {
      const digester = fileDigester();
      for await (const piece of unpackPieces(source, entry, zlibPieces)) digester.update(piece);
      return digester.digests();
    },
  };
}

function bounded(source: SyncByteSource, entry: ZipEntry, most: number): Buffer {
  if (entry.size > most) throw new NotaryError('too-large', `${entry.name}: more than ${most} bytes`);
  const bytes = unpackEntry(source, entry, nodeInflater);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
