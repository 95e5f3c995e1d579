/** Values of facts as people read them: the same in the window, on the command line and in the checker page. */
import { readTotals, type Total, type Totals } from '../dossier/totals.ts';
import { toGroups } from '../formats/bytes.ts';
import type { Json } from '../formats/canonical.ts';
import { readOrNull } from '../formats/decoder.ts';
import { visible } from '../formats/plain-text.ts';
import { readRule } from '../records/dossier.ts';
import type { AnyFacts } from '../records/facts.ts';
import { linksIn } from '../records/links.ts';
import { readFactIn } from '../records/profiles/read.ts';
import type { Report } from '../verification/report.ts';
import { moneyText, thousands } from './format.ts';
import type { Language, Phrases } from './types.ts';

/** The words that values of facts need. */
export interface FactWords
  extends Pick<
    Phrases,
    'dossier' | 'schemes' | 'links' | 'readFacts' | 'bothValues' | 'notClear' | 'names' | 'partlyShown'
  > {
  readonly language: Language;
  kind(kind: string): string;
}

/** How a fact's value is written; `label` gives the labels of its kind. Null for a value that is not of that form. */
type Writer = (facts: AnyFacts, words: FactWords, label: (name: string) => string) => string | null;

const isIn = <T extends object>(table: T, name: unknown): name is keyof T =>
  typeof name === 'string' && Object.hasOwn(table, name);

const amountOf =
  (name: 'net' | 'tax'): Writer =>
  ({ [name]: amount, money }) => {
    if (typeof amount !== 'string') return null;
    return money ? moneyText({ amount, currency: money.currency }) : thousands(amount);
  };

/** A list on one line; where some of it is withheld, how many are shown. */
function listText(values: readonly (string | null)[], { language, partlyShown }: FactWords): string {
  const shown = values.filter((value) => value !== null);
  const text = shown.join(language === 'zh' ? '；' : '; ');
  return shown.length === values.length ? text : partlyShown({ shown: text, count: shown.length, of: values.length });
}

function totalsText(totals: Totals, { dossier, names }: FactWords): string {
  const text = (some: readonly Total[]) =>
    names(some.map((one) => dossier.total({ money: moneyText(one), count: thousands(String(one.count)) })));
  const credits = totals.credits.length === 0 ? null : text(totals.credits);
  return dossier.totals({ items: totals.items.length === 0 ? '0' : text(totals.items), credits });
}

/** Each link as its sentence and the leaf that it names; null for links that are not understood, which are shown as they are. */
function linksText(value: Json | undefined, { links, language }: FactWords): string | null {
  const found = linksIn(value);
  const [colon, semicolon] = language === 'zh' ? ['：', '；'] : [': ', '; '];
  const texts = found.map(({ rel, leaf }) => `${links.refersTo[rel]}${colon}${toGroups(leaf, 8)}`);
  return texts.length === 0 ? null : texts.join(semicolon);
}

/** Facts that are more than a text. */
const WRITERS: Readonly<Record<string, Writer>> = {
  money: ({ money }) => (money ? moneyText(money) : null),
  net: amountOf('net'),
  tax: amountOf('tax'),
  kind: ({ kind }, words) => (kind ? words.kind(kind) : null),
  scheme: ({ scheme }, { schemes }) => (isIn(schemes, scheme) ? schemes[scheme] : null),
  parties: ({ parties }, words) => (parties ? listText(parties, words) : null),
  links: ({ links }, words) => linksText(links, words),
  // digests are for programs; the findings say how the document differs
  fingerprints: () => '✓',
  rule: ({ rule }, { language }) => {
    const read = readOrNull(readRule, rule);
    const lines = [...(read?.words ?? []), ...(read?.cutOff ? [read.cutOff] : [])];
    return read && lines.join(language === 'zh' ? '；' : '; ');
  },
  totals: ({ totals }, words) => {
    const read = readOrNull(readTotals, totals);
    return read && totalsText(read, words);
  },
  read: (facts, words, label) => {
    const read = readFactIn(facts);
    return read && words.readFacts({ ...read, names: words.names(read.names.map(label)) });
  },
};

/** A fact's value on one line, in which everything can be seen; null when nothing was stated. */
export function factText(
  name: string,
  facts: AnyFacts,
  words: FactWords,
  label: (name: string) => string = (one) => one,
): string | null {
  const value = facts[name];
  if (value === null || value === undefined) return null;
  const written = Object.hasOwn(WRITERS, name) ? WRITERS[name]?.(facts, words, label) : null;
  return visible(written ?? (typeof value === 'object' ? JSON.stringify(value) : String(value)));
}

/** The facts of a report of which the document says otherwise: label, and both values. */
export function differingTexts(
  { read, facts }: Pick<Report, 'read' | 'facts'>,
  words: FactWords,
  label: (name: string) => string,
): readonly (readonly [label: string, text: string])[] {
  return (read?.differing ?? []).map(({ name, stated, found }) => {
    const text = (value: Json) => factText(name, { ...facts, [name]: value }, words, label) ?? words.notClear;
    return [label(name), words.bothValues({ stated: text(stated), found: text(found) })];
  });
}
