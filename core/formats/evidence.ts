/**
 * The evidence: three files that together prove that a record is in a signed log. `record.json` is the leaf,
 * `checkpoint.tlog-proof` leads from it to a signed checkpoint, `evidence.json` holds everything else.
 * docs/certificate-format.md specifies every byte. Nothing in them is a root of trust.
 */

import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { HASH_BYTES } from '../log/merkle.ts';
import type { AnyFacts } from '../records/facts.ts';
import { checkRules, DOCUMENT, RECORD_KINDS, type RecordKind, readRecord } from '../records/index.ts';
import type { ShownFact } from '../records/list-facts.ts';
import { factsIn, instant, type NotaryRecord } from '../records/record.ts';
import { concat, fromBase64, toBase32, utf8 } from './bytes.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from './canonical.ts';
import { type Checkpoint, parseProof, type TlogProof } from './checkpoint.ts';
import { anyJson, type Decoder, integer, list, literal, nullable, object, text } from './decoder.ts';
import { logOrigin } from './ids.ts';
import { noteBytes, parseNote, parseVerifierKey, type SignedNote, type VerifierKey, verifierKeyText } from './note.ts';
import { type PageTemplate, readPage, TEMPLATES, type TemplateDefinition } from './template.ts';

/** The `v` of `evidence.json` that this program makes, and the highest that it reads. */
export const EVIDENCE_VERSION = 1;

/** Names of the attachments of a certificate and of the files in a folder of evidence. */
export const ATTACHMENT_NAMES = {
  record: 'record.json',
  evidence: 'evidence.json',
  proof: 'checkpoint.tlog-proof',
} as const;

/** The bytes of the three files, as they were read. */
export interface EvidenceFiles {
  readonly record: Uint8Array;
  readonly evidence: Uint8Array;
  readonly proof: Uint8Array;
}

/** Names of the files that a certificate of a dossier may carry beside these three (core/dossier/files.ts). */
export const DOSSIER_FILE_NAMES = { items: 'items.json', openings: 'openings.json' } as const;

/** What a certificate carries: the three files, and what it may have beside them. */
export interface CertificateFiles extends EvidenceFiles {
  /** Of a dossier; other kinds of records are judged without them. */
  readonly dossier?: { readonly [N in keyof typeof DOSSIER_FILE_NAMES]?: Uint8Array };
}

/**
 * The proof of a chain or another kind of anchor: `kind`, and a field of that same name. Which kinds a certificate may
 * carry depends on its template (`isForeignAnchor`).
 */
export interface Anchor {
  readonly kind: string;
  readonly [member: string]: Json;
}

/** `evidence.json`. */
export interface Evidence {
  readonly v: typeof EVIDENCE_VERSION;
  readonly page: PageTemplate;
  /** In the order of the names of the record's kind; missing names are withheld. */
  readonly disclosures: readonly ShownFact[];
  /** The verifier key of every signature line, in the order of the lines: a hint, never trusted. */
  readonly keys: readonly string[];
  readonly anchors: readonly Anchor[];
  /** A note signed by the desk that names the chain it waits for and until when (see `parsePending`), or null. */
  readonly pending: string | null;
}

/** The three files, parsed. */
export interface EvidenceSet {
  readonly files: CertificateFiles;
  readonly record: NotaryRecord;
  readonly kind: RecordKind;
  readonly evidence: Evidence;
  readonly proof: TlogProof;
}

/** Reads one anchor: its kind, and a field of that name. Throws `malformed`. */
export const readAnchor: Decoder<Anchor> = (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new NotaryError('malformed', `${at}: not an anchor`);
  const kind = text(32, /^[a-z0-9-]+$/, 'a kind')((value as { kind?: unknown }).kind, `${at}.kind`);
  if (kind === 'kind') throw new NotaryError('malformed', `${at}.kind: not a kind`);
  return object<Anchor>({ kind: literal(kind), [kind]: anyJson })(value, at);
};

const pendingText = text(4096);

const decoders = new WeakMap<Crypto, WeakMap<RecordKind, WeakMap<readonly TemplateDefinition[], Decoder<Evidence>>>>();

/** The cached value of a key, computed on first use. */
function remembered<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** Cached, because a reader is built from many smaller ones, and a box needs it thousands of times. */
function evidenceDecoder(
  crypto: Crypto,
  kind: RecordKind,
  templates: readonly TemplateDefinition[],
): Decoder<Evidence> {
  const ofKinds = remembered(decoders, crypto, () => new WeakMap());
  const ofTemplates = remembered(ofKinds, kind, () => new WeakMap());
  return remembered(ofTemplates, templates, () => newEvidenceDecoder(crypto, kind, templates));
}

function newEvidenceDecoder(
  crypto: Crypto,
  { names, readShown }: RecordKind,
  templates: readonly TemplateDefinition[],
): Decoder<Evidence> {
  return object<Evidence>({
    v: literal(EVIDENCE_VERSION),
    page: readPage(crypto, templates),
    disclosures: list(readShown, names.length),
    keys: list(verifierKeyText(crypto), 64, 1),
    anchors: list(readAnchor, 8),
    pending: nullable(pendingText),
  });
}

function refuseDisorder(disclosures: readonly ShownFact[], { names }: RecordKind): void {
  const order = disclosures.map((disclosure) => names.indexOf(disclosure[1]));
  if (order.some((index, i) => i > 0 && index <= (order[i - 1] ?? 0)))
    throw new NotaryError('malformed', 'evidence.disclosures: each name once, in the order of the list');
}

