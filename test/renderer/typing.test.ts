import type { Locator, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { PATIENCE } from '../patience.ts';
import { readSource, sourceFiles } from '../structure/source.ts';
import { button, dialog, go, texts } from './drive.ts';
import { useTheatre } from './play.ts';

const scene = useTheatre();
const t = texts.en;
const look = {
  language: 'en',
  records: 6,
  waiting: 2,
  dossier: 20,
  ways: ['passphrase', 'recovery'],
  connects: '/files/w.vkey',
} as const;

const selectSealed = async (page: Page) => {
  await go(page, 'records', t);
  // below the head, the dossier and the two that wait
  await page.getByRole('row').nth(4).getByRole('checkbox').check();
};
/** The one that is the newest record. */
const openDossier = async (page: Page) => {
  await go(page, 'records', t);
  await page.getByRole('row').nth(1).getByRole('gridcell').nth(1).click();
};
const selectWaiting = (page: Page) => page.getByRole('row').nth(1).getByRole('checkbox').check();

/** How each dialog in which people type is opened. */
const DIALOGS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  facts: async (page) => {
    await selectWaiting(page);
    await button(page, t.notarize.edit).click();
  },
  withdraw: async (page) => {
    await selectWaiting(page);
    await button(page, t.notarize.withdraw).click();
  },
  certificates: async (page) => {
    await selectSealed(page);
    await button(page, t.records.certify.button).click();
  },
  send: async (page) => {
    await selectSealed(page);
    await button(page, t.share.button).click();
  },
  pack: async (page) => {
    await selectSealed(page);
    await button(page, t.pack.button).click();
  },
  dossier: async (page) => {
    await selectSealed(page);
    await button(page, t.dossier.button).click();
  },
  'sample of a dossier': async (page) => {
    await openDossier(page);
    await button(page, t.dossier.sample.button).click();
  },
  'tables of a dossier': async (page) => {
    await openDossier(page);
    await button(page, t.dossier.tables.button).click();
  },
  'trust bundle': async (page) => {
    await go(page, 'trust', t);
    await button(page, t.trust.add).click();
  },
  connection: async (page) => {
    await go(page, 'trust', t);
    await button(page, t.chains.add).click();
  },
  'trust bundle in the making': async (page) => {
    await go(page, 'trust', t);
    await button(page, t.bundle.button).click();
  },
  'comparison of a trust bundle': async (page) => {
    await go(page, 'trust', t);
    await button(page, t.bundle.compare.button).click();
  },
  holder: async (page) => {
    await go(page, 'settings', t);
    await button(page, t.holder.button).click();
  },
  passphrase: async (page) => {
    await go(page, 'settings', t);
    await button(page, t.access.changePassphrase).click();
  },
  'recovery code': async (page) => {
    await go(page, 'settings', t);
    await button(page, t.access.renew).click();
  },
};

/** A field to type in: text, password, or the field of a list. In the editor of facts the first list only offers profiles. */
const fieldOf = (within: Locator) =>
  within
    .locator('#title, input:not([type="checkbox"]):not([type="radio"]):not([readonly]):not(#facts-profile), textarea')
    .filter({ visible: true })
    .first();

/** Where a click lies beside every dialog. */
const beside = { x: 4, y: 400 } as const;

