/**
 * File names in a pack for court, shared by the code that makes packs and the code that reads them
 * (docs/court-pack.md).
 */

/** Files that identify a pack: its cover and its list of digests. */
export const PACK_FILES = { cover: '0-cover.pdf', digests: 'SHA256SUMS' } as const;

const EXAMINED = /^\d+\/(?:certificate\.pdf|document(?:\.[a-z0-9]{1,8})?)$/;

/** True if these file names, relative to the pack's folder, are those of a pack. */
export function isPack(names: readonly string[]): boolean {
  return names.includes(PACK_FILES.cover) && names.includes(PACK_FILES.digests);
}

/** Whether a file of a pack is a certificate or a document; the other files repeat or describe them. */
export function isExamined(name: string): boolean {
  return EXAMINED.test(name);
}

/** Whether a file of a pack is a trust bundle. */
export function isPackedTrust(name: string): boolean {
  return /^trust\/[^/]+\.trust\.json$/.test(name);
}
