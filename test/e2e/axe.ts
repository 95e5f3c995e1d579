import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Resolves when nothing moves any more. */
export async function whenStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity),
  );
}

/** Resolves when what was done before is drawn: a picture of a busy machine may else be the one before. */
export async function whenDrawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frames = 2; frames > 0; frames -= 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

/** What axe finds serious or critical in what is shown, one line each. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // through the debugger: the page's own policy forbids foreign script elements
  await page.evaluate(await readFile(source, 'utf8'));
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { readonly axe: { run(): Promise<AxeResults> } };
    return await axe.run();
  });
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}
