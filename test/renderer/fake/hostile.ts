/** Texts of strangers who mean harm. */
import type { TrustBundle } from '../../../core/formats/trust.ts';
import type { Report } from '../../../core/verification/report.ts';
import { sampleBundle } from './sample.ts';

/** What no text of a stranger may bring into the window: it turns, hides or blanks what stands around it. */
export const HOSTILE = '\u202e\u2800\u200b\u2066';

/** The same report from a stranger who has put it behind every text of his. */
export function hostile(report: Report): Report {
  const spoil = (value: unknown): unknown => {
    if (typeof value === 'string') return `${value}${HOSTILE}`;
    if (Array.isArray(value)) return value.map(spoil);
    return value;
  };
  const facts = Object.fromEntries(
    Object.entries(report.facts).map(([name, value]) => [name, name === 'date' ? value : spoil(value)]),
  );
  const signers = report.signers.map((signer) => ({ ...signer, name: `${signer.name}${HOSTILE}` }));
  const own = { ...report, facts: facts as Report['facts'], signers, file: spoil(report.file) as string };
  return { ...own, trustName: spoil(report.trustName) as string };
}

/** The bundle that is picked to be accepted. */
export function pickedBundle(isHostile = false): TrustBundle {
  return isHostile
    ? sampleBundle(`Court${HOSTILE}`, `N\u043erdic${HOSTILE}`, [`Nordic${HOSTILE}`])
    : sampleBundle('Nordic Harbour Bank', 'Nordic Harbour Bank', ['Port Authority']);
}
