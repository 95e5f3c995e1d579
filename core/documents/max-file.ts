/**
 * Bytes of the largest file that is looked into, for facts and for parts: normative (docs/certificate-format/readers.md and
 * "Bounds" in docs/certificate-format.md), so that every program finds the same in a document, none by its own memory.
 */
export const MAX_FILE = 64 * 1024 * 1024;
