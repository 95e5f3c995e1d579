/**
 * The leaf of a record that waits, read back as a verifier reads it: a leaf can't be taken back, so nothing comes into
 * the log that gives no certificate.
 */
import type { Crypto } from '../crypto.ts';
import { errorCode } from '../errors.ts';
import type { StoredRecord } from '../ports.ts';
import { fieldsOfKind, knownKind, type RecordKind, readRecord } from './index.ts';
import { claimHashes, recordBytes } from './record.ts';

/** A record that waits, and its leaf bytes. */
export interface Sealable {
  readonly record: StoredRecord;
  readonly leaf: Uint8Array;
}

/** What a leaf is made with. */
export interface LeafMakings {
  /** Origin of the desk's log. */
  readonly origin: string;
  readonly kinds: readonly RecordKind[];
  readonly crypto: Crypto;
}

/** What readers of formats say of bytes that no verifier would accept. */
const UNREADABLE: ReadonlySet<string> = new Set(['malformed', 'too-large', 'newer-version']);

/** The record with its leaf; null when a verifier would refuse the leaf, or a fact that it commits to. */
export function sealableRecord(record: StoredRecord, makings: LeafMakings): Sealable | null {
  try {
    const leaf = leafOf(record, makings);
    const { kind } = readRecord(leaf, makings.kinds);
    for (const [i, disclosure] of record.disclosures.entries()) kind.readDisclosure(disclosure, `facts[${i}]`);
    return { record, leaf };
  } catch (error) {
    if (UNREADABLE.has(errorCode(error))) return null;
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
    claims: claimHashes(record.disclosures, crypto, kind.names),
  });
}
