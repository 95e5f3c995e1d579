import type { ByteSource } from '../../../core/documents/zip/source.ts';

/** A file given to the page, read from the disk in pieces. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (at, length) => new Uint8Array(await blob.slice(at, at + length).arrayBuffer()),
  };
}
