import { describe, expect } from 'vitest';
import { wordsFor } from '../../core/words/words.ts';
import { button, dialog, drop, go, texts } from './drive.ts';
import { hexOf } from './fake/sample.ts';
import { useTheatre } from './play.ts';

const t = texts.en;
const english = { language: 'en' } as const;
const words = wordsFor('en');

/** What a person does, and what the window then shows. */
describe('the window', () => {
  const scene = useTheatre();

  scene(
    'opens the desk only after the recovery code is said to be kept',
    { ...english, ready: false, records: 0, waiting: 0 },
    async ({ page }) => {
      await button(page, t.setup.create).click();
      await page.getByText(t.setup.holderMissing).waitFor();
      await page.getByLabel(t.setup.holder).fill('Blue Sea Trading');
      await page.keyboard.press('Enter');
      const start = button(page, t.setup.recovery.start);
      await start.waitFor();
      expect(await start.isDisabled()).toBe(true);
      await button(page, t.setup.recovery.save).click();
      await page.getByText(t.setup.recovery.saved).waitFor();
      await page.getByLabel(t.setup.recovery.kept).check();
      await start.click();
      await page.getByText(t.notarize.drop).waitFor();
    },
  );

  scene(
    'changes its language on the first run',
    { language: 'zh', ready: false, records: 0, waiting: 0 },
    async ({ page }) => {
      await page.getByText('English', { exact: true }).click();
      await page.getByRole('heading', { name: t.setup.welcome }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
    },
  );

  scene(
    'keeps the good files and lists the others',
    { ...english, records: 3, waiting: 0, speed: 10 },
    async ({ page }) => {
      await drop(page, ['contract.pdf', 'empty.pdf', 'known.pdf']);
      await page.getByRole('row').filter({ hasText: 'contract.pdf' }).waitFor();
      await page.getByText(words.error('file-empty').happened).waitFor();
      await page.getByRole('button', { name: t.notarize.intake.existing_one.replace('{{count}}', '1') }).click();
      await page.getByText(/Already notarized on 2026-11-20 09:01:00 \(UTC\+8\)/).waitFor();
      await button(page, t.notarize.intake.again).click();
      await page.getByRole('row').filter({ hasText: 'known.pdf' }).waitFor();
    },
  );

  scene('stops an intake and keeps what is in', { ...english, records: 0, waiting: 0, speed: 1 }, async ({ page }) => {
    await drop(page, ['many-200']);
    await page.getByRole('row').nth(2).waitFor();
    await button(page, t.common.cancel).click();
    await page.getByText(/cancelled/).waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(2);
  });

  scene('edits a fact in place by keyboard alone', { ...english, waiting: 3 }, async ({ page }) => {
    await page.getByRole('row').nth(1).waitFor();
    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Frame agreement');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Contract');
    await page.keyboard.press('Enter');
    const row = page.getByRole('row').nth(2);
    await row.filter({ hasText: 'Frame agreement' }).filter({ hasText: 'Contract' }).waitFor();
    expect(await grid.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  scene('changes facts of many and undoes it', { ...english, waiting: 3 }, async ({ page }) => {
    await page.getByLabel(t.common.selectAll).click();
    await button(page, t.notarize.edit).click();
    await dialog(page).getByLabel(words.facts.obtained, { exact: true }).fill('By registered letter');
    await dialog(page).getByLabel(words.facts.number, { exact: true }).fill('N-1');
    await button(dialog(page), t.common.save).click();
    await page.getByRole('gridcell', { name: 'N-1' }).nth(2).waitFor();
    await button(page, t.common.undo).click();
    await page.getByText(t.notarize.editor.undone).waitFor();
    expect(await page.getByRole('gridcell', { name: 'N-1' }).count()).toBe(0);
  });

  scene('withdraws with a reason', { ...english, records: 0, waiting: 2 }, async ({ page }) => {
    await page.getByRole('row').nth(1).getByRole('checkbox').check();
    await button(page, t.notarize.withdraw).click();
    await button(dialog(page), t.notarize.withdrawal.button).click();
    await page.getByText(t.notarize.withdrawal.reasonMissing).waitFor();
    await page.getByLabel(t.notarize.withdrawal.reason).fill('Wrong version');
    await button(dialog(page), t.notarize.withdrawal.button).click();
    await page.getByText(t.notarize.withdrawal.done_one.replace('{{count}}', '1')).waitFor();
    await go(page, 'records', t);
    await page.getByRole('row').filter({ hasText: words.states.withdrawn }).getByRole('gridcell').nth(2).click();
    await dialog(page).getByText(t.records.detail.withdrawn.replace('{{reason}}', 'Wrong version')).waitFor();
  });

  scene(
    'does not call ready what waits for another record',
    { ...english, records: 0, waiting: 2, behind: true },
    async ({ page }) => {
      const row = page.getByRole('row').nth(2);
      await row.getByText(t.notarize.states.behind, { exact: true }).waitFor();
      expect(await row.getByText(t.notarize.states.ready, { exact: true }).count()).toBe(0);
      const first = page.getByRole('row').nth(1);
      await first.getByText(t.notarize.states.ready, { exact: true }).waitFor();
    },
  );

  scene(
    'seals only what was confirmed',
    { ...english, records: 0, waiting: 2, onlyConfirmed: true },
    async ({ page }) => {
      await page.getByText(t.notarize.bar.confirmFirst).waitFor();
      expect(await button(page, t.notarize.bar.seal).isDisabled()).toBe(true);
      await page.getByRole('row').nth(1).getByRole('checkbox').check();
      await button(page, t.notarize.confirm).click();
      await button(page, t.notarize.bar.seal).click();
      await page.getByRole('region', { name: t.notarize.sealed.title }).waitFor();
      await page.getByText(t.notarize.states.unconfirmed).waitFor();
    },
  );

  scene('finds, sorts and filters records', { ...english, records: 40, waiting: 0 }, async ({ page }) => {
    await page.getByText(t.notarize.drop).waitFor();
    await page.keyboard.press('Control+f');
    await page.getByRole('heading', { level: 1, name: t.records.title }).waitFor();
    await page.keyboard.type('仓单');
    await page.getByText(t.records.count_other.replace('{{formatted}}', '7')).waitFor();
    await button(page, t.records.clear).click();
    await page.getByText(t.records.count_other.replace('{{formatted}}', '40')).waitFor();
    await page.getByRole('columnheader').getByRole('button', { name: t.records.columns.file }).click();
    await page.getByRole('row').nth(1).filter({ hasText: 'A very long' }).waitFor();
    await page.getByLabel(t.records.search).fill('nowhere at all');
    await page.getByText(t.records.noMatch).waitFor();
  });

  scene('asks what to do with files from outside when nobody said', english, async ({ page }) => {
    await page.getByRole('row').nth(1).waitFor();
    await page.evaluate(() => {
      const { tellPlayed } = globalThis as unknown as { tellPlayed(event: unknown): void };
      tellPlayed({ kind: 'open', paths: ['/files/self-attested.pdf'], screen: null });
    });
    await button(dialog(page), t.common.opened.verify).click();
    await page.getByRole('heading', { name: words.verdictTitle('self-attested') }).waitFor();
  });

  scene('accepts a trust bundle only with its fingerprint, or marks it', english, async ({ page }) => {
    await go(page, 'trust', t);
    await button(page, t.trust.add).click();
    const accept = button(dialog(page), t.trust.accept.accept);
    expect(await accept.isDisabled()).toBe(true);
    await dialog(page).getByRole('textbox').fill(hexOf(99));
    await dialog(page)
      .getByText(/Differs from the file at character/)
      .waitFor();
    expect(await button(dialog(page), t.trust.accept.without).isDisabled()).toBe(true);
    await dialog(page)
      .getByRole('textbox')
      .fill(
        hexOf(34)
          .toUpperCase()
          .replace(/(.{8})/g, '$1 '),
      );
    await accept.click();
    await page.getByText('Nordic Harbour Bank').first().waitFor();
    await page.getByText(t.trust.accept.done).waitFor();
  });

  scene(
    'names a trust bundle that is damaged, and removes it',
    { ...english, damagedTrust: 'Old Court' },
    async ({ page }) => {
      await go(page, 'trust', t);
      const note = page.getByRole('alert').filter({ hasText: 'Old Court' });
      await note.getByText(/damaged in this desk: nothing is verified with it/).waitFor();
      await button(note, t.trust.remove).click();
      await note.waitFor({ state: 'detached' });
    },
  );

  scene('sets a proxy and a CA, shows what is kept of them, and tries the way', english, async ({ page }) => {
    await go(page, 'settings', t);
    const section = page.getByRole('region', { name: t.network.title });
    const field = (label: string) => section.getByLabel(label, { exact: true });
    await field(t.network.proxy).fill('https://proxy.example');
    await button(section, t.network.save).click();
    await section
      .getByRole('alert')
      .getByText(/not the address of an HTTP proxy/)
      .waitFor();
    await field(t.network.proxy).fill('proxy.example:3128');
    await field(t.network.exceptions).fill('example.com，10.0.0.0/8');
    await field(t.network.user).fill('clerk');
    await field(t.network.password).fill('open sesame');
    await page.keyboard.press('Enter');
    await section.getByText(t.network.passwordKept).waitFor();
    expect(await field(t.network.exceptions).inputValue()).toBe('example.com, 10.0.0.0/8');
    expect(await field(t.network.password).inputValue()).toBe('');
    expect(await section.getByRole('alert').count()).toBe(0);
    await button(section, t.network.chooseCa).click();
    await section.getByText('Office CA').waitFor();
    await field(t.network.address).fill('witness.example:443');
    await button(section, t.connect.test).click();
    await section.getByText(/does not accept the user and password.*407/).waitFor();
    await section.getByText(t.network.notReached).waitFor();
    await button(section, t.network.removeCa).click();
    await section.getByText('Office CA').waitFor({ state: 'detached' });
    await field(t.network.proxy).fill('');
    await button(section, t.network.save).click();
    await section.getByText(t.network.passwordKept).waitFor({ state: 'detached' });
  });

  scene('keeps a setting as soon as it is changed, the language too', english, async ({ page }) => {
    await go(page, 'settings', t);
    await page.getByText(t.settings.themes.dark, { exact: true }).click();
    await page.getByText(t.settings.saved, { exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.getByText('中文', { exact: true }).click();
    await page.getByRole('heading', { level: 1, name: texts.zh.settings.title }).waitFor();
  });

  scene('shows its places, its help and its files by keyboard', english, async ({ page }) => {
    await page.getByRole('grid').waitFor();
    for (const [key, screen] of [
      ['2', 'records'],
      ['3', 'verify'],
      ['4', 'trust'],
      [',', 'settings'],
      ['1', 'notarize'],
    ] as const) {
      await page.keyboard.press(`Control+${key}`);
      const heading = page.getByRole('heading', { level: 1, name: t.common.screens[screen] });
      await heading.waitFor();
      expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
    }
    await page.keyboard.press('?');
    await dialog(page).getByText(t.common.shortcuts.title).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+o');
    await page.getByText('known-发票.pdf').waitFor();
  });

  scene(
    'says once on every screen that the home is damaged',
    { ...english, problem: 'home-damaged' },
    async (stage) => {
      const { page } = stage;
      const { happened } = wordsFor('en').error('home-damaged');
      for (const place of ['notarize', 'records', 'verify', 'trust', 'settings'] as const) {
        await go(page, place, t);
        await page.getByText(happened).first().waitFor();
        // what a screen asks for has been answered
        await page.waitForLoadState('networkidle');
        expect(await page.getByText(happened).filter({ visible: true }).count(), place).toBe(1);
      }
    },
  );

  scene('unlocks the desk with the recovery code', { ...english, problem: 'key-locked' }, async ({ page }) => {
    const field = page.getByLabel(t.common.unlock.label);
    const wrong = wordsFor('en').error('key-locked', { reason: 'wrong-secret' }).happened;
    await field.fill('wrong');
    await button(page, t.common.unlock.button).click();
    await page.getByText(wrong).waitFor();
    expect(await page.getByText(wordsFor('en').error('key-locked').happened).count()).toBe(1);
    await field.fill('open');
    await button(page, t.common.unlock.button).click();
    await page.getByText(t.common.unlock.done).waitFor();
    expect(await page.getByText(wrong).count()).toBe(0);
    await field.waitFor({ state: 'detached' });
  });

  scene(
    'asks again for what a locked desk did not answer, and takes back what it said of it',
    { ...english, problem: 'key-locked' },
    async ({ page }) => {
      await go(page, 'trust', t);
      const bundle = page.getByRole('heading', { name: 'Court of Nowhere' });
      const failed = page.locator('.notice.fail');
      await button(page, t.chains.register).click();
      await failed.waitFor();
      expect([await bundle.count(), await button(page, t.common.retry).count()]).toEqual([0, 0]);
      await page.getByLabel(t.common.unlock.label).fill('open');
      await button(page, t.common.unlock.button).click();
      await bundle.waitFor();
      await failed.waitFor({ state: 'detached' });
      await button(page, t.chains.register).click();
      await page.getByText('登记申请.json', { exact: false }).waitFor();
    },
  );
});
