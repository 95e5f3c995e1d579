/** A match as tables for people to keep: what each rule found, and the documents that were compared. */

import type { RuleName } from '../../trace/match/rules.ts';
import { verdictOf } from '../../trace/match/verdict.ts';
import { factText } from '../../words/fact-text.ts';
import { timeText } from '../../words/format.ts';
import { groupText, matchWordsFor, saidText } from '../../words/match.ts';
import { type Language, wordsFor } from '../../words/words.ts';
import type { Table } from '../table/write.ts';
import type { MatchResult } from './match-types.ts';

/** Both tables: each row of the first is a trade as a whole, or a rule of it. */
export function matchTables({ statement, names }: MatchResult, language: Language): readonly Table[] {
  const words = matchWordsFor(language);
  const { columns } = words;
  const nameOf = (record: string) => names[record] ?? record;
  const findings: Table = {
    name: words.sheets.findings,
    columns: [columns.group, columns.rule, columns.state, columns.by, columns.said, columns.lacks, columns.note],
    rows: [
      ...statement.groups.flatMap((group) => {
        const name = groupText(group, statement, names, language);
        const noteOn = (row: RuleName | null) => group.notes.find(({ rule }) => rule === row)?.text ?? '';
        return [
          [name, words.whole, words.states[verdictOf(group.findings)], '', '', '', noteOn(null)],
          ...group.findings.map(({ rule, state, by, said, lacks, onlyNames }) => [
            name,
            words.rules[rule],
            state === 'pass' && onlyNames ? `${words.states[state]} (${words.onlyNames})` : words.states[state],
            by === null ? '' : words.by(by),
            said.map((one) => saidText(one, names, language)).join('; '),
            lacks.map((lack) => words.lack(lack, lack.record === null ? '' : nameOf(lack.record))).join('; '),
            noteOn(rule),
          ]),
        ];
      }),
      [`${words.sets[statement.rules.set]}, v${statement.rules.v}. ${timeText(statement.time, 0)}. ${words.whatItIs}`],
    ],
  };
  const documents: Table = {
    name: words.sheets.documents,
    columns: [columns.role, columns.document, columns.fact, columns.value, columns.record],
    rows: statement.documents.flatMap(({ id, role, facts }) =>
      Object.keys(facts).map((fact) => [
        words.roles[role],
        nameOf(id),
        words.fact(fact),
        factText(fact, facts, wordsFor(language)) ?? '',
        id,
      ]),
    ),
  };
  return [findings, documents];
}
