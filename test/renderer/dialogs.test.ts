import { describe, expect } from 'vitest';
import { button, dialog, go, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();
const look = { language: 'en', records: 0 } as const;
const t = texts.en;

interface PlayedRecords {
  records(query: object): Promise<{
    readonly value: {
      readonly rows: readonly {
        readonly id: string;
        readonly state: string;
        readonly kind: string;
        readonly facts: Readonly<Record<string, unknown>>;
      }[];
    };
  }>;
  edit(change: object): unknown;
  withdraw(wish: object): unknown;
}

describe('a dialog', () => {
  const suggests = [{ name: 'number', value: 'INV-7', place: 'file-name', doubtful: false }] as const;

  scene('ends above what was done', { ...look, records: 2, waiting: 1, suggests }, async ({ page }) => {
    await page.getByRole('row').nth(1).getByRole('checkbox').check();
    await button(page, t.notarize.takeSuggestions).click();
    await page.locator('.notice').waitFor();
    await button(page, t.notarize.edit).click();
    for (const height of [860, 600, 420]) {
      await page.setViewportSize({ width: 1024, height });
      const below = async () => {
        const foot = await button(dialog(page), t.common.save).boundingBox();
        const notices = await page.locator('.notices').boundingBox();
        return (notices?.y ?? 0) - ((foot?.y ?? 0) + (foot?.height ?? 0));
      };
      await expect.poll(below).toBeGreaterThanOrEqual(16);
    }
  });

  scene(
    'is not moved by what was done when its time is over',
    { ...look, records: 2, waiting: 1, suggests },
    async ({ page }) => {
      await page.clock.install();
      await page.getByRole('row').nth(1).getByRole('checkbox').check();
      await button(page, t.notarize.takeSuggestions).click();
      const notice = page.locator('.notice');
      await notice.waitFor();
      await button(page, t.notarize.edit).click();
      await button(dialog(page), t.common.save).waitFor();
      await page.clock.runFor('02:00');
      expect(await notice.count()).toBe(1);
      await button(dialog(page), t.common.cancel).click();
      await dialog(page).waitFor({ state: 'detached' });
      await page.clock.runFor('02:00');
      await notice.waitFor({ state: 'detached' });
    },
  );
});

describe('a field that is open', () => {
  scene('stays with its record when records above it go', { ...look, waiting: 3 }, async ({ page }) => {
    const cell = page.getByRole('row').nth(3).getByRole('gridcell').nth(2);
    await cell.click();
    const field = page.locator('.cell-editor input');
    await field.waitFor();
    const about = await field.getAttribute('aria-label');
    await field.fill('Meant for this one');
    // the first record of the list is withdrawn elsewhere
    const first = await page.evaluate(async () => {
      const { notary } = globalThis as unknown as {
        readonly notary: {
          records(q: object): Promise<{ value: { rows: { id: string }[] } }>;
          withdraw(w: object): unknown;
        };
      };
      const query = {
        search: '',
        states: ['recorded'],
        kind: null,
        from: null,
        to: null,
        sort: 'seq',
        descending: false,
        offset: 0,
        limit: 9,
      };
      const found = await notary.records(query);
      const [row] = found.value.rows;
      await notary.withdraw({ ids: [row?.id], reason: 'x' });
      return row?.id;
    });
    expect(first).toBeDefined();
    await page.waitForFunction(() => document.querySelectorAll('.grid-data').length === 2);
    expect(await field.getAttribute('aria-label')).toBe(about);
    await field.press('Enter');
    await page.getByRole('row').nth(2).getByText('Meant for this one').waitFor();
    expect(await page.getByText('Meant for this one').count()).toBe(1);
  });

  scene('saves a single character that opened it', { ...look, waiting: 1 }, async ({ page }) => {
    await page.getByRole('row').nth(1).getByRole('gridcell').nth(2).click();
    await page.locator('.cell-editor input').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('7');
    await page.keyboard.press('Enter');
    await page.getByRole('row').nth(1).getByText('7', { exact: true }).waitFor();
  });
});

describe('a dialog', () => {
  scene('is closed by a click beside it only while nothing was typed', { ...look, waiting: 2 }, async ({ page }) => {
    const open = async () => {
      await page.getByRole('row').nth(1).getByRole('gridcell').nth(2).dblclick();
      await dialog(page).waitFor();
    };
    await open();
    await page.waitForTimeout(600);
    await page.mouse.click(4, 400);
    await dialog(page).waitFor({ state: 'hidden' });
    await open();
    await dialog(page).getByRole('textbox').first().fill('A long sentence');
    await page.waitForTimeout(600);
    await page.mouse.click(4, 400);
    await page.waitForTimeout(600);
    expect(await dialog(page).getByRole('textbox').first().inputValue()).toBe('A long sentence');
  });
});

describe('the operator', () => {
  scene(
    'is the corrected one, also after the field of the settings was left',
    { ...look, waiting: 0 },
    async ({ page }) => {
      await go(page, 'settings', t);
      const field = page.getByRole('textbox', { name: t.settings.operator, exact: true });
      await field.fill('Former Clerk');
      await field.blur();
      await button(page, t.holder.button).click();
      const corrected = dialog(page).getByRole('textbox', { name: t.setup.operator });
      expect(await corrected.inputValue()).toBe('Former Clerk');
      // the id of the played desk has no check character
      await dialog(page).getByRole('textbox', { name: t.setup.creditCode }).fill('');
      await corrected.fill('New Clerk');
      await button(dialog(page), t.common.save).click();
      await dialog(page).waitFor({ state: 'hidden' });
      expect(await field.inputValue()).toBe('New Clerk');
      await field.focus();
      await field.blur();
      expect(await field.inputValue()).toBe('New Clerk');
    },
  );
});

describe('what was sealed', () => {
  scene('is green once somebody else has confirmed it', { ...look, waiting: 2 }, async ({ page }) => {
    await page.getByRole('row').nth(1).waitFor();
    await page.evaluate(() => (globalThis as unknown as { readonly notary: { seal(): unknown } }).notary.seal());
    await page.locator('.sealed-panel.confirmed .sealed-icon.tone-green').waitFor();
  });
});

describe('undo', () => {
  scene('leaves what was changed again meanwhile, and says so', { ...look, waiting: 2 }, async ({ page }) => {
    await page.getByRole('checkbox', { name: t.common.selectAll }).check();
    await button(page, t.notarize.edit).click();
    await dialog(page).getByRole('textbox').first().fill('For both');
    await button(dialog(page), t.common.save).click();
    await button(page, t.common.undo).waitFor();
    await page.getByRole('row').nth(1).getByText('For both').click();
    await page.locator('.cell-editor input').fill('By hand');
    await page.keyboard.press('Enter');
    await button(page, t.common.undo).click();
    await page.getByText('Undone in full for 1 of 2 records', { exact: false }).waitFor();
    expect(await page.getByRole('row').nth(1).getByText('By hand').count()).toBe(1);
    expect(await page.getByRole('row').nth(2).getByText('For both').count()).toBe(0);
  });
});

describe('undo of a profile', () => {
  scene(
    'empties what was empty, and leaves what was changed or withdrawn meanwhile',
    { ...look, waiting: 3 },
    async ({ page }) => {
      await page.getByRole('checkbox', { name: t.common.selectAll }).check();
      await button(page, t.notarize.edit).click();
      await dialog(page).getByRole('combobox', { name: t.notarize.editor.profile }).click();
      await page
        .locator('.ant-select-item-option')
        .and(page.getByTitle('Invoice', { exact: true }))
        .click();
      await dialog(page).getByRole('textbox', { name: 'Seller', exact: true }).fill('Seller of all');
      await button(dialog(page), t.common.save).click();
      await button(page, t.common.undo).waitFor();
      const rows = () =>
        page.evaluate(async () => {
          const { notary } = globalThis as unknown as { readonly notary: PlayedRecords };
          const all = { search: '', states: [], kind: null, from: null, to: null, sort: 'seq', descending: false };
          return (await notary.records({ ...all, offset: 0, limit: 9 })).value.rows;
        });
      const [first, second, third] = (await rows()).map(({ id }) => id);
      await page.evaluate(
        async ([first, second]) => {
          const { notary } = globalThis as unknown as { readonly notary: PlayedRecords };
          await notary.edit({ ids: [first], facts: { seller: 'By hand' } });
          await notary.withdraw({ ids: [second], reason: 'x' });
        },
        [first, second],
      );
      await button(page, t.common.undo).click();
      await page.getByText('Undone in full for 1 of 3 records', { exact: false }).waitFor();
      const now = new Map((await rows()).map((row) => [row.id, row]));
      expect(now.get(first as string)?.facts.seller).toBe('By hand');
      expect(now.get(second as string)?.state).toBe('withdrawn');
      expect(now.get(third as string)?.facts.seller ?? null).toBe(null);
      expect(now.get(third as string)?.kind).not.toBe(now.get(first as string)?.kind);
    },
  );
});

describe('a selection', () => {
  scene('loses what was sealed while another screen was shown', { ...look, waiting: 2 }, async ({ page }) => {
    await page.getByRole('checkbox', { name: t.common.selectAll }).check();
    await button(page, t.notarize.withdraw).waitFor();
    await go(page, 'settings', t);
    await page.evaluate(() => (globalThis as unknown as { readonly notary: { seal(): unknown } }).notary.seal());
    await go(page, 'notarize', t);
    await button(page, t.notarize.withdraw).waitFor({ state: 'hidden' });
  });

  scene('offers certificates once what it has is sealed', { ...look, records: 2, waiting: 1 }, async ({ page }) => {
    await go(page, 'records', t);
    await page.getByRole('row').nth(1).getByRole('checkbox').check();
    const certificates = button(page, t.records.certify.button);
    await certificates.waitFor();
    expect(await certificates.isDisabled()).toBe(true);
    await page.evaluate(() => (globalThis as unknown as { readonly notary: { seal(): unknown } }).notary.seal());
    await page.waitForFunction(() => document.querySelector('.list-bar .ant-btn-primary:not(:disabled)') !== null);
    await certificates.click();
    await dialog(page).getByText(t.records.certify.title_one.replace('{{count}}', '1')).waitFor();
  });
});
