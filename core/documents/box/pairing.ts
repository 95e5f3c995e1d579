/**
 * Turns items into rows: which document belongs to which certificate, and their states. Each item is decided separately
 * with a few look-ups, so the time per item does not grow with the box. docs/case-box.md, "States".
 */
import { forkFinding } from '../../verification/forks.ts';
import type { Report, Verdict } from '../../verification/report.ts';
import { headOfCertificate } from './certificate.ts';
import type { BoxIndex, BoxItem } from './items.ts';
import type { BoxCertificate, BoxFork, BoxRow, BoxState } from './types.ts';

/** A row without its position. */
export type BoxDraft = Omit<BoxRow, 'number'>;

/** The rows of a certificate; `file` of a draft may be a document that then needs no row of its own. */
export function certificateRow(item: BoxItem, index: BoxIndex): BoxDraft {
  const proof = item.certificate;
  if (!proof) throw new TypeError('not a certificate');
  const document = proof.digest === null ? null : index.first(proof.digest);
  const fork = forkOf(proof, index);
  const { state, file = document, other = null } = judged(item, proof, document, fork, index);
  return {
    file: file?.path ?? null,
    certificate: item.path,
    state,
    sha256: file?.sha256 ?? item.sha256,
    size: file?.size ?? item.size,
    proof,
    other,
    knownRecord: null,
    fork: state === 'duplicate' ? null : fork,
    fault: item.fault,
  };
}

function forkOf(proof: BoxCertificate, index: BoxIndex): BoxFork | null {
  const head = headOfCertificate(proof);
  const other = head && index.fork(head);
  return other && { size: head.size, root: head.root, otherRoot: other.root, other: other.path };
}

interface Judged {
  readonly state: BoxState;
  readonly file?: BoxItem | null;
  readonly other?: string | null;
}

/** The first that applies, in this order. */
function judged(
  item: BoxItem,
  proof: BoxCertificate,
  document: BoxItem | null,
  fork: BoxFork | null,
  index: BoxIndex,
): Judged {
  if (proof.verdict === 'unreadable') return { state: 'unreadable' };
  const twin = item.sha256 === null ? null : index.first(item.sha256);
  if (twin && twin.id !== item.id) return { state: 'duplicate', other: twin.path };
  if (!isSound(proof.verdict)) return { state: 'tampered' };
  const same = index.firstOfCertificate(proof);
  if (same && same.id !== item.id) return { state: 'duplicate', other: same.path };
  if (fork) return { state: 'forked' };
  if (proof.verdict === 'misstated') return { state: 'misstated' };
  // a record without a document, as of a dossier, needs none
  const needsDocument = proof.digest !== null;
  const candidate = document || !needsDocument ? null : index.candidate(item);
  if (candidate) return { state: 'different', file: candidate };
  if (proof.verdict === 'untrusted') return { state: 'untrusted' };
  const newer = newerThan(proof, index);
  if (newer !== null) return { state: 'superseded', other: newer };
  return { state: document || !needsDocument ? soundState(proof.verdict) : 'missing-document' };
}

/** A certificate's own report with the fork that its box shows. */
export function withFork(report: Report, { fork }: Pick<BoxRow, 'fork'>): Report {
  if (!fork || fork.other === null) return report;
  return { ...report, findings: [forkFinding(fork, fork.otherRoot, fork.other), ...report.findings] };
}

/** True for a proof that holds, regardless of who signed it. */
export function isSound(verdict: Verdict): boolean {
  return verdict !== 'unreadable' && verdict !== 'tampered';
}

/** True for a proof by a trusted signer: only such a one can replace another. */
export function isTrusted(verdict: Verdict): boolean {
  return verdict === 'proven' || verdict === 'pending' || verdict === 'self-attested';
}

function soundState(verdict: Verdict): BoxState {
  if (verdict === 'proven' || verdict === 'pending' || verdict === 'self-attested') return verdict;
  throw new TypeError(`no state for ${verdict}`);
}

/** Path of the final certificate, or path or id of the newer record; null when there is none. */
function newerThan(proof: BoxCertificate, index: BoxIndex): string | null {
  const newer = index.superseding(proof);
  if (newer) return newer.path;
  const known = proof.recordId === null ? null : index.supersededOnDesk(proof.recordId);
  if (known !== null) return known;
  // a provisional one is superseded once the final one exists
  return proof.deadline === null ? null : (index.finalOfRecord(proof)?.path ?? null);
}

/** The row of any other item, or null; `taken` are documents already compared with a certificate. */
export function fileRow(item: BoxItem, index: BoxIndex, taken: (item: BoxItem) => boolean): BoxDraft | null {
  const alone = (state: BoxState, more: Partial<BoxDraft> = {}): BoxDraft => ({ ...bare(item), state, ...more });
  if (item.kind === 'part') return null;
  if (item.fault) return alone('unreadable');
  if (item.kind === 'container' || item.sha256 === null) return null;
  const twin = index.first(item.sha256);
  if (twin && twin.id !== item.id) return alone('duplicate', { other: twin.path });
  if (index.isNamed(item.sha256) || taken(item)) return null;
  return alone('missing-certificate', { knownRecord: index.recordOnDesk(item.sha256) });
}

function bare({ path, sha256, size, fault }: BoxItem): Omit<BoxDraft, 'state'> {
  return {
    file: path,
    certificate: null,
    sha256,
    size,
    proof: null,
    other: null,
    knownRecord: null,
    fork: null,
    fault,
  };
}
