import type { Phrases } from '../types.ts';
import { checks } from './checks.ts';
import { errors } from './errors.ts';
import { labels } from './labels.ts';
import { verdicts } from './verdicts.ts';

/** All phrases in English. */
export const en: Phrases = { verdict: verdicts, errors, ...checks, ...labels };
