/** Paths in a box: the same on every system, one line each, and nothing in them that turns other characters around. */
import { escapedChar } from '../../formats/plain-text.ts';

// a fixed list, so that the digest of a box does not depend on how new an engine's Unicode is
const HIDDEN = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** No system has longer ones; archives may claim them. */
const MAX = 4096;

/** One or more parts of a path as the sheet has them: characters that cannot be seen are written `\u{202E}`. */
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

/** The last part of a path, as it is compared with the name that a certificate states. */
export function nameOf(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .normalize('NFC')
    .toLowerCase();
}
