/** On whose word a record stands: the desk's own witness is the desk itself. */
import { describe, expect, it } from 'vitest';
import { RECORD_STATES } from '../../core/ports.ts';
import { standingOf, type Voice } from '../../core/records/standing.ts';
import { wordsFor } from '../../core/words/words.ts';

const chain: Voice = { name: 'Harbour', demo: false, signed: 4, of: 4, signers: ['A', 'B', 'C', 'D'] };
const trial: Voice = { ...chain, name: 'Trial', demo: true };

describe('where a record stands', () => {
  it.each([
    ['sealed', false, [], 'own'],
    ['sealed', true, [], 'waiting'],
    ['anchored', false, [], 'own'],
    ['anchored', true, [], 'own'], // sealed before the chain was brought in: it never hears of it
    ['anchored', true, [chain], 'confirmed'],
    ['anchored', false, [chain], 'confirmed'],
    ['anchored', true, [trial], 'test'],
    ['sealed', true, [trial], 'waiting'],
    ['sealed', true, [chain], 'waiting'], // not by all that are required
  ] as const)('%s, chain awaited %s: %s', (state, isAwaited, voices, is) => {
    expect(standingOf(state, isAwaited, voices)).toEqual({ is, by: is === 'confirmed' || is === 'test' ? voices : [] });
  });

  it('counts no test network among those who confirmed', () => {
    expect(standingOf('anchored', true, [trial, chain])).toEqual({ is: 'confirmed', by: [chain] });
    const { label, meaning } = wordsFor('en').standing(standingOf('anchored', true, [trial]));
    expect(label).toBe('Test network only');
    expect(meaning).toContain('Confirmed by a test network, which proves nothing (4 of 4 of “Trial”');
    expect(wordsFor('zh').standing(standingOf('anchored', true, [trial])).meaning).toContain('不构成证明');
  });

  it('has words that name who confirmed, and speak of nobody where nobody did', () => {
    const confirmed = standingOf('anchored', true, [chain]);
    expect(wordsFor('en').standing(confirmed)).toEqual({
      label: 'Confirmed 4 of 4',
      meaning: 'Confirmed by 4 of 4 of “Harbour”: A, B, C and D.',
    });
    expect(wordsFor('zh').standing(confirmed).meaning).toContain('4 方中的 4 方');
    for (const language of ['zh', 'en'] as const)
      for (const state of RECORD_STATES) {
        const { label, meaning } = wordsFor(language).standing(standingOf(state, false, []));
        expect(`${label} ${meaning}`).not.toMatch(/^Confirmed|Confirmed by|已由/);
      }
  });
});
