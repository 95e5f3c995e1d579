/** Names in a pack for court, for those who make one and those who are given one whole (docs/court-pack.md). */

/** Files by which a pack is recognised: its cover and its list of digests. */
export const PACK_FILES = { cover: '0-cover.pdf', digests: 'SHA256SUMS' } as const;

const EXAMINED = /^\d+\/(?:certificate\.pdf|document(?:\.[a-z0-9]{1,8})?)$/;

/** True for names of files, from the pack's own folder on, among which are those of a pack. */
export function isPack(names: readonly string[]): boolean {
  return names.includes(PACK_FILES.cover) && names.includes(PACK_FILES.digests);
}

/** Whether a file of a pack is a certificate or a document: the rest says the same again, or is about them. */
export function isExamined(name: string): boolean {
  return EXAMINED.test(name);
}

/** Whether a file of a pack is a trust bundle. */
export function isPackedTrust(name: string): boolean {
  return /^trust\/[^/]+\.trust\.json$/.test(name);
}
