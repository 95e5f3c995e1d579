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
  /** Digests, id and numbers, as they are and without what stands between their groups: looked up from their beginning. */
  readonly codes: string;
  /** Numbers reversed, so that an invoice is found by its last digits. */
  readonly tails: string;
}

const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+/gu;
const CJK_OR_OTHER =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+/gu;
const HAS_TOKEN = /[\p{L}\p{N}]/u;
/** Fewer characters than this are looked for as words only: they begin some digest, and end some date. */
const CODE_LENGTH = 4;
/** Begins the words of the index that are groups from the middle of a code: no printed code begins so by chance. */
const GROUP = 'zzg';
/** A group of a printed digest, of a printed certificate number. */
const PRINTED_GROUP = /^(?:[0-9a-f]{8}|[a-z2-7]{4})$/;
/** A digest in groups of two has no more. */
const MAX_GROUPS = 32;

/** An FTS5 phrase without a word, which never matches. */
const NOTHING = '""';

/** One form for what is written in different widths and cases. */
export const fold = (text: string) => text.normalize('NFKC').toLowerCase();
const backwards = (digits: string) => [...digits].reverse().join('');

function pairs(run: string): string[] {
  const chars = [...run];
  return chars.slice(1).map((char, i) => `${chars[i]}${char}`);
}

function indexed(text: string): string {
  return fold(text).replace(CJK, (run) => ` ${[...pairs(run), [...run].at(-1)].join(' ')} `);
}

