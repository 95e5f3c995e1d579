/** What a report says of a dossier's items, and what it does not say: the same in the window, on the command line, in the page. */
import { atMostDiffering, percentAtMost } from '../dossier/sample.ts';
import type { DossierReport } from '../verification/dossier-report.ts';
import type { Report } from '../verification/report.ts';
import { thousands } from './format.ts';
import type { Phrases } from './types.ts';

/** The words that the sentences are made of. */
interface Words extends Pick<Phrases, 'dossier' | 'names'> {
  verdictTitle(verdict: Report['verdict']): string;
}

/** Sentences in their order. */
export interface DossierSentences {
  readonly says: readonly string[];
  /** What it cannot show. */
  readonly limits: readonly string[];
}

const number = (value: number) => thousands(String(value));

/** The sentences of a report; none for a record that is no dossier. */
export function dossierSentences(
  { dossier, checks }: Pick<Report, 'dossier' | 'checks'>,
  words: Words,
): DossierSentences {
  if (!dossier) return { says: [], limits: [] };
  const hasPassed = (name: string) => checks.some((check) => check.name === name && check.state === 'passed');
  const { counts, listed, withoutAmount } = dossier;
  const phrases = words.dossier;
  const counted = { items: number(counts.items), credits: counts.credits === 0 ? null : number(counts.credits) };
  return {
    says: [
      ...(dossier.beside.length > 0 ? [phrases.beside({ files: words.names(dossier.beside) })] : []),
      listed ? phrases.listed(counted) : phrases.notListed(counted),
      ...(listed && withoutAmount ? [phrases.withoutAmount({ count: number(withoutAmount) })] : []),
      ...openedSentences(dossier, words),
      ...(hasPassed('sample') ? sampleSentences(dossier, words) : []),
      ...dossier.asked.map((asked) => askedSentence(asked, words)),
      ...poolSentences(dossier, words),
    ],
    limits: limitsOf(dossier, words),
  };
}

function openedSentences({ opened }: DossierReport, words: Words): readonly string[] {
  if (opened.length === 0) return [];
  const having = (state: string) => number(opened.filter((one) => one.amountState === state).length);
  const verdicts = new Map<string, number>();
  for (const { record } of opened)
    if (record)
      verdicts.set(words.verdictTitle(record.verdict), (verdicts.get(words.verdictTitle(record.verdict)) ?? 0) + 1);
  const each = [...verdicts].map(([title, count]) => `${title} ${number(count)}`);
  return [
    words.dossier.opened({ count: number(opened.length), same: having('same'), differing: having('differs') }),
    ...(each.length === 0 ? [] : [words.dossier.openedVerdicts({ verdicts: words.names(each) })]),
  ];
}

function sampleSentences({ sample, counts }: DossierReport, words: Words): readonly string[] {
  if (!sample) return [];
  const { size, seed } = sample;
  const percent = percentAtMost(atMostDiffering(size, counts.items) / counts.items);
  return [words.dossier.sample({ size: number(size), items: number(counts.items), seed, percent })];
}

function askedSentence({ leaf, found }: DossierReport['asked'][number], { dossier }: Words): string {
  const p = { leaf };
  if (found === null) return dossier.notShown(p);
  return { items: dossier.inside, credits: dossier.insideCredits, none: dossier.outside }[found](p);
}

function poolSentences({ pools }: DossierReport, { dossier, verdictTitle }: Words): readonly string[] {
  if (!pools) return [];
  const { name, shared, verdict } = pools;
  return [
    shared.length === 0 ? dossier.apart({ name }) : dossier.shared({ name, count: number(shared.length) }),
    ...(verdict === 'proven' ? [] : [dossier.otherVerdict({ name, verdict: verdictTitle(verdict) })]),
  ];
}

function limitsOf({ counts, opened, asked, listed, pools }: DossierReport, { dossier }: Words): readonly string[] {
  const isAllOpen = opened.length === counts.items + counts.credits;
  const restsOnOrder = !listed && asked.some(({ found }) => found === 'none');
  return [
    dossier.leftOut,
    dossier.amountsTrue,
    ...(isAllOpen ? [] : [dossier.hiddenAmounts]),
    ...(restsOnOrder ? [dossier.order] : []),
    ...(pools === null ? [] : [dossier.sameInvoice]),
  ];
}
