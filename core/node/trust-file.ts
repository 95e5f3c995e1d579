/** Trust bundles from files. */
import { readFileSync, statSync } from 'node:fs';
import { NotaryError } from '../errors.ts';
import { parseTrustBundle, type TrustBundle, trustFingerprint } from '../trust.ts';
import { nodeCrypto } from './crypto.ts';
import { systemFileError } from './files.ts';

const MAX_BYTES = 1024 * 1024;

/** A bundle as a file holds it; nothing is accepted yet. */
export interface TrustFile {
  readonly bytes: Uint8Array;
  readonly bundle: TrustBundle;
  /** SHA-256 of the bytes, hex. */
  readonly fingerprint: string;
}

/** Reads a `.trust.json`. Throws a `file-…` error, `malformed`, `too-large` or `newer-version`. */
export function readTrustFile(path: string): TrustFile {
  let bytes: Uint8Array;
  try {
    if (statSync(path).size > MAX_BYTES)
      throw new NotaryError('too-large', `${path}: larger than 1 MiB`, { file: path });
    bytes = new Uint8Array(readFileSync(path));
  } catch (error) {
    throw error instanceof NotaryError ? error : systemFileError(error, path);
  }
  return { bytes, bundle: parseTrustBundle(bytes, nodeCrypto), fingerprint: trustFingerprint(bytes, nodeCrypto) };
}
