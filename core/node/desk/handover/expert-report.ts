/** A report for an expert, requested in the window. */
import type { ExpertReport } from '../../../handover/expert-report/index.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { verifyFiles } from '../../verify/verify-files.ts';
import { expertReportOn, jsonOf, pdfOf } from './report/expert.ts';

/** Which report to write. */
export interface ReportWish {
  /** The files to verify. */
  readonly paths: readonly string[];
  /** SHA-256 of documents that are not available, hex. */
  readonly digests?: readonly string[];
  /** Whether test networks count. */
  readonly acceptDemo?: boolean;
  readonly format: 'pdf' | 'json';
  /** Path of the report; the extension is chosen elsewhere. */
  readonly path: string;
}

/** Writes a report. Throws `write-failed`. */
export async function writeReport(path: string, report: ExpertReport, format: ReportWish['format']): Promise<void> {
  writeAtomic(path, format === 'pdf' ? await pdfOf(report) : jsonOf(report));
}

/** Without a desk no bundle is trusted, and everything else is checked. */
export async function reportWithoutDesk(wish: ReportWish, version: string): Promise<void> {
  const pairs = await verifyFiles(wish.paths, {
    trust: [],
    digests: wish.digests ?? [],
    acceptDemo: wish.acceptDemo ?? false,
  });
  await writeReport(wish.path, expertReportOn(pairs, [], version), wish.format);
}
