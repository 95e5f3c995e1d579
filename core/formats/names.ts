/**
 * When two names are taken for one: what a reader does not tell apart is one name. Spaces, punctuation, case, accents, widths
 * and letters that look like others make no difference. docs/certificate-format/voices.md gives the rule to the letter.
 */
import { cached } from './cached.ts';
import { LOOK_ALIKES } from './look-alikes.ts';
import { classOf, escapedChar, visibleName } from './plain-text.ts';
import { ASSIGNED_14, NAMING_14 } from './unicode-14.ts';

const UNASSIGNED = new RegExp(`[^${classOf(ASSIGNED_14)}]+`, 'gu');
const NOT_NAMING = new RegExp(`[^${classOf(NAMING_14)}]`, 'u');

/** Latin letters and digits that look like others, each in its own case: an `i` has a dot, and an `I` has none. */
const BASIC: Readonly<Record<string, string>> = { I: 'l', '1': 'l', O: 'o', m: 'rn', w: 'vv', W: 'VV' };
/** As BASIC, where case does not count either: enough for a warning. */
const ROUGH: Readonly<Record<string, string>> = { i: 'l', '1': 'l', m: 'rn', w: 'vv' };

/** What separates: punctuation, symbols and spaces that can be seen. */
const SEPARATOR = /[\p{P}\p{S}\p{Zs}]/u;
const DIGIT = /\p{Nd}/u;
/** A look that begins or ends like a digit: `l` is also that of 1, `o` that of 0. */
const LIKE_DIGIT = /[0-9lo]/u;

/** Code point of a character that looks like another, and what it is written as. */
const FORMS: ReadonlyMap<string, string> = new Map(
  [...LOOK_ALIKES.matchAll(/^(\S+):((?:\s+[0-9a-f]+(?:-[0-9a-f]+)?)+)$/gmu)].flatMap(([, form = '', codes = '']) =>
    codes
      .trim()
      .split(/\s+/)
      .flatMap((range) => {
        const [from = 0, to = from] = range.split('-').map((hex) => Number.parseInt(hex, 16));
        return Array.from({ length: to - from + 1 }, (_, i) => from + i);
      })
      .map((code): [string, string] => [String.fromCodePoint(code), form === '-' ? '' : form]),
  ),
);

/** Case is folded one character at a time, so that no context matters: lower, upper, lower. */
function caseless(char: string): string {
  const folded = (text: string, change: (one: string) => string) => [...text].map(change).join('');
  const upper = folded(folded(char, lower), (one) => one.toUpperCase());
  return folded(upper, lower);
}
const lower = (char: string) => char.toLowerCase();

const each = (text: string, forms: Readonly<Record<string, string>>) =>
  [...text].map((one) => forms[one] ?? one).join('');

/** What one code point (after NFKD) gives to each key. */
interface Part {
  readonly word: string;
  readonly latin: string;
  readonly look: string;
  readonly isDigit: boolean;
  readonly separates: boolean;
}

function makePart(char: string): Part {
  const form = FORMS.get(char);
  const names = !NOT_NAMING.test(char);
  const kept = form ?? (names ? char : '');
  return {
    word: names ? caseless(char) : '',
    latin: [...kept].map(caseless).join(''),
    look: each(kept, BASIC),
    isDigit: DIGIT.test(char),
    separates: form === undefined && !names && SEPARATOR.test(char),
  };
}

const partOf = cached(16_384, makePart);

/** The keys of a name; names with a key in common are alike. */
export interface NameKeys {
  /** Its letters and digits without case: the same word. */
  readonly word: string;
  /** The same, with letters of other scripts taken for those that they look like. */
  readonly latin: string;
  /** Its letters and digits as they look, each in its own case. */
  readonly look: string;
}

const partsOf = (name: string) => Array.from(name.replace(UNASSIGNED, '').normalize('NFKD'), partOf);

/** Joins what the parts give; what stands between two digits separates them: `1-1` is not `11`. */
function joined(parts: readonly Part[], key: 'word' | 'latin' | 'look'): string {
  const isDigit = (part: Part, end: number) =>
    key === 'look' ? LIKE_DIGIT.test(part.look.at(end) ?? '') : part.isDigit;
  let text = '';
  let last: Part | null = null;
  let separated = false;
  for (const part of parts) {
    separated ||= part.separates;
    if (part[key] === '') continue;
    if (separated && last && isDigit(last, -1) && isDigit(part, 0)) text += '-';
    text += part[key];
    last = part;
    separated = false;
  }
  return text;
}

/** The keys of a name. They are for comparing only, never shown. A key without any character is the name itself. */
export const keysOf: (name: string) => NameKeys = cached(4096, (name) => {
  const parts = partsOf(name);
  return {
    word: joined(parts, 'word') || name,
    latin: joined(parts, 'latin') || name,
    look: joined(parts, 'look') || name,
  };
});

/** The letters and digits of a text without case, and nothing between them. */
export function lettersOf(text: string): string {
  return partsOf(text)
    .map(({ word }) => word)
    .join('');
}

/** Equal for names that may be taken for one at a glance, also where they are several voices: for warnings only. */
export function roughKey(name: string): string {
  return each(keysOf(name).latin, ROUGH);
}

/** A name in which what cannot be seen, unusual spaces and letters that look like others are written as `\u{410}`. */
export function toldApart(name: string): string {
  return [...visibleName(name)]
    .map((char) => (char > '~' && (FORMS.has(char) || OTHER_STYLE.test(char)) ? escapedChar(char) : char))
    .join('');
}
/** Letters in full width or in a style of their own. */
const OTHER_STYLE = /[\uff01-\uff5e]|[\u{1d400}-\u{1d7ff}]/u;

const marksOf = (name: string) => Object.entries(keysOf(name)).map(([key, value]) => `${key} ${value}`);

/** True for names that a reader may take for one. */
export function areAlike(a: string, b: string): boolean {
  const marks = marksOf(b);
  return marksOf(a).some((mark) => marks.includes(mark));
}

/** Who holds a key, as a bundle or a registration says it. */
export interface Holding {
  readonly controller: string;
  readonly organisation: string;
}

/** What makes a voice: who has the key in hand. */
export type Voice = Pick<Holding, 'controller'>;

/**
 * The voices of these entries: a number for each, the same for those that are one voice. Two entries are one voice when their
 * controllers are alike; so are two that are each one voice with a third. An organisation is only the name to show.
 */
export function voicesOf(entries: readonly Voice[]): readonly number[] {
  const parents = entries.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parents[root] !== root) root = parents[root] ?? root;
    return root;
  };
  const owners = new Map<string, number>();
  for (const [i, { controller }] of entries.entries())
    for (const mark of marksOf(controller)) {
      const owner = owners.get(mark);
      if (owner === undefined) owners.set(mark, i);
      else parents[rootOf(i)] = rootOf(owner);
    }
  return entries.map((_, i) => rootOf(i));
}