describe('what was typed in a dialog', () => {
  for (const [name, open] of Object.entries(DIALOGS))
    scene(`${name}: stays when Escape, the cross or a click beside it was a mistake`, look, async ({ page }) => {
      await open(page);
      const field = fieldOf(dialog(page));
      await field.fill('typed');
      // a name that was typed among others becomes one of them
      const isList = (await field.getAttribute('role')) === 'combobox';
      const isOfMany = isList && (await dialog(page).locator('.recipients').count()) > 0;
      if (isOfMany) {
        await field.press('Tab');
        // closes the list of names that lies open beside it
        await page.keyboard.press('Escape');
      }
      const kept = async () =>
        isOfMany ? await dialog(page).locator('.recipients').textContent() : await field.inputValue();
      const question = page.getByText(t.common.discard.question);
      const cross = dialog(page).locator('.ant-modal-close');
      for (const leave of [() => page.keyboard.press('Escape'), () => cross.click()]) {
        // a list that lies open beside the dialog takes the first Escape
        await vi.waitFor(async () => {
          await leave();
          await question.waitFor({ timeout: isList ? 2000 : 30_000 });
        }, PATIENCE);
        expect(await kept()).toContain('typed');
        await button(page, t.common.discard.keep).click();
        await question.waitFor({ state: 'detached' });
        expect(await kept()).toContain('typed');
      }
      await page.mouse.click(beside.x, beside.y);
      expect(await kept()).toContain('typed');
      await page.keyboard.press('Escape');
      await button(page, t.common.discard.go).click();
      // the page of a record may lie open below it
      await page.locator('.ant-modal').last().waitFor({ state: 'hidden' });
    });

  scene('is not asked about where nothing was typed, nor by the button to cancel', look, async ({ page }) => {
    const open = DIALOGS.withdraw ?? expect.fail();
    await open(page);
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    await button(page, t.notarize.withdraw).click();
    await fieldOf(dialog(page)).fill('typed');
    await button(dialog(page), t.common.cancel).click();
    await dialog(page).waitFor({ state: 'hidden' });
  });

  scene('counts what is chosen in a list that opens beside the dialog', look, async ({ page }) => {
    await page.getByRole('row').nth(1).getByRole('gridcell').nth(2).dblclick();
    await dialog(page).waitFor();
    await dialog(page).getByRole('combobox', { name: t.notarize.editor.currency }).click();
    await page.getByTitle('USD').click();
    // the list takes the keys for a moment longer than it is shown
    await vi.waitFor(async () => {
      await page.keyboard.press('Escape');
      await page.getByText(t.common.discard.question).waitFor({ timeout: 2000 });
    }, PATIENCE);
  });

  const says = { ...look, fileSays: { number: 'N-9', date: '2026-11-02' } };
  scene('counts what the file says and was taken from it, and its field has the focus', says, async ({ page }) => {
    await page.getByRole('row').nth(1).getByRole('gridcell').nth(2).dblclick();
    for (const [name, value] of Object.entries(says.fileSays)) {
      const field = dialog(page).locator(`#${name}`);
      await dialog(page)
        .locator('.fact-field')
        .filter({ has: page.locator(`#${name}`) })
        .getByText(t.invoice.takeOver)
        .click();
      await vi.waitFor(async () => {
        expect(await field.inputValue()).toBe(value);
        expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
      }, 30_000);
    }
    await page.keyboard.press('Escape');
    await page.getByText(t.common.discard.question).waitFor();
  });
});

/** Dialogs that ask, and are not tried: one chooses from lists only, the others have the fields of the pack's and of the certificates'. */
const NOT_TRIED = [
  'renderer/screens/records/add-link.tsx',
  'renderer/screens/records/dossier/certify-dialog.tsx',
  'renderer/screens/records/trace-pack-dialog.tsx',
];

/** What dialogs are made of. */
const SHELLS = ['renderer/components/handover-dialog.tsx', 'renderer/components/typing-modal.tsx'];

/** Dialogs of antd that may be used as they are: nobody types in them, or nothing that is kept. */
const WITHOUT_FIELDS = [
  'renderer/components/opened-files.tsx',
  'renderer/components/shortcuts-dialog.tsx',
  'renderer/components/typing-modal.tsx',
  'renderer/screens/notarize/table-dialog.tsx',
  'renderer/screens/records/dossier/compare-dialog.tsx',
  'renderer/screens/records/erase-dialog.tsx',
  'renderer/screens/records/match/match-dialog.tsx',
  'renderer/screens/records/trace-dialog.tsx',
  'renderer/screens/settings/renew-dialog.tsx',
];

describe('dialogs', () => {
  it('with fields are all tried here, and no other uses the plain one', () => {
    const sources = sourceFiles('renderer').filter((file) => !file.startsWith('renderer/verifier'));
    const uses = (pattern: RegExp) => sources.filter((file) => pattern.test(readSource(file)));
    expect(uses(/<Modal\b/)).toEqual(WITHOUT_FIELDS);
    // the dialog that shows the new recovery code is opened by one that is tried
    const typing = uses(/<(?:TypingModal|HandoverDialog)\b/).filter((file) => !SHELLS.includes(file));
    expect(typing.filter((file) => !NOT_TRIED.includes(file))).toHaveLength(Object.keys(DIALOGS).length);
  });

  scene('begin with the first field', look, async ({ page }) => {
    await page.getByRole('row').nth(1).getByRole('gridcell').nth(2).dblclick();
    await dialog(page).waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('.ant-modal .fact-field input'));
  });
});
