/** Everything dropped on the page so far, and the results. */

import { nobleCrypto } from '../../core/crypto.ts';
import type { Finding } from '../../core/documents/doctor/findings.ts';
import { Lineage } from '../../core/documents/doctor/lineage.ts';
import { type Pair, pairByDigest } from '../../core/documents/pairing.ts';
import { besideOf, listsBeside } from '../../core/dossier/loose.ts';
import { errorCode, type NotaryError } from '../../core/errors.ts';
import type { Front } from '../../core/formats/attachments/index.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { bundleCheckCode } from '../../core/formats/check-code.ts';
import { ATTACHMENT_NAMES, type CertificateFiles, type EvidenceFiles } from '../../core/formats/evidence.ts';
import type { AcceptedBundle, TrustBundle } from '../../core/formats/trust.ts';
import type { ExpertCase } from '../../core/handover/expert-report/index.ts';
import { leafHash } from '../../core/log/merkle.ts';
import { joinFragments } from '../../core/paper/fragments.ts';
import { codesMissing } from '../../core/paper/missing.ts';
import { parseRecord } from '../../core/records/index.ts';
import type { NotaryRecord } from '../../core/records/record.ts';
import { judgePack, type TracePackReport } from '../../core/trace/certified.ts';
import type { ListSums } from '../../core/verification/dossier-checks.ts';
import { Forks } from '../../core/verification/forks.ts';
import type { DocumentReading } from '../../core/verification/reading.ts';
import { type Report, unreadableReport } from '../../core/verification/report.ts';
import { verify } from '../../core/verification/verify.ts';
import type { Differing, Recorded } from './doctor/doctor.ts';
import { type Dropped, INSIDE } from './reading.ts';

/** A bundle the reader has seen; it counts once it is accepted. */
export interface OfferedBundle {
  readonly bundle: TrustBundle;
  readonly fingerprint: string;
  /** Its check code. */
  readonly code: string;
  /** It is built into this page by its sender, so it only counts after its fingerprint was typed. */
  readonly fromPage: boolean;
  readonly accepted: 'no' | 'compared' | 'not-compared';
}

/** One result. */
export interface Outcome {
  readonly certificate: string | null;
  readonly document: string | null;
  readonly report: Report | null;
  /** The format of a picture that came alone, in which nobody could look for a proof on paper. */
  readonly unread: string | null;
}

/** What the doctor is asked about one pair: how the document differs, or which facts it states. */
export type OpenQuestion =
  /** `key` identifies the answer. */
  | { readonly document: string; readonly key: string; readonly differing: Differing }
  | { readonly document: string; readonly recorded: Recorded };

interface Certificate {
  readonly name: string;
  readonly files: CertificateFiles | null;
  /** Its record; null where that cannot be read. */
  readonly record: NotaryRecord | null;
  /** Of the items that it carries. */
  readonly sums: ListSums | null;
  /** What stood before the certificate in its file. */
  readonly front: Front | null;
  readonly error: NotaryError | null;
  readonly digest: string | null;
  /** SHA-256 of the PDF, hex; null for loose attachments and for what could not be read. */
  readonly sha256: string | null;
  /** A key that is unique even among certificates of the same record, which may disclose different facts. */
  readonly key: string;
}

type Document = Extract<Dropped, { kind: 'document' }>;
type List = Extract<Dropped, { kind: 'list' }>;

/** A trace pack that was dropped, judged as one. */
export interface PackOutcome extends TracePackReport {
  readonly name: string;
}

export class Session {
  #certificates: readonly Certificate[] = [];
  #documents: readonly Document[] = [];
  /** Lists of dossiers that came as files of their own. */
  #lists: readonly List[] = [];
  #pictures: readonly Extract<Dropped, { kind: 'codes' }>[] = [];
  /** The result of the codes in the pictures. */
  #onPaper: readonly Certificate[] = [];
  #loose: Partial<Record<keyof EvidenceFiles, Uint8Array>> = {};
  #packs: readonly Extract<Dropped, { kind: 'pack' }>[] = [];
  #bundles: readonly OfferedBundle[] = [];
  /** Findings by pair; they do not depend on trusted bundles. */
  readonly #findings = new Map<string, readonly Finding[]>();
  /** What documents state themselves, by their SHA-256. */
  readonly #readings = new Map<string, DocumentReading>();
  /** Verified with the bundles accepted now. */
  readonly #reports = new Map<string, Report>();

