/** Links of a record as window and command line show them: types only, because `electron/api.ts` passes them to the window. */
import type { RecordState } from '../../ports.ts';
import type { LinkTarget } from '../../records/linking.ts';
import type { DraftLink, Link, LinkRel } from '../../records/links.ts';
import type { ForeignRecord } from '../store/foreign-types.ts';

/** A record of this desk at the other end of a link. */
export interface OwnEnd {
  readonly id: string;
  readonly seq: number;
  /** Key of its kind. */
  readonly kind: string;
  readonly state: RecordState;
  /** Whether it waits for somebody to decide about its warnings: what refers to it is not sealed before. */
  readonly held: boolean;
  /** Title, number and file name as far as they are stated; null once it is erased, and where its data is damaged. */
  readonly title: string | null;
  readonly number: string | null;
  readonly fileName: string | null;
  readonly date: string | null;
  /** The newest record that replaces it; null when none does. */
  readonly newest: { readonly id: string; readonly seq: number } | null;
}

/** One link, with what is known of the record at the other end. */
export interface RecordLink {
  readonly rel: LinkRel;
  readonly basis: string;
  readonly origin: string;
  /** Hash of the other record's leaf, hex; null while that record, or this one, waits to be sealed. */
  readonly leaf: string | null;
  readonly own: OwnEnd | null;
  readonly foreign: ForeignRecord | null;
}

/** Another record that a waiting one probably refers to. */
export interface LinkSuggestion {
  readonly rel: LinkRel;
  /** Where the number was read; `typed` where two records just state the same one. */
  readonly basis: string;
  readonly number: string;
  /** Whether the numbers are the same but for width, case and spaces; else punctuation and leading zeros differ too. */
  readonly strict: boolean;
  readonly to: LinkTarget;
  readonly own: OwnEnd | null;
  readonly foreign: ForeignRecord | null;
}

/** One version of a record. */
export interface RecordVersion {
  readonly id: string;
  readonly links: readonly DraftLink[];
}

/** All links of a record. */
export interface RecordLinks {
  readonly refersTo: readonly RecordLink[];
  /** The first ones where there are very many. */
  readonly referredToBy: readonly RecordLink[];
  /** Whether the record has links of another version, which this program does not understand. */
  readonly other: boolean;
  /** Whether they can be changed: the record waits to be sealed. */
  readonly changeable: boolean;
  readonly suggestions: readonly LinkSuggestion[];
}

/** A record of another desk that this one knows, and how many records of this desk refer to it. */
export interface KnownForeign {
  readonly record: ForeignRecord;
  readonly referring: number;
}

/** A certificate that was taken in: whose record it is, and how to refer to it. */
export interface TakenIn {
  readonly to: Pick<Link, 'origin' | 'leaf'>;
  /** Null, like `foreign`, for a certificate of this desk's log whose record it does not have. */
  readonly own: OwnEnd | null;
  readonly foreign: ForeignRecord | null;
  /** Whether `foreign` is from an earlier certificate with a better verdict, which was kept instead of this one. */
  readonly kept: boolean;
}
