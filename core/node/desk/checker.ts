/** The checker page that ships with this program, for people who pass it on. */
import { toHex } from '../../formats/bytes.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { checkerPage } from './handover/share/checker-page.ts';
import type { CheckerInfo } from './types.ts';

/** The digest that a recipient compares. Throws `file-missing` when the page was not built. */
export function checkerInfo(version: string): CheckerInfo {
  const { bytes } = checkerPage();
  return { version, sha256: toHex(nodeCrypto.sha256(bytes)), size: bytes.length };
}

/** Writes a copy of it. Throws `write-failed`. */
export function saveChecker(path: string): void {
  writeAtomic(path, checkerPage().bytes);
}
