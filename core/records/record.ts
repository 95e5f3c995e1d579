/**
 * The record: what a leaf of the log commits to. Its kind (core/records/kind.ts) defines its members. Each fact is
 * included as a salted hash, so a certificate can withhold it and still verify. docs/certificate-format.md,
 * "record.json" and "Disclosures".
 */

import type { Crypto } from '../crypto.ts';
import type { ItemList } from '../dossier/items.ts';
import { NotaryError } from '../errors.ts';
import { concat, fromHex, toHex } from '../formats/bytes.ts';
import { canonicalBytes, type Json } from '../formats/canonical.ts';
import type { Decoder } from '../formats/decoder.ts';
import type { DigestSet } from '../formats/digests.ts';
import { type AnyFacts, FACT_NAMES, type FactName } from './facts.ts';
import {
  type Disclosure,
  type HashStep,
  hashStep,
  isPart,
  type ListFacts,
  listSteps,
  partSteps,
  type ShownFact,
  shownValue,
} from './list-facts.ts';

export type { Disclosure } from './list-facts.ts';

/** `record.json` of any kind; its canonical bytes are the leaf. Its kind may add fields of its own. */
export interface NotaryRecord {
  /** `v`, `type` and, if present, `profile` determine the kind. */
  readonly v: number;
  readonly type: string;
  readonly profile?: string;
  /** UUIDv7 (RFC 9562 section 5.7). */
  readonly id: string;
  /** Origin of the desk's log. */
  readonly origin: string;
  /** The desk's intake counter, from 1, so that gaps are noticed. */
  readonly seq: number;
  /** Digest of the document, for kinds with one. */
  readonly digest?: DigestSet;
  /** Size of the document in bytes, for kinds with one. */
  readonly size?: number;
  /** The items of a dossier, and the credit notes that take back some of it. */
  readonly items?: ItemList;
  readonly credits?: ItemList;
  /** The device's clock at intake, RFC 3339 UTC with milliseconds. */
  readonly time: string;
  readonly clock: 'synchronised' | 'unknown';
  /** The record this one replaces, or null. */
  readonly supersedes: string | null;
  /** The salted hash of each fact, hex, under its name. */
  readonly claims: Readonly<Record<string, string>>;
}

/** The salted hash of each fact of a document, hex, under its name. */
export type ClaimHashes = { readonly [N in FactName]: string };

/** The record of a document, version 1. */
export interface DocumentRecord extends NotaryRecord {
  readonly v: 1;
  readonly type: 'document';
  readonly digest: DigestSet;
  readonly size: number;
  readonly claims: ClaimHashes;
}

/** Disclosed facts by their names; a list that is disclosed in part has null for each element that is withheld. */
export function factsIn(disclosures: readonly ShownFact[]): AnyFacts {
  return Object.fromEntries(disclosures.map((shown) => [shown[1], shownValue(shown)]));
}

/** The text that a record states under this name; null for one that states none, or no text. */
export function statedText(
  { disclosures }: { readonly disclosures: readonly Disclosure[] },
  fact: string,
): string | null {
  const value = disclosures.find(([, name]) => name === fact)?.[2];
  return typeof value === 'string' ? value : null;
}

/** `YYYY-MM-DDThh:mm:ss.mmmZ` of an instant that exists. */
export const instant: Decoder<string> = (value, at) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) || !isInstant(value))
    throw new NotaryError('malformed', `${at}: not an instant`);
  return value;
};

function isInstant(value: string): boolean {
  const ms = Date.parse(value);
  return Number.isFinite(ms) && new Date(ms).toISOString() === value;
}

/** The leaf bytes of a record: its canonical JSON. */
export function recordBytes(record: NotaryRecord): Uint8Array {
  return canonicalBytes(record as unknown as Json);
}

/** What of a kind decides how its claims are made. */
export interface ClaimRule {
  readonly names: readonly string[];
  /** Facts whose claims are over their elements. */
  readonly lists: ListFacts;
}

/** The claims of a document of version 1: every fact is one claim. */
const PLAIN_CLAIMS: ClaimRule = { names: FACT_NAMES, lists: {} };

/**
 * Every hash on the way to the claim of a fact, which is the last: SHA-256("notary-desk/claim/v1\0" ‖ JCS([salt, name,
 * value])), hex, for a list of a kind that has such the hashes of its elements and theirs.
 */
export function claimSteps(
  shown: ShownFact,
  { lists }: Pick<ClaimRule, 'lists'>,
  crypto: Pick<Crypto, 'sha256OfText'>,
): readonly [...HashStep[], HashStep] {
  if (isPart(shown)) return partSteps(shown, crypto);
  const [, name, value] = shown;
  return Object.hasOwn(lists, name) && Array.isArray(value)
    ? listSteps(shown, value, crypto)
    : [hashStep('notary-desk/claim/v1', shown as unknown as Json, crypto)];
}

/** The claim of a fact as it is disclosed, by default one of a document of version 1. */
export function claimHash(
  shown: ShownFact,
  crypto: Pick<Crypto, 'sha256OfText'>,
  rule: Pick<ClaimRule, 'lists'> = PLAIN_CLAIMS,
): string {
  return (claimSteps(shown, rule, crypto).at(-1) as HashStep).hash;
}

/** Salts every fact, in the given order. `random` returns that many random bytes. */
export function disclose(facts: object, random: (length: number) => Uint8Array): readonly Disclosure[] {
  const entries = Object.entries(facts) as [string, Json][];
  // one call for all salts: an intake makes records by the thousand
  const salts = toHex(random(16 * entries.length));
  return entries.map(([name, value], i) => [salts.slice(32 * i, 32 * i + 32), name, value]);
}

/**
 * The claims of a record: one hash for each name of its kind, by default those of a document of version 1. Throws `malformed`
 * when a name is missing or doubled.
 */
export function claimHashes(
  disclosures: readonly Disclosure[],
  crypto: Crypto,
  rule: ClaimRule = PLAIN_CLAIMS,
): Readonly<Record<string, string>> {
  const { names } = rule;
  const hashes = new Map(disclosures.map((disclosure) => [disclosure[1], claimHash(disclosure, crypto, rule)]));
  if (hashes.size !== names.length || disclosures.length !== names.length || names.some((name) => !hashes.has(name)))
    throw new NotaryError('malformed', 'every fact must be there once');
  return Object.fromEntries(hashes);
}

/** A new UUIDv7 from a time in milliseconds and ten random bytes. */
export function newRecordId(milliseconds: number, random: (length: number) => Uint8Array): string {
  const bytes = concat(fromHex(milliseconds.toString(16).padStart(12, '0')), random(10));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
