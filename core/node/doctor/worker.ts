/**
 * The thread that reads files, in a process of its own. What it reads is untrusted, so it may be ended at any moment.
 */
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { diagnose, type Sealed } from '../../documents/doctor/compare.ts';
import type { Finding } from '../../documents/doctor/findings.ts';
import {
  FINGERPRINT_LIMITS,
  knownPartDigests,
  type PartDigests,
  partDigestsOf,
} from '../../documents/doctor/format.ts';
import { MAX_FILE, materialOf } from '../../documents/doctor/material.ts';
import { errorCode } from '../../errors.ts';
import type { Json } from '../../formats/canonical.ts';
import { sameDigests } from '../../formats/digests.ts';
import { digestBytes } from '../system/digests.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import { type FilePath, fsPath } from '../system/files.ts';
import { readSmallFile } from '../system/small-file.ts';
import { type FactTable, readTable, type TableOptions } from '../table/table.ts';
import { hashPrefix } from './prefix.ts';
import { nodeTools } from './tools.ts';

/** A file whose parts are requested; `sha256` is its digest from when it was hashed. */
export interface FileToLookInto {
  readonly path: FilePath;
  readonly sha256: string;
}

/** The requests to the thread, handled one after the other. */
export type DoctorRequest =
  | { readonly do: 'digest-parts'; readonly file: FileToLookInto }
  | {
      readonly do: 'diagnose';
      readonly file: FileToLookInto;
      readonly sealed: Omit<Sealed, 'fingerprints'> & { readonly fingerprints: Json | undefined };
      readonly record: { readonly id: string; readonly supersedes: string | null } | null;
    }
  /** Facts in a table that somebody keeps. */
  | { readonly do: 'table'; readonly path: string; readonly options: TableOptions };

/** `ready` once, then an answer to each request. The value is null when there is nothing to commit to. */
export type DoctorReply =
  | { readonly is: 'ready' }
  | { readonly is: 'digested-parts'; readonly value: PartDigests | null; readonly changed: boolean }
  | { readonly is: 'findings'; readonly findings: readonly Finding[] }
  | { readonly is: 'table'; readonly table: FactTable }
  | { readonly is: 'refused'; readonly fault: Fault };

/** The bytes; null for a file that is not read for parts, undefined when they are no longer the hashed ones. */
function sameBytes({ path, sha256 }: FileToLookInto): Uint8Array | null | undefined {
  try {
    const bytes = readSmallFile(path, MAX_FILE);
    if (bytes.length < FINGERPRINT_LIMITS.part) return null;
    return sameDigests(digestBytes(bytes), { sha256 })
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
      : undefined;
  } catch (error) {
    return errorCode(error) === 'too-large' ? null : undefined; // deleted or no longer readable
  }
}

function digestParts(file: FileToLookInto): DoctorReply {
  const bytes = sameBytes(file);
  const material = bytes ? materialOf(bytes, nodeTools) : null;
  const value = material && partDigestsOf(material, randomBytes(16).toString('hex'), nodeTools);
  return { is: 'digested-parts', value, changed: bytes === undefined };
}

function findings({ file, sealed, record }: DoctorRequest & { do: 'diagnose' }): DoctorReply {
  const bytes = sameBytes(file);
  const known = knownPartDigests(sealed.fingerprints);
  const size = bytes?.length ?? statSync(fsPath(file.path)).size;
  const material = bytes && known ? materialOf(bytes, nodeTools, known.chunks?.bits) : null;
  const prefix = size < sealed.size ? null : hashPrefix(fsPath(file.path), sealed.size);
  return { is: 'findings', findings: diagnose(sealed, { size, prefix, material, record }, nodeTools) };
}

function table({ path, options }: DoctorRequest & { do: 'table' }): DoctorReply {
  try {
    return { is: 'table', table: readTable(path, options) };
  } catch (error) {
    return { is: 'refused', fault: faultOf(error) };
  }
}

function answer(request: DoctorRequest): DoctorReply {
  if (request.do === 'table') return table(request);
  return request.do === 'diagnose' ? findings(request) : digestParts(request.file);
}

const tell = (reply: DoctorReply) => parentPort?.postMessage(reply);
parentPort?.on('message', (request: DoctorRequest) => tell(answer(request)));
tell({ is: 'ready' });
