/** Texts are made ready once in a selection, and are not kept when it is done: they may be withheld, and erased afterwards. */
import { expect, it, vi } from 'vitest';
import * as occurrence from '../../core/records/occurrence.ts';
import type { Disclosure } from '../../core/records/record.ts';
import { PreparedTexts, repeatedFacts } from '../../core/records/repeated-facts.ts';

vi.mock('../../core/records/occurrence.ts', { spy: true });

const disclosures: readonly Disclosure[] = [
  ['salt', 'number', 'GEHEIM-77'],
  ['salt', 'title', 'geheim 77'],
];
const timesReady = (texts?: PreparedTexts) => {
  vi.mocked(occurrence.searched).mockClear();
  for (let i = 0; i < 3; i++) expect(repeatedFacts(disclosures, ['number'], { texts }), `time ${i}`).toEqual(['title']);
  return vi.mocked(occurrence.searched).mock.calls.length;
};

it('a text is made ready once in a selection', () => {
  expect(timesReady(new PreparedTexts())).toBe(1);
});

it('and again in the next one', () => {
  expect([timesReady(), timesReady()]).toEqual([3, 3]);
});