  get bundles(): readonly OfferedBundle[] {
    return this.#bundles;
  }

  get isEmpty(): boolean {
    return (
      this.#certificates.length + this.#onPaper.length + this.#documents.length + this.#lists.length === 0 &&
      Object.keys(this.#loose).length === 0
    );
  }

  /** Names of the attachments that are still missing, when some were dropped loose. */
  get missingAttachments(): readonly string[] {
    const present = Object.keys(this.#loose);
    if (present.length === 0) return [];
    return Object.entries(ATTACHMENT_NAMES).flatMap(([part, name]) => (present.includes(part) ? [] : [name]));
  }

  add(dropped: Dropped): void {
    switch (dropped.kind) {
      case 'certificate':
        this.#addCertificate(dropped.name, dropped.files, dropped.sha256, dropped.front, dropped.sums);
        return;
      case 'attachment':
        this.#addAttachment(dropped.part, dropped.bytes);
        return;
      case 'document':
        if (!this.#documents.some(({ name, sha256 }) => name === dropped.name && sha256 === dropped.sha256))
          this.#documents = [...this.#documents, dropped];
        return;
      case 'list':
        this.#lists = [...this.#lists, dropped];
        this.#reports.clear();
        return;
      case 'codes':
        this.#pictures = [...this.#pictures, dropped];
        this.#onPaper = onPaper(this.#pictures);
        return;
      case 'bundle':
        this.offer(dropped.bundle, dropped.fingerprint, false);
        return;
      case 'pack':
        this.#packs = [...this.#packs, dropped];
        return;
      case 'broken':
        this.#certificates = [...this.#certificates, brokenCertificate(dropped.name, dropped.error)];
    }
  }

  #addCertificate(
    name: string,
    files: CertificateFiles,
    sha256: string | null,
    front: Front | null = null,
    sums: ListSums | null = null,
  ): void {
    const known = { ...read(files), error: null, sums, front, sha256 };
    this.#certificates = [...this.#certificates, { name, ...known }];
  }

  #addAttachment(part: keyof EvidenceFiles, bytes: Uint8Array): void {
    this.#loose = { ...this.#loose, [part]: bytes };
    const { record, evidence, proof } = this.#loose;
    if (!record || !evidence || !proof) return;
    this.#loose = {};
    this.#addCertificate(Object.values(ATTACHMENT_NAMES).join(' + '), { record, evidence, proof }, null);
  }

  offer(bundle: TrustBundle, fingerprint: string, fromPage: boolean): void {
    if (this.#bundles.some((known) => known.fingerprint === fingerprint)) return;
    this.#bundles = [
      ...this.#bundles,
      { bundle, fingerprint, code: bundleCheckCode(bundle, fingerprint, nobleCrypto), fromPage, accepted: 'no' },
    ];
  }

  /** Accepts a bundle or revokes that. A built-in bundle cannot be accepted without comparing. */
  accept(fingerprint: string, accepted: OfferedBundle['accepted']): void {
    this.#reports.clear();
    this.#bundles = this.#bundles.map((known) =>
      known.fingerprint !== fingerprint || (known.fromPage && accepted === 'not-compared')
        ? known
        : { ...known, accepted },
    );
  }

  clear(): void {
    this.#certificates = [];
    this.#pictures = [];
    this.#packs = [];
    this.#onPaper = [];
    this.#documents = [];
    this.#lists = [];
    this.#loose = {};
    this.#findings.clear();
    this.#readings.clear();
    this.#reports.clear();
  }

