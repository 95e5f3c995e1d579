/** Text for people in a terminal. */

import type { AnyFacts } from '../../records/facts.ts';
import { factLabel, kindOfKey, type RecordKind } from '../../records/index.ts';
import { factText, timeText, type Words } from '../../words/words.ts';
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

/** Kind and facts of a record. */
interface Described {
  /** Key of its kind. */
  readonly kind: string;
  readonly facts: AnyFacts;
}

/** The stated facts, one per line, in the order of their kind. */
export function factLines(words: Words, record: Described, kinds: readonly RecordKind[]): readonly string[] {
  const kind = kindOfKey(record.kind, kinds);
  const label = (name: string) => factLabel(name, words.language, kind);
  return (kind?.names ?? Object.keys(record.facts)).flatMap((name) => {
    const text = factText(name, record.facts, words, label);
    return text === null ? [] : [`  ${label(name)}: ${text}`];
  });
}
