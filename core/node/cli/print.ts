/** How things are written for people in a terminal. */
import type { Facts } from '../../facts.ts';
import { FACT_NAMES, type FactName } from '../../facts.ts';
import { moneyText, timeText, type Words } from '../../words/words.ts';
import type { Fault } from '../fault.ts';
import { zoneOffset } from './context.ts';

/** What happened and what to do next, in one line. */
export function errorLine(words: Words, { code, message, details }: Fault): string {
  if (code === 'usage' || code === 'internal') return message;
  const { happened, next } = words.error(code, details);
  return words.language === 'zh' ? `${happened}${next}` : `${happened} ${next}`;
}

export function localTime(instant: string): string {
  return timeText(instant, zoneOffset());
}

/** A fact's value on one line; null when nothing was stated. */
export function factText(words: Words, name: FactName, facts: Partial<Facts>): string | null {
  const value = facts[name];
  if (value === null || value === undefined) return null;
  if (name === 'money' && facts.money) return moneyText(facts.money);
  if (name === 'parties' && facts.parties) return facts.parties.join('; ');
  if (name === 'kind') return words.kind(String(value));
  // digests for programs: how the document differs is said by the findings
  if (name === 'fingerprints') return '✓';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The facts that were stated, one a line. */
export function factLines(words: Words, facts: Partial<Facts>): readonly string[] {
  return FACT_NAMES.flatMap((name) => {
    const text = factText(words, name, facts);
    return text === null ? [] : [`  ${words.facts[name]}: ${text}`];
  });
}
