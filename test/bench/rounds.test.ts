import { describe, expect, it } from 'vitest';
import { beginShare, rounds } from './rounds.ts';

describe('rounds of a bench', () => {
  it('are as many as were asked for while there is time', () => {
    beginShare();
    expect([...rounds(4)]).toEqual([0, 1, 2, 3]);
  });

  it('end when the share is used up, but not before the first', () => {
    beginShare();
    const start = performance.now();
    const minutes = [4, 4, 4].values();
    expect([...rounds(3, () => start + 60_000 * (minutes.next().value ?? 0))]).toEqual([0]);
  });
});
