/**
 * Verifies certificates and documents given in any order. Needs no home, no database and no network. Files are read,
 * classified and paired here; the verdict itself comes from `verify` of core.
 */

import { ANCHOR_KINDS } from '../../anchors/index.ts';
import type { AnchorKinds } from '../../anchors/kind.ts';
import { rememberingCrypto } from '../../documents/box/signatures.ts';
import type { Finding } from '../../documents/doctor/findings.ts';
import { Lineage, type OwnRecords } from '../../documents/doctor/lineage.ts';
import { pairByDigest } from '../../documents/pairing.ts';
import { toGroups } from '../../formats/bytes.ts';
import type { EvidenceFiles, EvidenceSet } from '../../formats/evidence.ts';
import type { AcceptedBundle } from '../../formats/trust.ts';
import type { RecordKind } from '../../records/index.ts';
import { CheckpointMemory } from '../../verification/checkpoint-checks.ts';
import { Forks, type KnownLogs, type NamedReport } from '../../verification/forks.ts';
import type { PageComparison } from '../../verification/page.ts';
import type { DocumentReading } from '../../verification/reading.ts';
import { type Report, unreadableReport } from '../../verification/report.ts';
import { type VerifyOptions, verify } from '../../verification/verify.ts';
import { DoctorPool } from '../doctor/pool.ts';
import { readPaper } from '../paper/exhibits.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import type { VerifyProgress } from '../system/progress.ts';
import { shortNames } from '../system/short-names.ts';
import {
  type CertificateExhibit,
  type DocumentExhibit,
  type FailedExhibit,
  readAsCertificate,
  readExhibits,
} from './exhibits.ts';

/** One line of a verification: a certificate with or without a document, a document alone, or a file that failed. */
export interface VerifiedPair {
  /** Paths. */
  readonly certificate: string | null;
  readonly document: string | null;
  /** SHA-256 in hex of the document, or of a file that was given as a certificate and is none. */
  readonly documentDigest: string | null;
  readonly report: Report | null;
  readonly error: Fault | null;
  /** The format of a picture without a certificate in which codes cannot be read. */
  readonly unread?: string;
  /** The three files of a proof on paper, because its pictures cannot be read again like a certificate. */
  readonly paper?: EvidenceFiles | null;
}

/** The check `page` of one certificate. */
export type ComparePage = (pdf: Uint8Array, set: EvidenceSet) => Promise<PageComparison>;

/** Reads a document again, of which a record says that facts were read from it; `sha256` is what its bytes are. */
export type ReadDocument = (path: string, sha256: string) => Promise<DocumentReading>;

/** What `verifyFiles` needs besides the paths. */
export interface VerifyFilesOptions {
  readonly trust: readonly AcceptedBundle[];
  /** By default in this thread, with the program's own fonts. */
  readonly comparePage?: ComparePage;
  /** By default no document is read again. */
  readonly readDocument?: ReadDocument;
  readonly acceptDemo?: boolean;
  /** The kinds of anchors to verify; those of this program by default. */
  readonly anchorKinds?: AnchorKinds | undefined;
  /** The kinds of records that are known. */
  readonly recordKinds?: readonly RecordKind[] | undefined;
  /** When no file is recognised as a certificate, read the first one as such, to report why it is none. */
  readonly firstIsCertificate?: boolean;
  /** Explains how documents differ; by default with threads of its own. */
  readonly doctor?: Pick<DoctorPool, 'diagnose'>;
  /** The desk's own records, to find which version of which record a document is. */
  readonly own?: OwnRecords;
  /** What is known of logs, to notice a certificate that contradicts it. */
  readonly known?: KnownLogs;
  /** SHA-256 of documents that are not available, hex. */
  readonly digests?: readonly string[];
  readonly signal?: AbortSignal;
  /** Called after every file, and while a large one is hashed. */
  readonly onProgress?: (now: VerifyProgress) => void;
}