  outcomes(): readonly Outcome[] {
    const others = this.#others();
    return this.#pairs().map(({ certificate, document }) => ({
      certificate: certificate?.name ?? null,
      document: document?.name ?? null,
      report: certificate && withOthers(this.#report(certificate, document), others),
      unread: certificate ? null : (document?.unread ?? null),
    }));
  }

  /** Trace packs, each as a whole. */
  packs(): readonly PackOutcome[] {
    const reports = new Map(
      this.#pairs().flatMap(({ certificate, document }) =>
        certificate ? [[certificate, this.#report(certificate, document)] as const] : [],
      ),
    );
    return this.#packs.map(({ name, contents }) => {
      const start = name + INSIDE;
      const inside = [...reports].filter(([certificate]) => certificate.name.startsWith(start));
      const certificates = inside.map(([certificate, report]) => {
        const { files } = certificate;
        const leaf = files && toHex(leafHash(files.record, nobleCrypto));
        return { file: certificate.name.slice(start.length), report, leaf };
      });
      return { name, ...judgePack(contents, certificates) };
    });
  }

  /** What the dropped certificates say about one another. */
  #others(): Others {
    const named = this.#pairs().flatMap(({ certificate, document }) =>
      certificate ? [{ name: certificate.name, report: this.#report(certificate, document) }] : [],
    );
    const reports = named.map(({ report }) => report);
    return { lineage: new Lineage(null, reports), forks: new Forks(named) };
  }

  /** The next pair about which something can be found out; null when there is none. */
  nextQuestion(): OpenQuestion | null {
    for (const { certificate, document } of this.#pairs()) {
      const file = document?.file ?? null;
      const question = certificate && document && file && this.#questionOn(certificate, { ...document, file });
      if (question) return question;
    }
    return null;
  }

  /** A differing pair without findings, or the recorded document, whose facts are not read again yet. */
  #questionOn(certificate: Certificate, document: Document & { readonly file: File }): OpenQuestion | null {
    const key = keyOf(certificate, document);
    const report = this.#report(certificate, document);
    const { verdict, record, digest, facts, read } = report;
    const { file, sha256, name } = document;
    if (read !== null && sha256 === digest && !this.#readings.has(sha256))
      return { document: name, recorded: { file, sha256 } };
    if (verdict !== 'different-file' || this.#findings.has(key) || !record || digest === null) return null;
    const { id, size, supersedes } = record;
    const sealed = { sha256: digest, size: size ?? 0, id, supersedes, fingerprints: facts.fingerprints };
    const known = this.#others().lineage.recordOf(report, sha256);
    return { key, document: name, differing: { file, sha256, sealed, record: known } };
  }

  /** Stores what a document states itself; what was judged without that is judged again. */
  stated(sha256: string, reading: DocumentReading): void {
    this.#readings.set(sha256, reading);
    this.#reports.clear();
  }

  /** Stores an answer; answers about removed items are dropped. */
  explain(key: string, findings: readonly Finding[]): void {
    if (this.#pairs().some(({ certificate, document }) => certificate && keyOf(certificate, document) === key))
      this.#findings.set(key, findings);
  }

  /** Together with a certificate, a damaged PDF is a document to compare; alone it is treated as the certificate. */
  #pairs(): readonly Pair<Certificate, Document>[] {
    const certificates = [...this.#certificates, ...this.#onPaper];
    const used = new Set(certificates.flatMap((one) => this.#listsOf(one)));
    const others = this.#lists.flatMap((list) => (used.has(list) ? [] : [list.document]));
    const all = [...this.#documents, ...others];
    if (certificates.some(({ files }) => files)) return pairByDigest(certificates, all);
    const damaged = all.flatMap(({ name, damage }) => (damage ? [brokenCertificate(name, damage)] : []));
    const documents = all.filter(({ damage }) => !damage);
    return pairByDigest([...certificates, ...damaged], documents);
  }

  /** The lists that lie beside a certificate. */
  #listsOf({ record, files }: Certificate): readonly List[] {
    if (!record || !files) return [];
    const beside = listsBeside(
      { record, files },
      this.#lists.map(({ list }) => list),
    );
    return this.#lists.filter(({ list }) => beside.includes(list));
  }

  /** Inputs for a report for an expert. */
  cases(): readonly ExpertCase[] {
    const others = this.#others();
    return this.#pairs().flatMap(({ certificate, document }) => {
      if (!certificate) return [];
      const { name, sha256, files } = certificate;
      const report = withOthers(this.#report(certificate, document), others);
      return [{ report, certificate: { name, sha256 }, files }];
    });
  }

  #report(certificate: Certificate, document: Document | null): Report {
    if (!certificate.files) return unreadableReport(certificate.error, document);
    const key = keyOf(certificate, document);
    const report = this.#reports.get(key) ?? this.#verify(certificate.files, certificate, document);
    this.#reports.set(key, report);
    const findings = this.#findings.get(key);
    return report.verdict === 'different-file' && findings ? { ...report, findings } : report;
  }

  #verify(files: CertificateFiles, certificate: Certificate, document: Document | null): Report {
    const reading = this.#readings.get(document?.sha256 ?? '');
    const lists = this.#listsOf(certificate);
    const sums = certificate.sums ?? lists.find(({ list }) => list.part === 'items')?.sums ?? null;
    return verify(files, {
      ...(reading ? { reading } : {}),
      document,
      front: certificate.front,
      dossier: { beside: besideOf(lists.map(({ list }) => list)), ...(sums ? { sums } : {}) },
      trust: this.trust(),
      // this small file does not contain the fonts for making the page again
      page: { state: 'not-run', reason: 'no-fonts' },
      crypto: nobleCrypto,
    });
  }

  /** The bundles that the reader accepted. */
  trust(): readonly AcceptedBundle[] {
    return this.#bundles
      .filter(({ accepted }) => accepted !== 'no')
      .map(({ bundle, fingerprint, accepted }) => ({ bundle, fingerprint, compared: accepted === 'compared' }));
  }
}

