/** An entry of an archive as a Blob: browsers keep large ones on the disk. */
import type { ZipEntry } from '../../../core/documents/zip/directory.ts';
import type { ByteSource } from '../../../core/documents/zip/source.ts';
import { unpackPieces } from '../../../core/documents/zip/unpack.ts';
import type { Turns } from '../turns.ts';

/** Throws what `unpackPieces` throws, and `cancelled`. */
export async function unpackedBlob(source: ByteSource, entry: ZipEntry, turns: Turns): Promise<Blob> {
  const parts: BlobPart[] = [];
  for await (const part of unpackPieces(source, entry)) {
    parts.push(part.slice());
    await turns.next();
  }
  return new Blob(parts);
}
