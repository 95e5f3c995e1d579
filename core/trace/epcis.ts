/**
 * A trace as EPCIS 2.0 (GS1, JSON-LD). Every record becomes one transaction event that says no more than the record does:
 * when this desk recorded which document, of what sort, and which documents it refers to. Names of goods and people are
 * texts and stay out, because EPCIS names by identifiers; documents are named by the digests of their leaves. The event's
 * id is its hash by CBV 2.0 section 8.9, so whoever gets the event can recompute it.
 */
import type { Crypto } from '../crypto.ts';
import { toHex, utf8 } from '../formats/bytes.ts';
import { isSound, ownDate } from './graph.ts';
import { digestName, isLeafKey, NAMESPACE } from './names.ts';
import type { Stage, Trace, TraceEdge, TraceNode, TraceRecord } from './types.ts';

/** Types of business transactions: those of CBV 2.0 section 7.3 where one fits, else words of our own. */
const CBV = 'https://ref.gs1.org/cbv/BTT-';
const TYPES: Readonly<Record<Stage, string>> = {
  order: 'po',
  contract: `${NAMESPACE}contract`,
  delivery: 'desadv',
  receipt: 'recadv',
  invoice: 'inv',
  payment: `${NAMESPACE}payment`,
  other: `${NAMESPACE}document`,
};

interface BizTransaction {
  readonly bizTransaction: string;
  readonly type: string;
}

/** One event, as it stands in the document. */
export type EpcisEvent = Readonly<Record<string, string | readonly BizTransaction[] | readonly string[]>>;

/** An EPCIS document. */
export interface EpcisDocument {
  readonly '@context': readonly (string | Readonly<Record<string, string>>)[];
  readonly type: 'EPCISDocument';
  readonly schemaVersion: '2.0';
  /** RFC 3339. */
  readonly creationDate: string;
  readonly epcisBody: { readonly eventList: readonly EpcisEvent[] };
}

/** The sealed records of a trace whose certificates hold, in its order. `now` is when the export is made, RFC 3339. */
export function epcisOf(trace: Trace, now: string, crypto: Pick<Crypto, 'sha256'>): EpcisDocument {
  const stages = new Map(trace.nodes.map(({ key, stage }) => [key, stage]));
  const byFrom = new Map<string, TraceEdge[]>();
  for (const edge of trace.edges) byFrom.set(edge.from, [...(byFrom.get(edge.from) ?? []), edge]);
  const eventList = trace.nodes.flatMap((node) => {
    const { record } = node;
    if (record === null || record.place === null || !isSound(record)) return [];
    const named = (byFrom.get(node.key) ?? []).filter(({ to, state }) => isLeafKey(to) && state !== 'other-log');
    return [eventOf(node, record, named, (key) => stages.get(key) ?? 'other', crypto)];
  });
  return {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { notary: NAMESPACE }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: now,
    epcisBody: { eventList },
  };
}

function eventOf(
  node: TraceNode,
  record: TraceRecord,
  named: readonly TraceEdge[],
  stageOf: (key: string) => Stage,
  crypto: Pick<Crypto, 'sha256'>,
): EpcisEvent {
  const keys = [...new Set([node.key, ...named.map(({ to }) => to)])];
  // the number before its type, as it is hashed: programs that keep the order of members come to the same hash
  const transactions = keys.map((key) => ({ bizTransaction: digestName(key), type: TYPES[stageOf(key)] }));
  const date = ownDate(record);
  const event: EpcisEvent = {
    type: 'TransactionEvent',
    eventTime: record.recorded,
    eventTimeZoneOffset: '+00:00',
    action: 'OBSERVE',
    bizTransactionList: transactions,
    'notary:record': digestName(node.key),
    ...(date === null ? {} : { 'notary:documentDate': date }),
    ...(record.proven === null ? {} : { 'notary:noLaterThan': record.proven.time }),
    // a verdict of an earlier day is not repeated as if it were known now
    ...(record.proven === null || record.checked !== null ? {} : { 'notary:confirmedBy': record.proven.by }),
  };
  return { ...event, eventID: eventHash(event, crypto) };
}

/** The event's hash by CBV 2.0 section 8.9 for events of the form above: `ni:///sha-256;`, hex, `?ver=CBV2.0`. */
export function eventHash(event: EpcisEvent, crypto: Pick<Crypto, 'sha256'>): string {
  return `ni:///sha-256;${toHex(crypto.sha256(utf8(preHash(event))))}?ver=CBV2.0`;
}

/** What is hashed: names and values in the order of the standard, without anything between them, own words at the end. */
function preHash(event: EpcisEvent): string {
  const text = (name: string) => `${name}=${String(event[name])}`;
  const transactions = (event.bizTransactionList as readonly BizTransaction[])
    .map(({ type, bizTransaction }) => `bizTransaction=${bizTransaction}type=${typeUri(type)}`)
    .sort();
  const own = Object.keys(event)
    .filter((name) => name.startsWith('notary:'))
    .map((name) => `{${NAMESPACE}}${name.slice('notary:'.length)}=${String(event[name])}`)
    .sort();
  return [
    `eventType=${String(event.type)}`,
    text('eventTime'),
    text('eventTimeZoneOffset'),
    text('action'),
    'bizTransactionList',
    ...transactions,
    ...own,
  ].join('');
}

const typeUri = (type: string): string => (type.startsWith(NAMESPACE) ? type : `${CBV}${type}`);
