/** What a store is told and asked about documents that were read. */
import type { Reading } from '../documents/reading/reading.ts';
import type { Suggestion } from '../documents/reading/suggestion.ts';
import type { Warning } from '../documents/warnings.ts';
import type { Disclosure } from './record.ts';

/** What there is to say of what was read from the document of a record. */
export interface Said {
  readonly warnings: readonly Warning[];
  /** Whether a person has to decide for them before the record is sealed; one that is held for its file stays held. */
  readonly held: boolean;
}

/** What becomes of a record once its document was looked into, after it was recorded. */
export interface Completion extends Said {
  /** Key of its kind from now on. */
  readonly kind: string;
  /** Those of this kind, each once. */
  readonly disclosures: readonly Disclosure[];
  /** What was read, kept while the record waits; null when nothing was. */
  readonly reading: Reading | null;
  readonly suggested: Suggested;
}

/** What was seen in a document beside what it states, kept while its record waits. */
export interface Suggested {
  readonly seen: readonly Suggestion[];
  /** The loose key of an invoice that is only seen: kept as long as the record, to find it again. Null where none is. */
  readonly looseKey: string | null;
}

/** A record that an invoice is also that of, or may be. */
export interface InvoiceMatch {
  readonly id: string;
  readonly seq: number;
  /** Whether the strict keys are the same; else only the loose ones are. */
  readonly strict: boolean;
}

/** How an invoice is found: the keys of core/documents/reading/identity.ts. */
export interface InvoiceSearch {
  /** Records of the invoice itself. */
  readonly same: readonly InvoiceMatch[];
  /** Records of what takes it back. */
  readonly takenBackBy: readonly InvoiceMatch[];
}
