/** Identifiers of records in exports: a record is named by the digest of its leaf, so by exact bytes, whoever holds them. */
import { fromHex, toBase64 } from '../formats/bytes.ts';
import type { TraceRecord } from './types.ts';

/** Namespace of our own words in exports. */
export const NAMESPACE = 'urn:x-notary-desk:';

/** The name of a digest by RFC 6920: `ni:///sha-256;` and base64url without padding. */
export function digestName(sha256: string): string {
  const text = toBase64(fromHex(sha256, 32)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `ni:///sha-256;${text}`;
}

/** Whether a certificate of a record can be handed over: it is sealed, and not erased. */
export const isPackable = (record: TraceRecord | null): record is TraceRecord =>
  record !== null && record.place !== null && !record.erased;

/** Whether a key of a trace is the hash of a leaf; a record that waits to be sealed has none, and stays out of exports. */
export const isLeafKey = (key: string): boolean => /^[0-9a-f]{64}$/.test(key);
