/** What a person does outside of the page, and what the page hears. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import type { NotaryBridge, NotaryEvent } from '../../electron/api.ts';
import { handOver, type LaunchedApp, makeWorkFolder } from './launch.ts';

/** The page's globals, for functions that run in it. */
export interface PageGlobals {
  readonly notary: NotaryBridge;
}

/** A home that stays when the app is closed, for tests that start it twice. */
export async function makeHome(): Promise<string> {
  const home = join(await makeWorkFolder(), 'home');
  await mkdir(home);
  await handOver(home);
  return home;
}

/** The next file dialogs answer with these paths; none means the dialog is closed. */
export async function answerOpenDialog(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
    },
    [...paths],
  );
}

/** The next save dialogs answer with this path. */
export async function answerSaveDialog(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, filePath);
}

/** The next questions are answered with this button; gives back how often one was asked. */
export async function answerQuestions(app: ElectronApplication, button: number): Promise<() => Promise<number>> {
  await app.evaluate(({ dialog }, response) => {
    const counter = globalThis as { questionsAsked?: number };
    counter.questionsAsked = 0;
    dialog.showMessageBox = async () => {
      counter.questionsAsked = (counter.questionsAsked ?? 0) + 1;
      return { response, checkboxChecked: false };
    };
  }, button);
  return () => app.evaluate(() => (globalThis as { questionsAsked?: number }).questionsAsked ?? 0);
}

/** Keeps every event that the page hears from now on. */
export async function listen(desk: LaunchedApp): Promise<() => Promise<readonly NotaryEvent[]>> {
  await desk.window.evaluate(() => {
    const page = globalThis as unknown as PageGlobals & { heard: NotaryEvent[] };
    page.heard = [];
    page.notary.onEvent((event) => page.heard.push(event));
  });
  return () => desk.window.evaluate(() => (globalThis as unknown as { heard: NotaryEvent[] }).heard);
}

/** Chooses an item of the menu by its words. */
export async function chooseInMenu(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
    const item = items.find((one) => one.label === wanted);
    if (item === undefined) throw new Error(`the menu has no ${wanted}`);
    item.click();
  }, label);
}
