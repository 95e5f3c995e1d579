/**
 * The thread that looks into files. What it reads comes from strangers: it may be ended at any moment, and says by a
 * shared counter which file it is at.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { Json } from '../../canonical.ts';
import { diagnose, type Sealed } from '../../doctor/compare.ts';
import type { Finding } from '../../doctor/findings.ts';
import { type Fingerprints, fingerprintsOf, knownFingerprints } from '../../doctor/format.ts';
import { MAX_FILE, materialOf } from '../../doctor/material.ts';
import { type FilePath, fsPath } from '../files.ts';
import { hashPrefix } from './prefix.ts';
import { nodeTools } from './tools.ts';

/** A file whose parts are wanted; `sha256` is what it had when it was hashed. */
export interface FileToLookInto {
  readonly path: FilePath;
  readonly sha256: string;
}

/** What is asked of the thread. `at` counts the files that are done. */
export type DoctorRequest =
  | { readonly do: 'fingerprint'; readonly files: readonly FileToLookInto[]; readonly at: Int32Array }
  | {
      readonly do: 'diagnose';
      readonly file: FileToLookInto;
      readonly sealed: Omit<Sealed, 'fingerprints'> & { readonly fingerprints: Json | undefined };
      readonly record: { readonly id: string; readonly supersedes: string | null } | null;
    };

/** One for each file; null where there is nothing to commit to. */
export type DoctorReply =
  | { readonly is: 'fingerprint'; readonly index: number; readonly value: Fingerprints | null }
  | { readonly is: 'findings'; readonly findings: readonly Finding[] };

/** The bytes, when they are still those that were hashed; null else, and for files that are not looked into. */
function sameBytes({ path, sha256 }: FileToLookInto): Uint8Array | null {
  try {
    const name = fsPath(path);
    if (statSync(name).size > MAX_FILE) return null;
    const bytes = readFileSync(name);
    return createHash('sha256').update(bytes).digest('hex') === sha256
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
      : null;
  } catch {
    return null;
  }
}

function fingerprint(file: FileToLookInto): Fingerprints | null {
  const bytes = sameBytes(file);
  const material = bytes && materialOf(bytes, nodeTools);
  return material && fingerprintsOf(material, randomBytes(16).toString('hex'), nodeTools);
}

function findings({ file, sealed, record }: DoctorRequest & { do: 'diagnose' }): readonly Finding[] {
  const bytes = sameBytes(file);
  const known = knownFingerprints(sealed.fingerprints);
  const size = bytes?.length ?? statSync(fsPath(file.path)).size;
  const material = bytes && known ? materialOf(bytes, nodeTools, known.chunks?.bits) : null;
  const prefix = size < sealed.size ? null : hashPrefix(fsPath(file.path), sealed.size);
  return diagnose(sealed, { size, prefix, material, record }, nodeTools);
}

parentPort?.on('message', (request: DoctorRequest) => {
  const reply = (body: DoctorReply) => parentPort?.postMessage(body);
  if (request.do === 'diagnose') {
    reply({ is: 'findings', findings: findings(request) });
    return;
  }
  request.files.forEach((file, index) => {
    Atomics.store(request.at, 0, index);
    reply({ is: 'fingerprint', index, value: fingerprint(file) });
  });
});
