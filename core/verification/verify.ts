/**
 * The whole verification: `verify(evidence, document digest, trust bundles)` returns a verdict and every check with its
 * own state. Pure and offline; the same in the desk, on the command line and in a web page. The checks are made in the
 * order of `CHECK_NAMES`, those of the evidence itself by core/verification/evidence-checks.ts; each has its own test
 * for refusing. docs/certificate-format.md, "Verdict".
 */

import { ANCHOR_KINDS } from '../anchors/index.ts';
import type { AnchorKinds } from '../anchors/kind.ts';
import { type Crypto, nobleCrypto } from '../crypto.ts';
import type { Front } from '../formats/attachments/front.ts';
import { type DigestSet, digestsText, sameDigests } from '../formats/digests.ts';
import { type CertificateFiles, certificateNumber, type EvidenceSet, parseEvidenceSet } from '../formats/evidence.ts';
import { TEMPLATES, type TemplateDefinition } from '../formats/template.ts';
import type { AcceptedBundle } from '../formats/trust.ts';
import type { RecordKind } from '../records/index.ts';
import { type CheckedCheckpoint, type CheckpointMemory, checkCheckpoint } from './checkpoint-checks.ts';
import { type CheckedDossier, checkDossier, type DossierQuestions } from './dossier-checks.ts';
import {
  type Checked,
  checkDisclosures,
  checkInclusion,
  checkOrigin,
  checkPageNote,
  type DisclosedFacts,
} from './evidence-checks.ts';
import type { Judgement } from './judge.ts';
import type { PageAdditions, PageComparison } from './page.ts';
import { type CheckedFacts, checkReadFacts } from './read-facts.ts';
import type { DocumentReading } from './reading.ts';
import {
  type Check,
  type CheckName,
  type CheckReason,
  type CheckState,
  DOSSIER_CHECKS,
  MISSTATED_REASONS,
  type Report,
  unreadableReport,
  type Verdict,
} from './report.ts';

/** Arguments of `verify` besides the certificate's files. */
export interface VerifyOptions {
  /** The document beside the certificate: its name for the report and its digests; null when there is none. */
  readonly document: (DigestSet & { readonly name: string }) | null;
  /**
   * The bundles that the verifier trusts. Each is judged separately; signers of two bundles are never added together.
   */
  readonly trust: readonly AcceptedBundle[];
  /** The result of comparing the printed page; made by the caller, because it needs fonts. */
  readonly page: PageComparison;
  /** What readers found in the document, made by the caller, because they know many formats; by default it was not read. */
  readonly reading?: DocumentReading;
  /** What is asked about a dossier, beside what its certificate carries. */
  readonly dossier?: DossierQuestions;
  /** What stands before the certificate in its file; null or left out when nothing does. */
  readonly front?: Front | null;
  /** Whether anchors of test networks count. */
  readonly acceptDemo?: boolean;
  /** The kinds of records that are known; others were made by a newer version. */
  readonly recordKinds?: readonly RecordKind[] | undefined;
  /** The kinds of anchors to verify; every kind of this program by default. */
  readonly anchorKinds?: AnchorKinds;
  /** The page templates whose pins are known; every template of this program by default. */
  readonly templates?: readonly TemplateDefinition[];
  readonly crypto?: Crypto;
  /** Remembers checkpoints that several certificates share; left out for one certificate. */
  readonly checkpoints?: CheckpointMemory;
}

