/** Compares records of a desk with one another: chosen ones, or those that hang together with one by links. */
import { NotaryError } from '../../errors.ts';
import type { AnyFacts } from '../../records/facts.ts';
import { isSound } from '../../trace/graph.ts';
import { checkAllowance } from '../../trace/match/allowance.ts';
import type { Connected } from '../../trace/match/groups.ts';
import { MOST_DOCUMENTS } from '../../trace/match/match.ts';
import type { NotShown } from '../../trace/match/not-shown.ts';
import { type Role, roleOf } from '../../trace/match/roles.ts';
import { matchStatement, type StatedDocument, type Stating } from '../../trace/match/statement.ts';
import { isLeafKey } from '../../trace/names.ts';
import type { Stage, Trace, TraceRecord } from '../../trace/types.ts';
import type { MatchResult, MatchWish, Replaced } from './match-types.ts';
import { type VersionLinks, versionsOf } from './match-versions.ts';
import type { RecordDetail } from './types.ts';

/** What a match is made from. */
interface Makings extends Stating {
  readonly view: { record(id: string): RecordDetail; trace(id: string): Trace };
  readonly links: VersionLinks & { leafOf(id: string): string | null };
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

/** What there is to compare, and how it hangs together. */
interface Together {
  readonly shown: readonly Candidate[];
  readonly notShown: readonly NotShown[];
  readonly connected: readonly Connected[];
  readonly replaced: readonly Replaced[];
}

/**
 * The statement of a match, with what people call its documents. Throws `not-found`, `too-large`, and `bad-input` for records
 * that state nothing any more, for a tolerance that is none, and for a note on no row.
 */
export function matchRecords(wish: MatchWish, makings: Makings): MatchResult {
  const { view: _view, links: _links, ...desk } = makings;
  checkAllowance(wish.allowance);
  const asked = wish.ids.map((id) => stating(id, makings));
  const together = wish.linked === true ? allLinked(wish.ids, makings) : alone(asked, makings);
  const { shown, notShown, connected, replaced } = together;
  const roles = shown.map((one) => ({
    one,
    role: wish.roles?.[one.id] ?? roleOf(one.kind, one.facts) ?? one.linked,
  }));
  const documents = roles.flatMap(({ one: { id, facts, leaf }, role }): StatedDocument[] =>
    role === null ? [] : [{ id, role, facts, leaf }],
  );
  const { grouping, notes = [] } = wish;
  const known = new Map(shown.map(({ id, facts }) => [id, nameOf(id, facts)]));
  const old = replaced.map(({ id }) => [id, nameOf(id, makings.view.record(id).facts)] as const);
  return {
    statement: matchStatement({ documents, notShown, connected, grouping, notes }, wish.set, wish.allowance, desk),
    names: Object.fromEntries([...known, ...old]),
    leftOut: roles.filter(({ role }) => role === null).map(({ one }) => one.id),
    replaced,
  };
}

/** Of several with one name the last. */
const each = <T>(all: readonly T[], nameOf: (one: T) => string) => [
  ...new Map(all.map((one) => [nameOf(one), one])).values(),
];

const isSilent = ({ state, damaged }: RecordDetail) => state === 'withdrawn' || state === 'erased' || damaged;

/** A record that was chosen. Throws `bad-input` for one that states nothing any more. */
function stating(id: string, { view }: Makings): RecordDetail {
  const detail = view.record(id);
  if (!isSilent(detail)) return detail;
  const reason = 'nothing-stated';
  throw new NotaryError('bad-input', `record ${id} states nothing that could be compared`, { reason, id });
}

/** Records that were chosen one by one: of several versions of one of them the newest counts. */
function alone(details: readonly RecordDetail[], { links }: Makings): Together {
  const versions = versionsOf(details, links);
  const shown = details
    .filter(({ id }) => versions.kept(id) === id)
    .map(({ id, kind, facts }) => ({ id, kind, facts, leaf: links.leafOf(id), linked: null }));
  return { shown, notShown: [], ...versions };
}

/** What hangs together with each of these by links; nothing is followed twice. */
function allLinked(ids: readonly string[], makings: Makings): Together {
  const followed = new Set<string>();
  const found: Together[] = [];
  for (const id of ids) {
    if (followed.has(id)) continue;
    const { keys, ...together } = linkedTo(id, makings);
    for (const key of keys) followed.add(key);
    found.push(together);
  }
  return {
    shown: each(
      found.flatMap(({ shown }) => shown),
      ({ id }) => id,
    ),
    notShown: each(
      found.flatMap(({ notShown }) => notShown),
      ({ record }) => record,
    ),
    connected: found.flatMap(({ connected }) => connected),
    replaced: found.flatMap(({ replaced }) => replaced),
  };
}

/**
 * The newest version of each record of a trace; what a replaced version alone refers to is nothing that is missing. A record
 * that a link gives a role, and of which there is nothing to compare, is not shown. Throws `too-large` for a trace that was cut.
 */
function linkedTo(id: string, makings: Makings): Together & { readonly keys: readonly string[] } {
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
  const ids = new Map(together.map(({ key, one }) => [key, one?.id ?? key]));
  const called = (key: string) => ids.get(newest.get(key) ?? key) ?? key;
  return {
    shown: together.flatMap(({ one, linked }) => (one === null ? [] : [{ ...one, linked }])),
    notShown: together.flatMap(({ key, one, linked, isWanted }) =>
      one === null && linked !== null && isWanted ? [{ role: linked, record: key }] : [],
    ),
    connected: edges.map(({ from, to }) => [called(from), called(to)] as const),
    replaced: nodes.flatMap(({ key, record }) =>
      newest.has(key) && record?.origin === makings.origin ? [{ id: record.id, by: called(key) }] : [],
    ),
    keys: nodes.map(({ record, key }) => record?.id ?? key),
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
