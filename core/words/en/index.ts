import type { Phrases } from '../types.ts';
import { checks } from './checks.ts';
import { dossier } from './dossier.ts';
import { errors } from './error-table.ts';
import { certainty, findings, notCertain } from './findings.ts';
import { labels } from './labels.ts';
import { trust } from './trust.ts';
import { verdicts } from './verdicts.ts';
import { warnings } from './warnings.ts';

/** All phrases in English. */
export const en: Phrases = {
  verdict: verdicts,
  unreadPicture: (format) =>
    `It is a picture as ${format}, in which codes cannot be read here. If it shows a proof on paper, save it as PNG or JPEG at 300 dpi and check that.`,
  errors,
  findings,
  notCertain,
  certainty,
  warnings,
  dossier,
  trust,
  ...checks,
  ...labels,
};
