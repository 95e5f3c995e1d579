/** A desk whose screens and dialogs are pictured, and what its days do again and again. */
import { join } from 'node:path';
import type { Language } from '../../electron/api.ts';
import { answerOpenDialog, makeHome, type PageGlobals } from './controls.ts';
import { Gallery, type Passing } from './gallery.ts';
import { type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { furnish } from './office.ts';
import { Person } from './person.ts';

/** What the desk is opened with once it has one. */
export const PASSPHRASE = 'correct horse battery';

export class Studio {
  readonly language: Language;
  #open: { gallery: Gallery; folder: string; home: string; clerk: Person } | null = null;

  constructor(language: Language) {
    this.language = language;
  }

  /** Makes the clerk's files and opens a new desk. */
  async open(): Promise<void> {
    const gallery = await Gallery.open(this.language);
    const [folder, home] = [await makeWorkFolder('pictures'), await makeHome()];
    await furnish(folder);
    this.#open = { gallery, folder, home, clerk: await this.#launch(home) };
  }

  /** Opens the desk anew after it was closed. */
  async start(): Promise<void> {
    const open = this.#opened();
    open.clerk = await this.#launch(open.home);
  }

  async close(): Promise<void> {
    await this.#open?.clerk.desk.close();
  }

  async #launch(home: string): Promise<Person> {
    const desk = await launchApp({ home, env: { TZ: 'Asia/Shanghai' } });
    return new Person(desk, this.language);
  }

  #opened() {
    if (this.#open === null) throw new Error('the desk is not open yet');
    return this.#open;
  }

  get clerk(): Person {
    return this.#opened().clerk;
  }

  get desk(): LaunchedApp {
    return this.clerk.desk;
  }

  get home(): string {
    return this.#opened().home;
  }

  get folder(): string {
    return this.#opened().folder;
  }

  /** A path in the clerk's folder. */
  file(...path: readonly string[]): string {
    return join(this.folder, ...path);
  }

  show(name: string, passing?: Passing): Promise<void> {
    return this.#opened().gallery.show(this.desk, name, passing);
  }

  main() {
    return this.clerk.page.getByRole('main');
  }

  async pressEscape(): Promise<void> {
    await this.clerk.page.keyboard.press('Escape');
  }

  /** Closes the dialog or drawer that is open above others; what was typed goes. */
  async leave(): Promise<void> {
    const open = this.clerk.page.getByRole('dialog').filter({ visible: true });
    const last = open.nth((await open.count()) - 1);
    await this.pressEscape();
    const discard = this.clerk.button(this.clerk.texts.common.discard.go);
    const gone = last.waitFor({ state: 'detached' });
    // what comes of the question is of no interest once the dialog is gone
    const asked = discard.waitFor().then(
      () => true,
      () => false,
    );
    if (await Promise.race([gone.then(() => false), asked])) await discard.click();
    await gone;
  }

  /** Opens the dialog that a button leads to, shows it and closes it. */
  async showDialog(button: string, name: string): Promise<void> {
    await this.clerk.button(button).first().click();
    await this.clerk.dialog.waitFor();
    await this.show(name);
    await this.leave();
  }

  /** Lets the window accept a trust bundle without comparing it. */
  async acceptTrust(path: string): Promise<void> {
    await this.clerk.go('trust');
    await answerOpenDialog(this.desk.app, [path]);
    await this.clerk.button(this.clerk.texts.trust.add).click();
    await this.clerk.button(this.clerk.texts.trust.accept.without, this.clerk.dialog).click();
    await this.clerk.page.getByRole('dialog').filter({ visible: true }).waitFor({ state: 'detached' });
  }

  /** Nothing seals by itself while pictures are taken, however long that takes. */
  async sealLate(): Promise<void> {
    await this.clerk.page.evaluate(async () => {
      const { notary } = globalThis as unknown as PageGlobals;
      await notary.settings({ sealAfterSeconds: 24 * 3600 });
    });
  }

  /** Opens the keys with the passphrase. */
  async unlock(): Promise<void> {
    const { unlock } = this.clerk.texts.common;
    await this.clerk.page.getByLabel(unlock.label).fill(PASSPHRASE);
    await this.clerk.button(unlock.button).click();
    await this.clerk.page.getByLabel(unlock.label).waitFor({ state: 'detached' });
  }
}
