/** Rows of the database and what they are in the notary's words. */
import type { Json } from '../../canonical.ts';
import { allFacts, type Facts } from '../../facts.ts';
import type { RecordState, StoredRecord } from '../../ports.ts';
import type { Disclosure } from '../../record.ts';
import { plainBytes } from './database.ts';

/** A row of `records` with its facts but the digests of parts, which no list shows. */
export interface RecordColumns {
  readonly seq: number;
  readonly id: string;
  readonly state: RecordState;
  readonly confirmed: number;
  readonly certified: number;
  readonly provisional: number;
  readonly sha256: string | null;
  readonly sm3: string | null;
  readonly size: number;
  readonly time: string;
  readonly clock: 'synchronised' | 'unknown';
  readonly path: string | null;
  readonly supersedes: string | null;
  readonly edited_at: string;
  readonly leaf_index: number | null;
  readonly withdrawn_at: string | null;
  readonly withdrawn_reason: string | null;
  readonly facts: string | null;
}

/** A row of `records` with every fact and the leaf bytes. */
export interface FullColumns extends RecordColumns {
  readonly fingerprints: string | null;
  readonly leaf: Uint8Array | null;
}

export const RECORD_COLUMNS = `r.seq, r.id, r.state, r.confirmed, r.certified, r.provisional, r.sha256, r.sm3, r.size, r.time, r.clock,
  r.path, r.supersedes, r.edited_at, r.leaf_index, r.withdrawn_at, r.withdrawn_reason, d.facts`;

/** Selects `FullColumns`; what follows is a WHERE over `r`. */
export const SELECT_FULL = `SELECT ${RECORD_COLUMNS}, d.fingerprints, l.bytes AS leaf FROM records r
  LEFT JOIN disclosures d ON d.seq = r.seq LEFT JOIN leaves l ON l.leaf_index = r.leaf_index`;

/** The disclosures of their stored text, in the order of the facts; none of an erased record. */
export function disclosuresOf(facts: string | null, fingerprints: string | null = null): readonly Disclosure[] {
  const stored = facts === null ? [] : (JSON.parse(facts) as Disclosure[]);
  return fingerprints === null ? stored : [...stored, JSON.parse(fingerprints) as Disclosure];
}

/** What `disclosuresOf` reads. */
export function disclosureTexts(disclosures: readonly Disclosure[]): [facts: string, fingerprints: string | null] {
  const isApart = ([, name, value]: Disclosure) => name === 'fingerprints' && value !== null;
  const apart = disclosures.find(isApart);
  return [
    JSON.stringify(disclosures.filter((one) => !isApart(one))),
    apart === undefined ? null : JSON.stringify(apart),
  ];
}

/** Every fact of disclosures; null where there is none. */
export function factsOf(disclosures: readonly Disclosure[]): Facts {
  return allFacts(Object.fromEntries(disclosures.map(([, name, value]): [string, Json] => [name, value])));
}

export function storedRecord(row: FullColumns): StoredRecord {
  return {
    id: row.id,
    seq: row.seq,
    state: row.state,
    confirmed: row.confirmed === 1,
    digest: { sha256: row.sha256 ?? '', ...(row.sm3 === null ? {} : { sm3: row.sm3 }) },
    size: row.size,
    time: row.time,
    clock: row.clock,
    path: row.path,
    supersedes: row.supersedes,
    disclosures: disclosuresOf(row.facts, row.fingerprints),
    editedAt: row.edited_at,
    leaf:
      row.leaf_index === null
        ? null
        : { index: row.leaf_index, bytes: row.leaf ? plainBytes(row.leaf) : new Uint8Array(0) },
    withdrawn: row.withdrawn_at === null ? null : { time: row.withdrawn_at, reason: row.withdrawn_reason ?? '' },
  };
}
