/** Compares records of a desk with one another: chosen ones, or those that hang together with one by links. */
import { NotaryError } from '../../errors.ts';
import type { AnyFacts } from '../../records/facts.ts';
import { isSound } from '../../trace/graph.ts';
import { checkAllowance } from '../../trace/match/allowance.ts';
import { MOST_DOCUMENTS } from '../../trace/match/match.ts';
import type { NotShown } from '../../trace/match/not-shown.ts';
import { type Role, roleOf } from '../../trace/match/roles.ts';
import { matchStatement, type StatedDocument, type Stating } from '../../trace/match/statement.ts';
import { isLeafKey } from '../../trace/names.ts';
import type { Stage, Trace, TraceRecord } from '../../trace/types.ts';
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
  const { view: _view, leafOf: _leafOf, ...stating } = makings;
  checkAllowance(wish.allowance);
  const asked = wish.ids.map((id) => chosen(id, makings));
  const found = wish.linked === true ? wish.ids.map((id) => linkedTo(id, makings)) : [{ shown: asked, notShown: [] }];
  const candidates = each(
    found.flatMap(({ shown }) => shown),
    ({ id }) => id,
  );
  const notShown = each(
    found.flatMap((one) => one.notShown),
    ({ record }) => record,
  );
  const roles = candidates.map((one) => ({
    one,
    role: wish.roles?.[one.id] ?? roleOf(one.kind, one.facts) ?? one.linked,
  }));
  const documents = roles.flatMap(({ one: { id, facts, leaf }, role }): StatedDocument[] =>
    role === null ? [] : [{ id, role, facts, leaf }],
  );
  return {
    statement: matchStatement(documents, wish.set, wish.allowance, stating, notShown),
    names: Object.fromEntries(candidates.map(({ id, facts }) => [id, nameOf(id, facts)])),
    leftOut: roles.filter(({ role }) => role === null).map(({ one }) => one.id),
  };
}

/** Of several with one name the last. */
const each = <T>(all: readonly T[], nameOf: (one: T) => string) => [
  ...new Map(all.map((one) => [nameOf(one), one])).values(),
];

const isSilent = ({ state, damaged }: RecordDetail) => state === 'withdrawn' || state === 'erased' || damaged;

function chosen(id: string, { view, leafOf }: Makings): Candidate {
  const detail = view.record(id);
  if (isSilent(detail))
    throw new NotaryError('bad-input', `record ${id} states nothing that could be compared`, {
      reason: 'nothing-stated',
      id,
    });
  return { id, kind: detail.kind, facts: detail.facts, leaf: leafOf(id), linked: null };
}

/** What hangs together with a record by links. */
interface Together {
  readonly shown: readonly Candidate[];
  readonly notShown: readonly NotShown[];
}

/**
 * The newest version of each record of a trace; what a replaced version alone refers to is nothing that is missing. A record
 * that a link gives a role, and of which there is nothing to compare, is not shown. Throws `too-large` for a trace that was cut.
 */
function linkedTo(id: string, makings: Makings): Together {
  const { nodes, edges, findings } = makings.view.trace(id);
  if (findings.some(({ code }) => code === 'cut'))
    throw new NotaryError('too-large', 'more records than a trace holds', { max: MOST_DOCUMENTS });
  const newest = new Map(
    findings.flatMap(({ code, key, other }) => (code === 'replaced' && key && other ? [[key, other] as const] : [])),
  );
  const named = new Set(edges.flatMap(({ from, to }) => (newest.has(from) ? [] : [newest.get(to) ?? to])));
  const stages = stagesOf(nodes, newest);
  const together = nodes
    .filter(({ key }) => !newest.has(key))
    .map(({ key, record }) => ({
      key,
      linked: stages.get(key) ?? null,
      one: record && candidateOf(record, makings),
      isWanted: record !== null || named.has(key),
    }));
  return {
    shown: together.flatMap(({ one, linked }) => (one === null ? [] : [{ ...one, linked }])),
    notShown: together.flatMap(({ key, one, linked, isWanted }) =>
      one === null && linked !== null && isWanted ? [{ role: linked, record: key }] : [],
    ),
  };
}

/** What links say that records are, of the newest versions; a version that no link names is what the one before it was. */
function stagesOf(nodes: Trace['nodes'], newest: ReadonlyMap<string, string>) {
  const stages = new Map<string, Exclude<Stage, 'other'>>();
  for (const { key, stage } of nodes) {
    const kept = newest.get(key) ?? key;
    if (stage !== 'other' && (kept === key || !stages.has(kept))) stages.set(kept, stage);
  }
  return stages;
}

/** What a record of a trace states; null where that does not count, or is gone. */
function candidateOf(record: TraceRecord, { view, origin }: Makings): Omit<Candidate, 'linked'> | null {
  const { id, key } = record;
  const own = record.origin === origin ? view.record(id) : null;
  if (own === null ? !isSound(record) : isSilent(own)) return null;
  const { kind, facts } = own ?? record;
  return { id, kind, facts, leaf: isLeafKey(key) ? key : null };
}

function nameOf(id: string, facts: AnyFacts): string {
  const texts = [facts.number, facts.title, facts.fileName].filter((text) => typeof text === 'string');
  return texts[0] ?? id;
}
