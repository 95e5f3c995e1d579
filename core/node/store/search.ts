/**
 * Text for the full-text index. SQLite's tokenizer splits Latin text into words but treats a run of Chinese as one
 * word, so such runs are stored as overlapping pairs of characters plus the last character: 增值税 becomes 增值 值税 税. A
 * search for one character is a prefix, a longer one a phrase of pairs, and both match exactly.
 */
import type { Json } from '../../formats/canonical.ts';
import type { AnyFacts } from '../../records/facts.ts';
import type { RecordKind } from '../../records/index.ts';

/** The columns of the `search` table. */
export interface SearchText {
  /** Facts, and the number of the record. */
  readonly words: string;
  /** Digest and id: hex that is only found by its beginning. */
  readonly codes: string;
  /** Numbers reversed, so that an invoice is found by its last digits. */
  readonly tails: string;
}

const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+/gu;
const CJK_OR_OTHER =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+/gu;
const HAS_TOKEN = /[\p{L}\p{N}]/u;
/** Fewer digits than this are not searched as last digits: they occur in every date. */
const TAIL_DIGITS = 4;

/** An FTS5 phrase without a word, which never matches. */
const NOTHING = '""';

const fold = (text: string) => text.normalize('NFKC').toLowerCase();
const backwards = (digits: string) => [...digits].reverse().join('');

function pairs(run: string): string[] {
  const chars = [...run];
  return chars.slice(1).map((char, i) => `${chars[i]}${char}`);
}

function indexed(text: string): string {
  return fold(text).replace(CJK, (run) => ` ${[...pairs(run), [...run].at(-1)].join(' ')} `);
}

/** All texts in a value: each item of a list, or amount and currency. */
function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The indexed columns of a record. */
export function searchText(
  facts: AnyFacts,
  { words, numbers }: RecordKind['search'],
  { seq, sha256, id }: { readonly seq: number; readonly sha256: string | null; readonly id: string },
): SearchText {
  const texts = words.flatMap((name) => textsIn(facts[name]));
  const tails = numbers.flatMap((name) => textsIn(facts[name]).flatMap((text) => fold(text).match(/\d{5,}/g) ?? []));
  return {
    words: `${texts.map(indexed).join(' ')} ${seq}`,
    codes: [sha256, id].filter((code) => code !== null).join(' '),
    tails: tails.map(backwards).join(' '),
  };
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/**
 * One run of a typed word as an FTS5 expression; the text must match exactly, except that the last word may be a
 * prefix.
 */
function runQuery(run: string): string | null {
  if (!HAS_TOKEN.test(run)) return null;
  if (run.match(CJK))
    return [...run].length === 1 ? `words : ${quoted(run)} *` : `words : ${quoted(pairs(run).join(' '))}`;
  const either = [`words : ${quoted(run)} *`];
  if (/^[0-9a-f-]+$/.test(run)) either.push(`codes : ${quoted(run)} *`);
  if (/^\d+$/.test(run) && run.length >= TAIL_DIGITS) either.push(`tails : ${quoted(backwards(run))} *`);
  return `(${either.join(' OR ')})`;
}

/**
 * The FTS5 expression that finds every word of `typed`; null when nothing was typed, an expression that matches nothing
 * when the text has no letter and no digit.
 */
export function searchQuery(typed: string): string | null {
  const text = fold(typed).trim();
  if (text === '') return null;
  const runs = text.split(/\s+/u).flatMap((word) => word.match(CJK_OR_OTHER) ?? []);
  const expressions = runs.map(runQuery).filter((expression) => expression !== null);
  return expressions.length > 0 ? expressions.join(' AND ') : NOTHING;
}

/** Sort key of a text: ignores case and width, and sorts 2 before 10. */
export function sortKey(text: string | null): string {
  return fold(text ?? '').replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'));
}
