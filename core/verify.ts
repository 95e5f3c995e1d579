/**
 * The verification, whole: `verify(evidence, document digest, trust bundles)` gives a verdict and every check with its
 * own state. Pure and offline; the same in the desk, on the command line and in a web page. The checks stand below in
 * the order of `CHECK_NAMES`; each has its own test for refusing. docs/certificate-format.md, "Verdict".
 */

import { ANCHOR_KINDS } from './anchor/index.ts';
import type { AnchorKinds } from './anchor/kind.ts';
import { toBase64, toHex } from './bytes.ts';
import { checkpointText } from './checkpoint.ts';
import { type Crypto, nobleCrypto } from './crypto.ts';
import {
  certificateNumber,
  disclosedFacts,
  type EvidenceFiles,
  type EvidenceSet,
  parseEvidenceSet,
  parsePending,
} from './evidence.ts';
import { type Judgement, judge } from './judge.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { checkLine, isLineOf, KEY_TYPE, keyFingerprint } from './note.ts';
import type { PageComparison } from './page.ts';
import { claimHash } from './record.ts';
import {
  type Check,
  type CheckName,
  type CheckReason,
  type CheckState,
  type Report,
  unreadableReport,
  type Verdict,
} from './report.ts';
import { type CheckedLine, checkedLines, logLine } from './signatures.ts';
import type { AcceptedBundle } from './trust.ts';

/** What `verify` is told beside the certificate's files. */
export interface VerifyOptions {
  /** The document beside the certificate: its name for the report and its SHA-256 in hex; null when there is none. */
  readonly document: { readonly name: string; readonly sha256: string } | null;
  /** Whom the verifier has chosen to believe. Bundles are looked at one by one; signers of two never add up. */
  readonly trust: readonly AcceptedBundle[];
  /** What comparing the printed page gave; made by the caller, because it needs fonts. */
  readonly page: PageComparison;
  /** Let anchors of test networks count. */
  readonly acceptDemo?: boolean;
  /** The kinds of anchors to verify; every kind of this program by default. */
  readonly anchorKinds?: AnchorKinds;
  readonly crypto?: Crypto;
}

/** Verifies one certificate against at most one document. Never throws for what the files hold. */
export function verify(files: EvidenceFiles, options: VerifyOptions): Report {
  const crypto = options.crypto ?? nobleCrypto;
  let set: EvidenceSet;
  try {
    set = parseEvidenceSet(files, crypto);
  } catch (error) {
    return unreadableReport(error, options.document);
  }
  const lines = checkedLines(set, crypto);
  const judgement = judge(set, lines, options, crypto);
  const checks = [
    check('attachments', 'passed', 'ok', 'record.json, evidence.json and checkpoint.tlog-proof are in canonical form'),
    checkOrigin(set),
    checkDisclosures(set, crypto),
    checkInclusion(set, crypto),
    checkLogSignature(lines),
    checkCosignatures(set, lines),
    checkAnchors(set, options.anchorKinds ?? ANCHOR_KINDS, crypto),
    checkPending(set, lines, crypto),
    checkPage(options.page),
    checkDocument(set, options.document),
    checkLogKey(judgement),
    checkPolicy(judgement),
  ];
  return report(set, checks, judgement, lines, options, crypto);
}

function check(name: CheckName, state: CheckState, reason: CheckReason, detail: string): Check {
  return { name, state, reason, detail };
}

/** The record names the log whose checkpoint this is, so a leaf can't be shown under another desk's log. */
function checkOrigin({ record, proof }: EvidenceSet): Check {
  const same = record.origin === proof.checkpoint.origin;
  const detail = `record: ${record.origin}; checkpoint: ${proof.checkpoint.origin}`;
  return same ? check('origin', 'passed', 'ok', detail) : check('origin', 'failed', 'other-origin', detail);
}

/** Every fact laid open hashes to what the leaf commits to under that name. */
function checkDisclosures({ record, evidence }: EvidenceSet, crypto: Crypto): Check {
  const wrong = evidence.disclosures.filter(
    (disclosure) => claimHash(disclosure, crypto) !== record.claims[disclosure[1]],
  );
  if (wrong.length > 0)
    return check(
      'disclosures',
      'failed',
      'disclosure-differs',
      `not what the record commits to: ${wrong.map(([, name]) => name).join(', ')}`,
    );
  return check('disclosures', 'passed', 'ok', `${evidence.disclosures.length} facts match the record`);
}

