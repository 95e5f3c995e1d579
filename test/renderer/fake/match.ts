/** A match on the played desk: the rules of the core over its records. */
import type { Role } from '../../../core/trace/match/roles.ts';
import { roleOf } from '../../../core/trace/match/roles.ts';
import { matchStatement } from '../../../core/trace/match/statement.ts';
import type { MatchResult, MatchWish, RecordRow, Result } from '../../../electron/api.ts';
import { connectedRows } from './trades.ts';

/** What the desk would answer; a tolerance that is none is refused. */
export function playedMatch(rows: readonly RecordRow[], wish: MatchWish): Result<MatchResult> {
  if (/^\d+$/.test(wish.allowance.percent)) return { ok: true, value: matched(rows, wish) };
  const details = { reason: 'not-a-tolerance' };
  return { ok: false, error: { code: 'bad-input', message: 'played: bad-input', details } };
}

function matched(rows: readonly RecordRow[], wish: MatchWish): MatchResult {
  const { ids, set, allowance, roles = {}, grouping, notes = [] } = wish;
  const chosen = rows.filter(({ id }) => ids.includes(id));
  const known = chosen.map((row) => ({ row, role: roles[row.id] ?? roleOf(row.kind, row.facts) }));
  const documents = known.flatMap(({ row: { id, facts }, role }) =>
    role === null ? [] : [{ id, role: role satisfies Role, facts, leaf: null }],
  );
  const stating = { origin: `desk/${'ab'.repeat(32)}`, time: '2026-11-24T09:00:00.000Z', software: 'Notary Desk 0' };
  return {
    statement: matchStatement(
      { documents, connected: connectedRows(chosen), grouping, notes },
      set,
      allowance,
      stating,
    ),
    names: Object.fromEntries(chosen.map(({ id, facts }) => [id, facts.number ?? facts.fileName ?? id])),
    leftOut: known.filter(({ role }) => role === null).map(({ row }) => row.id),
    replaced: [],
  };
}
