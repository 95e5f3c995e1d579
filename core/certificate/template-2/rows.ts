/** What the rows of page template 2 are made of. */
import { toGroups } from '../../formats/bytes.ts';
import type { AnyFacts } from '../../records/facts.ts';
import { BLACK, both, type Flow, GREY, type Row, SIZE, span } from '../drawing/flow.ts';
import type { Span } from '../drawing/typeset.ts';
import { localTime, utcTime } from '../drawing/values.ts';
import type { Words } from '../drawing/words.ts';
import { partlyShown, partlyWithheld } from './list-words.ts';
import { FACT_WORDS, TEXTS } from './words.ts';

/** Text of programs. */
export const mono = (text: string, size: number = SIZE.mono): Span => span(text, 'mono', size);
/** Hex in groups of eight digits. */
export const grouped = (hex: string, size: number = SIZE.mono): Span => mono(toGroups(hex, 8), size);
/** A key by the first 16 digits of its fingerprint. */
export const shortKey = (fingerprint: string): Span => grouped(fingerprint.slice(0, 16), 7.4);
/** A name as somebody else has it. */
export const named = (name: string): Span => span(`“${name}”`, 'bold', 8.4);
/** The time of a signature in both zones, for a cell. */
export const timeCell = (instant: string): Span[] => [
  span(`${localTime(instant)} `, 'regular', 8),
  span(utcTime(instant), 'regular', 7, GREY),
];
/** What is said about a value, below it. */
export const note = (words: Words): Span[] => both(words, SIZE.note, GREY);
/** A value that people look for. */
export const strong = (text: string): Span => span(text, 'bold', SIZE.value, BLACK);
/** A label and a value of one paragraph. */
export const row = (label: Words, ...value: Span[]): Row => ({ label, value: [value] });
/** A row of one text; null when there is none. */
export const textRow = (label: Words, value: string | null | undefined): Row | null =>
  value ? row(label, span(value)) : null;
/** A row whose value is not laid open. */
export const withheldRow = (label: Words): Row => row(label, ...both(TEXTS.withheld, SIZE.value, GREY));

/** A list, each element in a line of its own; those that are withheld are said to be there. */
export function listRow(label: Words, values: readonly (string | null)[]): Row {
  const shown = values.filter((value) => value !== null).length;
  const value = values.map((one) => (one === null ? both(TEXTS.withheld, SIZE.value, GREY) : [span(one)]));
  return { label, value, ...(shown < values.length ? { note: note(partlyShown(shown, values.length)) } : {}) };
}

/** Names of the facts of which some elements are withheld, with how many. */
export const partList = (facts: AnyFacts): readonly Span[] =>
  Object.entries(facts).flatMap(([name, value]) => {
    if (!Array.isArray(value) || !value.includes(null)) return [];
    const hidden = value.filter((one) => one === null).length;
    return [...nameList([name]), span(' '), ...both(partlyWithheld(hidden, value.length), 8)];
  });

/** Names of facts, one after another. */
export const nameList = (names: readonly string[]): Span[] =>
  names.flatMap((name, i) => [
    ...(i > 0 ? [span('、', 'regular', 8, GREY)] : []),
    ...both(FACT_WORDS[name] ?? { zh: name, en: '' }, 8),
  ]);

/** Rows that are there, two in a line. */
export function twoByTwo(flow: Flow, rows: readonly (Row | null)[]): void {
  const present = rows.filter((candidate) => candidate !== null);
  for (let i = 0; i < present.length; i += 2) {
    const [left, next] = [present[i], present[i + 1]];
    if (left && next) flow.pair(left, next);
    else if (left) flow.row(left);
  }
}