/** The leaf proves into the note's root at its index (RFC 9162 section 2.1.3.2). */
function checkInclusion({ files, proof }: EvidenceSet, crypto: Crypto): Check {
  const { size, root } = proof.checkpoint;
  const leaf = leafHash(files.record, crypto);
  const detail = `leaf ${toHex(leaf)} at ${proof.index} of ${size}, root ${toHex(root)}`;
  return verifyInclusion(proof.index, size, leaf, proof.path, root, crypto)
    ? check('inclusion', 'passed', 'ok', detail)
    : check('inclusion', 'failed', 'not-included', detail);
}

/** The log's own signature verifies under the key that the evidence names; whether that key is trusted comes last. */
function checkLogSignature(lines: readonly CheckedLine[]): Check {
  const line = logLine(lines);
  if (!line)
    return check(
      'log-signature',
      'failed',
      'unknown-line',
      'the first signature is not one by the log of this checkpoint',
    );
  return line.valid
    ? check('log-signature', 'passed', 'ok', `signed by ${line.key.text}`)
    : check('log-signature', 'failed', 'bad-signature', `does not verify under ${line.key.text}`);
}

/** Every line has its key, every key its line, none twice, and each verifies. */
function checkCosignatures({ evidence, proof }: EvidenceSet, lines: readonly CheckedLine[]): Check {
  const paired = evidence.keys.length === proof.note.signatures.length && lines.length === evidence.keys.length;
  const once = new Set(lines.map(({ key }) => toHex(key.publicKey))).size === lines.length;
  if (!paired || !once)
    return check('cosignatures', 'failed', 'unknown-line', 'signature lines and keys do not stand in pairs, once each');
  const cosigners = lines.slice(1);
  const bad = cosigners.filter((line) => !line.valid || line.key.type !== KEY_TYPE.cosignatureEd25519);
  if (bad.length > 0)
    return check(
      'cosignatures',
      'failed',
      'bad-signature',
      `does not verify: ${bad.map(({ key }) => key.name).join(', ')}`,
    );
  if (cosigners.length === 0) return check('cosignatures', 'absent', 'none', 'nobody cosigned this checkpoint');
  return check(
    'cosignatures',
    'passed',
    'ok',
    `${cosigners.length} verified: ${cosigners.map(({ key }) => key.name).join(', ')}`,
  );
}

/** What each chain gave holds by itself and is about this checkpoint, byte for byte. */
function checkAnchors({ evidence, proof }: EvidenceSet, kinds: AnchorKinds, crypto: Crypto): Check {
  if (evidence.anchors.length === 0) return check('anchors', 'absent', 'none', 'no chain is named in the evidence');
  const subject = { checkpoint: proof.checkpoint, noteText: proof.note.text };
  const results = evidence.anchors.map((anchor) => {
    const verifier = kinds.of(anchor.kind);
    if (!verifier)
      return { state: 'not-run', reason: 'unknown-kind', detail: `${anchor.kind}: not known to this program` } as const;
    return verifier.check(anchor, subject, crypto);
  });
  const worst =
    results.find(({ state }) => state === 'failed') ?? results.find(({ state }) => state === 'not-run') ?? results[0];
  const detail = results.map((result) => result.detail).join('; ');
  return check('anchors', worst?.state ?? 'absent', worst?.reason ?? 'none', detail);
}

/** The statement about what is still awaited is signed by the log's key and about this checkpoint. */
function checkPending({ evidence, proof }: EvidenceSet, lines: readonly CheckedLine[], crypto: Crypto): Check {
  if (evidence.pending === null) return check('pending', 'absent', 'none', 'nothing is awaited');
  try {
    const { note, pending } = parsePending(evidence.pending);
    const [line, ...others] = note.signatures;
    const key = logLine(lines)?.key;
    const signed =
      line &&
      key &&
      others.length === 0 &&
      isLineOf(line, key) &&
      checkLine(note.text, line, key, crypto).state === 'valid';
    if (!signed)
      return check('pending', 'failed', 'bad-signature', "the pending statement is not signed by the log's key");
    if (checkpointText(pending.checkpoint) !== proof.note.text)
      return check('pending', 'failed', 'other-checkpoint', 'the pending statement is about another checkpoint');
    return check('pending', 'passed', 'ok', `${pending.chain.kind} ${pending.chain.id} until ${pending.deadline}`);
  } catch {
    return check('pending', 'failed', 'damaged', 'the pending statement cannot be read');
  }
}

