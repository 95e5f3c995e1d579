/** Files made to exhaust a reader: each ends in time, in little memory, with a reading, none, or one of two errors. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const RUN = fileURLToPath(new URL('support/hostile-run.ts', import.meta.url));

interface Seen {
  readonly slowest: Readonly<Record<'made' | 'damaged', readonly [string, number]>>;
  /** Of the damaged ones. */
  readonly seconds: number;
  readonly faults: readonly string[];
  readonly ends: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly mb: number;
}

it('files of 5 MB, containers, and 20,000 damaged ones of each', { timeout: 5_400_000 }, () => {
  const printed = execFileSync(process.execPath, ['--max-old-space-size=256', RUN, '20000'], { encoding: 'utf8' });
  const { faults, ends, counts, slowest, seconds, mb } = JSON.parse(printed) as Seen;
  console.log({ slowest, seconds, mb, counts, ends });
  expect(faults).toEqual([]);
  const known = new Set(['read', 'none', 'malformed', 'too-large']);
  expect([...Object.values(ends), ...Object.keys(counts)].filter((end) => !known.has(end))).toEqual([]);
  expect(ends['10,000 lines']).toBe('read');
  expect(slowest.made[1], slowest.made[0]).toBeLessThan(10_000);
  expect(slowest.damaged[1], slowest.damaged[0]).toBeLessThan(2000);
  expect(mb).toBeLessThan(600);
});
