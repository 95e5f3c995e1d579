/** The result of a part of the tests. */
export interface Tally {
  readonly passed: number;
  /** Names of what failed. */
  readonly failed: readonly string[];
  readonly notRun: readonly NotRun[];
  /** The tests that took longest, the slowest first; absent where nothing was timed. */
  readonly slowest?: readonly Timed[];
}

/** How long a test took. */
export interface Timed {
  readonly name: string;
  readonly seconds: number;
}

const SLOWEST = 10;

/** The slowest of them, as many as are worth a look. */
export function slowestOf(tests: readonly Timed[]): readonly Timed[] {
  return [...tests].sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
}

/** Something that was not run, and why. */
export interface NotRun {
  readonly name: string;
  readonly reason: string;
}

/** The sum of all parts. */
export function addUp(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.flatMap((tally) => tally.failed),
    notRun: tallies.flatMap((tally) => tally.notRun),
    slowest: slowestOf(tallies.flatMap((tally) => tally.slowest ?? [])),
  };
}

/** The tally of one success. */
export const onePassed: Tally = { passed: 1, failed: [], notRun: [] };

/** The tally of one failure. */
export function oneFailed(name: string): Tally {
  return { passed: 0, failed: [name], notRun: [] };
}

/** The tally of one skipped item. */
export function oneNotRun(name: string, reason: string): Tally {
  return { passed: 0, failed: [], notRun: [{ name, reason }] };
}

/** With NOTARY_CI, everything that was skipped counts as failed. */
export function strict(tally: Tally): Tally {
  const notRun = tally.notRun.map(({ name, reason }) => `${name} (not run: ${reason})`);
  return { ...tally, failed: [...tally.failed, ...notRun], notRun: [] };
}

/** The last line of a test run, for people and programs: `12 passed, 0 failed`, with `, 3 skipped` if any. */
export function countLine({ passed, failed, notRun }: Tally): string {
  const skipped = notRun.length > 0 ? `, ${notRun.length} skipped` : '';
  return `${passed} passed, ${failed.length} failed${skipped}`;
}
