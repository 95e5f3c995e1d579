/** Takes the pictures that the README shows: `node test/renderer/pictures.ts`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/lib/project.ts';
import { drop, go, texts } from './drive.ts';
import { openTheatre } from './stage.ts';

const folder = join(projectRoot, 'docs/pictures');
await mkdir(folder, { recursive: true });
const theatre = await openTheatre();
for (const language of ['en', 'zh'] as const) {
  const { page } = await theatre.open({ language });
  const keep = async (name: string) => {
    await page.waitForTimeout(500);
    await writeFile(join(folder, `${name}-${language}.png`), await page.screenshot());
  };
  await page.getByRole('row').nth(3).waitFor();
  await keep('notarize');
  await go(page, 'records', texts[language]);
  await page.getByRole('row').nth(3).waitFor();
  await keep('records');
  await go(page, 'verify', texts[language]);
  await drop(page, ['proven.pdf']);
  await page.getByRole('heading', { level: 2 }).waitFor();
  await keep('verify');
}
await theatre.close();
