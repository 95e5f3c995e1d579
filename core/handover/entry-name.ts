/**
 * Names of files that are handed over: every system has to be able to unpack them. Windows refuses some characters, names
 * of devices, and dots and spaces at the end ("Naming Files, Paths, and Namespaces"); it and macOS do not tell capitals apart.
 */

/** Separators, what Windows refuses, control characters, and what is not seen or turns other characters around. */
const REFUSED = /[\\/:*?"<>|\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
/**
 * Devices of Windows, whatever stands behind the first dot; also with spaces before it, which are dropped, and the clock of
 * older versions. Digits in superscript are digits.
 */
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\.|$)/iu;
/** Files that the systems themselves read in a folder, or write over, and hide: unpacked they are not seen. */
const OF_SYSTEMS = /^(?:desktop\.ini|autorun\.inf|(?:eh)?thumbs(?:_vista)?\.db)$/i;
/** Bytes of UTF-8; with a number before it a name stays below 255. */
const LONGEST = 200;
const ENDING = /\.[^.]{1,16}$/;

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** The beginning of a text that has at most so many bytes of UTF-8, without half a character. */
export function cutText(text: string, most: number): string {
  let out = '';
  let length = 0;
  for (const char of text) {
    length += bytesOf(char);
    if (length > most) break;
    out += char;
  }
  return out;
}

/** A name that every system takes for a file in a folder; `instead` when nothing of it is left. */
export function entryName(name: string, instead = 'document'): string {
  const plain = name.normalize('NFC').replace(REFUSED, '_').trim().replace(/^\.+/, '_');
  const ending = ENDING.exec(plain)?.[0] ?? '';
  const stem = cutText(plain.slice(0, plain.length - ending.length), LONGEST - bytesOf(ending));
  const short = (stem + ending).replace(/[.\s]+$/u, '');
  if (short === '' || /^_+$/.test(short)) return instead;
  return DEVICE.test(short) || OF_SYSTEMS.test(short) ? `_${short}` : short;
}

/** The same paths, in which no two are one where capitals are not told apart: later ones get a number. */
export function distinctNames(paths: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    for (let n = 1; ; n++) {
      const name = n === 1 ? path : numbered(path, n);
      // lower, then upper: ſ and s are one, as ς and σ
      const key = name.normalize('NFC').toLowerCase().toUpperCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return name;
    }
  });
}

function numbered(path: string, n: number): string {
  const ending = ENDING.exec(path.slice(path.lastIndexOf('/') + 1))?.[0] ?? '';
  return `${path.slice(0, path.length - ending.length)} (${n})${ending}`;
}
