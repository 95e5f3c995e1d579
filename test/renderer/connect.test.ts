/** Connecting a chain or witness by the files of its operator: recognised, asked about, tried, accepted. */
import { describe, expect } from 'vitest';
import { wordsFor } from '../../core/words/words.ts';
import { button, dialog, drop, go, seriousFindings, texts } from './drive.ts';
import { clientKey } from './fake/chains.ts';
import { useTheatre } from './play.ts';

describe.each([
  ['zh', 'light'],
  ['en', 'dark'],
] as const)('connecting in %s, %s', (language, theme) => {
  const scene = useTheatre();
  const t = texts[language];
  const look = { language, theme, connects: '/files/w.vkey' } as const;

  scene('asks for what a file does not say, tries it and accepts it', look, async ({ page, picture }) => {
    const show = async (name: string) => {
      await page.waitForTimeout(200);
      await picture(`${language}-${theme}-connect-${name}`);
      expect.soft(await seriousFindings(page), name).toEqual([]);
    };
    await go(page, 'trust', t);
    await button(page, t.chains.add).click();
    const url = dialog(page).getByRole('textbox').first();
    await url.waitFor();
    await show('1 questions');
    await button(dialog(page), t.connect.next).click();
    await dialog(page).getByText(t.connect.required).waitFor();
    // the keyboard alone
    await url.focus();
    await page.keyboard.type('w.example');
    await button(dialog(page), t.connect.next).press('Enter');
    await dialog(page).getByText('https://', { exact: false }).first().waitFor();
    await show('2 what is wrong');
    await url.fill('https://w.example');
    await button(dialog(page), t.connect.next).press('Enter');
    await button(dialog(page), t.connect.test).waitFor();
    await dialog(page).getByText(t.connect.secrets_one.replace('{{count}}', '1')).waitFor();
    await button(dialog(page), t.connect.test).click();
    const details = { reason: 'tls-ca', endpoint: 'https://w.example' };
    await dialog(page).getByText(wordsFor(language).error('anchor-unavailable', details).happened).waitFor();
    await dialog(page).getByText(t.connect.someFailed).waitFor();
    await dialog(page).getByText(t.connect.keys).click();
    await show('3 to accept');
    await button(dialog(page), t.connect.back).click();
    expect(await dialog(page).getByRole('textbox').first().inputValue()).toBe('https://w.example');
    await button(dialog(page), t.connect.next).click();
    await button(dialog(page), t.trust.accept.without).click();
    await page.getByText(t.chains.acceptDone).waitFor();
    await button(page, t.connect.test).click();
    await page.getByText(t.connect.someFailed).waitFor();
    await button(page, t.chains.keyShow).press('Enter');
    const [key] = clientKey;
    await page.getByText(key?.value ?? '', { exact: true }).waitFor();
    await show('4 connected');
  });

  scene('says what a file is that no kind takes, and what would be', look, async ({ page, picture }) => {
    await go(page, 'trust', t);
    await drop(page, ['a.pem', 'b.pem']);
    await dialog(page).getByText(t.connect.unknown).waitFor();
    await picture(`${language}-${theme}-connect-5 unknown`);
    expect(await dialog(page).getByRole('listitem').count()).toBe(3);
    expect.soft(await seriousFindings(page)).toEqual([]);
  });
});
