/**
 * The digest of a box: SHA-256 over one line for each file that was read, `<hex>  <path>\n`, as `sha256sum` prints
 * them, in the order of the bytes of the paths, then of the digests. So anybody can reproduce it with standard tools.
 */

import type { Crypto } from '../../crypto.ts';
import { toHex, utf8 } from '../../formats/bytes.ts';
import type { BoxItem } from './items.ts';

/** Inputs of a line. */
export type DigestEntry = { readonly path: string; readonly sha256: string };

/** One line of the list. */
export function digestLine({ path, sha256 }: DigestEntry): string {
  return `${sha256}  ${path}\n`;
}

/**
 * The order of the list: by the bytes of UTF-8, which is by code point, which differs from comparing UTF-16 with `<`.
 */
export function compareText(a: string, b: string): number {
  const [x, y] = [utf8(a), utf8(b)];
  const length = Math.min(x.length, y.length);
  for (let i = 0; i < length; i++) if (x[i] !== y[i]) return (x[i] ?? 0) - (y[i] ?? 0);
  return x.length - y.length;
}

/** Lines of everything that has a digest, in their order. */
export function digestLines(items: readonly BoxItem[]): readonly string[] {
  return items
    .flatMap(({ path, sha256 }) => (sha256 === null ? [] : [{ path, sha256 }]))
    .sort((a, b) => compareText(a.path, b.path) || compareText(a.sha256, b.sha256))
    .map(digestLine);
}

/** The digest of lines that are in their order, hex. */
export function boxDigest(lines: Iterable<string>, crypto: Pick<Crypto, 'createSha256'>): string {
  const hasher = crypto.createSha256();
  for (const line of lines) hasher.update(utf8(line));
  return toHex(hasher.digest());
}
