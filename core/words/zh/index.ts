import type { Phrases } from '../types.ts';
import { checks } from './checks.ts';
import { dossier } from './dossier.ts';
import { errors } from './error-table.ts';
import { certainty, findings, notCertain } from './findings.ts';
import { labels } from './labels.ts';
import { trust } from './trust.ts';
import { verdicts } from './verdicts.ts';
import { warnings } from './warnings.ts';

/** All phrases in Chinese. */
export const zh: Phrases = {
  verdict: verdicts,
  unreadPicture: (format) =>
    `这是 ${format} 格式的图片，此处无法读取其中的码。如果上面是纸面证明，请以 300 dpi 另存为 PNG 或 JPEG 后再核验。`,
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
