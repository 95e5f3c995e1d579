/** What is asked of a desk about dossiers, and its answers: types only and nothing of Node, because the window imports them. */
import type { DrawnSample } from '../../../dossier/files.ts';
import type { TapeColumn, TapeMapping } from '../../../dossier/tape/columns.ts';
import type { TapeTrouble } from '../../../dossier/tape/match.ts';
import type { DossierTemplateName } from '../../../dossier/templates/templates.ts';
import type { Totals } from '../../../dossier/totals.ts';
import type { RecordState } from '../../../ports.ts';
import type { Condition, DossierRule } from '../../../records/dossier.ts';
import type { RecordQuery } from '../../store/query.ts';

/** The filter of a list of records. */
export type ListFilter = Omit<RecordQuery, 'offset' | 'limit'>;

/** From which records of the desk a dossier is made. */
export type RecordSource =
  /** These. */
  | { readonly from: 'ids'; readonly ids: readonly string[] }
  /** All sealed records, not replaced, that meet the conditions. */
  | { readonly from: 'filter'; readonly filter: readonly Condition[] }
  /** Those that a list shows under its filter, as far as they are sealed and neither replaced nor dossiers. */
  | { readonly from: 'list'; readonly filter: ListFilter };

/** From which records a dossier is made. */
export type DossierSource =
  | RecordSource
  /** Those that the rows of a table name; `skip` leaves out rows with trouble, which are refused otherwise. */
  | { readonly from: 'tape'; readonly path: string; readonly mapping: TapeMapping; readonly skip: boolean };

/** A dossier to make. What is null is not stated, or that of the template. */
export interface DossierWish {
  readonly source: DossierSource;
  readonly title: string | null;
  readonly number: string | null;
  readonly note: string | null;
  /** The dossier's own date, `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly template: DossierTemplateName | null;
  /** The rule in words, line by line. */
  readonly words: readonly string[] | null;
  /** Until when records counted, `YYYY-MM-DD`. */
  readonly cutOff: string | null;
  /** The dossier that this one replaces: a pool that has grown. */
  readonly supersedes: string | null;
}

/** A tape as it was understood, before anything is made of it. */
export interface TapePreview {
  readonly heads: readonly string[];
  readonly columns: readonly (TapeColumn | null)[];
  readonly rows: number;
  /** Rows that name a record which may be taken. */
  readonly found: number;
  readonly troubles: readonly TapeTrouble[];
}

/** What came of making one. */
export interface DossierMade {
  /** Id of its record; null when the tape has rows with trouble and nothing was made. */
  readonly record: string | null;
  readonly items: number;
  readonly credits: number;
  readonly totals: Totals | null;
  /** Of a tape. */
  readonly troubles: readonly TapeTrouble[];
  /** Compared with the one that it replaces. */
  readonly change: DossierChange | null;
}

/** What came and what went, by records. */
export interface DossierChange {
  readonly since: string;
  readonly stayed: number;
  readonly came: number;
  readonly gone: number;
}

/** One item of a dossier as its desk sees it. */
export interface DossierItemRow {
  readonly list: 'items' | 'credits';
  /** From 0. */
  readonly place: number;
  readonly leaf: string;
  /** Id of the record; null for one of another desk. */
  readonly record: string | null;
  readonly currency: string | null;
  /** Whether its amount can still be laid open; false for one without an amount, and once its record was erased. */
  readonly canOpen: boolean;
}

/** A dossier. */
export interface DossierDetail {
  readonly record: string;
  readonly state: RecordState;
  readonly title: string | null;
  readonly number: string | null;
  readonly rule: DossierRule | null;
  readonly totals: Totals | null;
  readonly items: number;
  readonly credits: number;
  readonly change: DossierChange | null;
}

/** What a certificate of a dossier carries beside its proof. */
export interface DossierShows {
  /** All items, so that everybody can count and add up. */
  readonly items: boolean;
  /** Records whose item, amount and certificate are laid open. */
  readonly open: readonly string[];
  /** Records of this desk that are shown to be missing. */
  readonly absent: readonly string[];
  /** How the opened ones were drawn; they are then exactly those. */
  readonly sample: DrawnSample | null;
}

/** A sample that was drawn. */
export interface DossierSample extends DrawnSample {
  /** Places among the items, in the order in which they were drawn, with the records there. */
  readonly drawn: readonly { readonly place: number; readonly record: string | null }[];
  /** Of how many items. */
  readonly of: number;
  /** Without an error in it, at most so many of all items differ, with 95 % confidence. */
  readonly atMost: number;
}

/** A sample that was drawn by amount. */
export interface AmountSample extends DrawnSample {
  readonly currency: string;
  /** Places among the items in their order, with the records there, their amounts, and how often each was hit. */
  readonly drawn: readonly {
    readonly place: number;
    readonly record: string | null;
    readonly amount: string;
    readonly hits: number;
  }[];
  /** Sum of the amounts in this currency. */
  readonly total: string;
  /** Items in another currency or without an amount, which cannot be hit. */
  readonly outside: number;
  /** Without an error in it, at most this share of the total is wrong, with 95 % confidence. */
  readonly atMostShare: number;
}

/** Two dossiers side by side. */
export interface DossierComparison {
  readonly shared: readonly string[];
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
}

/**
 * How far the making of a dossier, or of a certificate of one, is: `read` the table or the records, `commit` to amounts, `store`,
 * `open` the items that are shown, make the `page`. Where `total` is 0 it is not known how long it takes.
 */
export interface DossierProgress {
  readonly step: 'read' | 'commit' | 'store' | 'open' | 'page';
  readonly done: number;
  readonly total: number;
  readonly running: boolean;
}
