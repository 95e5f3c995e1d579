/** What version 0.1.0 left behind (test/vectors/0.1.0/README.md), read and copied: no test works in the vectors themselves. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptedBundle } from '../../../core/formats/trust.ts';
import { readTrustFile } from '../../../core/node/verify/trust-file.ts';

export const VECTORS: string = join(import.meta.dirname, '../../vectors/0.1.0');

/** A file of the vectors. */
export const vector = (...path: readonly string[]): string => join(VECTORS, ...path);

/** A JSON file of the vectors. */
export function readVector<T>(...path: readonly string[]): T {
  return JSON.parse(readFileSync(vector(...path), 'utf8')) as T;
}

/** A copy of a file or folder of the vectors in `folder`; its path. */
export function copied(folder: string, ...path: readonly string[]): string {
  const target = join(folder, path.at(-1) ?? '');
  cpSync(vector(...path), target, { recursive: true });
  return target;
}

/** Bundles of the vectors as `--trust` takes them. */
export function bundles(...files: readonly string[]): readonly AcceptedBundle[] {
  return files.map((file) => {
    const { bundle, fingerprint } = readTrustFile(file);
    return { bundle, fingerprint, compared: false };
  });
}
