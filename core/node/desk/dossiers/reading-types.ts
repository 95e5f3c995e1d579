/** What the window reads of dossiers, page by page: types only and nothing of Node. */
import type { RuleAnswer } from '../../../dossier/tables/rules.ts';
import type { TapeColumn, TapeMapping } from '../../../dossier/tape/columns.ts';
import type { TapeTrouble } from '../../../dossier/tape/match.ts';
import type { RecordState } from '../../../ports.ts';
import type { Money } from '../../../records/facts.ts';
import type { AmountSample, DossierDetail, DossierItemRow, RecordSource } from './types.ts';

/** An item with what its record says; all null for one of another desk, and once it was erased. */
export interface DossierLine extends DossierItemRow {
  readonly state: RecordState | null;
  readonly title: string | null;
  readonly number: string | null;
  /** Who owes. */
  readonly obligor: string | null;
  readonly date: string | null;
  readonly due: string | null;
  /** As the record states it. */
  readonly money: Money | null;
}

/** Which items are asked for. */
export interface LineQuery {
  readonly id: string;
  readonly list: 'items' | 'credits';
  /** Words that all have to stand in an item: number, title, obligor, amount, leaf or id. */
  readonly search: string;
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
}

/** Some of the items that a query finds. */
export interface LinePage {
  readonly total: number;
  readonly rows: readonly DossierLine[];
}

/** The answer of a rule for pools, with shares in per cent as texts. */
export interface PoolWarning extends Omit<RuleAnswer, 'share'> {
  readonly least: string;
  readonly most: string;
}

/** What the page of a dossier shows. */
export interface DossierPage extends DossierDetail {
  /** The day of what follows: that of the rule, else that on which it was made. */
  readonly asOf: string;
  /** Answers of the rules for pools. */
  readonly warnings: readonly PoolWarning[];
  /** Items whose amount can be laid open. */
  readonly canOpen: number;
}

/** The sum of one currency of one list. */
export interface PlannedSum {
  readonly list: 'items' | 'credits';
  readonly currency: string;
  readonly count: number;
  /** As `dossierAmount` writes it. */
  readonly amount: string;
}

/** A dossier to choose from. */
export interface DossierListed {
  readonly record: string;
  readonly seq: number;
  readonly state: RecordState;
  readonly title: string | null;
  readonly number: string | null;
}

/** Records for a dossier that is not made yet; those of a tape are found by its rows. */
export interface DossierPlanWish {
  readonly source: RecordSource | { readonly from: 'tape'; readonly path: string; readonly mapping: TapeMapping };
  /** `YYYY-MM-DD`; null for today. */
  readonly cutOff: string | null;
}

/** What a dossier would be made of. */
export interface DossierPlan {
  readonly items: number;
  readonly credits: number;
  readonly sums: readonly PlannedSum[];
  /** Records without an amount. */
  readonly withoutAmount: number;
  /** Records of the list that do not come in: not sealed, replaced, erased, or dossiers. */
  readonly leftOut: number;
  readonly warnings: readonly PoolWarning[];
  /** What the tape says; null for another source. */
  readonly tape: PlannedTape | null;
}

/** A tape as it is understood. */
export interface PlannedTape {
  readonly heads: readonly string[];
  readonly columns: readonly (TapeColumn | null)[];
  readonly rows: number;
  readonly troubles: readonly TapeTrouble[];
  /** The first rows as the columns say them. */
  readonly first: readonly TapeFirstRow[];
}

/** One of the first rows of a tape. */
export interface TapeFirstRow {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<TapeColumn, string>>>;
}

/** How a sample is drawn: all items equally likely, or all units of money. */
export type SampleBy = 'item' | 'amount';

/** A sample to draw. */
export interface SampleWish {
  readonly id: string;
  readonly size: number;
  readonly seed: string;
  readonly by: SampleBy;
  /** By amount: of which currency; null for that of all items that have one. */
  readonly currency: string | null;
}

/** A sample with what the records say. */
export interface SampleSeen extends SampleWish {
  /** Of how many items. */
  readonly of: number;
  /** Without an error in it, at most so many items differ, with 95 % confidence; null for one by amount. */
  readonly atMost: number | null;
  /** What one by amount was drawn from; null for one by item. */
  readonly byAmount: Omit<AmountSample, 'seed' | 'size' | 'drawn'> | null;
  /** In the order in which they were drawn, by amount in that of the items. */
  readonly lines: readonly DrawnLine[];
}

/** A drawn item. */
export interface DrawnLine extends DossierLine {
  /** How often it was hit; once unless it was drawn by amount. */
  readonly hits: number;
}

/** The parts of a comparison. */
export type ComparedPart = 'shared' | 'onlyFirst' | 'onlySecond';

/** Two dossiers to compare; the second may be the certificate of another desk's. */
export interface CompareWish {
  readonly first: string;
  readonly second: { readonly record: string } | { readonly path: string };
}

/** What was found; of each part at most the first 500 records. */
export interface ComparisonSeen {
  /** What the second one is called. */
  readonly name: string;
  readonly counts: Readonly<Record<ComparedPart, number>>;
  readonly lines: Readonly<Record<ComparedPart, readonly DossierLine[]>>;
}
