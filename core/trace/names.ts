/** Identifiers of records in exports: a record is named by the digest of its leaf, so by exact bytes, whoever holds them. */
import { fromHex, toBase64 } from '../formats/bytes.ts';
import { isSound } from './graph.ts';
import type { ProvenTime, Trace, TraceEdge, TraceRecord } from './types.ts';

/** Namespace of our own words in exports. */
export const NAMESPACE = 'urn:x-notary-desk:';

/** The name of a digest by RFC 6920: `ni:///sha-256;` and base64url without padding. */
export function digestName(sha256: string): string {
  const text = toBase64(fromHex(sha256, 32)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `ni:///sha-256;${text}`;
}

/** What goes into an export. */
export interface Exported {
  /** The sealed records of a trace whose certificates hold, in its order. */
  readonly records: readonly TraceRecord[];
  /** Their links; not those to what waits to be sealed, which has no name yet, and to what is in another log than they say. */
  readonly links: readonly TraceEdge[];
}

/** Chooses what of a trace goes into an export, whatever its format. */
export function exportedOf({ nodes, edges }: Trace): Exported {
  const records = nodes.flatMap(({ record }) =>
    record !== null && record.place !== null && isSound(record) ? [record] : [],
  );
  const known = new Set(records.map(({ key }) => key));
  const links = edges.filter(({ from, to, state }) => known.has(from) && isLeafKey(to) && state !== 'other-log');
  return { records, links };
}

/** Who confirmed a record's time, where that is known now: a verdict of an earlier day is not repeated. */
export const confirmedNow = ({ proven, checked }: TraceRecord): ProvenTime['by'] | null =>
  proven === null || checked !== null ? null : proven.by;

/** Whether a certificate of a record can be handed over: it is sealed, and not erased. */
export const isPackable = (record: TraceRecord | null): record is TraceRecord =>
  record !== null && record.place !== null && !record.erased;

/** Whether a key of a trace is the hash of a leaf; a record that waits to be sealed has none, and stays out of exports. */
export const isLeafKey = (key: string): boolean => /^[0-9a-f]{64}$/.test(key);