/** Canonical bytes of `evidence.json`. */
export function evidenceBytes(evidence: Evidence): Uint8Array {
  return canonicalBytes(evidence as unknown as Json);
}

/** The tables that a reader of evidence knows; by default those of this program. */
export interface KnownFormats {
  /** The page templates with known pins. */
  readonly templates?: readonly TemplateDefinition[] | undefined;
  /** The kinds of records; others were made by a newer version. */
  readonly recordKinds?: readonly RecordKind[] | undefined;
}

/** Reads `evidence.json` of a record of this kind. Throws `malformed`, `too-large` or `newer-version`. */
export function parseEvidence(
  bytes: Uint8Array,
  crypto: Crypto,
  kind: RecordKind = DOCUMENT,
  templates: readonly TemplateDefinition[] = TEMPLATES,
): Evidence {
  const value = parseCanonical(bytes);
  checkVersion(value, EVIDENCE_VERSION);
  const evidence = evidenceDecoder(crypto, kind, templates)(value, 'evidence');
  refuseDisorder(evidence.disclosures, kind);
  checkRules(kind, factsIn(evidence.disclosures));
  return evidence;
}

/** Reads all three files. Throws the errors of their readers. */
export function parseEvidenceSet(files: CertificateFiles, crypto: Crypto, known: KnownFormats = {}): EvidenceSet {
  const { record, kind } = readRecord(files.record, known.recordKinds ?? RECORD_KINDS);
  const { dossier: _, ...ofAnyRecord } = files;
  return {
    // lists mean something beside a dossier only
    files: record.items ? files : ofAnyRecord,
    record,
    kind,
    evidence: parseEvidence(files.evidence, crypto, kind, known.templates ?? TEMPLATES),
    proof: parseProof(files.proof),
  };
}

/** The verifier keys of the hints. */
export function hintedKeys(evidence: Pick<Evidence, 'keys'>, crypto: Crypto): readonly VerifierKey[] {
  return evidence.keys.map((key) => parseVerifierKey(key, crypto));
}

/**
 * The disclosed facts and the names of those of which nothing is disclosed. `verify` checks the values against the leaf.
 */
export function disclosedFacts({ evidence, kind }: Pick<EvidenceSet, 'evidence' | 'kind'>): {
  facts: AnyFacts;
  withheld: readonly string[];
} {
  const facts = factsIn(evidence.disclosures);
  return { facts, withheld: kind.names.filter((name) => !Object.hasOwn(facts, name)) };
}

/**
 * First 12 characters of base32(SHA-256(evidence.json)). Where a dossier carries lists beside it, what is hashed are the digests of
 * evidence.json, items.json and openings.json one after another, 32 zero bytes for one that is not there: certificates that show
 * different things have different numbers.
 */
export function certificateNumber(
  { evidence, dossier = {} }: Pick<CertificateFiles, 'evidence' | 'dossier'>,
  crypto: Pick<Crypto, 'sha256'>,
): string {
  const { items, openings } = dossier;
  const digest = (bytes: Uint8Array | undefined) => (bytes ? crypto.sha256(bytes) : new Uint8Array(HASH_BYTES));
  const hasLists = items !== undefined || openings !== undefined;
  const named = hasLists ? concat(...[evidence, items, openings].map(digest)) : evidence;
  return toBase32(crypto.sha256(named)).slice(0, 12);
}

/**
 * A pending statement: what a desk still waits for. Part of a provisional certificate, signed by the desk's log key.
 */
export interface Pending {
  readonly checkpoint: Checkpoint;
  /** Kind and id of the chain, for instance `cometbft` and `notary-1`. */
  readonly chain: { readonly kind: string; readonly id: string };
  /** The latest time at which the issuer expects it. */
  readonly deadline: string;
}

const PENDING_HEADER = 'notary-desk/pending/v1';

/** The note text of a pending statement, six lines: origin, header, size, root, chain, deadline. */
export function pendingNoteText(pending: Pending, rootBase64: string): string {
  const { checkpoint, chain, deadline } = pending;
  return `${[checkpoint.origin, PENDING_HEADER, checkpoint.size, rootBase64, `${chain.kind} ${chain.id}`, deadline].join('\n')}\n`;
}

/** Reads a pending note (its signature is checked by `verify`). Throws `malformed`. */
export function parsePending(noteText: string): { note: SignedNote; pending: Pending } {
  const note = parseNote(utf8(noteText));
  const lines = note.text.split('\n');
  const [origin, header, size, root, chain, deadline, end] = lines;
  const names = /^([a-z0-9-]{1,32}) ([A-Za-z0-9._-]{1,64})$/.exec(chain ?? '');
  if (
    lines.length !== 7 ||
    header !== PENDING_HEADER ||
    end !== '' ||
    !names ||
    !/^(?:0|[1-9]\d{0,15})$/.test(size ?? '')
  )
    throw new NotaryError('malformed', 'not a pending statement');
  const checkpoint = {
    origin: logOrigin(origin, 'pending.origin'),
    size: integer()(Number(size), 'pending.size'),
    root: fromBase64(root ?? ''),
  };
  return {
    note,
    pending: {
      checkpoint,
      chain: { kind: names[1] ?? '', id: names[2] ?? '' },
      deadline: instant(deadline, 'pending.deadline'),
    },
  };
}

/** The text of a signed pending note, as in `evidence.pending`. */
export function pendingNote(note: SignedNote): string {
  return new TextDecoder().decode(noteBytes(note));
}
