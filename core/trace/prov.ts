/**
 * A trace as PROV-JSON (W3C Member Submission of 24 April 2013), for programs that read provenance. Entities are records,
 * named by the digests of their leaves; agents are the logs that they are in. A link says that one record knew another and
 * no more, so it becomes `wasInfluencedBy` with the word of the link; a new version of a record is a revision.
 */
import { ownDate } from './graph.ts';
import { confirmedNow, digestName, exportedOf, NAMESPACE } from './names.ts';
import type { Trace, TraceEdge, TraceRecord } from './types.ts';

type Attributes = Readonly<Record<string, string | Readonly<Record<string, string>>>>;
type Section = Readonly<Record<string, Attributes>>;

/** A PROV-JSON document. */
export interface ProvDocument {
  readonly prefix: Readonly<Record<string, string>>;
  readonly entity: Section;
  readonly agent: Section;
  readonly wasAttributedTo: Section;
  readonly wasInfluencedBy: Section;
  readonly wasDerivedFrom: Section;
}

const entityName = (key: string) => `leaf:${key}`;
const agentName = (log: string) => `log:${log.replace(/^desk\//, '')}`;
const instant = (time: string) => ({ $: time, type: 'xsd:dateTime' });

/** The sealed records of a trace whose certificates hold, and what their links name. */
export function provOf(trace: Trace): ProvDocument {
  const { records, links } = exportedOf(trace);
  const known = new Set(records.map(({ key }) => key));
  const unseen = [...new Set(links.map(({ to }) => to))].filter((key) => !known.has(key));
  return {
    prefix: { leaf: `${NAMESPACE}leaf:`, log: `${NAMESPACE}log:`, notary: NAMESPACE },
    entity: Object.fromEntries([
      ...records.map((record) => [entityName(record.key), entityOf(record)] as const),
      ...unseen.map((key) => [entityName(key), { 'notary:digest': digestName(key) }] as const),
    ]),
    agent: Object.fromEntries(records.map(({ log, origin }) => [agentName(log), { 'notary:origin': origin }])),
    wasAttributedTo: numbered('a', records, (record) => ({
      'prov:entity': entityName(record.key),
      'prov:agent': agentName(record.log),
    })),
    wasInfluencedBy: numbered('l', links, linkOf),
    wasDerivedFrom: numbered('v', revisions(records), ([later, earlier]) => ({
      'prov:generatedEntity': entityName(later.key),
      'prov:usedEntity': entityName(earlier.key),
      'prov:type': { $: 'prov:Revision', type: 'prov:QUALIFIED_NAME' },
    })),
  };
}

function entityOf(record: TraceRecord): Attributes {
  const [date, by] = [ownDate(record), confirmedNow(record)];
  return {
    'notary:digest': digestName(record.key),
    'notary:kind': record.kind,
    'notary:recorded': instant(record.recorded),
    ...(date === null ? {} : { 'notary:documentDate': { $: date, type: 'xsd:date' } }),
    ...(record.proven === null ? {} : { 'notary:noLaterThan': instant(record.proven.time) }),
    ...(by === null ? {} : { 'notary:confirmedBy': by }),
  };
}

function linkOf({ from, to, rel, basis, state }: TraceEdge): Attributes {
  return {
    'prov:influencee': entityName(from),
    'prov:influencer': entityName(to),
    'notary:rel': rel,
    'notary:basis': basis,
    'notary:state': state,
  };
}

/** Pairs of a record and the one of its log that it replaces, where both are here. */
function revisions(records: readonly TraceRecord[]): readonly (readonly [TraceRecord, TraceRecord])[] {
  const byId = new Map(records.map((record) => [`${record.log} ${record.id}`, record]));
  return records.flatMap((record) => {
    const earlier = record.supersedes === null ? undefined : byId.get(`${record.log} ${record.supersedes}`);
    return earlier ? [[record, earlier] as const] : [];
  });
}

function numbered<T>(letter: string, items: readonly T[], to: (item: T) => Attributes): Section {
  return Object.fromEntries(items.map((item, i) => [`_:${letter}${i + 1}`, to(item)]));
}
