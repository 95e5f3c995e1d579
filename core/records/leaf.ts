/**
 * The leaf of a record that waits, read back as a verifier reads it: a leaf can't be taken back, so nothing comes into
 * the log that gives no certificate.
 */
import type { Crypto } from '../crypto.ts';
import { errorCode, NotaryError } from '../errors.ts';
import { equal, toHex } from '../formats/bytes.ts';
import { leafHash } from '../log/merkle.ts';
import type { RecordStore, SealedBatch, StoredRecord } from '../ports.ts';
import { checkRules, fieldsOfKind, knownKind, type RecordKind, readRecord } from './index.ts';
import { isDraftLinks } from './links.ts';
import { claimHashes, factsIn, recordBytes } from './record.ts';

/** A record that waits, and its leaf bytes. */
export interface Sealable {
  readonly record: StoredRecord;
  readonly leaf: Uint8Array;
  /** Whether its links got their leaves only now, so that its facts are not those that the store has. */
  readonly relinked?: boolean;
}

/** The member of a batch. */
export function sealedAs(
  { record: { id, editedAt, disclosures }, leaf, relinked = false }: Sealable,
  index: number,
): SealedBatch['records'][number] {
  return { id, editedAt, index, bytes: leaf, ...(relinked ? { disclosures } : {}) };
}

/** The hash of a record's leaf, hex; null until it is sealed. */
export function sealedLeaf({ leaf }: Pick<StoredRecord, 'leaf'>, store: Pick<RecordStore, 'readNode'>): string | null {
  const hash = leaf && store.readNode(0, leaf.index);
  return hash ? toHex(hash) : null;
}

/** What a leaf is made with. */
export interface LeafMakings {
  /** Origin of the desk's log. */
  readonly origin: string;
  readonly kinds: readonly RecordKind[];
  readonly crypto: Crypto;
}

/** What readers of formats say of bytes that no verifier would accept. */
const UNREADABLE: ReadonlySet<string> = new Set(['malformed', 'too-large']);
/** A kind that the table does not have is damaged, or of a later program: neither is sealed, and neither stops the others. */
const UNSEALABLE: ReadonlySet<string> = new Set([...UNREADABLE, 'newer-version']);

/**
 * The record with its leaf; null when a verifier would refuse the leaf, or a fact that it commits to, or nobody knows its kind, or
 * a link still has no leaf.
 */
export function sealableRecord(record: StoredRecord, makings: LeafMakings): Sealable | null {
  try {
    const facts = factsIn(record.disclosures);
    if (isDraftLinks(facts.links)) return null;
    const leaf = leafOf(record, makings);
    const { kind } = readRecord(leaf, makings.kinds);
    for (const [i, disclosure] of record.disclosures.entries()) kind.readDisclosure(disclosure, `facts[${i}]`);
    checkRules(kind, facts);
    return { record, leaf };
  } catch (error) {
    if (UNSEALABLE.has(errorCode(error))) return null;
    throw error;
  }
}

/** What a store has of a leaf: its bytes, and the hash that is in the log. */
export interface KeptLeaf {
  readonly leaf: Uint8Array;
  readonly hash: Uint8Array | undefined;
}

/**
 * Throws `home-damaged` with the record's id unless the leaf is the one in the log, is that of this record, and commits to
 * its facts: otherwise a certificate would be made that nobody can verify.
 */
export function checkSealed(record: StoredRecord, { leaf, hash }: KeptLeaf, { kinds, crypto }: LeafMakings): void {
  const { id, disclosures } = record;
  const refuse = (why: string, cause?: unknown): never => {
    throw new NotaryError('home-damaged', `record ${id}: ${why}`, { id }, cause);
  };
  if (!hash || !equal(leafHash(leaf, crypto), hash)) refuse('its leaf is not that of the log');
  try {
    const read = readRecord(leaf, kinds);
    const claims = claimHashes(disclosures, crypto, read.kind);
    if (read.record.id !== id) refuse('its leaf is that of another record');
    if (read.kind.names.some((name) => claims[name] !== read.record.claims[name])) refuse('its facts are others');
  } catch (error) {
    if (UNREADABLE.has(errorCode(error))) refuse('a verifier would refuse it', error);
    throw error;
  }
}

function leafOf(record: StoredRecord, { origin, kinds, crypto }: LeafMakings): Uint8Array {
  const { id, seq, digest, size, fields, time, clock, supersedes } = record;
  const kind = knownKind(record.kind, kinds);
  const { v, type, profile } = kind;
  return recordBytes({
    v,
    type,
    ...(profile === null ? {} : { profile }),
    id,
    origin,
    seq,
    ...fieldsOfKind(kind, { ...fields, digest, size }),
    time,
    clock,
    supersedes,
    claims: claimHashes(record.disclosures, crypto, kind),
  });
}
