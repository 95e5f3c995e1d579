/** Texts in Chinese and English, looked up by the codes that core returns. */

import type { Finding } from '../documents/doctor/findings.ts';
import type { ErrorCode } from '../errors.ts';
import { visible } from '../formats/plain-text.ts';
import { KNOWN_KINDS } from '../records/facts.ts';
import { factLabel, kindOfKey } from '../records/index.ts';
import type { Check, Report } from '../verification/report.ts';
import { en } from './en/index.ts';
import { hasSeveral, type PolicyWords, policyLines } from './policy.ts';
import type {
  Certainty,
  ErrorDetails,
  ErrorWords,
  FindingWords,
  KnownKind,
  Language,
  Phrases,
  VerdictWords,
} from './types.ts';
import { type VerdictContext, verdictWords } from './verdict.ts';
import { zh } from './zh/index.ts';

export { dossierSentences } from './dossier.ts';
export { differingTexts, factText } from './fact-text.ts';
export * from './format.ts';
export type { PolicyWords } from './policy.ts';
export type {
  Bilingual,
  Certainty,
  ErrorDetails,
  ErrorWords,
  FindingWords,
  KnownKind,
  Language,
  Phrases,
  SignerRole,
  VerdictWords,
  WarningWords,
} from './types.ts';
export type { VerdictContext } from './verdict.ts';

/** Every language, in the order in which they are offered. */
export const LANGUAGES = ['zh', 'en'] as const satisfies readonly Language[];

/** A language's texts and the functions that combine them. */
export interface Words extends Omit<Phrases, 'verdict'> {
  readonly language: Language;
  verdict(report: Report, context: VerdictContext): VerdictWords;
  /** How the chains and witnesses of the bundle stand; null when none applies, or when one voice of one sort says it all. */
  policy(report: Pick<Report, 'policy'>, offsetMinutes: number): PolicyWords | null;
  /** The short name of a verdict. */
  verdictTitle(verdict: Report['verdict']): string;
  /** One sentence: what this check found, or why it could not be made. */
  checkSentence(check: Pick<Check, 'name' | 'reason'>): string;
  /** A finding of the doctor in a sentence or two. */
  finding(finding: Finding): string;
  /** The same with its certainty separate, for display as a label beside the sentence. */
  findingWords(finding: Finding): FindingWords;
  error(code: ErrorCode, details?: ErrorDetails): ErrorWords;
  /** A known kind in this language, any other text as it is. */
  kind(kind: string): string;
}

const isKnownKind = (kind: string): kind is KnownKind => (KNOWN_KINDS as readonly string[]).includes(kind);

function certaintyOf({ code, certain }: Finding): Certainty {
  if (code === 'not-comparable') return 'unknown';
  return certain ? 'certain' : 'uncertain';
}

/** What cannot be seen is written out: the texts hold values from files of others. */
function seen<T>(texts: T): T {
  if (typeof texts === 'string') return visible(texts) as T;
  if (typeof texts !== 'object' || texts === null) return texts;
  if (Array.isArray(texts)) return texts.map(seen) as T;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, seen(text)])) as T;
}

function build(language: Language, { verdict, ...phrases }: Phrases): Words {
  return {
    ...phrases,
    language,
    verdict: (report, context) => {
      const kind = kindOfKey(report.record?.kind ?? '');
      const label = (name: string) => factLabel(name, language, kind);
      return seen(verdictWords({ verdict, ...phrases }, report, context, label));
    },
    policy: ({ policy }, offset) => (policy && hasSeveral(policy) ? seen(policyLines(phrases, policy, offset)) : null),
    verdictTitle: (name) => verdict.titles[name],
    checkSentence: ({ name, reason }) => (reason === 'ok' ? phrases.checkPassed[name] : phrases.reasons[reason]),
    finding: (finding) =>
      (certaintyOf(finding) === 'uncertain' ? phrases.notCertain : '') + seen(phrases.findings[finding.code](finding)),
    findingWords: (finding) => {
      const certainty = certaintyOf(finding);
      return {
        certainty,
        label: phrases.certainty[certainty],
        sentence: seen(phrases.findings[finding.code](finding)),
      };
    },
    // the checker page has no words for what only a desk meets
    error: (code, details = {}) => seen((phrases.errors[code] ?? phrases.errors.internal)(details)),
    kind: (kind) => (isKnownKind(kind) ? phrases.kinds[kind] : visible(kind)),
  };
}

const words: Readonly<Record<Language, Words>> = { zh: build('zh', zh), en: build('en', en) };

/** The words of a language. */
export function wordsFor(language: Language): Words {
  return words[language];
}
