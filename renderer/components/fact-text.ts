import { visible } from '../../core/formats/plain-text.ts';
import type { AnyFacts } from '../../core/records/facts.ts';
import { moneyText, type Words } from '../../core/words/words.ts';

/** A fact's value as one line of text; null when nothing was stated. */
export function factText(name: string, facts: AnyFacts, words: Words): string | null {
  const value = facts[name];
  if (value === null || value === undefined) return null;
  if (name === 'money') return facts.money ? moneyText(facts.money) : null;
  if (name === 'kind') return facts.kind ? words.kind(facts.kind) : null;
  if (name === 'parties') return facts.parties?.map(visible).join(words.language === 'zh' ? '；' : '; ') ?? null;
  // digests are for programs; the findings say how the document differs
  if (name === 'fingerprints') return '✓';
  return typeof value === 'object' ? visible(JSON.stringify(value)) : visible(String(value));
}