/** Verifies one certificate against at most one document. Never throws because of the contents of the files. */
export function verify(files: CertificateFiles, options: VerifyOptions): Report {
  const crypto = options.crypto ?? nobleCrypto;
  let set: EvidenceSet;
  try {
    set = parseEvidenceSet(files, crypto, options);
  } catch (error) {
    return unreadableReport(error, options.document);
  }
  const { record, proof } = set;
  const disclosures = checkDisclosures(set, crypto);
  const checkpoint = checkpointOf(set, options, crypto);
  const { log, cosignatures, anchors, pending, judgement } = checkpoint;
  const document = checkDocument(set, options.document);
  const disclosed = disclosures.value?.facts ?? null;
  const facts = checkReadFacts(disclosed, set.kind.names, document.state, options.reading);
  const dossier = checkDossier(set, disclosed, options.dossier ?? {}, {
    judge: (shown) => verifyShown(shown, options),
    crypto,
  });
  const checks = [
    check('attachments', 'passed', 'ok', 'record.json, evidence.json and checkpoint.tlog-proof are in canonical form'),
    named('origin', checkOrigin(record.origin, proof)),
    named('disclosures', disclosures),
    named('inclusion', checkInclusion(set.files.record, proof, crypto)),
    named('log-signature', log),
    named('cosignatures', cosignatures),
    named('anchors', anchors),
    named('pending', pending),
    checkPage(set, options.page, checkPageNote(set, checkpoint.lines, options.templates ?? TEMPLATES, crypto)),
    document,
    named('facts', facts),
    ...(dossier?.checks ?? []).map(([name, found]) => named(name, found)),
    checkLogKey(judgement),
    checkPolicy(judgement),
  ];
  const found = { checks, checkpoint, disclosed: disclosures.value, read: facts.read, dossier };
  return report(set, found, options, crypto);
}

/** Verifies the certificate of a record that a dossier shows, or of another dossier: for itself, and without a document. */
function verifyShown({ record, evidence, proof, dossier }: CertificateFiles, options: VerifyOptions): Report {
  const { dossier: _asked, front: __, reading: ___, ...rest } = options;
  return verify(
    { record, evidence, proof, ...(dossier ? { dossier } : {}) },
    { ...rest, document: null, page: { state: 'not-run', reason: 'no-page' } },
  );
}

function checkpointOf(set: EvidenceSet, options: VerifyOptions, crypto: Crypto): CheckedCheckpoint {
  const { trust, acceptDemo = false, anchorKinds = ANCHOR_KINDS, checkpoints } = options;
  const rules = { trust, acceptDemo, anchorKinds, crypto };
  return checkpoints ? checkpoints.check(set, rules) : checkCheckpoint(set, rules);
}

function check(name: CheckName, state: CheckState, reason: CheckReason, detail: string): Check {
  return { name, state, reason, detail };
}

function named(name: CheckName, { state, reason, detail }: Omit<Checked<unknown>, 'value'>): Check {
  return check(name, state, reason, detail);
}

function checkPage({ evidence }: EvidenceSet, page: PageComparison, note: Checked<null>): Check {
  if (note.state === 'failed') return named('page', note);
  if (page.state === 'identical')
    return check('page', 'passed', 'ok', 'the page was made again; every byte is the same');
  if (page.state === 'appended') return check('page', 'passed', 'page-appended', addedDetail(page));
  if (page.state === 'different') {
    if (page.update === undefined)
      return check('page', 'failed', 'page-different', 'the page was made again; the bytes differ');
    return check('page', 'failed', 'page-updated', `the issued bytes, followed by an update: ${page.update}`);
  }
  const why =
    page.reason === 'unknown-kind'
      ? `: ${page.what}`
      : page.reason === 'unknown-template'
        ? `: page template ${evidence.page.template} is not known to this program`
        : '';
  return check('page', 'not-run', `page-${page.reason}`, `the printed page was not compared${why}`);
}

function addedDetail({ bytes, signatures, visible }: PageComparison & { readonly state: 'appended' }): string {
  return `the issued bytes, followed by ${bytes} bytes with ${signatures} signatures or time stamps, ${visible} of them visible`;
}

