/** Every reason why a ledger confirms nothing has words of its own in both languages, whether it is final or asked again. */
import { describe, expect, it } from 'vitest';
import { JD_REASONS, jdError } from '../../../core/anchors/jdchain/reasons.ts';
import { LANGUAGES, wordsFor } from '../../../core/words/words.ts';

/** Reasons whose words show what was told. */
const TELL = [
  'jd-ledger-fork',
  'jd-account-taken',
  'jd-user-rights',
  'jd-refused',
  'jd-gateway',
  'jd-few',
  'jd-witnesses',
];

describe.each(LANGUAGES)('in %s', (language) => {
  const words = wordsFor(language);
  const general = ['anchor-refused', 'anchor-unavailable'].map(
    (code) => words.error(code as 'anchor-refused').happened,
  );

  it.each(JD_REASONS)('%s', (reason) => {
    const said = [true, false].map((isFinal) => {
      const { code, details } = jdError(reason, 'told', isFinal);
      return words.error(code, details);
    });
    expect(said[0]).toEqual(said[1]);
    expect(general).not.toContain(said[0]?.happened);
    expect(said[0]?.happened.includes('told')).toBe(TELL.includes(reason));
  });
});
