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
import { besideOf, LOOSE_HEAD, type LooseList, listsBeside, looseList, loosePart } from '../../dossier/loose.ts';
import { PDF_LIMITS } from '../../formats/attachments/limits.ts';
import { toGroups, toHex } from '../../formats/bytes.ts';
import type { EvidenceFiles, EvidenceSet } from '../../formats/evidence.ts';
import type { AcceptedBundle } from '../../formats/trust.ts';
import { leafHash } from '../../log/merkle.ts';
import type { RecordKind } from '../../records/index.ts';
import { judgePack, type TracePackReport, type VerifiedCertificate } from '../../trace/certified.ts';
import { CheckpointMemory } from '../../verification/checkpoint-checks.ts';
import { Forks, type KnownLogs, type NamedReport } from '../../verification/forks.ts';
import type { PageComparison } from '../../verification/page.ts';
import { type Report, unreadableReport } from '../../verification/report.ts';
import { type VerifyOptions, verify } from '../../verification/verify.ts';
import { DoctorPool } from '../doctor/pool.ts';
import { readPaper } from '../paper/exhibits.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Fault, faultOf } from '../system/fault.ts';
import type { VerifyProgress } from '../system/progress.ts';
import { shortNames } from '../system/short-names.ts';
import { readHead, readSmallFile } from '../system/small-file.ts';
import {
  type CertificateExhibit,
  type DocumentExhibit,
  type FailedExhibit,
  type PackExhibit,
  readAsCertificate,
  readExhibits,
} from './exhibits.ts';
import { type ReadDocument, readAgainBy } from './read-again.ts';
import { fileInPack } from './trace-pack.ts';

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
  /** The three files of what cannot be read again by its path: a proof on paper, a certificate in a pack. */
  readonly kept?: EvidenceFiles | null;
  /** What a trace pack shows as a whole; its path is that of the document, and its certificates are lines of their own. */
  readonly trace?: TracePackReport;
}

/** The check `page` of one certificate. */
export type ComparePage = (pdf: Uint8Array, set: EvidenceSet) => Promise<PageComparison>;

/** What `verifyFiles` needs besides the paths. */
export interface VerifyFilesOptions {
  readonly trust: readonly AcceptedBundle[];
  /** By default in this thread, with the program's own fonts. */
  readonly comparePage?: ComparePage;
  /** By default with the processes of `doctor`. */
  readonly readDocument?: ReadDocument;
  readonly acceptDemo?: boolean;
  /** The kinds of anchors to verify; those of this program by default. */
  readonly anchorKinds?: AnchorKinds | undefined;
  /** The kinds of records that are known. */
  readonly recordKinds?: readonly RecordKind[] | undefined;
  /** When no file is recognised as a certificate, read the first one as such, to report why it is none. */
  readonly firstIsCertificate?: boolean;
  /** Explains how documents differ and reads them again; by default with processes of its own. */
  readonly doctor?: Pick<DoctorPool, 'diagnose' | 'read'>;
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
  /** Lists of a dossier that came as files of their own. */
  readonly beside?: readonly LooseList[];
};

/** Comparisons running at once: each holds a PDF in memory. */
const AT_ONCE = 8;

/** Verifies files and folders. Throws `cancelled`; a problem with a file is reported in its item. */
export async function verifyFiles(
  paths: readonly string[],
  options: VerifyFilesOptions,
): Promise<readonly VerifiedPair[]> {
  // its processes are started when there is something to do
  const own = options.doctor ? null : new DoctorPool();
  const doctor = options.doctor ?? (own as DoctorPool);
  try {
    return await verifyWith(paths, { readDocument: readAgainBy(doctor), ...options, doctor });
  } finally {
    await own?.close();
  }
}

