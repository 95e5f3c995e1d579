/**
 * Digests with node:crypto: same results as core/formats/digests.ts, ten times faster and without loading a library.
 */
import { createHash, hash } from 'node:crypto';
import type { Digester, DigestSet } from '../../formats/digests.ts';

/** The digests of bytes that are in memory. */
export function digestBytes(bytes: Uint8Array): DigestSet {
  return { sha256: hash('sha256', bytes, 'hex') };
}

/** Incremental digests. */
export function fileDigester(): Digester {
  const sha256 = createHash('sha256');
  return { update: (bytes) => void sha256.update(bytes), digests: () => ({ sha256: sha256.digest('hex') }) };
}
