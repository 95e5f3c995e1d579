/** The report for an expert, handed over as a file: the same as the command line's `--report FILE.json`. */
import { nobleCrypto } from '../../core/crypto.ts';
import { expertReport } from '../../core/expert-report/index.ts';
import { h } from './dom.ts';
import type { Session } from './session.ts';

/** Starts the download. */
export function saveExpertReport(session: Session, version: string): void {
  const tool = { name: 'Notary Desk checker page', version };
  const report = expertReport(session.cases(), session.trust(), tool, new Date().toISOString(), nobleCrypto);
  const file = new Blob([`${JSON.stringify(report, null, 2)}\n`], { type: 'application/json' });
  const address = URL.createObjectURL(file);
  const link = h('a', { href: address, download: 'notary-report.json' });
  document.body.append(link);
  link.click();
  link.remove();
  // some browsers read the file only after the click was handled
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
