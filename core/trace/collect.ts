/** Follows links in both directions from one record, within bounds. */
import { linksOf, traceOf } from './graph.ts';
import { TRACE_BOUNDS, type Trace, type TraceRecord } from './types.ts';

/** Where records are looked up, by their keys. */
export interface TraceSource {
  /** The records with these keys; those that are not known are left out. */
  records(keys: readonly string[]): readonly TraceRecord[];
  /** Keys of the records that refer to one of these by a link, or are a version of one: replace it, or are replaced by it. */
  near(records: readonly TraceRecord[]): readonly string[];
}

/** Records that are looked up between two steps. */
const STEP = 50;

/** The trace of a record: everything that can be reached from it. Empty where the source does not know it. */
export function collectTrace(start: string, source: TraceSource, most: number = TRACE_BOUNDS.nodes): Trace {
  const steps = traceSteps(start, source, most);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same step by step, for who has something else to do between; each step gives how many records were found so far. */
export function* traceSteps(
  start: string,
  source: TraceSource,
  most: number = TRACE_BOUNDS.nodes,
): Generator<number, Trace> {
  const found = new Map<string, TraceRecord>();
  const asked = new Set<string>([start]);
  let links = 0;
  for (let next: readonly string[] = [start]; next.length > 0; ) {
    const room = most - found.size;
    if (room <= 0 || links >= TRACE_BOUNDS.edges) return traceOf(found.values(), start, true);
    const cut = next.length > room;
    const [named, near]: [string[], string[]] = [[], []];
    for (let at = 0; at < Math.min(next.length, room); at += STEP) {
      const records = source.records(next.slice(at, Math.min(at + STEP, room)));
      for (const record of records) found.set(record.key, record);
      named.push(...records.flatMap((record) => linksOf(record).map(({ to }) => to)));
      if (!cut) near.push(...source.near(records));
      yield found.size;
    }
    if (cut) return traceOf(found.values(), start, true);
    links += named.length;
    next = [...new Set([...named, ...near])].filter((key) => !asked.has(key));
    for (const key of next) asked.add(key);
  }
  return traceOf(found.values(), start);
}
