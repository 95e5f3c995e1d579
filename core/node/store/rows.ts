/** Database rows and their conversion to the notary's types. */

import { equal } from '../../formats/bytes.ts';
import {
  anyJson,
  type Decoder,
  dictionary,
  integer,
  list,
  loose,
  nullable,
  oneOf,
  text,
  tuple,
} from '../../formats/decoder.ts';
import { hex32 } from '../../formats/digests.ts';
import { recordId } from '../../formats/ids.ts';
import { leafHash } from '../../log/merkle.ts';
import { type OwnFields, RECORD_STATES, type RecordState, type StoredRecord } from '../../ports.ts';
import { allFacts, type Facts } from '../../records/facts.ts';
import { DOCUMENT, kindOfKey, RECORD_KINDS, type RecordKind } from '../../records/index.ts';
import { type Disclosure, instant } from '../../records/record.ts';
import { nodeCrypto } from '../system/crypto.ts';
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
  readonly leaf: Uint8Array | null;
  readonly leaf_hash: Uint8Array | null;
}

export const LISTED_COLUMNS = `${RECORD_COLUMNS}, (SELECT c.size FROM checkpoints c
  WHERE c.final = 1 AND c.size > r.leaf_index ORDER BY c.size LIMIT 1) AS proof_size,
  (SELECT bytes FROM leaves l WHERE l.leaf_index = r.leaf_index) AS leaf,
  (SELECT hash FROM leaf_hashes h WHERE h.leaf_index = r.leaf_index) AS leaf_hash`;

/** Selects `FullColumns`; what follows is a WHERE over `r`. */
export const SELECT_FULL = `SELECT ${RECORD_COLUMNS}, d.fingerprints, l.bytes AS leaf FROM records r
  LEFT JOIN disclosures d ON d.seq = r.seq LEFT JOIN leaves l ON l.leaf_index = r.leaf_index`;

/** What the columns of a record of any kind are; its kind says what else holds. */
const readColumns = loose<Omit<RecordColumns, 'facts' | 'members' | 'path' | 'withdrawn_reason'>>({
  seq: integer(1),
  id: recordId,
  state: oneOf(...RECORD_STATES),
  record_kind: text(64),
  confirmed: integer(0, 1),
  held: integer(0, 1),
  certified: integer(0, 1),
  provisional: integer(0, 1),
  sha256: nullable(hex32),
  sm3: nullable(hex32),
  size: integer(0),
  time: instant,
  clock: oneOf('synchronised', 'unknown'),
  supersedes: nullable(recordId),
  superseded: integer(0, 1),
  edited_at: instant,
  leaf_index: nullable(integer(0)),
  withdrawn_at: nullable(instant),
});

/** Members of the leaf that only its kind has. */
const readMembers: Decoder<OwnFields> = dictionary(anyJson, 1000);

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
  return allFacts(Object.fromEntries(disclosures.map(([, name, value]) => [name, value])) as Partial<Facts>);
}

/** Facts for a list, and whether they could not be read. */
export function listedFacts(row: FactColumns, kinds?: readonly RecordKind[]) {
  const found = unlessDamaged(() => disclosuresOf(row, kinds));
  return { facts: factsOf(found ?? []), damaged: found === null };
}

/** Facts of a row for a list, and whether anything of the row is not what a desk stores. */
export function checkedFacts(row: ListedColumns & Partial<FullColumns>, kinds: readonly RecordKind[] = RECORD_KINDS) {
  const { facts, damaged } = listedFacts(row, kinds);
  const check = () => {
    checkColumns(row);
    checkLeaf(row);
    checkFacts(row, disclosuresOf(row, kinds), kinds);
    return true;
  };
  return { facts, damaged: damaged || unlessDamaged(check) === null };
}

/** Throws `home-damaged` with the record's id unless a sealed record has the leaf that the log has. */
function checkLeaf({ id, state, leaf, leaf_hash }: ListedColumns): void {
  if (state !== 'sealed' && state !== 'anchored') return;
  if (!leaf || !leaf_hash || !equal(leafHash(plainBytes(leaf), nodeCrypto), plainBytes(leaf_hash)))
    throw damaged({ id }, 'its leaf is not that of the log');
}

/** Throws `home-damaged` with the record's id unless each column has what a desk stores in it. */
function checkColumns(row: RecordColumns): void {
  ownData({ id: row.id }, () => {
    readColumns(row, 'record');
    if (row.members !== null) readMembers(JSON.parse(row.members), 'members');
  });
}

/**
 * Throws `home-damaged` with the record's id unless a verifier would accept these facts; those of a kind that is not known
 * are not looked at once they are sealed, and before that keep it from being sealed. Of a row without its digests of parts only the
 * others are looked at.
 */
function checkFacts(
  { id, record_kind, state, fingerprints }: FactColumns,
  disclosures: readonly Disclosure[],
  kinds: readonly RecordKind[],
): void {
  const kind = kindOfKey(record_kind ?? DOCUMENT.key, kinds);
  if (kind === null && state === 'recorded') throw damaged({ id }, 'no kind that this program knows');
  if (kind === null || state === 'erased') return;
  const names = ownData({ id }, () => disclosures.map((one, i) => kind.readDisclosure(one, `facts[${i}]`)[1]));
  const isMissing = (name: string) => !names.includes(name) && (fingerprints !== undefined || name !== APART);
  if (new Set(names).size !== names.length || kind.names.some(isMissing))
    throw damaged({ id }, 'every fact must be there once');
}

/** Converts a database row to a record, whose facts are looked at when it is sealed. Throws `home-damaged` with its id. */
export function storedRecord(row: FullColumns, kinds: readonly RecordKind[]): StoredRecord {
  checkColumns(row);
  return {
    id: row.id,
    seq: row.seq,
    state: row.state,
    confirmed: row.confirmed === 1,
    ...(row.held === 1 ? { held: true } : {}),
    kind: row.record_kind,
    digest: row.sha256 === null ? null : { sha256: row.sha256, ...(row.sm3 === null ? {} : { sm3: row.sm3 }) },
    size: row.sha256 === null ? null : row.size,
    fields: row.members === null ? {} : (JSON.parse(row.members) as OwnFields),
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
