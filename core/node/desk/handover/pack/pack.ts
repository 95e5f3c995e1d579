/**
 * A pack for court: for each record a folder with the certificate, its proof as loose files, the expert's report and the
 * chain of custody; beside them the trust bundles, the checker page, a cover for the judge and a list of digests. The same
 * state of the desk gives the same bytes. docs/court-pack.md.
 */

import type { CertificateFonts, Cover, CoveredRecord } from '../../../../certificate/index.ts';
import { replacedFindings } from '../../../../documents/doctor/lineage.ts';
import { toHex, utf8 } from '../../../../formats/bytes.ts';
import { ATTACHMENT_NAMES, certificateNumber, type EvidenceFiles } from '../../../../formats/evidence.ts';
import type { AcceptedBundle } from '../../../../formats/trust.ts';
import { type ExpertReport, expertReport } from '../../../../handover/expert-report/index.ts';
import { PACK_FILES } from '../../../../handover/pack-layout.ts';
import { type Custody, custodyBytes } from '../../../../log/custody.ts';
import type { StoredRecord } from '../../../../ports.ts';
import { statedText } from '../../../../records/record.ts';
import type { PreparedTexts } from '../../../../records/repeated-facts.ts';
import type { PageComparison } from '../../../../verification/page.ts';
import type { Report } from '../../../../verification/report.ts';
import { verify } from '../../../../verification/verify.ts';
import { nodeCrypto } from '../../../system/crypto.ts';
import { jsonOf, pdfOf } from '../report/expert.ts';
import { plainName } from '../share/collect.ts';
import type { NamedBytes } from '../share/contents.ts';
import { WithheldFacts } from '../withheld.ts';

/** A trust bundle in the pack. */
export interface PackedBundle extends AcceptedBundle {
  /** Its file in the pack. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One record to be packed. */
export interface PackedRecord {
  readonly record: StoredRecord;
  readonly files: EvidenceFiles;
  readonly certificate: Uint8Array;
  readonly page: PageComparison;
  /** The original; null when it is not included. */
  readonly document: Uint8Array | null;
  readonly custody: Custody;
  /** The sealed records that replaced this one. */
  readonly replacedBy: readonly string[];
}

/** Inputs for the whole pack. */
export interface PackFrame {
  /** Null where it is withheld. */
  readonly holder: string | null;
  /** Fingerprint of the log key, hex. */
  readonly logKey: string;
  /** When the head of the journal was sealed, RFC 3339: the time of everything that is made for the pack. */
  readonly time: string;
  readonly version: string;
  readonly trust: readonly PackedBundle[];
  readonly checker: NamedBytes;
  /** Of its records. */
  readonly texts: PreparedTexts;
}

/** The folder of one record, and its lines on the cover. */
export interface PackedFolder {
  readonly files: readonly NamedBytes[];
  readonly covered: CoveredRecord;
}

const sha256 = (bytes: Uint8Array) => toHex(nodeCrypto.sha256(bytes));

/** The files of one record; `folder` is its name in the pack. */
export async function packRecord(folder: string, packed: PackedRecord, frame: PackFrame): Promise<PackedFolder> {
  const { record, files, certificate, document } = packed;
  const withheld = new WithheldFacts(record, files, frame.texts);
  const { fileName } = withheld;
  const documentName = document && plainName(statedText(record, 'fileName'));
  const custody = withheld.custody(packed.custody);
  const report = reportOn(packed, frame);
  const expert = expertOn(packed, report, documentName, frame);
  const { makeCustodyPdf } = await import('../../../../certificate/index.ts');
  const page = { custody, fileName, producer: producerOf(frame) };
  const own: readonly NamedBytes[] = [
    { name: 'certificate.pdf', bytes: certificate },
    ...(document && documentName ? [{ name: documentName, bytes: document }] : []),
    { name: ATTACHMENT_NAMES.record, bytes: files.record },
    { name: ATTACHMENT_NAMES.evidence, bytes: files.evidence },
    { name: ATTACHMENT_NAMES.proof, bytes: files.proof },
    { name: 'custody.pdf', bytes: await makeCustodyPdf(page, await fonts(), nodeCrypto) },
    { name: 'custody.json', bytes: custodyBytes(custody) },
    { name: 'report.pdf', bytes: await pdfOf(expert) },
    { name: 'report.json', bytes: jsonOf(expert) },
  ];
  return {
    files: own.map(({ name, bytes }) => ({ name: `${folder}/${name}`, bytes })),
    covered: {
      folder,
      fileName,
      document: documentName,
      sha256: record.digest?.sha256 ?? null,
      certificateNumber: certificateNumber(files, nodeCrypto),
      verdict: report.verdict,
      trustName: report.trustName,
      vouchers: report.signers.filter(({ counts }) => counts).map(({ name }) => name),
      provenTime: report.provenTime,
      replacedBy: packed.replacedBy,
    },
  };
}

async function fonts(): Promise<CertificateFonts> {
  // loaded on first use: the PDF library takes longer to load than everything else
  return (await import('../../../certificates/fonts.ts')).certificateFonts();
}

const producerOf = ({ version }: PackFrame) => `Notary Desk ${version}`;

function reportOn({ files, page, document, record, replacedBy }: PackedRecord, { trust, texts }: PackFrame): Report {
  const name = new WithheldFacts(record, files, texts).fileName ?? plainName(statedText(record, 'fileName'));
  const compared = document && { name, sha256: sha256(document) };
  const report = verify(files, { document: compared, trust, page, crypto: nodeCrypto });
  return { ...report, findings: replacedFindings(replacedBy) };
}

/** The report for an expert; its commands run in the folder of the record. */
function expertOn(
  { certificate, files }: PackedRecord,
  report: Report,
  document: string | null,
  frame: PackFrame,
): ExpertReport {
  const bundle = frame.trust.find(({ fingerprint }) => fingerprint === report.trustFingerprint);
  const fileNames = {
    certificate: 'certificate.pdf',
    document: document ?? 'document',
    trust: `../${bundle?.name ?? 'trust'}`,
  };
  const one = { report, certificate: { name: fileNames.certificate, sha256: sha256(certificate) }, files, fileNames };
  return expertReport([one], frame.trust, { name: 'Notary Desk', version: frame.version }, frame.time, nodeCrypto);
}

/** Every file of the pack, the cover first and the list of digests last. */
export async function packFiles(folders: readonly PackedFolder[], frame: PackFrame): Promise<readonly NamedBytes[]> {
  const { makeCoverPdf } = await import('../../../../certificate/index.ts');
  const { trust, checker } = frame;
  const cover: Cover = {
    holder: frame.holder,
    logKey: frame.logKey,
    time: frame.time,
    records: folders.map(({ covered }) => covered),
    trust: trust.map(({ name, fingerprint }) => ({ name, sha256: fingerprint })),
    checker: { name: checker.name, sha256: sha256(checker.bytes) },
    producer: producerOf(frame),
  };
  const files: readonly NamedBytes[] = [
    { name: PACK_FILES.cover, bytes: await makeCoverPdf(cover, await fonts(), nodeCrypto) },
    checker,
    ...trust.map(({ name, bytes }) => ({ name, bytes })),
    ...folders.flatMap((folder) => folder.files),
  ];
  return [...files, digestList(files)];
}

/** `SHA256SUMS` as `sha256sum -c` reads it. */
function digestList(files: readonly NamedBytes[]): NamedBytes {
  const lines = files.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`);
  return { name: PACK_FILES.digests, bytes: utf8(lines.join('')) };
}