/** The document's digests are those of the leaf. */
function checkDocument({ record }: EvidenceSet, document: VerifyOptions['document']): Check {
  if (!document) return check('document', 'absent', 'no-document', 'no document was compared');
  if (!record.digest)
    return check('document', 'not-run', 'no-digest', `records of type ${record.type} speak of no single document`);
  const detail = `document: ${digestsText(document)}; record: ${digestsText(record.digest)}`;
  return sameDigests(document, record.digest)
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

/** Checks whose failure means that the certificate or its proof was altered. */
const BINDING: readonly CheckName[] = [
  'origin',
  'disclosures',
  'inclusion',
  'log-signature',
  'cosignatures',
  'anchors',
  'pending',
];

/** The first verdict that applies, in the published order. */
function verdictOf(checks: readonly Check[], judgement: Judgement): Verdict {
  const bad = checks.filter(({ state }) => state === 'failed');
  const failed = (names: readonly CheckName[]) => bad.some(({ name }) => names.includes(name));
  const altered = bad.some(({ name, reason }) => DOSSIER_CHECKS.includes(name) && !MISSTATED_REASONS.includes(reason));
  if (failed([...BINDING, 'page']) || altered) return 'tampered';
  if (failed(['document'])) return 'different-file';
  if (failed(['facts', ...DOSSIER_CHECKS])) return 'misstated';
  if (judgement.log !== 'accepted') return 'untrusted';
  if (judgement.met) return 'proven';
  return judgement.awaited ? 'pending' : 'self-attested';
}

/** What the checks found. */
interface Found {
  readonly checks: readonly Check[];
  readonly checkpoint: CheckedCheckpoint;
  readonly disclosed: DisclosedFacts | null;
  readonly read: CheckedFacts['read'];
  readonly dossier: CheckedDossier | null;
}

function report(set: EvidenceSet, found: Found, options: VerifyOptions, crypto: Crypto): Report {
  const { record, proof, files } = set;
  const { checks, checkpoint } = found;
  const { judgement } = checkpoint;
  // claims of a broken proof are not repeated
  const bound = !checks.some(({ name, state }) => state === 'failed' && BINDING.includes(name));
  const [disclosed, pending] = bound ? [found.disclosed, checkpoint.pending.value] : [null, null];
  return {
    verdict: verdictOf(checks, judgement),
    checks,
    ...documentPart(options, record.digest !== undefined),
    digest: record.digest?.sha256 ?? null,
    facts: disclosed?.facts ?? {},
    withheld: disclosed?.withheld ?? [],
    read: bound ? found.read : null,
    dossier: bound ? (found.dossier?.report ?? null) : null,
    signers: bound ? judgement.signers : [],
    fingerprint: checkpoint.fingerprint,
    trustFingerprint: judgement.bundle?.fingerprint ?? null,
    trustName: judgement.bundle?.bundle.name ?? null,
    trustCompared: judgement.bundle?.compared ?? false,
    provenTime: bound ? judgement.time : null,
    deviceTime: bound ? record.time : null,
    clock: bound ? record.clock : null,
    record: {
      id: record.id,
      kind: set.kind.key,
      seq: record.seq,
      size: record.size ?? null,
      supersedes: record.supersedes,
    },
    log: {
      origin: proof.checkpoint.origin,
      index: proof.index,
      size: proof.checkpoint.size,
      root: checkpoint.root,
    },
    certificateNumber: certificateNumber(files, crypto),
    front: options.front ?? null,
    pageAdditions: options.page.state === 'appended' ? additionsOf(options.page) : null,
    pending: pending && { kind: pending.chain.kind, chain: pending.chain.id, deadline: pending.deadline },
    quorum: judgement.quorum,
    policy: bound ? judgement.policy : null,
    findings: [],
  };
}

const additionsOf = ({ signatures, visible }: PageAdditions): PageAdditions => ({ signatures, visible });

function documentPart(
  { document }: VerifyOptions,
  comparable: boolean,
): Pick<Report, 'file' | 'fileDigest' | 'fileChecked'> {
  const fileChecked = document !== null && comparable;
  return { file: document?.name ?? null, fileDigest: document?.sha256 ?? null, fileChecked };
}
