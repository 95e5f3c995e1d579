/**
 * The graph of a trace, from records that were collected: which links hold, in which order the records came, and what a
 * reader should know. Pure, and the same for a desk's own records and for certificates that somebody sent.
 */
import { type Before, inOrder } from './order.ts';
import { stageOf } from './stages.ts';
import {
  type LinkState,
  TRACE_BOUNDS,
  type Trace,
  type TraceEdge,
  type TraceFinding,
  type TraceFindingCode,
  type TraceLink,
  type TraceNode,
  type TraceRecord,
} from './types.ts';

/** Verdicts after which nothing that a certificate says counts. */
const UNSOUND: ReadonlySet<string> = new Set(['tampered', 'unreadable']);

/** Whether what a record says may be repeated: it is the desk's own, or its certificate holds. */
export function isSound({ verdict }: Pick<TraceRecord, 'verdict'>): boolean {
  return verdict === null || !UNSOUND.has(verdict);
}

/**
 * The trace of these records. Of several with one key the first counts. More than `TRACE_BOUNDS` are left out, and a finding
 * says so; so does `cut`, for a caller that left some out already.
 */
export function traceOf(given: Iterable<TraceRecord>, start: string | null, cut = false): Trace {
  const records = new Map<string, TraceRecord | null>();
  let isCut = cut;
  for (const record of given) {
    if (records.has(record.key)) continue;
    if (records.size < TRACE_BOUNDS.nodes) records.set(record.key, record);
    else isCut = true;
  }
  const shown = [...records.values()] as TraceRecord[];
  const edges: TraceEdge[] = [];
  for (const record of shown)
    for (const link of linksOf(record)) {
      const known = records.has(link.to);
      if (edges.length >= TRACE_BOUNDS.edges || (!known && records.size >= TRACE_BOUNDS.nodes)) {
        isCut = true;
        continue;
      }
      if (!known) records.set(link.to, null);
      edges.push(edgeOf(record, link, records.get(link.to) ?? null));
    }
  return arranged(records, edges, start, isCut);
}

/** The links of a record that count: those that are shown, of a certificate that holds. */
export function linksOf(record: Pick<TraceRecord, 'links' | 'verdict'>): readonly TraceLink[] {
  return isSound(record) && typeof record.links !== 'string' ? record.links : [];
}

/** Links by the records that carry them, or by those that they name, in their order. */
export function edgesBy(end: 'from' | 'to', edges: readonly TraceEdge[]): ReadonlyMap<string, readonly TraceEdge[]> {
  const groups = new Map<string, TraceEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group) group.push(edge);
    else groups.set(edge[end], [edge]);
  }
  return groups;
}

function arranged(
  records: ReadonlyMap<string, TraceRecord | null>,
  edges: readonly TraceEdge[],
  start: string | null,
  isCut: boolean,
): Trace {
  const { keys, inCircle } = inOrder(
    records,
    edges.map(({ from, to }): Before => [to, from]),
  );
  const place = new Map(keys.map((key, i) => [key, i]));
  const named = edgesBy('to', edges);
  const nodes = keys.map((key): TraceNode => {
    const record = records.get(key) ?? null;
    const rels = (named.get(key) ?? []).map(({ rel }) => rel);
    return { key, record, stage: stageOf(record, rels) };
  });
  const sorted = [...edges].sort((a, b) => (place.get(a.from) ?? 0) - (place.get(b.from) ?? 0));
  const circle = [...inCircle].map((key) => finding('circle', key));
  const findings = [
    ...(isCut ? [finding('cut', null)] : []),
    ...circle,
    ...nodes.flatMap(({ record }) => (record === null ? [] : recordFindings(record))),
    ...replacedIn(nodes),
    ...sorted.flatMap(edgeFindings),
  ];
  return { start, nodes, edges: sorted, findings };
}

function edgeOf(from: TraceRecord, { rel, to, origin, basis }: TraceLink, named: TraceRecord | null): TraceEdge {
  const state = stateOf(from, origin, named);
  return {
    from: from.key,
    to,
    rel,
    basis,
    state,
    order: state !== 'holds' || named === null ? null : named.log === from.log ? 'log' : 'link',
    confirmed: named && compared(confirmedTime(named), confirmedTime(from)),
    dates: named && compared(ownDate(named), ownDate(from)),
  };
}

function stateOf(from: TraceRecord, origin: string, named: TraceRecord | null): LinkState {
  if (named === null) return 'not-shown';
  if (named.origin !== origin) return 'other-log';
  if (!isSound(named)) return 'unsound';
  if (from.place === null || named.place === null) return 'waiting';
  return named.log === from.log && named.place >= from.place ? 'against-log' : 'holds';
}

/** What signers other than the issuer confirm; what only the issuer says orders nothing between two desks. */
const confirmedTime = ({ proven }: TraceRecord): string | null => (proven?.by === 'others' ? proven.time : null);

/** The document's own date, which is only stated; null where there is none. */
export function ownDate({ facts }: Pick<TraceRecord, 'facts'>): string | null {
  return typeof facts.date === 'string' ? facts.date : null;
}

function compared(named: string | null, naming: string | null): 'earlier' | 'same' | 'later' | null {
  if (named === null || naming === null) return null;
  return named < naming ? 'earlier' : named > naming ? 'later' : 'same';
}

function finding(code: TraceFindingCode, key: string | null, other: string | null = null, rel: string | null = null) {
  return { code, key, other, rel } as const;
}

function recordFindings(record: TraceRecord): readonly TraceFinding[] {
  if (!isSound(record)) return [finding('unsound', record.key)];
  return typeof record.links === 'string' ? [finding(`links-${record.links}`, record.key)] : [];
}

/** Links by whose word what they name comes first by its nature: an invoice is dated after its order. */
const NAMES_EARLIER: ReadonlySet<string> = new Set(['order', 'contract', 'despatch', 'credit-of', 'amends']);

function edgeFindings({ from, to, rel, state, confirmed, dates }: TraceEdge): readonly TraceFinding[] {
  const found: TraceFindingCode[] = [];
  if (state === 'not-shown' || state === 'other-log' || state === 'against-log') found.push(state);
  if (state === 'holds' && confirmed === 'later') found.push('confirmed-later');
  if (dates === 'later' && NAMES_EARLIER.has(rel)) found.push('dates-reversed');
  return found.map((code) => finding(code, from, to, rel));
}

/** Every record that another one here replaces, with the newest version of it that is here. */
function replacedIn(nodes: readonly TraceNode[]): readonly TraceFinding[] {
  const byReplaced = new Map<string, TraceRecord>();
  const nameOf = (log: string, id: string) => `${log} ${id}`;
  for (const { record } of nodes)
    if (record?.supersedes && isSound(record)) byReplaced.set(nameOf(record.log, record.supersedes), record);
  return nodes.flatMap(({ record }) => {
    if (record === null) return [];
    let newest: TraceRecord = record;
    const seen = new Set<string>();
    for (;;) {
      const next = byReplaced.get(nameOf(newest.log, newest.id));
      if (!next || seen.has(next.key)) break;
      seen.add(next.key);
      newest = next;
    }
    return newest === record ? [] : [finding('replaced', record.key, newest.key)];
  });
}
