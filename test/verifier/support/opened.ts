/** The checker page, opened in one engine for all tests of a `describe`. */
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, it } from 'vitest';
import type { CheckerBrowser, CheckerPage, Engine } from './browsers.ts';

interface Opening {
  /** Path of the built page. */
  readonly html: string;
  /** Programs that every test needs besides the engine, and that are not here. */
  readonly missing?: readonly string[];
}

/**
 * The page, in English, and a `test` that begins with nothing on it. Where the engine or another program is missing, every
 * test says so; `lacks` are those that it needs alone.
 */
export function openedIn(engine: Engine, { html, missing = [] }: Opening) {
  const absent = [...engine.lacks(), ...missing];
  let browser: CheckerBrowser | undefined;
  let opened: CheckerPage | undefined;
  const now = (): CheckerPage => {
    if (!opened) throw new Error(`${engine.name} did not open the page`);
    return opened;
  };

  beforeAll(async () => {
    if (absent.length > 0) return;
    browser = await engine.launch();
    opened = await browser.open(pathToFileURL(html).href);
    await opened.evaluate(`document.querySelector('#lang-en').click()`);
  });
  afterAll(async () => {
    await opened?.close();
    await browser?.close();
  });

  const page: CheckerPage = {
    evaluate: (expression) => now().evaluate(expression),
    choose: (paths) => now().choose(paths),
    screenshot: () => now().screenshot(),
    close: () => now().close(),
  };
  const test = (what: string, run: () => Promise<void>, lacks: readonly string[] = []) =>
    it(what, async ({ skip }) => {
      const names = [...absent, ...lacks];
      if (names.length > 0) skip(`${engine.name} was not run: ${names.join(', ')} missing`);
      await page.evaluate(`document.querySelector('#clear')?.click()`);
      await run();
    });
  return { page, test };
}
