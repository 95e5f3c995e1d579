/** What a person does in the window, by what a person sees: roles and names. */
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { en } from '../../renderer/texts/en/index.ts';
import { zh } from '../../renderer/texts/zh/index.ts';

const require = createRequire(import.meta.url);

export const texts = { zh, en } as const;
export type Texts = typeof zh;

export const button = (page: Page | Locator, name: string | RegExp) => page.getByRole('button', { name, exact: true });
export const go = async (page: Page, screen: keyof Texts['common']['screens'], t: Texts) => {
  await page.getByRole('navigation').getByRole('button', { name: t.common.screens[screen] }).click();
  await page.getByRole('heading', { level: 1, name: t.common.screens[screen] }).waitFor();
};
export const dialog = (page: Page) => page.getByRole('dialog').last();

/** Drops files by name, as from a file manager. */
export async function drop(page: Page, names: readonly string[]): Promise<void> {
  const transfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const name of files) data.items.add(new File(['x'], name));
    return data;
  }, names);
  const area = page.locator('.drop-zone:visible');
  for (const event of ['dragenter', 'dragover', 'drop']) await area.dispatchEvent(event, { dataTransfer: transfer });
}

/** What axe finds serious or critical, one line each. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // by the debugger, not by a script element: the page's own policy forbids those
  await page.evaluate(await axeSource());
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { readonly axe: { run(): Promise<AxeResults> } };
    return await axe.run();
  });
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.any.map((x) => x.message).join('; ')}`).join(' | ')}`,
    );
}

async function axeSource(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
}
