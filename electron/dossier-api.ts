/** The calls about dossiers; part of the table of calls in `api.ts`: types only. */
import type {
  CompareWish,
  ComparisonSeen,
  DossierListed,
  DossierPage,
  DossierPlan,
  DossierPlanWish,
  LinePage,
  LineQuery,
  SampleSeen,
  SampleWish,
} from '../core/node/desk/dossiers/reading-types.ts';
import type { DossierMade, DossierShows, DossierWish } from '../core/node/desk/dossiers/types.ts';
import type { CertifyResult } from '../core/node/desk/types.ts';
import type { Recipient } from '../core/node/store/sent-types.ts';
import type { Result } from './result.ts';

export type {
  ComparedPart,
  CompareWish,
  ComparisonSeen,
  DossierLine,
  DossierListed,
  DossierPage,
  DossierPlan,
  DossierPlanWish,
  DrawnLine,
  LinePage,
  LineQuery,
  PlannedSum,
  PlannedTape,
  PoolWarning,
  SampleBy,
  SampleSeen,
  SampleWish,
} from '../core/node/desk/dossiers/reading-types.ts';
export type {
  DossierChange,
  DossierMade,
  DossierProgress,
  DossierShows,
  DossierSource,
  DossierWish,
} from '../core/node/desk/dossiers/types.ts';

/** A certificate of a dossier for a recipient. */
export interface DossierCertifyInput {
  readonly id: string;
  readonly shows: DossierShows;
  /** Facts that it withholds, and the certificates of opened records too. */
  readonly withhold: readonly string[];
  /** Folder to write to; null shows a dialog. */
  readonly folder: string | null;
  readonly recipients?: readonly Recipient[];
}

/** Tables of a pool: for the exchanges, or beginnings of the European templates. */
export interface DossierTablesInput {
  readonly id: string;
  readonly tables: 'pool' | 'esma';
  /** `YYYY-MM-DD`; null for the day of the dossier's rule. */
  readonly cutOff: string | null;
  readonly format: 'csv' | 'xlsx';
  /** Identifiers of the securitisation; empty where they are not known yet. */
  readonly programme: string;
  readonly transaction: string;
  /** Why records do not say what they do not say. */
  readonly noData: 'notCollected' | 'notLoaded' | 'elsewhere' | 'notApplicable';
}

export interface DossierApi {
  /** What a dossier would be made of; nothing is changed. */
  dossierPlan(wish: DossierPlanWish): Promise<Result<DossierPlan>>;
  /** Makes one; progress is reported by events. Its record then waits to be sealed. */
  dossierMake(wish: DossierWish): Promise<Result<DossierMade>>;
  /** The dossiers to choose from, the newest first; without withdrawn and erased ones. */
  dossierList(): Promise<Result<readonly DossierListed[]>>;
  dossierPage(id: string): Promise<Result<DossierPage>>;
  dossierLines(query: LineQuery): Promise<Result<LinePage>>;
  /** Draws a sample; nothing is written. */
  dossierSample(wish: SampleWish): Promise<Result<SampleSeen>>;
  /** Saves a sample as a table; null when the dialog was cancelled. */
  dossierSampleSave(wish: SampleWish & { readonly format: 'csv' | 'xlsx' }): Promise<Result<string | null>>;
  dossierCompare(wish: CompareWish): Promise<Result<ComparisonSeen>>;
  /** Writes the certificate of a dossier with what it shows. */
  dossierCertify(input: DossierCertifyInput): Promise<Result<CertifyResult>>;
  /** Saves tables of a pool; null when the dialog was cancelled. */
  dossierTables(input: DossierTablesInput): Promise<Result<string | null>>;
}
