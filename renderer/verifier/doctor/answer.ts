/** The work of the page's second thread: finds out how a document differs from the sealed one. */

import { diagnose, type Sealed } from '../../../core/documents/doctor/compare.ts';
import type { Finding } from '../../../core/documents/doctor/findings.ts';
import { knownPartDigests } from '../../../core/documents/doctor/format.ts';
import type { KnownRecord } from '../../../core/documents/doctor/lineage.ts';
import { materialOf } from '../../../core/documents/doctor/material.ts';
import { universalTools } from '../../../core/documents/doctor/tools.ts';
import { toHex } from '../../../core/formats/bytes.ts';

/** A document that is not the sealed one, and the certificate's data about the sealed one. */
export interface Question {
  readonly size: number;
  /** Null for a document that is not read. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  /** SHA-256 of as many bytes as the sealed file has; null when there are fewer. */
  readonly prefix: string | null;
  readonly sealed: Sealed;
  readonly record: KnownRecord | null;
}

/** The findings. */
function answer({ size, bytes, prefix, sealed, record }: Question): readonly Finding[] {
  const known = knownPartDigests(sealed.fingerprints);
  const material = bytes && known ? materialOf(bytes, universalTools, known.chunks?.bits) : null;
  return diagnose(sealed, { size, prefix, material, record }, universalTools);
}

/** SHA-256 of bytes, hex. */
export function digestOf(bytes: Uint8Array): string {
  return toHex(universalTools.crypto.sha256(bytes));
}

/** The part of a worker's global scope that is used; the page's own types have no workers. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(findings: readonly Finding[]): void;
}

/** Answers one question after the other. */
export function answerQuestions(scope: WorkerScope): void {
  scope.onmessage = ({ data }) => scope.postMessage(answer(data));
}
