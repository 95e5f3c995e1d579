/** Records of other desks: types only, because `electron/api.ts` passes them to the window. */
import type { AnyFacts } from '../../records/facts.ts';
import type { Verdict } from '../../verification/report.ts';

/** A record of another desk, known from a certificate that was verified when it was taken in. */
export interface ForeignRecord {
  /** Hash of its leaf, hex. */
  readonly leaf: string;
  readonly origin: string;
  /** Its id in its own desk, and the key of its kind. */
  readonly id: string;
  readonly kind: string;
  /** As disclosed by the certificate. */
  readonly facts: AnyFacts;
  /** What verification said when it was taken in, and by when it was proven to exist; null where nobody vouches for a time. */
  readonly verdict: Verdict;
  readonly proven: string | null;
  readonly added: string;
}
