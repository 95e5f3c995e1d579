/** What the played desk answers to a file that is verified. */
import { VERDICTS } from '../../../core/verification/report.ts';
import type { VerifyItem } from '../../../electron/api.ts';
import { sampleFindings } from './findings.ts';
import { HOSTILE, hostile } from './hostile.ts';
import { sampleReport, severalReport } from './reports.ts';

/** A file whose name begins so is proven by several chains and witnesses. */
const SEVERAL = 'proven-several';

const baseName = (path: string) => path.split('/').pop() ?? path;

/** A file called after a verdict is a certificate with that verdict; `known…` is a document of this desk. */
export function verifyItem(path: string, knownRecord: string | null): VerifyItem {
  const verdict = VERDICTS.find((name) => baseName(path).startsWith(name));
  const nothing = { certificate: null, document: null, report: null, knownRecord: null, error: null };
  if (baseName(path).startsWith('locked'))
    return { ...nothing, document: path, error: { code: 'file-unreadable', message: 'played', details: {} } };
  if (verdict === undefined)
    return { ...nothing, document: path, knownRecord: baseName(path).startsWith('known') ? knownRecord : null };
  const played = baseName(path).startsWith(SEVERAL) ? severalReport() : sampleReport(verdict);
  const sample = path.includes(HOSTILE) ? hostile(played) : played;
  const report = verdict === 'different-file' ? { ...sample, findings: sampleFindings(baseName(path)) } : sample;
  return { ...nothing, certificate: path, document: report.file, report };
}
