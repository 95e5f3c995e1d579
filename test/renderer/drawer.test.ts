import { describe, expect } from 'vitest';
import { dialog, go, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();
const t = texts.en;

describe('a record that is open beside the list', () => {
  scene('goes with its screen', { language: 'en', records: 6, waiting: 2 }, async ({ page }) => {
    await go(page, 'records', t);
    await page
      .getByRole('row')
      .nth(2)
      .dblclick({ position: { x: 200, y: 10 } });
    await dialog(page).locator('.record-file').waitFor();
    await page.keyboard.press('Control+1');
    await page.getByRole('heading', { level: 1, name: t.common.screens.notarize }).waitFor();
    await page.waitForTimeout(500);
    expect(await page.getByRole('dialog').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.ant-drawer-mask').filter({ visible: true }).count()).toBe(0);
    // what is done there is not done under a mask
    await page.getByRole('row').nth(1).getByRole('checkbox').check();
  });
});
