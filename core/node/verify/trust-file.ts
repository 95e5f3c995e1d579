/** Trust bundles from files. */
import { parseTrustBundle, type TrustBundle, trustFingerprint } from '../../formats/trust.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { readSmallFile } from '../system/small-file.ts';

/** A bundle read from a file, not accepted yet. */
export interface TrustFile {
  readonly bytes: Uint8Array;
  readonly bundle: TrustBundle;
  /** SHA-256 of the bytes, hex. */
  readonly fingerprint: string;
}

/** Reads a `.trust.json`. Throws a `file-…` error, `malformed`, `too-large` or `newer-version`. */
export function readTrustFile(path: string): TrustFile {
  const bytes = new Uint8Array(readSmallFile(path));
  return { bytes, bundle: parseTrustBundle(bytes, nodeCrypto), fingerprint: trustFingerprint(bytes, nodeCrypto) };
}