function brokenCertificate(name: string, error: NotaryError): Certificate {
  return { name, files: null, record: null, sums: null, front: null, error, digest: null, sha256: null, key: '' };
}

/** What certificates say about one another. */
interface Others {
  readonly lineage: Lineage;
  readonly forks: Forks;
}

function withOthers(report: Report, { lineage, forks }: Others): Report {
  const forked = forks.findings(report);
  const later = lineage
    .replaced(report)
    .filter(({ detail }) => !report.findings.some((one) => one.detail.record === detail.record));
  return { ...report, findings: [...forked, ...report.findings, ...later] };
}

function keyOf({ key }: Certificate, document: Document | null): string {
  return `${key} ${document?.sha256 ?? ''} ${document?.name ?? ''}`;
}

/** A certificate for each set of codes, complete or not. */
function onPaper(pictures: readonly Extract<Dropped, { kind: 'codes' }>[]): readonly Certificate[] {
  const sets = joinFragments(
    pictures.flatMap(({ fragments }) => fragments),
    nobleCrypto,
  );
  return sets.map((set) => {
    const names = pictures
      .filter(({ fragments }) => fragments.some((part) => part.set === set.set))
      .map(({ name }) => name);
    const { files } = set;
    return {
      name: [...new Set(names)].join(' + '),
      ...(files ? read(files) : { files, record: null, digest: null, key: '' }),
      sums: null,
      front: null,
      error: files ? null : (set.error ?? codesMissing(set)),
      sha256: null,
    };
  });
}

/** What is known of a certificate by its files: `verify` will say what is wrong with a record that cannot be read. */
function read(files: CertificateFiles): Pick<Certificate, 'files' | 'record' | 'digest' | 'key'> {
  const record = recordIn(files);
  const shown = [files.evidence, files.dossier?.items, files.dossier?.openings];
  const key = shown.map((bytes) => (bytes ? toHex(nobleCrypto.sha256(bytes)) : '-')).join(' ');
  return { files, record, digest: record?.digest?.sha256 ?? null, key };
}

function recordIn({ record }: CertificateFiles): NotaryRecord | null {
  try {
    return parseRecord(record);
  } catch (error) {
    if (errorCode(error) === 'internal') throw error;
    return null;
  }
}
