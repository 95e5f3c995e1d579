/**
 * A trace as EPCIS 2.0 (GS1, JSON-LD). Every record becomes one transaction event that says no more than the record does:
 * when this desk recorded which document, of what sort, and which documents it refers to. Names of goods and people are
 * texts and stay out, because EPCIS names by identifiers; documents are named by the digests of their leaves. The event's
 * id is its hash by CBV 2.0 section 8.9, so whoever gets the event can recompute it.
 */
import type { Crypto } from '../crypto.ts';
import { toHex, utf8 } from '../formats/bytes.ts';
import { edgesBy, ownDate } from './graph.ts';
import { confirmedNow, digestName, exportedOf, NAMESPACE } from './names.ts';
import type { Stage, Trace, TraceEdge, TraceRecord } from './types.ts';

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
  const { records, links } = exportedOf(trace);
  const byFrom = edgesBy('from', links);
  const eventList = records.map((record) =>
    eventOf(record, byFrom.get(record.key) ?? [], (key) => stages.get(key) ?? 'other', crypto),
  );
  return {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { notary: NAMESPACE }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: now,
    epcisBody: { eventList },
  };
}

function eventOf(
  record: TraceRecord,
  named: readonly TraceEdge[],
  stageOf: (key: string) => Stage,
  crypto: Pick<Crypto, 'sha256'>,
): EpcisEvent {
  const keys = [...new Set([record.key, ...named.map(({ to }) => to)])];
  // the number before its type, as it is hashed: programs that keep the order of members come to the same hash
  const transactions = keys.map((key) => ({ bizTransaction: digestName(key), type: TYPES[stageOf(key)] }));
  const [date, by] = [ownDate(record), confirmedNow(record)];
  const event: EpcisEvent = {
    type: 'TransactionEvent',
    eventTime: record.recorded,
    eventTimeZoneOffset: '+00:00',
    action: 'OBSERVE',
    bizTransactionList: transactions,
    'notary:record': digestName(record.key),
    ...(date === null ? {} : { 'notary:documentDate': date }),
    ...(record.proven === null ? {} : { 'notary:noLaterThan': record.proven.time }),
    ...(by === null ? {} : { 'notary:confirmedBy': by }),
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
