/** The words of a case box and its sheet, in both languages. */
import type { BoxWords } from './box-types.ts';
import { boxWordsEn } from './en/box.ts';
import type { Language } from './types.ts';
import { boxWordsZh } from './zh/box.ts';

const boxWords: Readonly<Record<Language, BoxWords>> = { zh: boxWordsZh, en: boxWordsEn };

/** The words of a language. */
export function boxWordsFor(language: Language): BoxWords {
  return boxWords[language];
}
