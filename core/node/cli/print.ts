/** Text for people in a terminal. */

import type { AnyFacts } from '../../records/facts.ts';
import { factLabel, kindOfKey, type RecordKind } from '../../records/index.ts';
import { moneyText, timeText, type Words } from '../../words/words.ts';
import type { Fault } from '../system/fault.ts';
import { zoneOffset } from './context.ts';
import { usageText } from './texts/usage.ts';

/** What happened and what to do next, in one line. */
export function errorLine(words: Words, { code, message, details }: Fault): string {
  if (code === 'usage') return usageText(words.language, details) ?? message;
  if (code === 'internal') return message;
  const { happened, next } = words.error(code, details);
  return words.language === 'zh' ? `${happened}${next}` : `${happened} ${next}`;
}

/** An RFC 3339 instant as local time with its zone. */
export function localTime(instant: string): string {
  return timeText(instant, zoneOffset());
}

/** A fact's value on one line; null when nothing was stated. */
function factText(words: Words, name: string, facts: AnyFacts): string | null {
  const value = facts[name];
  if (value === null || value === undefined) return null;
  if (name === 'money' && facts.money) return moneyText(facts.money);
  if (name === 'parties' && facts.parties) return facts.parties.join('; ');
  if (name === 'kind') return words.kind(String(value));
  // digests are for programs; the findings say how the document differs
  if (name === 'fingerprints') return '✓';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Kind and facts of a record. */
interface Described {
  /** Key of its kind. */
  readonly kind: string;
  readonly facts: AnyFacts;
}

/** The stated facts, one per line, in the order of their kind. */
export function factLines(words: Words, record: Described, kinds: readonly RecordKind[]): readonly string[] {
  const kind = kindOfKey(record.kind, kinds);
  return (kind?.names ?? Object.keys(record.facts)).flatMap((name) => {
    const text = factText(words, name, record.facts);
    return text === null ? [] : [`  ${factLabel(name, words.language, kind)}: ${text}`];
  });
}
