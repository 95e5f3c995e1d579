/** What came out of a part of the tests. */
export interface Tally {
  readonly passed: number;
  /** Names of what failed. */
  readonly failed: readonly string[];
  readonly notRun: readonly NotRun[];
}

/** Something that was not run, and why. */
export interface NotRun {
  readonly name: string;
  readonly reason: string;
}

/** All parts taken together. */
export function addUp(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.flatMap((tally) => tally.failed),
    notRun: tallies.flatMap((tally) => tally.notRun),
  };
}

/** The tally of one thing that went well. */
export const onePassed: Tally = { passed: 1, failed: [], notRun: [] };

/** The tally of one thing that failed. */
export function oneFailed(name: string): Tally {
  return { passed: 0, failed: [name], notRun: [] };
}

/** The tally of one thing that was not run. */
export function oneNotRun(name: string, reason: string): Tally {
  return { passed: 0, failed: [], notRun: [{ name, reason }] };
}

/** Where "not run" is not good enough (NOTARY_CI), everything that was not run has failed. */
export function strict(tally: Tally): Tally {
  const notRun = tally.notRun.map(({ name, reason }) => `${name} (not run: ${reason})`);
  return { passed: tally.passed, failed: [...tally.failed, ...notRun], notRun: [] };
}

/** The last line of a test run, for people and programs: `12 passed, 0 failed`, with `, 3 skipped` if any. */
export function countLine({ passed, failed, notRun }: Tally): string {
  const skipped = notRun.length > 0 ? `, ${notRun.length} skipped` : '';
  return `${passed} passed, ${failed.length} failed${skipped}`;
}
