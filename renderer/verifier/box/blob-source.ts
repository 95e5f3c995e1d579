import type { ByteSource } from '../../../core/documents/zip/source.ts';

/** A file of the page, read from the disk piece by piece. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (at, length) => new Uint8Array(await blob.slice(at, at + length).arrayBuffer()),
  };
}
