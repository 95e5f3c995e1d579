/**
 * When two names are taken for one: what a reader does not tell apart is one name. Spaces, punctuation, case, accents, widths
 * and letters that look like others make no difference. docs/certificate-format/voices.md gives the rule to the letter.
 */
import { LOOK_ALIKES } from './look-alikes.ts';
import { classOf, escapedChar, visibleName } from './plain-text.ts';
import { ASSIGNED_14, NAMING_14 } from './unicode-14.ts';

const UNASSIGNED = new RegExp(`[^${classOf(ASSIGNED_14)}]+`, 'gu');
const NOT_NAMING = new RegExp(`[^${classOf(NAMING_14)}]`, 'u');

/** Forms that are common to Latin letters and digits in any case. */
const BASIC: Readonly<Record<string, string>> = { i: 'l', '1': 'l', '0': 'o', m: 'rn', w: 'vv' };

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
  const each = (text: string, change: (one: string) => string) => [...text].map(change).join('');
  const upper = each(each(char, lower), (one) => one.toUpperCase());
  return each(upper, lower);
}
const lower = (char: string) => char.toLowerCase();

function formOf(char: string): string {
  const known = FORMS.get(char);
  if (known !== undefined) return known;
  return [...caseless(char)].map((one) => FORMS.get(one) ?? BASIC[one] ?? one).join('');
}

/** The two keys of a name; names with one of them in common are alike. */
export interface NameKeys {
  /** Its letters and digits without case: the same word. */
  readonly word: string;
  /** Its letters and digits as they look. */
  readonly look: string;
}

/** Cache: the few names of the accepted bundles stand behind every verdict. */
const known = new Map<string, NameKeys>();
const KNOWN = 4096;

/** The keys of a name. They are for comparing only, never shown. */
export function keysOf(name: string): NameKeys {
  const found = known.get(name);
  if (found) return found;
  const marks = [...name.replace(UNASSIGNED, '').normalize('NFKD')];
  const shown = marks.filter((char) => FORMS.has(char) || !NOT_NAMING.test(char));
  const keys = {
    word: shown
      .filter((char) => !NOT_NAMING.test(char))
      .map(caseless)
      .join(''),
    look: shown.map(formOf).join(''),
  };
  if (known.size >= KNOWN) known.clear();
  known.set(name, keys);
  return keys;
}

/** A name in which what cannot be seen, unusual spaces and letters that look like others are written as `\u{410}`. */
export function toldApart(name: string): string {
  return [...visibleName(name)]
    .map((char) => (char > '~' && (FORMS.has(char) || OTHER_STYLE.test(char)) ? escapedChar(char) : char))
    .join('');
}
/** Letters in full width or in a style of their own. */
const OTHER_STYLE = /[\uff01-\uff5e]|[\u{1d400}-\u{1d7ff}]/u;

/** True for names that a reader may take for one. */
export function areAlike(a: string, b: string): boolean {
  const [first, second] = [keysOf(a), keysOf(b)];
  return first.word === second.word || first.look === second.look;
}

/** Who holds a key, as a bundle or a registration says it. */
export interface Holding {
  readonly controller: string;
  readonly organisation: string;
}

/** A log of which only the origin is known. */
export function knownAs(origin: string): Holding {
  return { controller: origin, organisation: origin };
}

/**
 * The voices of these entries: a number for each, the same for those that are one voice. Two entries are one voice when a name
 * of one, controller or organisation, is alike a name of the other; so are two that are each one voice with a third.
 */
export function voicesOf(entries: readonly Holding[]): readonly number[] {
  const parents = entries.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parents[root] !== root) root = parents[root] ?? root;
    return root;
  };
  const owners = new Map<string, number>();
  for (const [i, { controller, organisation }] of entries.entries()) {
    for (const { word, look } of [keysOf(controller), keysOf(organisation)])
      for (const key of [`word ${word}`, `look ${look}`]) {
        const owner = owners.get(key);
        if (owner === undefined) owners.set(key, i);
        else parents[rootOf(i)] = rootOf(owner);
      }
  }
  return entries.map((_, i) => rootOf(i));
}
