/** An entry of an archive as a Blob: browsers keep large ones on the disk. */
import type { ZipEntry } from '../../../core/zip/directory.ts';
import type { ByteSource } from '../../../core/zip/source.ts';
import { unpackPieces } from '../../../core/zip/unpack.ts';
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
