import type { Phrases } from '../types.ts';
import { checks } from './checks.ts';
import { errors } from './errors.ts';
import { certainty, findings, notCertain } from './findings.ts';
import { labels } from './labels.ts';
import { verdicts } from './verdicts.ts';
import { warnings } from './warnings.ts';

/** All phrases in English. */
export const en: Phrases = {
  verdict: verdicts,
  errors,
  findings,
  notCertain,
  certainty,
  warnings,
  ...checks,
  ...labels,
};
