/** Matches of records as window and command line ask for and show them: nothing of Node, because `electron/api.ts` passes them to the window. */

import type { Grouping } from '../../trace/match/groups.ts';
import type { Allowance } from '../../trace/match/match.ts';
import type { Role } from '../../trace/match/roles.ts';
import type { RuleSetName } from '../../trace/match/rules.ts';
import type { GroupNote, MatchStatement } from '../../trace/match/statement.ts';

/** Which records are to be compared, and how. */
export interface MatchWish {
  readonly ids: readonly string[];
  readonly set: RuleSetName;
  readonly allowance: Allowance;
  /** Whether what hangs together with them by links is compared too. */
  readonly linked?: boolean | undefined;
  /** What records are in the trade, by their ids, where a person says it. */
  readonly roles?: Readonly<Record<string, Role>> | undefined;
  /** How the trades are told apart; chosen by the links where nobody says it. */
  readonly grouping?: Grouping | undefined;
  /** What a person noted on rows of the table. */
  readonly notes?: readonly GroupNote[] | undefined;
}

/** A record that does not count, and the newer version that does, by their ids. */
export interface Replaced {
  readonly id: string;
  readonly by: string;
}

/** What a match found. */
export interface MatchResult {
  readonly statement: MatchStatement;
  /** What people call the documents, by the ids of their records. */
  readonly names: Readonly<Record<string, string>>;
  /** Records that say of themselves nothing by which they could be compared. */
  readonly leftOut: readonly string[];
  /** Older versions of what was compared. */
  readonly replaced: readonly Replaced[];
}

/** What a match is saved as: the statement, or tables. */
export const MATCH_FORMATS = ['json', 'xlsx', 'csv'] as const;
/** One of them. */
export type MatchFormat = (typeof MATCH_FORMATS)[number];

/** A match that is to be saved, and whether its statement becomes a record of its own. */
export interface MatchSaving {
  readonly wish: MatchWish;
  readonly format: MatchFormat;
  readonly record: boolean;
}
