/**
 * What a certificate may say: values of the leaf, of signatures that verify, or of a computation. Evidence in which any
 * of them does not hold makes no certificate at all.
 */
import { ANCHOR_KINDS } from '../anchor/index.ts';
import type { AnchorKinds, BlockStatement } from '../anchor/kind.ts';
import { equal, toHex } from '../bytes.ts';
import { isFirstKey, ownWitnessName } from '../checkpoint.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { certificateNumber, disclosedFacts, type EvidenceSet, type Pending, parsePending } from '../evidence.ts';
import type { FactName, Facts } from '../facts.ts';
import { leafHash, verifyInclusion } from '../merkle.ts';
import { checkLine, keyFingerprint, type VerifierKey } from '../note.ts';
import { claimHash, type NotaryRecord } from '../record.ts';
import { type CheckedLine, checkedLines, logLine } from '../signatures.ts';

/** A cosignature that verifies. */
export interface WitnessStatement {
  readonly name: string;
  readonly fingerprint: string;
  /** RFC 3339 UTC. */
  readonly time: string;
  /** True when the key's name says that it is the desk's own, which makes its word weaker, never stronger. */
  readonly own: boolean;
}

/** A block that an anchor shows, of an anchor that holds by itself. */
export interface ChainStatement extends BlockStatement {
  readonly kind: string;
}

/** Everything that the page prints. Hashes are hex. */
export interface Statement {
  readonly number: string;
  readonly template: number;
  readonly record: NotaryRecord;
  readonly facts: Partial<Facts>;
  readonly withheld: readonly FactName[];
  readonly leafHash: string;
  readonly root: string;
  readonly origin: string;
  readonly index: number;
  readonly size: number;
  readonly logKey: { readonly fingerprint: string; readonly first: boolean };
  readonly witnesses: readonly WitnessStatement[];
  readonly pending: Pending | null;
  readonly anchors: readonly ChainStatement[];
  /** How many anchors are attached that the page has no rows for: of kinds not known here, and time stamps. */
  readonly unknownAnchors: number;
}

function fail(what: string): never {
  throw new NotaryError('malformed', `no certificate: ${what}`);
}

function checkClaims(set: EvidenceSet, crypto: Crypto): void {
  for (const disclosure of set.evidence.disclosures)
    if (claimHash(disclosure, crypto) !== set.record.claims[disclosure[1]])
      fail(`${disclosure[1]} is not what the leaf says`);
}

function checkLeaf(set: EvidenceSet, crypto: Crypto): Uint8Array {
  const { index, path, checkpoint } = set.proof;
  const leaf = leafHash(set.files.record, crypto);
  if (!verifyInclusion(index, checkpoint.size, leaf, path, checkpoint.root, crypto))
    fail('the leaf is not in the tree');
  if (set.record.origin !== checkpoint.origin) fail('the record belongs to another log');
  return leaf;
}

/** Every signature line, checked; one that does not hold is an error. */
function checkLines(set: EvidenceSet, crypto: Crypto): readonly CheckedLine[] {
  const lines = checkedLines(set, crypto);
  const all = set.proof.note.signatures.length;
  if (lines.length !== all || set.evidence.keys.length !== all) fail('not one key for each signature');
  for (const { key, valid } of lines) if (!valid) fail(`the signature of ${key.name} does not verify`);
  return lines;
}

function checkPending(set: EvidenceSet, logKey: VerifierKey, crypto: Crypto): Pending | null {
  if (set.evidence.pending === null) return null;
  const { note, pending } = parsePending(set.evidence.pending);
  const { origin, size, root } = set.proof.checkpoint;
  const sameTree = pending.checkpoint.size === size && equal(pending.checkpoint.root, root);
  if (pending.checkpoint.origin !== origin || !sameTree) fail('the pending statement is about another checkpoint');
  const signed = note.signatures.every((line) => checkLine(note.text, line, logKey, crypto).state === 'valid');
  return signed ? pending : fail('bad signature of the pending statement');
}

/** The blocks that the anchors of known kinds show; an anchor that does not hold is an error. */
function checkAnchors(set: EvidenceSet, kinds: AnchorKinds, crypto: Crypto): readonly ChainStatement[] {
  const subject = { checkpoint: set.proof.checkpoint, noteText: set.proof.note.text };
  return set.evidence.anchors.flatMap((anchor) => {
    const verifier = kinds.of(anchor.kind);
    const state = verifier?.check(anchor, subject, crypto).state;
    if (state === 'failed') fail(`the ${anchor.kind} anchor does not hold`);
    const shown = state === 'passed' ? verifier?.statement(anchor, crypto) : null;
    return shown?.shows === 'block' ? [{ kind: anchor.kind, ...shown }] : [];
  });
}

/** Checks the evidence and gives what may be printed. Throws `malformed` when something in it does not hold. */
export function readStatement(set: EvidenceSet, crypto: Crypto, kinds: AnchorKinds = ANCHOR_KINDS): Statement {
  checkClaims(set, crypto);
  const leaf = checkLeaf(set, crypto);
  const lines = checkLines(set, crypto);
  const { origin, size, root } = set.proof.checkpoint;
  const logKey = logLine(lines)?.key;
  if (!logKey) fail('the log has not signed');
  const anchors = checkAnchors(set, kinds, crypto);
  const witnesses = lines.flatMap(({ key, seconds }) =>
    seconds === null
      ? []
      : [
          {
            name: key.name,
            fingerprint: keyFingerprint(key, crypto),
            time: new Date(seconds * 1000).toISOString(),
            own: key.name === ownWitnessName(origin),
          },
        ],
  );
  return {
    number: certificateNumber(set.files.evidence, crypto),
    template: set.evidence.page.template,
    record: set.record,
    ...disclosedFacts(set.evidence),
    leafHash: toHex(leaf),
    root: toHex(root),
    origin,
    index: set.proof.index,
    size,
    logKey: { fingerprint: keyFingerprint(logKey, crypto), first: isFirstKey(logKey, crypto) },
    witnesses,
    pending: checkPending(set, logKey, crypto),
    anchors,
    unknownAnchors: set.evidence.anchors.length - anchors.length,
  };
}
