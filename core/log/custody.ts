/**
 * `custody.json`: the chain of custody of one record, which anybody can check without the desk. Its entries are proven
 * to be in a head of the desk's journal, and that head in a checkpoint of the desk's log. docs/court-pack.md, "Checking
 * the custody".
 */

import { ANCHOR_KINDS } from '../anchors/index.ts';
import type { AnchorKinds } from '../anchors/kind.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { fromBase64, fromHex, utf8 } from '../formats/bytes.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../formats/canonical.ts';
import { parseProof, type TlogProof } from '../formats/checkpoint.ts';
import { type Decoder, integer, list, nullable, object, text } from '../formats/decoder.ts';
import { type Anchor, readAnchor } from '../formats/evidence.ts';
import { recordId } from '../formats/ids.ts';
import { verifierKeyText } from '../formats/note.ts';
import {
  type Checked,
  checkAnchors,
  checkCosignatures,
  checkInclusion,
  checkLogSignature,
  checkOrigin,
} from '../verification/evidence-checks.ts';
import type { CheckState } from '../verification/report.ts';
import { checkedLines } from '../verification/signatures.ts';
import {
  detailHash,
  type EntryVersion,
  entryBytes,
  type JournalEntry,
  type JournalRecord,
  journalRecordBytes,
  type Opening,
  parseJournalRecord,
  readEntry,
  readOpening,
} from './journal.ts';
import { leafHash, MAX_PROOF, verifyInclusion } from './merkle.ts';

/** The `v` of `custody.json`. */
export const CUSTODY_VERSION = 2;

/** The `v` of a custody: that of its newest entry. */
export const custodyVersion = (entries: readonly Pick<CustodyEntry, 'entry'>[]): EntryVersion =>
  entries.some(({ entry }) => entry.v === 2) ? 2 : 1;

/** One entry with what it commits to and its path to the journal's head. */
export interface CustodyEntry {
  readonly entry: JournalEntry;
  /** Null once the record is erased, and where it would repeat a fact that is withheld. */
  readonly opened: Opening | null;
  /** Base64, sibling first (RFC 9162 section 2.1.3.1). */
  readonly path: readonly string[];
}

/** `custody.json`. */
export interface Custody {
  readonly v: EntryVersion;
  readonly record: string;
  /** Leaf of the record in the log; null before it is sealed. */
  readonly leaf: number | null;
  readonly entries: readonly CustodyEntry[];
  /** The leaf of the log that carries the journal's head. */
  readonly journal: JournalRecord;
  /** That leaf's inclusion proof and the signed checkpoint (c2sp.org/tlog-proof@v1). */
  readonly proof: string;
  /** The verifier key of every signature line: a hint, never trusted. */
  readonly keys: readonly string[];
  readonly anchors: readonly Anchor[];
}

/** Names of the checks, in the order in which they are made. */
export const CUSTODY_CHECKS = [
  'entries', // every entry is in the journal under its head
  'order', // none is missing between two entries of the record
  'details', // the opened details match what each entry commits to
  'head', // the journal's head is a leaf of the log
  'signatures', // the desk signed the checkpoint, and every other line verifies under its key
  'anchors', // each anchor holds and names this checkpoint
] as const;
/** Name of a check. */
export type CustodyCheckName = (typeof CUSTODY_CHECKS)[number];

/** One check and how it ended. */
export interface CustodyCheck {
  readonly name: CustodyCheckName;
  readonly state: CheckState;
  /** Plain English: what was compared with what. */
  readonly detail: string;
}

const shape = text(44, /^[A-Za-z0-9+/]{43}=$/, '32 bytes in base64');
/** Unused bits must be zero, as in all our base64; otherwise two texts would decode to one hash. */
const hash: Decoder<string> = (value, at) => {
  const read = shape(value, at);
  fromBase64(read);
  return read;
};
const custodyEntry = object<CustodyEntry>({
  entry: readEntry,
  opened: nullable(readOpening),
  path: list(hash, MAX_PROOF),
});

const journalRecord: Decoder<JournalRecord> = (value) => parseJournalRecord(canonicalBytes(value as Json));

/** Canonical bytes of `custody.json`. Throws `too-large` for more than a reader takes. */
export function custodyBytes(custody: Custody): Uint8Array {
  const bytes = canonicalBytes(custody as unknown as Json);
  parseCanonical(bytes);
  return bytes;
}

