/**
 * What a reader finds in a document: facts that the document itself states, each with its place, and what it states
 * twice and differently. docs/certificate-format/readers.md says which place gives which fact.
 */
import type { Json } from '../../formats/canonical.ts';
import type { LinkRel } from '../../records/links.ts';

/** One value of a fact, and the place of the document that states it. */
export interface Stated {
  /** A short name of the place: `xml:BT-1` (a business term of EN 16931), `xml:TotalTaxAm` (an element), `ofd:tag` … */
  readonly place: string;
  readonly value: Json;
}

/** Places of one file that disagree about a fact: shown, never resolved. */
export interface Conflict {
  readonly name: string;
  readonly values: readonly Stated[];
}

/** Another document that this one names. */
export interface Reference {
  readonly rel: LinkRel;
  /** Plain text. */
  readonly number: string;
  /** The place, as in `Stated`. */
  readonly basis: string;
  /** `YYYY-MM-DD`, null when not stated. */
  readonly date: string | null;
}

/** Everything that a note may say, a closed list. */
export const NOTE_CODES = [
  'specification', // what the document says it was made by, such as Peppol BIS Billing 3.0
  'credit-note', // it takes back another invoice; the detail is the code that says so
  'value-refused', // a value that the fact cannot hold, or that is stated in a way that is not read; place and value
  'left-out', // more of something than is read, or than a fact can hold
  'signature-not-checked', // a signature is there, and nobody looked at it
  'signature-good',
  'signature-broken',
  'seal-not-checked',
  'seal-good', // the key that sealed is not known to anybody by that
  'seal-broken',
  'seal-partial', // parts of the file that the seal does not cover
  'qr-not-read', // a QR code may be there as a picture, which is not looked at
  'qr-altered', // the checksum of a QR code does not fit its text
  'embedded', // the invoice is a file inside this one; its name
] as const;

/** Something to know beside the facts. The detail is for people: plain text, no language of its own, or empty. */
export interface Note {
  readonly code: (typeof NOTE_CODES)[number];
  readonly detail: string;
}

/** Why an invoice that is in a document is not read, where more is known than that it cannot be: `reason` of the error. */
export const UNREAD_REASONS = [
  'encrypted', // the PDF that it is in is encrypted
  'other-format', // it is in a format, or in a version of one, that no reader knows
  'voucher', // it is there as the data of a voucher (XBRL), which is not read
] as const;

/** One of `UNREAD_REASONS`. */
export type UnreadReason = (typeof UNREAD_REASONS)[number];

/** Identifies a reader, as the fact `read` does. */
export interface ReaderVersion {
  readonly reader: string;
  /** Changes whenever the same bytes could give other facts. */
  readonly v: number;
}

/** What one reader found about one invoice in a file. */
export interface Reading extends ReaderVersion {
  readonly profile: 'invoice';
  /** Names of the profile with values that its decoders accept; only what the document states without conflict. */
  readonly facts: Readonly<Record<string, Json>>;
  /** The place of each name in `facts`; several, joined by a space, where a value is put together. */
  readonly places: Readonly<Record<string, string>>;
  /** What stands in places too weak to count as read: a QR code alone, the text of a page. */
  readonly suggestions: readonly (Stated & { readonly name: string })[];
  /** Their names are not in `facts`. */
  readonly conflicts: readonly Conflict[];
  readonly references: readonly Reference[];
  readonly notes: readonly Note[];
}
