/** Paths in a box: the same on every system, one line each, without characters that reorder text. */
import { escapedChar } from '../../formats/plain-text.ts';

// a fixed list, so that the digest of a box does not depend on an engine's Unicode version
const HIDDEN = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** Maximum length of a path: no system has longer ones, but archives may claim them. */
const MAX = 4096;

/** Escapes parts of a path for the sheet: invisible characters are written `\u{202E}`. */
export function boxPath(path: string): string {
  const shown = path.replace(HIDDEN, escapedChar);
  return shown.length <= MAX ? shown : `${shown.slice(0, MAX / 2)}…${shown.slice(-MAX / 4)}`;
}

/** The path of an entry of an archive, or of an attachment of a mail. */
export function entryPath(container: string, name: string): string {
  return `${container}!/${boxPath(name === '' ? '?' : name)}`;
}

/** The folder of a path in a box, with its last slash; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The last part of a path, in the form that is compared with the stated name of a certificate. */
export function nameOf(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .normalize('NFC')
    .toLowerCase();
}