/** Reads `custody.json`. Throws `malformed`, `too-large` or `newer-version`. */
export function parseCustody(bytes: Uint8Array, crypto: Crypto): Custody {
  const value = parseCanonical(bytes);
  checkVersion(value, CUSTODY_VERSION);
  const custody = object<Custody>({
    v: (v, at) => integer(1, CUSTODY_VERSION)(v, at) as EntryVersion,
    record: recordId,
    leaf: nullable(integer(0)),
    entries: list(custodyEntry, 10_000, 1),
    journal: journalRecord,
    proof: text(100_000),
    keys: list(verifierKeyText(crypto), 64, 1),
    anchors: list(readAnchor, 8),
  })(value, 'custody');
  if (custody.v !== custodyVersion(custody.entries))
    throw new NotaryError('malformed', 'custody.v: not that of its newest entry');
  return custody;
}

/** Runs all checks. Whether the signers are trusted is decided by the record's certificate and a trust bundle. */
export function checkCustody(
  custody: Custody,
  crypto: Crypto,
  kinds: AnchorKinds = ANCHOR_KINDS,
): readonly CustodyCheck[] {
  let proof: TlogProof;
  try {
    proof = parseProof(utf8(custody.proof));
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return CUSTODY_CHECKS.map((name) => result(name, name === 'head' ? 'failed' : 'not-run', error.message));
  }
  return [
    checkEntries(custody, crypto),
    checkOrder(custody),
    checkDetails(custody, crypto),
    checkHead(custody, proof, crypto),
    checkSignatures(custody, proof, crypto),
    checkChains(custody, proof, kinds, crypto),
  ];
}

function result(name: CustodyCheckName, state: CheckState, detail: string): CustodyCheck {
  return { name, state, detail };
}

function checkEntries({ entries, journal }: Custody, crypto: Crypto): CustodyCheck {
  const head = fromHex(journal.digest.sha256);
  const wrong = entries.filter(({ entry, path }) => {
    const leaf = leafHash(entryBytes(entry), crypto);
    return !verifyInclusion(entry.place, journal.size, leaf, path.map(fromBase64), head, crypto);
  });
  if (wrong.length > 0) return result('entries', 'failed', `not under the head: ${places(wrong)}`);
  return result('entries', 'passed', `${entries.length} of ${journal.size} entries, head ${journal.digest.sha256}`);
}

const places = (entries: readonly CustodyEntry[]) => entries.map(({ entry }) => entry.place).join(', ');

function checkOrder({ entries, record, leaf }: Custody): CustodyCheck {
  let [place, previous]: [number, number | null] = [-1, null];
  for (const { entry } of entries) {
    const isOwn = entry.record === record && entry.leaves === null && entry.previous === previous;
    const isBatch = entry.record === null && entry.leaves !== null && isWithin(leaf, entry.leaves);
    if (entry.place <= place || !(isOwn || isBatch))
      return result('order', 'failed', `entry ${entry.place} does not follow the one before it`);
    place = entry.place;
    if (isOwn) previous = place;
  }
  return result('order', 'passed', `each entry names the one before it; entries after ${place} would not be missed`);
}

const isWithin = (leaf: number | null, [from, to]: readonly [number, number]) =>
  leaf !== null && leaf >= from && leaf < to;

function checkDetails({ entries }: Custody, crypto: Crypto): CustodyCheck {
  const wrong = entries.filter(({ entry, opened }) => opened && detailHash(opened, crypto) !== entry.detail);
  if (wrong.length > 0) return result('details', 'failed', `not what they commit to: ${places(wrong)}`);
  const closed = entries.filter(({ opened }) => opened === null).length;
  return result('details', 'passed', `${entries.length - closed} disclosed, ${closed} erased or withheld`);
}

function checkHead({ journal }: Custody, proof: TlogProof, crypto: Crypto): CustodyCheck {
  const included = checkInclusion(journalRecordBytes(journal), proof, crypto);
  const failed = failureIn([included, checkOrigin(journal.origin, proof)]);
  return failed ? result('head', 'failed', failed.detail) : result('head', 'passed', included.detail);
}

function checkSignatures({ keys }: Custody, proof: TlogProof, crypto: Crypto): CustodyCheck {
  const set = { evidence: { keys }, proof };
  const lines = checkedLines(set, crypto);
  const failed = failureIn([checkLogSignature(lines), checkCosignatures(set, lines)]);
  return failed
    ? result('signatures', 'failed', failed.detail)
    : result('signatures', 'passed', `signed by ${lines.map(({ key }) => key.text).join(', ')}`);
}

function checkChains({ anchors }: Custody, proof: TlogProof, kinds: AnchorKinds, crypto: Crypto): CustodyCheck {
  const { state, detail } = checkAnchors(anchors, proof, kinds, crypto, null);
  return result('anchors', state, detail);
}

const failureIn = (checks: readonly Checked<unknown>[]) => checks.find(({ state }) => state === 'failed') ?? null;