/** A certificate whose page is being compared; its PDF bytes are released. */
type Compared = Omit<CertificateExhibit, 'pdf'> & {
  readonly page: Promise<PageComparison>;
  /** SHA-256 of the file itself, if it turned out not to be a certificate. */
  readonly sha256: string | null;
  readonly unread?: string | undefined;
};

/** Comparisons running at once: each holds a PDF in memory. */
const AT_ONCE = 8;

/** Verifies files and folders. Throws `cancelled`; a problem with a file is reported in its item. */
export async function verifyFiles(
  paths: readonly string[],
  options: VerifyFilesOptions,
): Promise<readonly VerifiedPair[]> {
  const certificates: Compared[] = [];
  const given: DocumentExhibit[] = [];
  const failed: FailedExhibit[] = [];
  const watch = { cancelled: () => options.signal?.aborted ?? false, progress: options.onProgress ?? (() => {}) };
  for await (const exhibit of readExhibits(paths, watch, options.recordKinds)) {
    if ('fault' in exhibit) failed.push(exhibit);
    else if ('sha256' in exhibit) given.push(exhibit);
    else certificates.push(compared(exhibit, options));
    await certificates.at(-AT_ONCE)?.page.catch(() => {});
  }
  const known = new Set(certificates.flatMap(({ digest }) => digest ?? []));
  const paper = await readPaper(given, known, options.signal, options.recordKinds);
  certificates.push(...paper.certificates.map((certificate) => compared(certificate, options)));
  const documents = [...paper.documents];
  const [first] = paths;
  if (certificates.length + failed.length === 0 && options.firstIsCertificate && first !== undefined) {
    const [read] = documents.splice(0, 1);
    certificates.push(
      compared(
        { ...readAsCertificate(first, options.recordKinds), sha256: read?.sha256 ?? null, unread: read?.unread },
        options,
      ),
    );
  }
  documents.push(...(options.digests ?? []).map(typedDocument));
  const pairs = pairByDigest(certificates, documents);
  const shared = { ...options, crypto: rememberingCrypto(nodeCrypto), checkpoints: new CheckpointMemory() };
  const lines = await Promise.all(pairs.map(({ certificate, document }) => pairLine(certificate, document, shared)));
  const explained = await explain(lines, options);
  return [...explained, ...failed.map(({ path, fault }) => failedLine(path, fault))];
}

/** Prefix of the paths of documents of which only the digest is known. */
const TYPED = 'sha256:';

function typedDocument(sha256: string): DocumentExhibit {
  return { path: `${TYPED}${sha256}`, name: `SHA-256 ${toGroups(sha256, 8)}`, sha256 };
}

function compared(
  { pdf, sha256 = null, ...rest }: CertificateExhibit & Partial<Pick<Compared, 'sha256' | 'unread'>>,
  options: VerifyFilesOptions,
): Compared {
  const { comparePage = compareHere } = options;
  const page: Promise<PageComparison> =
    pdf && rest.set ? comparePage(pdf, rest.set) : Promise.resolve({ state: 'not-run', reason: 'no-page' });
  page.catch(() => {}); // awaited later, and reported with its item
  return { ...rest, page, sha256 };
}

/** One memory for all certificates. */
type SharedOptions = VerifyFilesOptions & Required<Pick<VerifyOptions, 'crypto' | 'checkpoints'>>;

async function pairLine(
  certificate: Compared | null,
  document: DocumentExhibit | null,
  options: SharedOptions,
): Promise<VerifiedPair> {
  try {
    return {
      certificate: certificate?.path ?? null,
      document: document?.path ?? null,
      documentDigest: document?.sha256 ?? certificate?.sha256 ?? null,
      report: certificate && (await reportOn(certificate, document, options)),
      error: null,
      ...unreadPart(certificate, document),
      ...(certificate?.paper ? { paper: certificate.set?.files ?? null } : {}),
    };
  } catch (error) {
    return { ...failedLine(document?.path ?? null, faultOf(error)), certificate: certificate?.path ?? null };
  }
}

function unreadPart(certificate: Compared | null, document: DocumentExhibit | null): Pick<VerifiedPair, 'unread'> {
  const unread = certificate ? certificate.unread : document?.unread;
  return unread === undefined ? {} : { unread };
}

