/**
 * The record of a dossier, version 2: a list of records that belong together, as a pool of receivables or the papers of a
 * case. docs/certificate-format/dossiers.md.
 */
import { readItemList } from '../dossier/items.ts';
import { readTotals } from '../dossier/totals.ts';
import { type Decoder, list, literal, nullable, object, oneOf, text } from '../formats/decoder.ts';
import { plainText } from '../formats/plain-text.ts';
import { documentWords } from './document-words.ts';
import { date, factDecoders } from './facts.ts';
import { type KindWords, recordKind } from './kind.ts';

/** One condition on a fact: equal, not equal, at least, at most; dates and amounts by their value, texts only by `is` and `not`. */
export type Condition = { readonly fact: string; readonly op: 'is' | 'not' | 'from' | 'to'; readonly value: string };

/** The fact `rule`: what is in the dossier, as its holder states it. */
export type DossierRule = {
  readonly v: 1;
  /** In words, line by line. */
  readonly words: readonly string[];
  /** Until when records counted, `YYYY-MM-DD`. */
  readonly cutOff: string | null;
  /** The same as conditions on facts that all hold, where facts can tell it. */
  readonly filter: readonly Condition[] | null;
};

/** Lines of a rule in words, and conditions of it, at most. */
export const MAX_RULE_LINES = 20;

const condition = object<Condition>({
  fact: text(64, /^[a-zA-Z][a-zA-Z0-9]*$/, 'the name of a fact'),
  op: oneOf('is', 'not', 'from', 'to'),
  value: plainText,
});

/** Reads the fact `rule`. Throws `malformed`. */
export const readRule: Decoder<DossierRule> = object<DossierRule>({
  v: literal(1),
  words: list(plainText, MAX_RULE_LINES, 1),
  cutOff: nullable(date),
  filter: nullable(list(condition, MAX_RULE_LINES, 1)),
});

const { holder, holderId, holderIdMasked, operator, title, kind, number, note, software, links } = factDecoders;

const facts = {
  ...{ holder, holderId, holderIdMasked, operator, title, kind, number },
  ...{ date: factDecoders.date, note, software, links },
  rule: nullable(readRule),
  totals: nullable(readTotals),
} as const;

function words(language: 'zh' | 'en'): KindWords {
  const own = { zh: { rule: '入卷规则', totals: '合计' }, en: { rule: 'Rule', totals: 'Totals' } }[language];
  const labels: Readonly<Record<string, string>> = { ...documentWords[language].facts, ...own };
  return {
    name: { zh: '卷宗', en: 'Dossier' }[language],
    facts: Object.fromEntries(Object.keys(facts).map((name) => [name, labels[name] ?? name])),
  };
}

/** `dossier` of version 2. */
export const DOSSIER = recordKind({
  key: 'dossier',
  type: 'dossier',
  v: 2,
  profile: null,
  facts,
  fields: { items: readItemList, credits: readItemList },
  search: {
    words: ['title', 'kind', 'number', 'date', 'note', 'holder', 'holderId', 'operator'],
    numbers: ['number'],
  },
  words: { zh: words('zh'), en: words('en') },
});
