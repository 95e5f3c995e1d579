/**
 * Queries on a desk's records and their answers: types only and nothing of Node, because `electron/api.ts` passes them
 * to the window.
 */

import type { RecordState } from '../../ports.ts';
import type { AnyFacts, Facts } from '../../records/facts.ts';
import type { Standing } from '../../records/standing.ts';

/** What a list can be sorted by; `seq` is the order of intake. */
export type SortKey =
  | 'seq'
  | 'time'
  | 'fileName'
  | 'title'
  | 'number'
  | 'state'
  | 'size'
  | 'parties'
  | 'date'
  | 'money';

/** A query for a page of records. */
export interface RecordQuery {
  /** Words searched in facts, file name, digest, number and id; all of them must be found. */
  readonly search: string;
  /** Any state when empty. */
  readonly states: readonly RecordState[];
  readonly kind: string | null;
  /** Intake days `YYYY-MM-DD` in the machine's time zone, inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  /** Only these records; all when it is absent. */
  readonly ids?: readonly string[];
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
}

/** Facts in rows: all names of a document (null when not stated) and those of the record's own kind. */
export type RowFacts = Facts & AnyFacts;

/** A record in a list as the store has it. Facts are all null and the digest is empty once it is erased. */
export interface StoredRow {
  readonly id: string;
  readonly seq: number;
  /** Key of the record's kind. */
  readonly kind: string;
  readonly state: RecordState;
  /** Whether the clerk has confirmed it for sealing. */
  readonly confirmed: boolean;
  /** Whether its file had warnings: then it is sealed only once the clerk has confirmed it. */
  readonly held: boolean;
  readonly time: string;
  /** Null once erased, and for a kind without a document; the digest is then empty. */
  readonly size: number | null;
  readonly sha256: string;
  /** In a list without `fingerprints`, which are long; a detail has them. */
  readonly facts: RowFacts;
  /** Whether its data in this home is damaged: then facts are null, and nothing can be made of it. */
  readonly damaged: boolean;
  /** The record that this one replaces. */
  readonly supersedes: string | null;
  /** Whether another record replaces this one. */
  readonly superseded: boolean;
  /** Whether a certificate was written for it. */
  readonly certified: boolean;
  /** Whether the newest one was made before anchoring: a final one can be written once the record is anchored. */
  readonly provisional: boolean;
  /** Size of the anchored checkpoint that its certificate shows; null until there is one. */
  readonly proofSize: number | null;
}

/** A record in a list. */
export interface RecordRow extends Omit<StoredRow, 'proofSize'> {
  readonly standing: Standing;
}

/** One page of a query's result. */
export interface Page<R> {
  /** How many records the query finds in all. */
  readonly total: number;
  readonly rows: readonly R[];
}

export type StoredPage = Page<StoredRow>;
export type RecordPage = Page<RecordRow>;

/** `detail`: edited – the names of the facts, withdrawn – the reason, sealed and anchored – the log size, certified – the path, shared and packed – to whom and as which file. */
export interface TimelineEntry {
  readonly time: string;
  readonly kind:
    | 'recorded'
    | 'edited'
    | 'withdrawn'
    | 'sealed'
    | 'anchored'
    | 'certified'
    | 'shared'
    | 'packed'
    | 'erased'
    | 'approved';
  readonly detail: string;
}

/** A certificate that was made of a record. */
export interface IssuedCertificate {
  readonly number: string;
  /** When it was made first. */
  readonly time: string;
  /** False when it was from before the anchor; null when that is not known. */
  readonly final: boolean | null;
  /** Whether it carries its proof in codes, which gives it a number of its own; null when that is not known. */
  readonly paper: boolean | null;
}

/** A record with everything the store knows about it. */
export interface StoredDetail extends StoredRow {
  /** Path of the file at intake on this machine; kept here only, never in a proof. */
  readonly path: string | null;
  readonly leafIndex: number | null;
  /** The checkpoint on its certificate. */
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
  readonly timeline: readonly TimelineEntry[];
  readonly withdrawnReason: string | null;
  /** The certificates that were made of it, the newest first. */
  readonly certificates: readonly IssuedCertificate[];
  /** Records that replace this one, the oldest first; not those that were withdrawn. */
  readonly supersededBy: readonly string[];
}

/** Records waiting for the next batch. */
export interface WaitingSummary {
  readonly count: number;
  /** The newest edit or intake among them, RFC 3339; null when nothing waits. */
  readonly lastEdit: string | null;
}

/** A chain that this desk anchors to, or a time-stamping authority that it asks. */
export interface StoredChain {
  readonly kind: string;
  readonly id: string;
  /** The connection file, byte for byte. */
  readonly file: Uint8Array;
  /** SHA-256 of the file, hex. */
  readonly fingerprint: string;
  /** Whether the fingerprint was compared by another channel. */
  readonly compared: boolean;
  /** When switched off, nothing is sent to it. */
  readonly enabled: boolean;
  /** Whether a record is anchored only once this chain has confirmed it. */
  readonly required: boolean;
  readonly added: string;
}

/** A trust bundle that this desk accepted. */
export interface StoredTrust {
  /** The file, byte for byte. */
  readonly bytes: Uint8Array;
  readonly name: string;
  /** SHA-256 of the bytes, hex. */
  readonly fingerprint: string;
  /** Whether the fingerprint was compared by another channel. */
  readonly compared: boolean;
  readonly added: string;
}