async function reportOn(
  { set, error, page, front }: Compared,
  document: DocumentExhibit | null,
  options: SharedOptions,
): Promise<Report> {
  if (!set) return unreadableReport(error, document);
  const { trust, acceptDemo = false, anchorKinds = ANCHOR_KINDS, recordKinds, crypto, checkpoints } = options;
  return verify(set.files, {
    document,
    trust,
    page: await page,
    ...(await readingOf(set, document, options)),
    front,
    acceptDemo,
    anchorKinds,
    recordKinds,
    crypto,
    checkpoints,
  });
}

/** The document read again, where that can say something: it is here, it is the one of the record, and has facts of its own. */
async function readingOf(
  { kind, record }: EvidenceSet,
  document: DocumentExhibit | null,
  { readDocument }: SharedOptions,
): Promise<Pick<VerifyOptions, 'reading'>> {
  if (!readDocument || !document || document.path.startsWith(TYPED)) return {};
  if (!kind.names.includes('read') || document.sha256 !== record.digest?.sha256) return {};
  return { reading: await readDocument(document.path, document.sha256) };
}

/** Adds findings of the doctor and the lineage to the verdicts, which they never change. */
async function explain(lines: readonly VerifiedPair[], options: VerifyFilesOptions): Promise<readonly VerifiedPair[]> {
  const reports = lines.flatMap(({ report }) => report ?? []);
  const lineage = new Lineage(options.own ?? null, reports);
  const forks = new Forks(namedReports(lines), options.known);
  const doctor = options.doctor ?? new DoctorPool();
  try {
    return await Promise.all(
      lines.map(async (line) => {
        const { report } = line;
        if (!report) return line;
        const found = await differences(line, report, lineage, doctor);
        const later = lineage
          .replaced(report)
          .filter(({ detail }) => !found.some((one) => one.detail.record === detail.record));
        return { ...line, report: { ...report, findings: [...forks.findings(report), ...found, ...later] } };
      }),
    );
  } finally {
    if (!options.doctor && doctor instanceof DoctorPool) await doctor.close();
  }
}

/** Every certificate under as much of its path as tells it from the others. */
function namedReports(lines: readonly VerifiedPair[]): readonly NamedReport[] {
  const read = lines.flatMap(({ certificate, report }) =>
    certificate !== null && report ? [{ certificate, report }] : [],
  );
  const names = shortNames(read.map(({ certificate }) => certificate));
  return read.map(({ certificate, report }) => ({ name: names.get(certificate) ?? certificate, report }));
}

/** How a document differs from the sealed one; empty when it was not compared or is the same. */
async function differences(
  { document, documentDigest }: VerifiedPair,
  report: Report,
  lineage: Lineage,
  doctor: Pick<DoctorPool, 'diagnose'>,
): Promise<readonly Finding[]> {
  const { verdict, record, digest, facts } = report;
  if (verdict !== 'different-file' || !record || digest === null || document === null || documentDigest === null)
    return [];
  if (document.startsWith(TYPED)) return [];
  const known = lineage.recordOf(report, documentDigest);
  const findings = await doctor.diagnose({
    file: { path: document, sha256: documentDigest },
    sealed: {
      sha256: digest,
      size: record.size ?? 0,
      id: record.id,
      supersedes: record.supersedes,
      fingerprints: facts.fingerprints,
    },
    record: known && { id: known.id, supersedes: known.supersedes },
  });
  return findings ?? [NOT_READ];
}

const NOT_READ = { code: 'not-comparable', certain: false, detail: { reason: 'unread' } } as const;

function failedLine(document: string | null, error: Fault): VerifiedPair {
  return { certificate: null, document, documentDigest: null, report: null, error };
}

async function compareHere(pdf: Uint8Array, set: EvidenceSet): Promise<PageComparison> {
  // loaded on first use: the PDF library takes longer to load than everything else
  const { comparePageHere } = await import('../certificates/compare-page.ts');
  return comparePageHere(pdf, set);
}
