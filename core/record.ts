/**
 * The record: what a leaf of the log commits to. These bytes existed; this is what the clerk stated about them. Each
 * fact stands in the record as a salted hash, so a certificate can withhold it and still verify.
 * docs/certificate-format.md, "record.json" and "Disclosures".
 */
import { concat, fromHex, toHex, utf8 } from './bytes.ts';
import { canonicalBytes, canonicalText, checkVersion, type Json, parseCanonical } from './canonical.ts';
import type { Crypto } from './crypto.ts';
import { NotaryError } from './errors.ts';
import { FACT_NAMES, type FactName, type Facts, factReaders } from './facts.ts';
import { integer, literal, nullable, object, oneOf, type Reader, text } from './reader.ts';

/** The `v` of `record.json` that this program makes, and the highest that it reads. */
export const RECORD_VERSION = 1;

/**
 * Record types from a closed list. `document` is what certificates are made of; a leaf of type `journal` has a shape of its
 * own (journal.ts); the others are reserved.
 */
export const RECORD_TYPES = ['document', 'amends', 'key', 'dossier', 'journal'] as const;
/** One of the types. */
export type RecordType = (typeof RECORD_TYPES)[number];

/** Digests of the document, lower-case hex. */
export interface DocumentDigest {
  readonly sha256: string;
  readonly sm3?: string;
}

/** The salted hash of each fact, hex, under its name. */
export type ClaimHashes = { readonly [N in FactName]: string };

/** `record.json`; its canonical bytes are the leaf. */
export interface NotaryRecord {
  readonly v: typeof RECORD_VERSION;
  readonly type: RecordType;
  /** UUIDv7 (RFC 9562 section 5.7). */
  readonly id: string;
  /** Origin of the desk's log. */
  readonly origin: string;
  /** The desk's intake counter, from 1: a gap shows. */
  readonly seq: number;
  readonly digest: DocumentDigest;
  /** Bytes of the document. */
  readonly size: number;
  /** The device's clock at intake, RFC 3339 UTC with milliseconds. */
  readonly time: string;
  readonly clock: 'synchronised' | 'unknown';
  /** The record this one replaces, or null. */
  readonly supersedes: string | null;
  readonly claims: ClaimHashes;
}

/** One fact laid open: `[salt, name, value]`, salt 16 random bytes in hex. */
export type Disclosure = readonly [salt: string, name: FactName, value: Json];

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** 32 bytes in lower-case hex. */
export const hex32: Reader<string> = text(64, /^[0-9a-f]{64}$/, '32 bytes in hex');
/** A UUIDv7 in lower case with hyphens. */
export const recordId: Reader<string> = text(36, UUID7, 'a UUIDv7');

/** `YYYY-MM-DDThh:mm:ss.mmmZ` of an instant that exists. */
export const instant: Reader<string> = (value, at) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) || !isInstant(value))
    throw new NotaryError('malformed', `${at}: not an instant`);
  return value;
};

function isInstant(value: string): boolean {
  const ms = Date.parse(value);
  return Number.isFinite(ms) && new Date(ms).toISOString() === value;
}

/** `desk/` and 64 hex digits. */
export const logOrigin: Reader<string> = text(69, /^desk\/[0-9a-f]{64}$/, "a desk's origin");

const readRecord = object<NotaryRecord>({
  v: literal(RECORD_VERSION),
  type: oneOf(...RECORD_TYPES),
  id: recordId,
  origin: logOrigin,
  seq: integer(1),
  digest: object<DocumentDigest>({ sha256: hex32, sm3: hex32 }, ['sm3']),
  size: integer(0),
  time: instant,
  clock: oneOf('synchronised', 'unknown'),
  supersedes: nullable(recordId),
  claims: object<ClaimHashes>(
    Object.fromEntries(FACT_NAMES.map((name) => [name, hex32])) as { [N in FactName]: Reader<string> },
  ),
});

/** The leaf bytes of a record. */
export function recordBytes(record: NotaryRecord): Uint8Array {
  return canonicalBytes(record as unknown as Json);
}

/** The record of leaf bytes. Throws `malformed`, `too-large`, or `newer-version` (also for a reserved type). */
export function parseRecord(bytes: Uint8Array): NotaryRecord {
  const value = parseCanonical(bytes);
  checkVersion(value, RECORD_VERSION);
  const type = (value as { type?: Json }).type;
  if (type !== 'document' && (RECORD_TYPES as readonly Json[]).includes(type ?? null))
    throw new NotaryError('newer-version', `records of type ${String(type)} are not known to this program`);
  return readRecord(value, 'record');
}

const CLAIM_DOMAIN = 'notary-desk/claim/v1\0';

/** SHA-256("notary-desk/claim/v1\0" ‖ JCS([salt, name, value])), hex. */
export function claimHash(disclosure: Disclosure, crypto: Crypto): string {
  return toHex(crypto.sha256(utf8(CLAIM_DOMAIN + canonicalText(disclosure as unknown as Json))));
}

const salt = text(32, /^[0-9a-f]{32}$/, '16 bytes in hex');
const factName = oneOf(...FACT_NAMES);

/** Reads one disclosure: its salt, a name of the closed list and a value that this name may have. */
export const readDisclosure: Reader<Disclosure> = (value, at) => {
  if (!Array.isArray(value) || value.length !== 3) throw new NotaryError('malformed', `${at}: not [salt, name, value]`);
  const name = factName(value[1], `${at}[1]`);
  return [salt(value[0], `${at}[0]`), name, factReaders[name](value[2], `${at}[2]`) as Json];
};

/** Salts every fact. `random` gives that many random bytes. */
export function disclose(facts: Facts, random: (length: number) => Uint8Array): readonly Disclosure[] {
  // one call for all salts: an intake makes records by the thousand
  const salts = toHex(random(16 * FACT_NAMES.length));
  return FACT_NAMES.map((name, i) => [salts.slice(32 * i, 32 * i + 32), name, facts[name] as Json]);
}

/** The claims member of a record: one hash for each name. Throws `malformed` when a name is missing or doubled. */
export function claimHashes(disclosures: readonly Disclosure[], crypto: Crypto): ClaimHashes {
  const hashes = new Map(disclosures.map((disclosure) => [disclosure[1], claimHash(disclosure, crypto)]));
  if (hashes.size !== FACT_NAMES.length || disclosures.length !== FACT_NAMES.length)
    throw new NotaryError('malformed', 'every fact must be there once');
  return Object.fromEntries(hashes) as ClaimHashes;
}

/** A new UUIDv7 from a time in milliseconds and ten random bytes. */
export function newRecordId(milliseconds: number, random: (length: number) => Uint8Array): string {
  const bytes = concat(fromHex(milliseconds.toString(16).padStart(12, '0')), random(10));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