async function verifyWith(
  paths: readonly string[],
  options: VerifyFilesOptions & Required<Pick<VerifyFilesOptions, 'doctor'>>,
): Promise<readonly VerifiedPair[]> {
  const certificates: Compared[] = [];
  const given: DocumentExhibit[] = [];
  const failed: FailedExhibit[] = [];
  const packs: PackExhibit[] = [];
  const watch = { cancelled: () => options.signal?.aborted ?? false, progress: options.onProgress ?? (() => {}) };
  for await (const exhibit of readExhibits(paths, watch, options.recordKinds)) {
    if ('fault' in exhibit) failed.push(exhibit);
    else if ('contents' in exhibit) packs.push(exhibit);
    else if ('sha256' in exhibit) given.push(exhibit);
    else certificates.push(compared(exhibit, options));
    await certificates.at(-AT_ONCE)?.page.catch(() => {});
  }
  const known = new Set(certificates.flatMap(({ digest }) => digest ?? []));
  const lists = looseLists(
    given,
    certificates.flatMap(({ set }) => (set?.record.items ? [set] : [])),
  );
  const paired = certificates.map((one) => (one.set ? { ...one, beside: listsBeside(one.set, lists) } : one));
  certificates.splice(0, certificates.length, ...paired);
  const used = new Set(paired.flatMap((one) => ('beside' in one ? (one.beside ?? []) : [])));
  const documentsGiven = given.filter((one) => !lists.some((list) => used.has(list) && list.path === one.path));
  const paper = await readPaper(documentsGiven, known, options.signal, options.recordKinds);
  certificates.push(...paper.certificates.map((certificate) => compared(certificate, options)));
  const documents = [...paper.documents];
  const [first] = paths;
  if (certificates.length + failed.length + packs.length === 0 && options.firstIsCertificate && first !== undefined) {
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
  const explained = await explain(lines, { ...options, packs });
  return [
    ...packs.map((pack) => packLine(pack, explained)),
    ...explained,
    ...failed.map(({ path, fault }) => failedLine(path, fault)),
  ];
}

type ListFile = LooseList & { readonly path: string };

/**
 * Files among the documents that are lists of these dossiers; they are read again, because only their digests are kept. Each may
 * have 20 MB, so only those are kept that count for a certificate.
 */
function looseLists(documents: readonly DocumentExhibit[], dossiers: readonly EvidenceSet[]): readonly ListFile[] {
  const kept: ListFile[] = [];
  if (dossiers.length === 0) return kept;
  for (const { path, inPack } of documents) {
    const list = inPack ? null : listAt(path);
    if (list && dossiers.some((dossier) => listsBeside(dossier, [...kept, list]).includes(list))) kept.push(list);
  }
  return kept;
}

/** A list, known by its contents whatever the file is called; null for any other file. */
function listAt(path: string): ListFile | null {
  try {
    const { head, size } = readHead(path, LOOSE_HEAD);
    if (loosePart(head, size) === null) return null;
    const found = looseList(new Uint8Array(readSmallFile(path, PDF_LIMITS.items)), nodeCrypto);
    return found && { ...found, path };
  } catch {
    return null; // gone meanwhile: it stays a document
  }
}

/** What a trace pack shows as a whole, from the lines of its certificates. */
function packLine({ path, contents }: PackExhibit, lines: readonly VerifiedPair[]): VerifiedPair {
  const certificates = new Map<string, VerifiedCertificate>();
  for (const { certificate, report, kept } of lines) {
    const file = fileInPack(path, certificate);
    const leaf = kept ? toHex(leafHash(kept.record, nodeCrypto)) : null;
    // of several documents for one certificate the first counts: its links do not depend on them
    if (file !== null && report && !certificates.has(file)) certificates.set(file, { file, report, leaf });
  }
  const trace = judgePack(contents, [...certificates.values()]);
  return { certificate: null, document: path, documentDigest: null, report: null, error: null, trace };
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
      ...(certificate?.kept ? { kept: certificate.set?.files ?? null } : {}),
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
  { set, error, page, front, beside = [] }: Compared,
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
    dossier: { beside: besideOf(beside) },
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
  if (!readDocument || !document || document.inPack || document.path.startsWith(TYPED)) return {};
  if (!kind.names.includes('read') || document.sha256 !== record.digest?.sha256) return {};
  return { reading: await readDocument(document.path, document.sha256) };
}

/** Adds findings of the doctor and the lineage to the verdicts, which they never change. */
async function explain(
  lines: readonly VerifiedPair[],
  { own, known, ...differ }: Pick<VerifyFilesOptions, 'own' | 'known'> & Differing,
): Promise<readonly VerifiedPair[]> {
  const reports = lines.flatMap(({ report }) => report ?? []);
  const lineage = new Lineage(own ?? null, reports);
  const forks = new Forks(namedReports(lines), known);
  return Promise.all(
    lines.map(async (line) => {
      const { report } = line;
      if (!report) return line;
      const found = await differences(line, report, lineage, differ);
      const later = lineage
        .replaced(report)
        .filter(({ detail }) => !found.some((one) => one.detail.record === detail.record));
      return { ...line, report: { ...report, findings: [...forks.findings(report), ...found, ...later] } };
    }),
  );
}

/** Who says how documents differ; what is in a pack cannot be read for that. */
interface Differing {
  readonly doctor: Pick<DoctorPool, 'diagnose'>;
  readonly packs: readonly PackExhibit[];
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
  { doctor, packs }: Differing,
): Promise<readonly Finding[]> {
  const { verdict, record, digest, facts } = report;
  if (verdict !== 'different-file' || !record || digest === null || document === null || documentDigest === null)
    return [];
  if (document.startsWith(TYPED)) return [];
  if (packs.some(({ path }) => fileInPack(path, document) !== null)) return [NOT_READ];
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
