/** Compares records of a desk with one another: chosen ones, or those that hang together with one by links. */
import { NotaryError } from '../../errors.ts';
import type { AnyFacts } from '../../records/facts.ts';
import { checkAllowance } from '../../trace/match/allowance.ts';
import { type Role, roleOf } from '../../trace/match/roles.ts';
import { matchStatement, type StatedDocument, type Stating } from '../../trace/match/statement.ts';
import { isLeafKey } from '../../trace/names.ts';
import type { Trace, TraceRecord } from '../../trace/types.ts';
import type { MatchResult, MatchWish } from './match-types.ts';
import type { RecordDetail } from './types.ts';

/** What a match is made from. */
interface Makings extends Stating {
  readonly view: { record(id: string): RecordDetail; trace(id: string): Trace };
  leafOf(id: string): string | null;
}

/** Something that may be compared, and what is known of its place in a trade. */
interface Candidate {
  readonly id: string;
  readonly kind: string;
  readonly facts: AnyFacts;
  readonly leaf: string | null;
  /** What links say that it is. */
  readonly linked: Role | null;
}

/**
 * The statement of a match, with what people call its documents. Throws `not-found`, `too-large`, and `bad-input` for records
 * that state nothing any more and for a tolerance that is none.
 */
export function matchRecords(wish: MatchWish, makings: Makings): MatchResult {
  const { view, leafOf: _, ...stating } = makings;
  checkAllowance(wish.allowance);
  const found = wish.linked === true ? linkedTo(wish.ids, view) : wish.ids.map((id) => chosen(id, makings));
  const candidates = [...new Map(found.map((one) => [one.id, one])).values()];
  const roles = candidates.map((one) => ({
    one,
    role: wish.roles?.[one.id] ?? roleOf(one.kind, one.facts) ?? one.linked,
  }));
  const documents = roles.flatMap(({ one: { id, facts, leaf }, role }): StatedDocument[] =>
    role === null ? [] : [{ id, role, facts, leaf }],
  );
  return {
    statement: matchStatement(documents, wish.set, wish.allowance, stating),
    names: Object.fromEntries(candidates.map(({ id, facts }) => [id, nameOf(id, facts)])),
    leftOut: roles.filter(({ role }) => role === null).map(({ one }) => one.id),
  };
}

function chosen(id: string, { view, leafOf }: Makings): Candidate {
  const { kind, facts, state, damaged } = view.record(id);
  if (state === 'erased' || damaged)
    throw new NotaryError('bad-input', `record ${id} states nothing that could be compared`, {
      reason: 'nothing-stated',
      id,
    });
  return { id, kind, facts, leaf: leafOf(id), linked: null };
}

/** What hangs together with these records by links; of what nobody has shown there is nothing to compare. */
function linkedTo(ids: readonly string[], view: Makings['view']): readonly Candidate[] {
  return ids.flatMap((id) =>
    view
      .trace(id)
      .nodes.flatMap(({ record, stage }) =>
        record === null ? [] : [{ ...ofTrace(record), linked: stage === 'other' ? null : stage }],
      ),
  );
}

const ofTrace = ({ id, kind, facts, key }: TraceRecord) => ({ id, kind, facts, leaf: isLeafKey(key) ? key : null });

function nameOf(id: string, facts: AnyFacts): string {
  const texts = [facts.number, facts.title, facts.fileName].filter((text) => typeof text === 'string');
  return texts[0] ?? id;
}
