/** Bounds of what is read behind an issued certificate; whatever goes beyond one is refused. */
export const UPDATE_LIMITS = {
  /** Bytes behind the issued ones. A signature with the font of its appearance can take some hundred KB. */
  bytes: 8 * 1024 * 1024,
  /** Updates, one after another. */
  revisions: 32,
  /** Objects in all of them. */
  objects: 4096,
  /** Values inside those objects. */
  values: 400_000,
  /** Characters and values looked at; stands for time. */
  steps: 32 * 1024 * 1024,
  /** Unpacked bytes of one appearance's contents. */
  contents: 1024 * 1024,
  /** Unpacked bytes of all of them. */
  unpacked: 4 * 1024 * 1024,
  /** Bytes of the document's XMP metadata. */
  metadata: 64 * 1024,
  /** White space behind the last `%%EOF`: viewers look for the end of a file in its last kilobyte. */
  tail: 256,
} as const;
