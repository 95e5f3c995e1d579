/** Bounds for the bytes after an issued certificate; anything beyond is refused. */
export const UPDATE_LIMITS = {
  /** Bytes after the issued ones. A signature with the font of its appearance can take a few hundred KB. */
  bytes: 8 * 1024 * 1024,
  /** Updates, one after another. */
  revisions: 32,
  /** Objects in all of them. */
  objects: 4096,
  /** Values inside those objects. */
  values: 400_000,
  /** Characters and values visited: a machine-independent bound on time. */
  steps: 32 * 1024 * 1024,
  /** Unpacked bytes of one appearance's contents. */
  contents: 1024 * 1024,
  /** Unpacked bytes of all of them. */
  unpacked: 4 * 1024 * 1024,
  /** Bytes of the document's XMP metadata. */
  metadata: 64 * 1024,
  /** White space after the last `%%EOF`: viewers look for the end of a file in its last kilobyte. */
  tail: 256,
} as const;
