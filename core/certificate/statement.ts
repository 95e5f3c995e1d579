/**
 * What a certificate may state: values from the leaf, from valid signatures, or from a computation. If any of the
 * evidence does not hold, no certificate is made.
 */
import { ANCHOR_KINDS } from '../anchors/index.ts';
import type {
  AnchorKinds,
  BlockStatement,
  EndorsedStatement,
  ObservationStatement,
  TimestampStatement,
} from '../anchors/kind.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { toHex } from '../formats/bytes.ts';
import { isFirstKey, ownWitnessName } from '../formats/checkpoint.ts';
import { certificateNumber, type EvidenceSet, type Pending } from '../formats/evidence.ts';
import { KEY_TYPE, keyFingerprint } from '../formats/note.ts';
import type { AnyFacts } from '../records/facts.ts';
import type { RecordKind } from '../records/index.ts';
import type { NotaryRecord } from '../records/record.ts';
import {
  type Checked,
  checkAnchors,
  checkChecker,
  checkCosignatures,
  checkDisclosures,
  checkInclusion,
  checkLogSignature,
  checkOrigin,
  checkPending,
  cosignersOf,
  type HeldAnchor,
} from '../verification/evidence-checks.ts';
import { type CheckedLine, checkedLines } from '../verification/signatures.ts';
import { type DossierStatement, dossierShown } from './dossier.ts';

/** A cosignature that verifies. */
export interface WitnessStatement {
  readonly name: string;
  readonly fingerprint: string;
  /** RFC 3339 UTC. */
  readonly time: string;
  /** True when the key's name says that it is the desk's own, which makes the signature count for less, never more. */
  readonly own: boolean;
  /** The algorithm, named where it is not Ed25519; null for that. */
  readonly algorithm: 'ML-DSA-44' | null;
}

/** A block that an anchor shows, of an anchor that holds by itself. */
export interface ChainStatement extends BlockStatement {
  readonly kind: string;
}

/** Endorsements that an anchor shows, of an anchor that holds by itself. */
export interface LedgerStatement extends EndorsedStatement {
  readonly kind: string;
}

/** A transaction that an anchor shows witnesses to have seen, of an anchor that holds by itself. */
export interface SeenStatement extends ObservationStatement {
  readonly kind: string;
}

/** A time stamp that an anchor shows, of an anchor that holds by itself. */
export interface StampStatement extends TimestampStatement {
  readonly kind: string;
}

/** Everything that the page prints. Hashes are hex. */
export interface Statement {
  readonly number: string;
  readonly template: number;
  readonly record: NotaryRecord;
  readonly kind: RecordKind;
  readonly facts: AnyFacts;
  readonly withheld: readonly string[];
  readonly leafHash: string;
  readonly root: string;
  readonly origin: string;
  readonly index: number;
  readonly size: number;
  readonly logKey: { readonly fingerprint: string; readonly first: boolean };
  readonly witnesses: readonly WitnessStatement[];
  readonly pending: Pending | null;
  /** Where to get a checker, as the issuer's log signed it; null when it says nothing. */
  readonly checker: string | null;
  /** Of a dossier; null for any other record. */
  readonly dossier: DossierStatement | null;
  /** All attached anchors but cosignatures; no page is made for evidence with an anchor of an unknown kind. */
  readonly anchors: readonly (ChainStatement | LedgerStatement | SeenStatement | StampStatement)[];
}

function fail(what: string): never {
  throw new NotaryError('malformed', `no certificate: ${what}`);
}

/** The value established by a check; throws when it failed. */
function found<V>({ state, detail, value }: Checked<V>): V | null {
  return state === 'failed' ? fail(detail) : value;
}

/**
 * What the anchors show. No page is made for an unknown kind of anchor: only a program that knows it has rows for it.
 */
function anchorsHeld({ evidence, proof }: EvidenceSet, kinds: AnchorKinds, crypto: Crypto): readonly HeldAnchor[] {
  const held = found(checkAnchors(evidence.anchors, proof, kinds, crypto, evidence.page.template)) ?? [];
  const unknown = evidence.anchors.filter((anchor) => !held.some(({ carried }) => carried === anchor));
  const kindNames = [...new Set(unknown.map(({ kind }) => kind))].join(', ');
  if (unknown.length > 0)
    throw new NotaryError('newer-version', `anchors of kind ${kindNames} are not known to this program`);
  return held;
}

/** Chains and time stamps; a cosignature is shown with the witnesses. */
function anchorsShown(held: readonly HeldAnchor[], crypto: Crypto): Statement['anchors'] {
  return held.flatMap(({ anchor, verifier }) => {
    const shown = verifier.statement(anchor, crypto);
    return shown.shows === 'cosignature' ? [] : [{ kind: anchor.kind, ...shown }];
  });
}

function witnessesOf(origin: string, cosigners: readonly CheckedLine[], crypto: Crypto): readonly WitnessStatement[] {
  return cosigners.flatMap(({ key, seconds }) => {
    if (seconds === null) return [];
    const time = new Date(seconds * 1000).toISOString();
    return [
      {
        name: key.name,
        fingerprint: keyFingerprint(key, crypto),
        time,
        own: key.name === ownWitnessName(origin),
        algorithm: key.type === KEY_TYPE.cosignatureMlDsa44 ? 'ML-DSA-44' : null,
      },
    ];
  });
}

/**
 * Checks the evidence and returns what may be printed. Throws `malformed` when something in it does not hold, and
 * `newer-version` for an anchor of an unknown kind.
 */
export function readStatement(set: EvidenceSet, crypto: Crypto, kinds: AnchorKinds = ANCHOR_KINDS): Statement {
  const { record, evidence, proof, files } = set;
  const { origin, size, root } = proof.checkpoint;
  found(checkOrigin(record.origin, proof));
  const disclosed = found(checkDisclosures(set, crypto));
  const leaf = found(checkInclusion(files.record, proof, crypto));
  const lines = checkedLines(set, crypto);
  const logKey = found(checkLogSignature(lines))?.key;
  const cosigners = found(checkCosignatures(set, lines)) ?? [];
  const held = anchorsHeld(set, kinds, crypto);
  const pending = found(checkPending(evidence.pending, proof, lines, crypto));
  if (!disclosed || !leaf || !logKey) fail('a check gave nothing');
  return {
    number: certificateNumber(files, crypto),
    template: evidence.page.template,
    record,
    kind: set.kind,
    ...disclosed,
    leafHash: toHex(leaf),
    root: toHex(root),
    origin,
    index: proof.index,
    size,
    logKey: { fingerprint: keyFingerprint(logKey, crypto), first: isFirstKey(logKey, crypto) },
    witnesses: witnessesOf(origin, [...cosigners, ...cosignersOf(held, crypto)], crypto),
    pending,
    anchors: anchorsShown(held, crypto),
    dossier: dossierShown(set, crypto),
    checker: found(checkChecker(evidence.page, lines, crypto)),
  };
}
