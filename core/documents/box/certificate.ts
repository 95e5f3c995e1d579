/** A certificate in a box: verified by `verify` like any other; the sheet keeps a few values of the result. */
import type { EvidenceFiles } from '../../formats/evidence.ts';
import { type SignedHead, signedHead } from '../../verification/forks.ts';
import type { Check, CheckName, CheckReason, Report, Verdict } from '../../verification/report.ts';
import { unreadableReport } from '../../verification/report.ts';
import { type VerifyOptions, verify } from '../../verification/verify.ts';
import type { BoxCertificate } from './types.ts';

/** Inputs that are the same for every certificate of a box. */
export type BoxTrust = Pick<VerifyOptions, 'trust' | 'acceptDemo' | 'crypto' | 'checkpoints'>;

/**
 * Verifies the three files. No document is compared here: a document whose digest is the record's belongs to it, which
 * is all that the check `document` asks, and changes no other check.
 */
export function checkCertificate(files: EvidenceFiles, trust: BoxTrust): BoxCertificate {
  return summary(verify(files, { ...trust, document: null, page: { state: 'not-run', reason: 'bulk' } }));
}

/** The same for a certificate without three readable files; `error` says why. A defect is rethrown. */
export function unreadableCertificate(error: unknown): BoxCertificate {
  return summary(unreadableReport(error, null));
}

/** The checkpoint of a certificate, if its signature holds and the key is known to be the log's. */
export function headOfCertificate({ origin, fingerprint, head }: BoxCertificate): SignedHead | null {
  return head && origin !== null && fingerprint !== null ? { origin, key: fingerprint, ...head } : null;
}

const summary = (report: Report): BoxCertificate => ({
  verdict: report.verdict,
  reason: reasonOf(report),
  page: report.checks.find(({ name }) => name === 'page')?.state ?? 'not-run',
  digest: report.digest,
  number: report.certificateNumber,
  recordId: report.record?.id ?? null,
  origin: report.log?.origin ?? null,
  head: headOf(report),
  supersedes: report.record?.supersedes ?? null,
  fileName: report.facts.fileName ?? null,
  issuer: issuerOf(report),
  provenTime: report.provenTime,
  deviceTime: report.deviceTime,
  signers: [...new Set(report.signers.filter(({ counts }) => counts).map(({ name }) => name))],
  fingerprint: report.fingerprint,
  deadline: report.pending?.deadline ?? null,
});

function headOf(report: Report): BoxCertificate['head'] {
  const head = signedHead(report);
  return head && { size: head.size, root: head.root };
}

/** The name in a bundle for the log's key; without a bundle no name is certain. */
function issuerOf({ signers }: Report): string | null {
  return signers.find(({ role, named }) => role === 'log' && named)?.name ?? null;
}

/** The checks that decide a verdict; the first failed one gives the reason. */
const DECIDED_BY: Readonly<Partial<Record<Verdict, (name: CheckName) => boolean>>> = {
  unreadable: (name) => name === 'attachments',
  tampered: (name) => !['document', 'log-key', 'policy'].includes(name),
  misstated: (name) => name === 'items' || name === 'totals' || name === 'openings' || name === 'sample',
  untrusted: (name) => name === 'log-key',
  'self-attested': (name) => name === 'policy',
};

function reasonOf({ verdict, checks }: Report): CheckReason | null {
  const decides = DECIDED_BY[verdict];
  const isCause = ({ name, state }: Check) => decides?.(name) === true && (state === 'failed' || name === 'log-key');
  return checks.find(isCause)?.reason ?? null;
}