function checkPage(page: PageComparison): Check {
  if (page.state === 'identical')
    return check('page', 'passed', 'ok', 'the page was made again; every byte is the same');
  if (page.state === 'appended')
    return check('page', 'passed', 'page-appended', `the issued bytes, followed by an update of ${page.bytes} bytes`);
  if (page.state === 'different')
    return check('page', 'failed', 'page-different', 'the page was made again; the bytes differ');
  return check('page', 'not-run', `page-${page.reason}`, 'the printed page was not compared');
}

/** The document's digest is the leaf's. */
function checkDocument({ record }: EvidenceSet, document: VerifyOptions['document']): Check {
  if (!document) return check('document', 'absent', 'no-document', 'no document was compared');
  const detail = `document: ${document.sha256}; record: ${record.digest.sha256}`;
  return document.sha256 === record.digest.sha256
    ? check('document', 'passed', 'ok', detail)
    : check('document', 'failed', 'digest-differs', detail);
}

function checkLogKey(judgement: Judgement): Check {
  return check(
    'log-key',
    judgement.log === 'accepted' ? 'passed' : judgement.log === 'no-bundle' ? 'not-run' : 'failed',
    LOG_REASONS[judgement.log],
    judgement.logDetail,
  );
}

const LOG_REASONS = {
  accepted: 'ok',
  'no-bundle': 'no-bundle',
  'unknown-log': 'unknown-log',
  'unknown-key': 'unknown-key',
} as const;

function checkPolicy(judgement: Judgement): Check {
  if (judgement.log !== 'accepted')
    return check('policy', 'not-run', 'not-reached', 'no accepted bundle names this log and key');
  if (judgement.met) return check('policy', 'passed', 'policy-met', judgement.policyDetail);
  const alone = !judgement.signers.some((signer) => signer.counts);
  const reason = judgement.demoOnly ? 'test-network' : alone ? 'only-issuer' : 'policy-not-met';
  return check('policy', 'failed', reason, judgement.policyDetail);
}

/** Checks whose failure means that somebody altered the certificate or its proof. */
const BINDING: readonly CheckName[] = [
  'origin',
  'disclosures',
  'inclusion',
  'log-signature',
  'cosignatures',
  'anchors',
  'pending',
];

/** The first that applies, in the order of the published rules. */
function verdictOf(checks: readonly Check[], judgement: Judgement): Verdict {
  const failed = (names: readonly CheckName[]) =>
    checks.some(({ name, state }) => state === 'failed' && names.includes(name));
  if (failed([...BINDING, 'page'])) return 'tampered';
  if (failed(['document'])) return 'different-file';
  if (judgement.log !== 'accepted') return 'untrusted';
  if (judgement.met) return 'proven';
  return judgement.awaited ? 'pending' : 'self-attested';
}

function report(
  set: EvidenceSet,
  checks: readonly Check[],
  judgement: Judgement,
  lines: readonly CheckedLine[],
  options: VerifyOptions,
  crypto: Crypto,
): Report {
  const { record, proof, evidence, files } = set;
  const { facts, withheld } = disclosedFacts(evidence);
  // what a broken proof says about itself is not worth repeating
  const bound = !checks.some(({ name, state }) => state === 'failed' && BINDING.includes(name));
  const issuer = logLine(lines);
  const pending = bound && evidence.pending !== null ? parsePending(evidence.pending).pending : null;
  return {
    verdict: verdictOf(checks, judgement),
    checks,
    ...documentPart(options),
    digest: record.digest.sha256,
    facts: bound ? facts : {},
    withheld: bound ? withheld : [],
    signers: bound ? judgement.signers : [],
    fingerprint: issuer ? keyFingerprint(issuer.key, crypto) : null,
    trustFingerprint: judgement.bundle?.fingerprint ?? null,
    trustName: judgement.bundle?.bundle.name ?? null,
    trustCompared: judgement.bundle?.compared ?? false,
    provenTime: bound ? judgement.time : null,
    deviceTime: bound ? record.time : null,
    clock: bound ? record.clock : null,
    record: { id: record.id, seq: record.seq, size: record.size, supersedes: record.supersedes },
    log: {
      origin: proof.checkpoint.origin,
      index: proof.index,
      size: proof.checkpoint.size,
      root: toBase64(proof.checkpoint.root),
    },
    certificateNumber: certificateNumber(files.evidence, crypto),
    pending: pending && { kind: pending.chain.kind, chain: pending.chain.id, deadline: pending.deadline },
    quorum: judgement.quorum,
    findings: [],
  };
}

function documentPart({ document }: VerifyOptions): Pick<Report, 'file' | 'fileDigest' | 'fileChecked'> {
  return { file: document?.name ?? null, fileDigest: document?.sha256 ?? null, fileChecked: document !== null };
}
