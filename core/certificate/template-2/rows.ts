/** What the rows of page template 2 are made of. */
import { toGroups } from '../../formats/bytes.ts';
import { BLACK, both, type Flow, GREY, type Row, SIZE, span } from '../drawing/flow.ts';
import type { Span } from '../drawing/typeset.ts';
import type { Words } from '../drawing/words.ts';
import { FACT_WORDS, TEXTS } from './words.ts';

/** Text of programs. */
export const mono = (text: string, size: number = SIZE.mono): Span => span(text, 'mono', size);
/** Hex in groups of eight digits. */
export const grouped = (hex: string, size: number = SIZE.mono): Span => mono(toGroups(hex, 8), size);
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
