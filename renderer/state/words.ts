import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { shortTimeText, timeText, type Words, wordsFor, zoneName } from '../../core/words/words.ts';
import type { Language } from '../../electron/api.ts';

/** Minutes east of UTC of this machine at an instant (summer time moves it). */
export function offsetAt(instant: string | number): number {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? 0 : -date.getTimezoneOffset();
}

export interface Speech {
  readonly language: Language;
  /** The words of core: verdicts, checks, errors, facts. */
  readonly words: Words;
  /** An instant in this machine's zone, `2026-11-22 14:03:07 (UTC+8)`. */
  time(instant: string): string;
  /** `2026-11-22 14:03`, in this machine's zone. */
  shortTime(instant: string): string;
  /** `(UTC+8)`, now. */
  readonly zone: string;
}

/** Core's words in the language of the window, and times in the zone of the machine. */
export function useWords(): Speech {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  return useMemo(
    () => ({
      language,
      words: wordsFor(language),
      time: (instant) => timeText(instant, offsetAt(instant)),
      shortTime: (instant) => shortTimeText(instant, offsetAt(instant)),
      zone: zoneName(offsetAt(Date.now())),
    }),
    [language],
  );
}
