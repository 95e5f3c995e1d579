/** Pictures in which nobody here can look for codes: whoever gives one is told in what to save it. */

/** By what they begin with, from an offset on. */
const FORMATS: readonly (readonly [format: string, at: number, beginnings: readonly string[]])[] = [
  ['TIFF', 0, ['II*\0', 'II+\0', 'MM\0*', 'MM\0+']],
  ['JPEG 2000', 0, ['\0\0\0\x0cjP  ', '\xff\x4f\xff\x51']],
  ['HEIC', 4, ['ftyphei', 'ftyphev', 'ftypmif1', 'ftypmsf1']],
  ['AVIF', 4, ['ftypavi']],
  ['WebP', 8, ['WEBP']],
  ['BMP', 0, ['BM']],
  ['GIF', 0, ['GIF8']],
];

/** The format of such a picture by its first bytes; null for every other file. */
export function unreadPicture(head: Uint8Array): string | null {
  const starts = (at: number) => String.fromCharCode(...head.subarray(at, at + 12));
  return FORMATS.find(([, at, beginnings]) => beginnings.some((one) => starts(at).startsWith(one)))?.[0] ?? null;
}

/** Filters of the pictures in a scanned PDF that are not read, ISO 32000-1 section 7.4. */
const FILTERS: Readonly<Record<string, string>> = {
  CCITTFaxDecode: 'CCITT G3/G4',
  JBIG2Decode: 'JBIG2',
  JPXDecode: 'JPEG 2000',
};

/** Every format that is told as one in which nobody can look for codes. */
export const UNREAD_FORMATS: readonly string[] = [
  ...new Set([...FORMATS.map(([format]) => format), ...Object.values(FILTERS)]),
];

/** The format that a filter of a PDF stands for; null for one that is read. */
export function unreadFilter(filter: string): string | null {
  return FILTERS[filter] ?? null;
}
