/** The work of the page's second thread: finds out how a document differs from the sealed one, and what facts it states. */

import { diagnose, type Sealed } from '../../../core/documents/doctor/compare.ts';
import type { Finding } from '../../../core/documents/doctor/findings.ts';
import { knownPartDigests } from '../../../core/documents/doctor/format.ts';
import type { KnownRecord } from '../../../core/documents/doctor/lineage.ts';
import { materialOf } from '../../../core/documents/doctor/material.ts';
import { universalTools } from '../../../core/documents/doctor/tools.ts';
import { READERS, readDocument } from '../../../core/documents/reading/index.ts';
import type { Reading } from '../../../core/documents/reading/reading.ts';
import { errorCode } from '../../../core/errors.ts';
import { toHex } from '../../../core/formats/bytes.ts';
import type { DocumentReading } from '../../../core/verification/reading.ts';

/** A document that is not the sealed one, and the certificate's data about the sealed one. */
export interface Comparison {
  readonly size: number;
  /** Null for a document that is not read. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  /** SHA-256 of as many bytes as the sealed file has; null when there are fewer. */
  readonly prefix: string | null;
  readonly sealed: Sealed;
  readonly record: KnownRecord | null;
}

/** What the thread is asked. */
export type Question =
  | { readonly compare: Comparison; readonly read?: never }
  /** The bytes of a document whose facts are read again. */
  | { readonly read: Uint8Array<ArrayBuffer>; readonly compare?: never };

/** What it answers. */
export type Answer = readonly Finding[] | DocumentReading;

function findings({ size, bytes, prefix, sealed, record }: Comparison): readonly Finding[] {
  const known = knownPartDigests(sealed.fingerprints);
  const material = bytes && known ? materialOf(bytes, universalTools, known.chunks?.bits) : null;
  return diagnose(sealed, { size, prefix, material, record }, universalTools);
}

/** A document that a reader cannot make anything of has no facts; what its bounds refuse was refused at intake too. */
function reading(bytes: Uint8Array): DocumentReading {
  const found = (readings: readonly Reading[]) => readings.map(({ reader, v, facts }) => ({ reader, v, facts }));
  try {
    return { state: 'read', readers: READERS, found: found(readDocument(bytes, universalTools)) };
  } catch (error) {
    if (errorCode(error) === 'internal') throw error;
    return { state: 'read', readers: READERS, found: [] };
  }
}

/** SHA-256 of bytes, hex. */
export function digestOf(bytes: Uint8Array): string {
  return toHex(universalTools.crypto.sha256(bytes));
}

/** The part of a worker's global scope that is used; the page's own types have no workers. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(answer: Answer): void;
}

/** Answers one question after the other. */
export function answerQuestions(scope: WorkerScope): void {
  scope.onmessage = ({ data }) => scope.postMessage(data.compare ? findings(data.compare) : reading(data.read));
}
