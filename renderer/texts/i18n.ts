import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { visible } from '../../core/formats/plain-text.ts';
import type { Language } from '../../electron/api.ts';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    returnNull: false;
    resources: { translation: typeof en };
  }
}

/** Starts the texts in a language; there is no fallback, since both have every key. */
export function startTexts(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { en: { translation: en }, zh: { translation: zh } },
    // React escapes HTML; values in a text are often foreign, and what cannot be seen in them is written out
    interpolation: { escapeValue: true, escape: visible },
    initAsync: false,
  });
}

/** The language before the user has chosen one: that of the system. */
export function systemLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
