/** Who was sent what: types only, without anything of Node, because `electron/api.ts` hands them on to the window. */

import type { Recipient } from '../../handover/recipient.ts';

export type { Recipient };

/** How a certificate was handed on: in a package for recipients, as a file, in a pack for court. */
export type SentWay = 'share' | 'export' | 'pack';

/**
 * `current`: the newest there is. `provisional`: from before the anchor, and the record waits for it. `final-due`: a final
 * one can be sent in its place. `newer-due`: the record was replaced by a later version. `replaced`: that was sent.
 */
export type SentState = 'current' | 'provisional' | 'final-due' | 'newer-due' | 'replaced';

/** One certificate that one recipient was sent. */
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
  /** False when it was from before the anchor. */
  readonly final: boolean;
  readonly state: SentState;
  /** The record whose certificate is to be sent in its place; null when none is. */
  readonly replacement: string | null;
}

export interface SentPage {
  readonly total: number;
  /** How many of all have a replacement. */
  readonly due: number;
  readonly rows: readonly SentRow[];
}

export interface SentQuery {
  /** Words of recipient, address or file name; all when empty. */
  readonly search: string;
  /** Only what has a replacement. */
  readonly due: boolean;
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
}

/** What one recipient is offered in place of what he has. */
export interface Replacement {
  readonly recipient: Recipient;
  /** Records whose certificates are to be sent. */
  readonly ids: readonly string[];
  /** How many final ones for provisional ones, and how many of later versions. */
  readonly finals: number;
  readonly newer: number;
}
