/** An error is left out only where the very same one stands above every screen already. */
import { expect, it } from 'vitest';
import { isSameProblem } from '../../renderer/state/same-problem.ts';

const behind = (by: string, clock: string, difference: number) => ({
  code: 'clock-behind' as const,
  message: `the clock says ${clock}`,
  details: { by, clock, than: '2026-11-21T08:00:00.000Z', difference },
});
const damaged = (id: string) => ({ code: 'home-damaged' as const, message: '', details: { id } });

it('counts code and details, but not what the clock says meanwhile', () => {
  const standing = behind('log', '2026-10-21T08:00:00.000Z', 2_678_400_000);
  expect(isSameProblem(behind('log', '2026-10-21T08:01:00.000Z', 2_678_340_000), standing)).toBe(true);
  expect(isSameProblem(behind('chain', '2026-10-21T08:00:00.000Z', 2_678_400_000), standing)).toBe(false);
  expect(isSameProblem(damaged('a'), damaged('a'))).toBe(true);
  expect(isSameProblem(damaged('b'), damaged('a'))).toBe(false);
  expect(isSameProblem(damaged('b'), { ...damaged('b'), details: {} })).toBe(false);
  expect(isSameProblem(damaged('a'), null)).toBe(false);
});
