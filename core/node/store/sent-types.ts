/** Deliveries: types only and nothing of Node, because `electron/api.ts` passes them to the window. */

import type { Recipient } from '../../handover/recipient.ts';

export type { Recipient };

/** How a certificate was delivered: in a package for recipients, as a file, in a pack for court. */
export type SentWay = 'share' | 'export' | 'pack';

/**
 * `current`: the newest one. `provisional`: made before anchoring, and the record still waits for its anchor.
 * `final-due`: a final one can be sent instead. `newer-due`: the record was replaced by a later version. `replaced`:
 * the newer one was sent.
 */
export type SentState = 'current' | 'provisional' | 'final-due' | 'newer-due' | 'replaced';

/** One certificate sent to one recipient. */
export interface SentRow {
  readonly id: number;
  readonly time: string;
  readonly recipient: Recipient;
  readonly record: string;
  readonly seq: number;
  /** Null once the record is erased. */
  readonly fileName: string | null;
  readonly title: string | null;
  readonly way: SentWay;
  /** Name of the file that was made. */
  readonly file: string;
  readonly certificateNumber: string;
  /** False when it was made before anchoring. */
  readonly final: boolean;
  readonly state: SentState;
  /** The record whose certificate should be sent instead; null when there is none. */
  readonly replacement: string | null;
}

/** One page of a query's result. */
export interface SentPage {
  readonly total: number;
  /** How many of them have a replacement. */
  readonly due: number;
  readonly rows: readonly SentRow[];
}

/** A query for a page of deliveries. */
export interface SentQuery {
  /** Words of recipient, address or file name; all when empty. */
  readonly search: string;
  /** Only rows that have a replacement. */
  readonly due: boolean;
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
}

/** Replacements for the certificates that one recipient has. */
export interface Replacement {
  readonly recipient: Recipient;
  /** Records whose certificates should be sent. */
  readonly ids: readonly string[];
  /** Counts: final certificates for provisional ones, and certificates of later versions. */
  readonly finals: number;
  readonly newer: number;
}
