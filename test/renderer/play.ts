import { afterAll, beforeAll, it, type TestContext } from 'vitest';
import type { Scenario } from './fake/scenario.ts';
import { hasBrowser, openTheatre, type Stage, type Theatre } from './stage.ts';

/** Opens the theatre for a file of tests, and gives a way to write scenes; without Chromium they are not run. */
export function useTheatre() {
  let theatre: Theatre | null = null;
  beforeAll(async () => {
    if (hasBrowser) theatre = await openTheatre();
  });
  afterAll(async () => await theatre?.close());
  /** One scene: a window of its own, no errors in it, nothing refused by the Content-Security-Policy. */
  return function scene(
    name: string,
    scenario: Partial<Scenario>,
    run: (stage: Stage, context: TestContext) => Promise<void>,
  ): void {
    it(name, async (context) => {
      if (theatre === null) return context.skip('chromium is not installed');
      const stage = await theatre.open(scenario);
      try {
        await run(stage, context);
        context.expect(stage.complaints).toEqual([]);
      } finally {
        await stage.page.context().close();
      }
    });
  };
}
