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
import { materialOf } from '../../documents/doctor/material.ts';
import { MAX_FILE } from '../../documents/max-file.ts';
import { invoicesInside } from '../../documents/reading/archive.ts';
import { readDocument } from '../../documents/reading/index.ts';
import type { InvoicesInside } from '../../documents/reading/inside.ts';
import { type Reading, UNREAD_REASONS, type UnreadReason } from '../../documents/reading/reading.ts';
import type { TapeMapping } from '../../dossier/tape/columns.ts';
import { errorCode, NotaryError } from '../../errors.ts';
import type { Json } from '../../formats/canonical.ts';
import { sameDigests } from '../../formats/digests.ts';
import { digestBytes } from '../system/digests.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import { type FilePath, fsPath } from '../system/files.ts';
import { readSmallFile } from '../system/small-file.ts';
import { type FactTable, readTable, type TableOptions } from '../table/table.ts';
import { readTape, type Tape } from '../table/tape.ts';
import { hashPrefix } from './prefix.ts';
import { type Seen, suggestionsOf } from './suggest.ts';
import { nodeTools } from './tools.ts';

/** A file whose parts are requested; `sha256` is its digest from when it was hashed. */
export interface FileToLookInto {
  readonly path: FilePath;
  readonly sha256: string;
}

/** The requests to the thread, handled one after the other. */
export type DoctorRequest =
  /** Facts that the document states and, with `parts`, digests of its parts. */
  | { readonly do: 'look-into'; readonly file: FileToLookInto; readonly parts: boolean }
  /** Facts that it shows. */
  | { readonly do: 'see'; readonly file: FileToLookInto }
  | {
      readonly do: 'diagnose';
      readonly file: FileToLookInto;
      readonly sealed: Omit<Sealed, 'fingerprints'> & { readonly fingerprints: Json | undefined };
      readonly record: { readonly id: string; readonly supersedes: string | null } | null;
    }
  /** Facts in a table that somebody keeps. */
  | { readonly do: 'table'; readonly path: string; readonly options: TableOptions }
  /** A list of the assets of a pool that somebody keeps. */
  | { readonly do: 'tape'; readonly path: string; readonly chosen: TapeMapping };

/** What is in a file. */
export interface FoundInside {
  /** Digests of its parts; null when they were not asked for, or there is nothing to commit to. */
  readonly parts: PartDigests | null;
  /** One for each invoice in it; none in what is no document of a known kind. */
  readonly readings: readonly Reading[];
  /**
   * Why there is no reading: what a reader says of a document of its kind, or `beyond` for a file that is larger than
   * anything that is looked into. Null where nothing stood in the way.
   */
  readonly unread: 'malformed' | 'too-large' | UnreadReason | 'beyond' | null;
  /** The invoices in it, if it is an archive with any. */
  readonly inside: InvoicesInside | null;
}

/** What is found where nobody looks. */
const NOTHING_FOUND: FoundInside = { parts: null, readings: [], unread: null, inside: null };

/** `ready` once, then an answer to each request. */
export type DoctorReply =
  | { readonly is: 'ready' }
  /** `changed`: the bytes are no longer those that were hashed, and nobody looked into them. */
  | ({ readonly is: 'looked-into'; readonly changed: boolean } & FoundInside)
  | ({ readonly is: 'seen' } & Seen)
  | { readonly is: 'findings'; readonly findings: readonly Finding[] }
  | { readonly is: 'table'; readonly table: FactTable }
  | { readonly is: 'tape'; readonly tape: Tape }
  | { readonly is: 'refused'; readonly fault: Fault };

/** The bytes; null for a file that is too large to be looked into, undefined when they are no longer the hashed ones. */
function sameBytes({ path, sha256 }: FileToLookInto): Uint8Array | null | undefined {
  try {
    const bytes = readSmallFile(path, MAX_FILE);
    return sameDigests(digestBytes(bytes), { sha256 })
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
      : undefined;
  } catch (error) {
    return errorCode(error) === 'too-large' ? null : undefined; // deleted or no longer readable
  }
}

function lookInto({ file, parts }: DoctorRequest & { do: 'look-into' }): DoctorReply {
  const bytes = sameBytes(file);
  if (!bytes) return { is: 'looked-into', changed: bytes === undefined, ...NOTHING_FOUND, unread: 'beyond' };
  return { is: 'looked-into', changed: false, parts: parts ? digestsOf(bytes) : null, ...read(bytes) };
}

function digestsOf(bytes: Uint8Array): PartDigests | null {
  const material = bytes.length < FINGERPRINT_LIMITS.part ? null : materialOf(bytes, nodeTools);
  return material && partDigestsOf(material, randomBytes(16).toString('hex'), nodeTools);
}

/** What readers find; a defect ends this process, and the file has no facts. */
function read(bytes: Uint8Array): Omit<FoundInside, 'parts'> {
  try {
    const readings = readDocument(bytes, nodeTools);
    return { readings, unread: null, inside: readings.length > 0 ? null : invoicesInside(bytes, nodeTools) };
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'malformed' && code !== 'too-large') throw error;
    return { readings: [], unread: reasonOf(error) ?? code, inside: null };
  }
}

function reasonOf(error: unknown): UnreadReason | null {
  const { reason } = error instanceof NotaryError ? error.details : {};
  return UNREAD_REASONS.find((one) => one === reason) ?? null;
}

function findings({ file, sealed, record }: DoctorRequest & { do: 'diagnose' }): DoctorReply {
  const bytes = sameBytes(file);
  const known = knownPartDigests(sealed.fingerprints);
  const size = bytes?.length ?? statSync(fsPath(file.path)).size;
  const isRead = bytes && bytes.length >= FINGERPRINT_LIMITS.part;
  const material = isRead && known ? materialOf(bytes, nodeTools, known.chunks?.bits) : null;
  const prefix = size < sealed.size ? null : hashPrefix(fsPath(file.path), sealed.size);
  return { is: 'findings', findings: diagnose(sealed, { size, prefix, material, record }, nodeTools) };
}

function orRefused(read: () => DoctorReply): DoctorReply {
  try {
    return read();
  } catch (error) {
    return { is: 'refused', fault: faultOf(error) };
  }
}

/** Nothing of a file that is too large or no longer the one that was hashed. */
async function see({ file }: DoctorRequest & { do: 'see' }): Promise<DoctorReply> {
  const bytes = sameBytes(file);
  return { is: 'seen', ...(bytes ? await suggestionsOf(bytes) : { suggestions: [], unread: [] }) };
}

function answer(request: DoctorRequest): DoctorReply | Promise<DoctorReply> {
  if (request.do === 'table')
    return orRefused(() => ({ is: 'table', table: readTable(request.path, request.options) }));
  if (request.do === 'tape') return orRefused(() => ({ is: 'tape', tape: readTape(request.path, request.chosen) }));
  if (request.do === 'see') return see(request);
  return request.do === 'diagnose' ? findings(request) : lookInto(request);
}

const tell = (reply: DoctorReply) => parentPort?.postMessage(reply);
parentPort?.on('message', async (request: DoctorRequest) => tell(await answer(request)));
tell({ is: 'ready' });
