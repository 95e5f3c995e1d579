/** Damaged invoices give a sound reading, none, or one of two errors; the same ones each time. */
import { expect, it } from 'vitest';
import { mutated, mutatedContainer, outcome } from './support/mutations.ts';

/** How many seeds ended how. */
function ends(from: number, count: number, make = mutated): Readonly<Record<string, number>> {
  const ended: Record<string, number> = {};
  for (let seed = from; seed < from + count; seed++) {
    const { end, faults } = outcome(make(seed));
    expect(faults, `seed ${seed}`).toEqual([]);
    ended[end] = (ended[end] ?? 0) + 1;
  }
  return ended;
}

it('600 of them', () => {
  const ended = ends(1, 600);
  expect(Object.keys(ended).filter((end) => !['read', 'none', 'malformed', 'too-large'].includes(end))).toEqual([]);
  // the mutations neither spare everything nor break everything
  for (const end of ['read', 'malformed']) expect(ended[end]).toBeGreaterThan(60);
});

it('400 PDFs, signed messages, OFD files and archives', () => {
  const ended = ends(1, 400, mutatedContainer);
  expect(Object.keys(ended).filter((end) => !['read', 'none', 'malformed', 'too-large'].includes(end))).toEqual([]);
  for (const end of ['read', 'malformed', 'none']) expect(ended[end], end).toBeGreaterThan(20);
});

it('gives the same reading for the same bytes', () => {
  for (let seed = 1; seed < 50; seed++) expect(outcome(mutated(seed))).toEqual(outcome(mutated(seed)));
});