/** Every text in a value: of a list each, of an amount the amount, the same with its cents, and its currency. */
function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null && 'amount' in value && typeof value.amount === 'string')
    return [...Object.values(value).flatMap(textsIn), withCents(value.amount)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Without what stands between the groups of a code. */
export const compact = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');
/** Text that may be a code or a group of one: letters and digits without accents, with what people put between them. */
const CODE = /^[0-9a-z]+(?:[-‐-―_./:·',、][0-9a-z]+)*$/;

/** The groups of a code as it is printed, each as a word of the index: eight of a digest, four of a certificate number. */
function groupsOf(code: string): readonly string[] {
  const size = /^[0-9a-f]{64}$/.test(code) ? 8 : 4;
  const groups = code.match(new RegExp(`.{${size}}`, 'g')) ?? [];
  return groups.filter((group) => PRINTED_GROUP.test(group)).map((group) => `${GROUP}${group}`);
}

/** `12800` is printed as `12800.00` as often as not. */
function withCents(amount: string): string {
  const [whole = '', cents = ''] = amount.split('.');
  return cents.length >= 2 ? '' : `${whole}.${cents.padEnd(2, '0')}`;
}

/** What the index holds of a record; `codes` are its digests, its id and the numbers of its certificates. */
export function searchText(
  facts: AnyFacts,
  { words, numbers }: RecordKind['search'],
  { seq, codes }: { readonly seq: number; readonly codes: readonly string[] },
): SearchText {
  const texts = words.flatMap((name) => textsIn(facts[name]));
  const stated = numbers.flatMap((name) => textsIn(facts[name]).map(fold));
  const tails = stated.flatMap((text) => compact(text).match(/\d{5,}/g) ?? []);
  const whole = [...codes, ...stated].map((code) => compact(fold(code)));
  return {
    words: `${texts.map(indexed).join(' ')} ${seq}`,
    codes: [...codes, ...whole, ...codes.flatMap((code) => fold(code).split(/\s+/).flatMap(groupsOf))].join(' '),
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
  if (CODE.test(run)) either.push(...codeQueries(compact(run)));
  return `(${either.join(' OR ')})`;
}

/** A code without what stood between its groups: by its beginning, a number also by its end. */
function codeQueries(code: string): readonly string[] {
  if (code.length < CODE_LENGTH) return [];
  const queries = [`codes : ${quoted(code)} *`];
  if (PRINTED_GROUP.test(code)) queries.push(`codes : ${quoted(`${GROUP}${code}`)}`);
  if (/^\d+$/.test(code)) queries.push(`tails : ${quoted(backwards(code))} *`);
  return queries;
}

/**
 * Words that may be the groups of one code, as digests and numbers are printed: each found for itself, or all from one on
 * to the end joined.
 */
function stretchQuery(words: readonly string[]): string {
  const each = words.map((word) => runQuery(word) ?? NOTHING);
  const joined = words.slice(0, -1).flatMap((_, i) => {
    const code = compact(words.slice(i).join(''));
    const rest = [...codeQueries(code), ...(/^\d+$/.test(code) ? [`words : ${quoted(code)} *`] : [])];
    return rest.length === 0 ? [] : [[...each.slice(0, i), `(${rest.join(' OR ')})`].join(' AND ')];
  });
  return `(${[each.join(' AND '), ...joined].map((one) => `(${one})`).join(' OR ')})`;
}

/** Stretches of words that may be groups of one code; every other word stands alone. */
function stretches(words: readonly string[]): readonly (readonly string[])[] {
  const out: string[][] = [];
  let open = false;
  for (const word of words) {
    const isCode = CODE.test(word);
    if (isCode && open && (out.at(-1)?.length ?? 0) < MAX_GROUPS) out.at(-1)?.push(word);
    else out.push([word]);
    open = isCode;
  }
  return out;
}

/** An amount as it is printed: `¥12,800.00` is kept as `12800.00`. */
const plainAmounts = (text: string) =>
  text.replace(/\d{1,3}(?:,\d{3})+(?!\d)/g, (amount) => amount.replaceAll(',', ''));

/** What stands before a printed code: the name of the algorithm, of the base, of the number. */
const CODE_LABELS = [
  /\b(?:sha-?256|sm3)\s*[:=]?\s*(?=[0-9a-f]{4})/g,
  /\b0x(?=[0-9a-f]{4})/g,
  /\bno(?:\.\s*:?|:)\s*(?=[0-9a-z])/g,
  /(?:证书|记录|合同|发票)?(?:编号|号码)\s*:?\s*(?=[0-9a-z])/g,
];
/** A code that was shortened in its middle. */
const ELLIPSIS = /\.{2,}|⋯+/g;
/** Names of the yuan beside an amount, which is kept as `CNY`. */
const YUAN = /(?:\brmb|人民币)\s*(?=\d)|(?<=\d)\s*元整?(?![\p{L}\p{N}])/gu;
/** A day as it is written in Chinese, or without anything between its parts. */
const DAY = /(?<!\d)(\d{4})(?:年(\d{1,2})月(\d{1,2})日|(0[1-9]|1[0-2])([0-2]\d|3[01]))(?![\p{L}\p{N}])/gu;

/** Typed text in one form, without the labels of codes; a code that was shortened becomes its two ends. */
export function plainQuery(typed: string): string {
  const folded = fold(typed).replace(ELLIPSIS, ' ');
  return CODE_LABELS.reduce((text, label) => text.replace(label, ' '), folded).trim();
}

/** Days are kept as `2026-11-12`. */
const isoDays = (text: string) =>
  text.replace(DAY, (_, year, month, day, month2, day2) =>
    [year, ...[month ?? month2, day ?? day2].map((part: string) => part.padStart(2, '0'))].join('-'),
  );

/**
 * The FTS5 expression that finds every word of `typed`; null when nothing was typed, an expression that matches nothing
 * when the text has no letter and no digit.
 */
export function searchQuery(typed: string): string | null {
  if (fold(typed).trim() === '') return null;
  const text = plainAmounts(plainQuery(typed));
  // as it was typed, or as the facts have it: a title has a day as it was written
  const forms = [...new Set([text, isoDays(text.replace(YUAN, ' '))])].map(wordsQuery);
  const [only = NOTHING, ...more] = forms;
  return more.length === 0 ? only : forms.map((form) => `(${form})`).join(' OR ');
}

/** Every word of a text in one form. */
function wordsQuery(text: string): string {
  const words = text.split(/\s+/u).flatMap((word) => word.match(CJK_OR_OTHER) ?? []);
  const sought = words.map((word) =>
    word.replace(/^[^\p{L}\p{N}]+(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/gu, ''),
  );
  const expressions = stretches(sought.filter((word) => HAS_TOKEN.test(word))).map((stretch) =>
    stretch.length > 1 ? stretchQuery(stretch) : runQuery(stretch[0] ?? ''),
  );
  const found = expressions.filter((expression) => expression !== null);
  return found.length > 0 ? found.join(' AND ') : NOTHING;
}

/** Sort key of a text: ignores case and width, and sorts 2 before 10. */
export function sortKey(text: string | null): string {
  return fold(text ?? '').replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'));
}
