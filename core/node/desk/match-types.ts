/** Matches of records as window and command line ask for and show them: types only, because `electron/api.ts` passes them to the window. */
import type { Allowance } from '../../trace/match/match.ts';
import type { Role } from '../../trace/match/roles.ts';
import type { RuleSetName } from '../../trace/match/rules.ts';
import type { MatchStatement } from '../../trace/match/statement.ts';

/** Which records are to be compared, and how. */
export interface MatchWish {
  readonly ids: readonly string[];
  readonly set: RuleSetName;
  readonly allowance: Allowance;
  /** Whether what hangs together with them by links is compared too. */
  readonly linked?: boolean | undefined;
  /** What records are in the trade, by their ids, where a person says it. */
  readonly roles?: Readonly<Record<string, Role>> | undefined;
}

/** What a match found. */
export interface MatchResult {
  readonly statement: MatchStatement;
  /** What people call the documents, by the ids of their records. */
  readonly names: Readonly<Record<string, string>>;
  /** Records that say of themselves nothing by which they could be compared. */
  readonly leftOut: readonly string[];
}
