/** The report for an expert as a downloaded file: the same as the command line's `--report FILE.json`. */
import { nobleCrypto } from '../../core/crypto.ts';
import { expertReport } from '../../core/handover/expert-report/index.ts';
import { saveFile } from './save.ts';
import type { Session } from './session.ts';

/** Starts the download. */
export function saveExpertReport(session: Session, version: string): void {
  const tool = { name: 'Notary Desk checker page', version };
  const report = expertReport(session.cases(), session.trust(), tool, new Date().toISOString(), nobleCrypto);
  saveFile(`${JSON.stringify(report, null, 2)}\n`, 'application/json', 'notary-report.json');
}
