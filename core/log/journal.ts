/**
 * The custody journal of a desk: what happened to each record, when, by whom and in which program. Its entries are the
 * leaves of an RFC 6962 tree; the head of that tree is added to the desk's own log as a leaf of type `journal`, so
 * every signature and anchor of the log covers it. docs/certificate-format.md, "The custody journal".
 */

import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { toHex, utf8 } from '../formats/bytes.ts';
import { canonicalBytes, canonicalText, checkVersion, type Json, parseCanonical } from '../formats/canonical.ts';
import { anyJson, type Decoder, integer, literal, nullable, object, oneOf, text, tuple } from '../formats/decoder.ts';
import { hex32 } from '../formats/digests.ts';
import { logOrigin, recordId } from '../formats/ids.ts';
import { instant } from '../records/record.ts';

/**
 * The events of the journal, a closed list. `sealed` and `anchored` happen to a range of leaves, the others to one
 * record.
 */
export const JOURNAL_EVENTS = [
  'recorded', // added by an intake
  'adopted', // existed before the journal began; carries the state in the desk's list at that time
  'edited', // facts changed before sealing
  'withdrawn',
  'sealed',
  'anchored',
  'exported', // a certificate was written
  'shared', // a certificate was put into a package for recipients
  'packed', // the record was put into a pack for court
  'erased',
  'approved', // a person decided about a file with warnings: it is sealed as it is, or not yet
] as const;
/** One of the events. */
export type JournalEvent = (typeof JOURNAL_EVENTS)[number];

/** The `v` of the record of type `journal`, and of most entries. */
export const JOURNAL_VERSION = 1;

/** The newest `v` of an entry. */
export type EntryVersion = 1 | 2;

/** The `v` of an entry: programs that know only 1 do not know these events. */
export const entryVersion = (event: JournalEvent): EntryVersion => (event === 'approved' ? 2 : 1);

/** One entry; its canonical bytes are a leaf of the journal's tree. */
export interface JournalEntry {
  readonly v: EntryVersion;
  /** Index in the journal, from 0. */
  readonly place: number;
  readonly event: JournalEvent;
  /** The device's clock, RFC 3339 UTC. */
  readonly time: string;
  /** The record it happened to; null for a range of leaves. */
  readonly record: string | null;
  /**
   * Index of the previous entry of the same record; null for the first. It shows when an entry between two others is
   * left out.
   */
  readonly previous: number | null;
  /** Range `[from, to)` of log leaves that it concerns; null for an event of one record. */
  readonly leaves: readonly [from: number, to: number] | null;
  /** `detailHash` of its opening, hex. */
  readonly detail: string;
}

/** Details of an entry: `operator`, `program`, and members specific to the event. */
export type JournalDetail = { readonly [name: string]: Json };

/** A disclosed detail: salt (16 random bytes in hex) and the detail. */
export type Opening = readonly [salt: string, detail: JournalDetail];

/** The leaf of the log that carries the journal's head. */
export interface JournalRecord {
  readonly v: typeof JOURNAL_VERSION;
  readonly type: 'journal';
  readonly id: string;
  /** Origin of the desk's log. */
  readonly origin: string;
  /** The head: the root of the journal's tree. */
  readonly digest: { readonly sha256: string };
  /** Number of entries under the head. */
  readonly size: number;
  readonly time: string;
  readonly clock: 'synchronised' | 'unknown';
}

const entryFields = object<JournalEntry>({
  v: (value, at) => integer(1, 2)(value, at) as EntryVersion,
  place: integer(0),
  event: oneOf(...JOURNAL_EVENTS),
  time: instant,
  record: nullable(recordId),
  previous: nullable(integer(0)),
  leaves: nullable(tuple<readonly [number, number]>(integer(0), integer(1))),
  detail: hex32,
});

/** Reads one entry. Throws `malformed`, also where its `v` is not that of its event. */
export const readEntry: Decoder<JournalEntry> = (value, at) => {
  const entry = entryFields(value, at);
  if (entry.v !== entryVersion(entry.event)) throw new NotaryError('malformed', `${at}.v: not that of its event`);
  return entry;
};

const salt = text(32, /^[0-9a-f]{32}$/, '16 bytes in hex');

/** Reads one opening. Throws `malformed`. */
export const readOpening: Decoder<Opening> = (value, at) => {
  const [read, detail] = tuple<readonly [string, Json]>(salt, anyJson)(value, at);
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail))
    throw new NotaryError('malformed', `${at}[1]: not an object`);
  return [read, detail as JournalDetail];
};

const readJournalRecord = object<JournalRecord>({
  v: literal(JOURNAL_VERSION),
  type: literal('journal'),
  id: recordId,
  origin: logOrigin,
  digest: object<JournalRecord['digest']>({ sha256: hex32 }),
  size: integer(1),
  time: instant,
  clock: oneOf('synchronised', 'unknown'),
});

/** The canonical bytes of an entry. */
export function entryBytes(entry: JournalEntry): Uint8Array {
  return canonicalBytes(entry as unknown as Json);
}

/** The leaf bytes that carry a journal's head. */
export function journalRecordBytes(record: JournalRecord): Uint8Array {
  return canonicalBytes(record as unknown as Json);
}

/** The record of leaf bytes. Throws `malformed`, `too-large` or `newer-version`. */
export function parseJournalRecord(bytes: Uint8Array): JournalRecord {
  const value = parseCanonical(bytes);
  checkVersion(value, JOURNAL_VERSION);
  return readJournalRecord(value, 'journal');
}

const DETAIL_DOMAIN = 'notary-desk/journal/v1\0';

/** SHA-256("notary-desk/journal/v1\0" ‖ JCS([salt, detail])), hex: a detail can be erased, its entry stays. */
export function detailHash(opening: Opening, crypto: Pick<Crypto, 'sha256'>): string {
  return openedHash(canonicalText(opening as unknown as Json), crypto);
}

/** The same for an opening whose canonical text is already available. */
export function openedHash(text: string, crypto: Pick<Crypto, 'sha256'>): string {
  return toHex(crypto.sha256(utf8(DETAIL_DOMAIN + text)));
}
