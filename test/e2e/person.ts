/** What a person does in the window, by what a person sees: roles and names. */
import type { Locator, Page } from 'playwright-core';
import { vi } from 'vitest';
import { type Language, wordsFor } from '../../core/words/words.ts';
import { en } from '../../renderer/texts/en/index.ts';
import { zh } from '../../renderer/texts/zh/index.ts';
import { PATIENCE } from '../patience.ts';
import { answerOpenDialog } from './controls.ts';
import type { LaunchedApp } from './launch.ts';

/** How long a press may take to show, in milliseconds, before it is pressed again. */
const SOON = 5_000;

export type Texts = typeof zh;
export type Screen = keyof Texts['common']['screens'];

/** One text with its blanks filled in; `_other` is taken where a text depends on a number. */
function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_blank, name: string) => String(values[name] ?? ''));
}

export class Person {
  readonly desk: LaunchedApp;
  readonly language: Language;
  readonly texts: Texts;

  constructor(desk: LaunchedApp, language: Language) {
    this.desk = desk;
    this.language = language;
    this.texts = { zh, en }[language];
  }

  get page(): Page {
    return this.desk.window;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').last();
  }

  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true });
  }

  /** The first run, up to the recovery code. */
  async nameHolder(name: string): Promise<void> {
    const { setup } = this.texts;
    await this.page.getByText({ zh: '中文', en: 'English' }[this.language], { exact: true }).click();
    await this.page.getByLabel(setup.holder).fill(name);
    await this.button(setup.create).click();
    await this.page.getByRole('heading', { name: setup.recovery.title }).waitFor();
  }

  /** Says that the recovery code is kept, and starts. */
  async startWork(): Promise<void> {
    const { recovery } = this.texts.setup;
    await this.page.getByLabel(recovery.kept).check();
    await this.button(recovery.start).click();
    await this.page.getByRole('navigation').waitFor();
  }

  async setUp(name: string): Promise<void> {
    await this.nameHolder(name);
    await this.startWork();
  }

  async go(screen: Screen): Promise<void> {
    const name = this.texts.common.screens[screen];
    // by its label alone: the badge of another may speak of it
    const label = this.page.getByText(name, { exact: true });
    await this.page.getByRole('navigation').getByRole('button').filter({ has: label }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  /** Drops files or folders on the middle of what is shown, as a file manager does. */
  async drop(paths: readonly string[]): Promise<void> {
    const area = await this.page.locator('.drop-zone:visible').boundingBox();
    if (area === null) throw new Error('nothing takes files here');
    const [x, y] = [area.x + area.width / 2, area.y + area.height / 2];
    const debug = await this.page.context().newCDPSession(this.page);
    // 1: copy
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await debug.send('Input.dispatchDragEvent', { type, x, y, data });
    await debug.detach();
  }

  /** The row of a file in the list that is shown. */
  row(file: string): Locator {
    return this.page.getByRole('grid').filter({ visible: true }).getByRole('row').filter({ hasText: file });
  }

  /** Seals what waits; the line of what was sealed is the only one then, as those of before are put away first. */
  async seal(): Promise<void> {
    const { bar, sealed } = this.texts.notarize;
    const putAway = this.button(sealed.close);
    for (let left = await putAway.count(); left > 0; left -= 1) {
      await putAway.first().click();
      await putAway.nth(left - 1).waitFor({ state: 'detached' });
    }
    await this.button(bar.seal).click();
    await this.button(bar.certificates).waitFor();
  }

  /** Seals what waits, and has certificates made of it in a folder. */
  async sealAndCertify(folder: string): Promise<void> {
    await this.seal();
    await this.button(this.texts.notarize.bar.certificates).click();
    await this.certifyInto(folder);
    await this.button(this.texts.common.close, this.dialog).last().click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /** Makes the certificates of the dialog that is open in a folder, whichever the last ones went to. */
  async certifyInto(folder: string): Promise<void> {
    const { certify } = this.texts.records;
    await answerOpenDialog(this.desk.app, [folder]);
    await this.goInto(folder);
    await this.button(certify.openFolder, this.dialog).waitFor();
  }

  /** Has the certificates of the dialog that is open made in the folder that the next question is answered with. */
  async goInto(folder: string): Promise<void> {
    const { certify } = this.texts.records;
    const there = this.button(certify.goThere, this.dialog);
    const asks = this.button(certify.go, this.dialog);
    await there.or(asks).waitFor();
    if (await asks.isVisible()) return await asks.click();
    await this.button(certify.change, this.dialog).click();
    await this.dialog.getByText(this.say(certify.into, { folder })).waitFor();
    await there.click();
  }

  /** Leaves a dialog or drawer by Escape. One that closed just before is still told of the keys for a moment, and may take the first. */
  async leave(open: Locator = this.page.getByRole('dialog').filter({ visible: true })): Promise<void> {
    await vi.waitFor(async () => {
      await this.page.keyboard.press('Escape');
      await open.waitFor({ state: 'detached', timeout: SOON });
    }, PATIENCE);
  }

  /** Verifies files and gives the title of the verdict that is shown. */
  async verify(paths: readonly string[]): Promise<string> {
    const close = this.button(this.texts.common.close, this.page.getByRole('main'));
    if (await close.isVisible()) await close.click();
    await this.drop(paths);
    const title = this.page.locator('.banner h2:visible');
    await title.waitFor({ timeout: 30_000 });
    return (await title.textContent()) ?? '';
  }

  /** A text of the window with its blanks filled in. */
  say(text: string, values: Readonly<Record<string, string | number>>): string {
    return fill(text, values);
  }

  get words() {
    return wordsFor(this.language);
  }
}
