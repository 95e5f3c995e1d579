/** What repeats a withheld fact is withheld as well. */
import { describe, expect, it } from 'vitest';
import type { Disclosure } from '../../core/records/record.ts';
import { repeatedFacts } from '../../core/records/repeated-facts.ts';

const facts = {
  holder: 'Blue Sea Lantern',
  title: 'Delivery to Gegner',
  fileName: 'GEHEIM-77 Gegner.txt',
  number: 'GEHEIM-77',
  parties: ['Gegner GmbH', 'Blue Sea Lantern'],
  date: '2026-11-02',
  money: { amount: '48000.00', currency: 'CNY' },
  note: 'for Blue Sea Lantern',
  obtained: null,
  fingerprints: { kind: 'text', parts: {} },
};
const repeated = (withhold: readonly string[], changes: object = {}) =>
  repeatedFacts(
    Object.entries({ ...facts, ...changes }).map(([name, value]) => ['salt', name, value] as unknown as Disclosure),
    withhold,
  );

describe('facts that repeat what is withheld', () => {
  it('are those in which its value occurs', () => {
    expect(repeated(['number'])).toEqual(['fileName']);
    expect(repeated(['number', 'parties'])).toEqual(['title', 'fileName']);
    expect(repeated(['fileName'], { title: 'geheim-77 gegner TXT' })).toEqual(['title']);
  });

  it('in any case, width, spacing and punctuation', () => {
    for (const fileName of ['geheim77.txt', 'ＧＥＨＥＩＭ＿７７.txt', 'Re GEHEIM 77'])
      expect(repeated(['number'], { fileName }), fileName).toEqual(['fileName']);
  });

  it('days and amounts as they are written elsewhere', () => {
    for (const fileName of ['20261102.pdf', '2026-11-02.pdf', '2026年11月2日.pdf'])
      expect(repeated(['date'], { fileName }), fileName).toEqual(['fileName']);
    for (const fileName of ['48,000.pdf', '48000.00.pdf'])
      expect(repeated(['money'], { fileName }), fileName).toEqual(['fileName']);
    expect(repeated(['money'], { fileName: 'CNY.pdf' })).toEqual([]);
  });

  it('by two Han characters, or three others', () => {
    expect(repeated(['number'], { number: '77' })).toEqual([]);
    expect(repeated(['number'], { number: '甲乙', fileName: '合同甲乙.pdf' })).toEqual(['fileName']);
  });

  it('but not what says who issues, which a certificate names anyway', () => {
    expect(repeated(['parties'])).toEqual(['title', 'fileName']);
    expect(repeated(['parties', 'holder'])).toEqual(['title', 'fileName', 'note']);
    expect(repeated(['note'])).toEqual([]);
  });

  it('and nothing where nothing is withheld, or digests alone', () => {
    expect(repeated([])).toEqual([]);
    expect(repeated(['fingerprints'])).toEqual([]);
  });
});
