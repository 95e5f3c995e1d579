/** The command line's own texts in each language. */
import type { Language } from '../../../words/words.ts';
import { en } from './en.ts';
import type { Texts } from './texts.ts';
import { zh } from './zh.ts';

const texts: Readonly<Record<Language, Texts>> = { zh, en };

/** The texts of a language. */
export function textsFor(language: Language): Texts {
  return texts[language];
}
