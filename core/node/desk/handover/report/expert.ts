/** The report for an expert, from the files that were verified. */
import { extname } from 'node:path';
import { NotaryError } from '../../../../errors.ts';
import { toHex, utf8 } from '../../../../formats/bytes.ts';
import { certificateNumber } from '../../../../formats/evidence.ts';
import type { AcceptedBundle } from '../../../../formats/trust.ts';
import { type ExpertCase, type ExpertReport, expertReport } from '../../../../handover/expert-report/index.ts';
import { writeAtomic } from '../../../system/atomic-file.ts';
import { nodeCrypto } from '../../../system/crypto.ts';
import { readAsCertificate } from '../../../verify/exhibits.ts';
import type { VerifiedPair } from '../../../verify/verify-files.ts';

/** File extensions of a report. */
export const REPORT_FORMATS = ['.json', '.pdf'] as const;

/** True when `path` has the extension of a report. */
export function isReportPath(path: string): boolean {
  return (REPORT_FORMATS as readonly string[]).includes(extname(path).toLowerCase());
}

/** The report on what was verified. Throws `file-changed` when a certificate has changed since it was verified. */
export function expertReportOn(
  pairs: readonly VerifiedPair[],
  trust: readonly AcceptedBundle[],
  version: string,
): ExpertReport {
  const tool = { name: 'Notary Desk', version };
  return expertReport(pairs.flatMap(caseOf), trust, tool, new Date().toISOString(), nodeCrypto);
}

function caseOf({ certificate, report, kept }: VerifiedPair): readonly ExpertCase[] {
  if (certificate === null || report === null) return [];
  if (kept !== undefined) return [{ report, certificate: { name: certificate, sha256: null }, files: kept }];
  const { set, pdf } = readAsCertificate(certificate);
  const number = set && certificateNumber(set.files, nodeCrypto);
  if (number !== report.certificateNumber)
    throw new NotaryError('file-changed', `${certificate} was changed while it was verified`, { file: certificate });
  const sha256 = pdf && toHex(nodeCrypto.sha256(pdf));
  return [{ report, certificate: { name: certificate, sha256 }, files: set?.files ?? null }];
}

/** Writes the report in the format of its extension, JSON or PDF. */
export async function writeExpertReport(path: string, report: ExpertReport): Promise<void> {
  writeAtomic(path, path.toLowerCase().endsWith('.pdf') ? await pdfOf(report) : jsonOf(report));
}

/** The report for programs. */
export function jsonOf(report: ExpertReport): Uint8Array {
  return utf8(`${JSON.stringify(report, null, 2)}\n`);
}

/** The report for people, with the one for programs attached. */
export async function pdfOf(report: ExpertReport): Promise<Uint8Array> {
  // loaded on first use: the PDF library takes longer to load than everything else
  const { makeExpertPdf } = await import('../../../../certificate/index.ts');
  const { certificateFonts } = await import('../../../certificates/fonts.ts');
  return makeExpertPdf(report, certificateFonts(), nodeCrypto);
}
