/** What a match is saved as: its statement, or tables; and the statement as a record of its own. */
import { NotaryError } from '../../errors.ts';
import {
  type MatchStatement,
  MOST_STATEMENT_BYTES,
  parseMatchStatement,
  statementBytes,
} from '../../trace/match/statement.ts';
import { matchWordsFor } from '../../words/match.ts';
import type { Language } from '../../words/words.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { readSmallFile } from '../system/small-file.ts';
import { writeTable } from '../table/write.ts';
import type { Desk } from './desk.ts';
import { matchTables } from './match-table.ts';
import type { MatchFormat, MatchResult } from './match-types.ts';

/** Writes one file. Throws `write-failed`. */
export async function saveMatch(
  found: MatchResult,
  path: string,
  format: MatchFormat,
  language: Language,
): Promise<void> {
  if (format === 'json') writeAtomic(path, statementBytes(found.statement));
  else await writeTable(path, format, matchTables(found, language));
}

/** A statement that was saved before. Throws the errors of `readSmallFile` and `parseMatchStatement`. */
export function savedMatch(path: string): MatchStatement {
  return parseMatchStatement(readSmallFile(path, MOST_STATEMENT_BYTES));
}

/** Notarizes the file of a statement; returns the id of its record. Throws what the intake of the file came to. */
export async function recordMatch(
  desk: Pick<Desk, 'intake'>,
  { statement }: MatchResult,
  path: string,
  language: Language,
): Promise<string> {
  const title = `${matchWordsFor(language).sets[statement.rules.set]} (${statement.documents.length})`;
  const facts = { title, kind: 'report' } as const;
  const [item] = await desk.intake({ paths: [path], again: false, factsFor: () => facts }).done;
  if (item?.recordId) return item.recordId;
  throw new NotaryError('write-failed', `${path} got no record: ${item?.error?.message ?? ''}`, { file: path });
}
