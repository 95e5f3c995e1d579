/**
 * Possible results of reading a document again. Separate from the readers, so that `verify` takes the result as an
 * argument and knows none of their formats.
 */
import type { ReaderVersion } from '../documents/reading/reading.ts';
import type { Json } from '../formats/canonical.ts';

/** What one reader found in a document: a value for each fact that the document states without contradicting itself. */
export interface FoundFacts extends ReaderVersion {
  readonly facts: Readonly<Record<string, Json>>;
}

/**
 * The document beside the certificate, read: by which readers, and what they found. A reader of whose kind the document
 * is not, or that could make nothing of it, is among `readers` and has found nothing. Several of one reader: the file has
 * several invoices. Or why it was not read.
 */
export type DocumentReading =
  | { readonly state: 'read'; readonly readers: readonly ReaderVersion[]; readonly found: readonly FoundFacts[] }
  | { readonly state: 'not-run'; readonly reason: ReadingNotRun };

/** Why a document was not read. */
export type ReadingNotRun =
  | 'unread' // the caller has no readers, or chose not to, because of many certificates
  | 'gave-up'; // a bound on size, memory or time of this machine

/** A fact of which the document says otherwise. */
export interface DifferingFact {
  readonly name: string;
  /** As the record states it. */
  readonly stated: Json;
  /** As it was read; null when the document does not say, or contradicts itself. */
  readonly found: Json;
}

/** The facts that the issuer says it read from the document. */
export interface ReadAgain extends ReaderVersion {
  /** Names of those that are disclosed. */
  readonly names: readonly string[];
  /** Those of which the document says otherwise; empty unless it was read. */
  readonly differing: readonly DifferingFact[];
}
