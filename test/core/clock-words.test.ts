/** The words about a wrong clock offer “The clock is right” exactly where the window shows it. */
import { expect, it } from 'vitest';
import { isClockForPerson } from '../../core/words/clock.ts';
import { wordsFor } from '../../core/words/words.ts';

const CODES = ['clock-behind', 'clock-ahead'] as const;
const OFFERED = { log: true, chain: true, release: true, program: false };

it.each(['en', 'zh'] as const)('one condition for words and form, %s', (language) => {
  const button = { en: '“The clock is right”', zh: '“时钟正确”' }[language];
  for (const code of CODES)
    for (const [by, isOffered] of Object.entries(OFFERED)) {
      const details = { by, clock: '2026-10-21T08:00:00Z', than: '2026-11-21T08:00:00Z', difference: 2_678_400_000 };
      expect(isClockForPerson(details)).toBe(isOffered);
      expect([code, by, wordsFor(language).error(code, details).next.includes(button)]).toEqual([code, by, isOffered]);
    }
});

it.each(['en', 'zh'] as const)('a clock that nobody vouches for: said, with what to do, %s', (language) => {
  const details = { by: 'log', clock: '2027-01-21T08:00:00Z', than: '2026-11-21T08:00:00Z', difference: 5_270_400_000 };
  const words = (state: string) => wordsFor(language).error('clock-ahead', { ...details, state });
  expect(words('unknown').happened).toMatch(
    { en: /61 days ago.*not say.*synchronised/, zh: /61 天.*未表明/ }[language],
  );
  expect(words('unknown').next).toMatch({ en: /another one.*synchronise it/, zh: /其他时钟.*同步/ }[language]);
  expect(words('synchronised').happened).not.toMatch(/synchronised|同步/);
});
