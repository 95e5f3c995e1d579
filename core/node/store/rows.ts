/** Database rows and their conversion to the notary's types. */

import { anyJson, list, text, tuple } from '../../formats/decoder.ts';
import type { OwnFields, RecordState, StoredRecord } from '../../ports.ts';
import { type AnyFacts, allFacts } from '../../records/facts.ts';
import { DOCUMENT, kindOfKey, RECORD_KINDS, type RecordKind } from '../../records/index.ts';
import type { Disclosure } from '../../records/record.ts';
import { plainBytes } from '../system/database.ts';
import { damaged, ownData, unlessDamaged } from './damage.ts';
import type { RowFacts } from './query.ts';

/** A row of `records` with its facts except the digests of parts, which no list shows. */
export interface RecordColumns {
  readonly seq: number;
  readonly id: string;
  readonly state: RecordState;
  readonly record_kind: string;
  readonly members: string | null;
  readonly confirmed: number;
  readonly held: number;
  readonly certified: number;
  readonly provisional: number;
  readonly sha256: string | null;
  readonly sm3: string | null;
  readonly size: number;
  readonly time: string;
  readonly clock: 'synchronised' | 'unknown';
  readonly path: string | null;
  readonly supersedes: string | null;
  readonly superseded: number;
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

/** SQL: the columns of a list row, over `records r` and `details d`. */
export const RECORD_COLUMNS = `r.seq, r.id, r.state, r.record_kind, r.members, r.confirmed, r.held, r.certified, r.provisional, r.sha256, r.sm3, r.size, r.time, r.clock,
  r.path, r.supersedes, EXISTS (SELECT 1 FROM records later WHERE later.supersedes = r.id AND later.state <> 'withdrawn') AS superseded,
  r.edited_at, r.leaf_index, r.withdrawn_at, r.withdrawn_reason, d.facts`;

/** What lists show beside it: the size of the first anchored checkpoint over the record's leaf. */
export interface ListedColumns extends RecordColumns {
  readonly proof_size: number | null;
}

export const LISTED_COLUMNS = `${RECORD_COLUMNS}, (SELECT c.size FROM checkpoints c
  WHERE c.final = 1 AND c.size > r.leaf_index ORDER BY c.size LIMIT 1) AS proof_size`;

/** Selects `FullColumns`; what follows is a WHERE over `r`. */
export const SELECT_FULL = `SELECT ${RECORD_COLUMNS}, d.fingerprints, l.bytes AS leaf FROM records r
  LEFT JOIN disclosures d ON d.seq = r.seq LEFT JOIN leaves l ON l.leaf_index = r.leaf_index`;

/** Columns that a record's facts are read from. */
export type FactColumns = Pick<RecordColumns, 'id' | 'state' | 'facts'> &
  Partial<Pick<FullColumns, 'record_kind' | 'fingerprints'>>;

const disclosure = tuple<Disclosure>(text(32, /^[0-9a-f]{32}$/, 'a salt'), text(64), anyJson);
const disclosures = list(disclosure, 1000);

/**
 * Parses the stored disclosures, in the order of their kind; empty for an erased record. Throws `home-damaged` with the
 * record's id.
 */
export function disclosuresOf(
  { id, state, facts, record_kind = DOCUMENT.key, fingerprints = null }: FactColumns,
  kinds: readonly RecordKind[] = RECORD_KINDS,
): readonly Disclosure[] {
  if (facts === null && state !== 'erased') throw damaged({ id }, 'its facts are gone');
  return ownData({ id }, () => {
    const stored = facts === null ? [] : disclosures(JSON.parse(facts), 'facts');
    if (fingerprints === null) return stored;
    const place = kindOfKey(record_kind, kinds)?.names.indexOf(APART) ?? -1;
    const apart = disclosure(JSON.parse(fingerprints), 'fingerprints');
    return stored.toSpliced(place < 0 ? stored.length : place, 0, apart);
  });
}

/** The fact that has its own column. */
const APART = 'fingerprints';

/** The stored form that `disclosuresOf` reads. */
export function disclosureTexts(disclosures: readonly Disclosure[]): [facts: string, fingerprints: string | null] {
  const isApart = ([, name, value]: Disclosure) => name === APART && value !== null;
  const apart = disclosures.find(isApart);
  return [
    JSON.stringify(disclosures.filter((one) => !isApart(one))),
    apart === undefined ? null : JSON.stringify(apart),
  ];
}

/** Facts for a list: all names of a document, null when not stated. */
export function factsOf(disclosures: readonly Disclosure[]): RowFacts {
  return allFacts(Object.fromEntries(disclosures.map(([, name, value]) => [name, value])) as AnyFacts);
}

/** Facts for a list, and whether they could not be read. */
export function listedFacts(row: FactColumns, kinds?: readonly RecordKind[]) {
  const found = unlessDamaged(() => disclosuresOf(row, kinds));
  return { facts: factsOf(found ?? []), damaged: found === null };
}

/** Converts a database row to a record. Throws `home-damaged` with its id. */
export function storedRecord(row: FullColumns, kinds: readonly RecordKind[]): StoredRecord {
  return {
    id: row.id,
    seq: row.seq,
    state: row.state,
    confirmed: row.confirmed === 1,
    ...(row.held === 1 ? { held: true } : {}),
    kind: row.record_kind,
    digest: row.sha256 === null ? null : { sha256: row.sha256, ...(row.sm3 === null ? {} : { sm3: row.sm3 }) },
    size: row.sha256 === null ? null : row.size,
    fields: row.members === null ? {} : ownData({ id: row.id }, () => JSON.parse(row.members ?? '{}') as OwnFields),
    time: row.time,
    clock: row.clock,
    path: row.path,
    supersedes: row.supersedes,
    disclosures: disclosuresOf(row, kinds),
    editedAt: row.edited_at,
    leaf:
      row.leaf_index === null
        ? null
        : { index: row.leaf_index, bytes: row.leaf ? plainBytes(row.leaf) : new Uint8Array(0) },
    withdrawn: row.withdrawn_at === null ? null : { time: row.withdrawn_at, reason: row.withdrawn_reason ?? '' },
  };
}
