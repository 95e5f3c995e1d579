import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { PATIENCE } from '../patience.ts';
import { asUser, giveTo } from './account.ts';
import { currentStage, type Stage } from './stage.ts';

/** How the app is started; everything has a default. */
export interface LaunchOptions {
  /** Where the desk's data lies (`NOTARY_HOME`); made, and given to the user who runs the app. Default: a new folder. */
  readonly home?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** A running app. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** Its first window, loaded. */
  readonly window: Page;
  readonly home: string;
  /** What it has printed so far, stdout and stderr together. */
  readonly output: () => string;
  /** Quits it and waits; kills it when it does not quit within 15 s. Never rejects. */
  readonly close: () => Promise<void>;
}

const patience = 15_000;

/** Starts the built app on real Electron, as an unprivileged user, with the sandbox wherever the machine has one. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const stage = currentStage();
  const account = await makeWorkFolder('account');
  const home = options.home ?? join(account, 'home');
  await mkdir(home, { recursive: true });
  await giveTo(stage.user, home);
  const app = await electron.launch({
    executablePath: await starter(stage, account),
    args: [stage.app, ...(options.args ?? [])],
    chromiumSandbox: stage.noSandbox === undefined,
    cwd: account,
    env: { ...systemEnvironment(), HOME: account, ...stage.env, NOTARY_HOME: home, ...options.env },
  });
  const output = collectOutput(app);
  // Playwright forgets the process when it has ended
  const child = app.process();
  const close = async (): Promise<void> => {
    await stop(app, child);
    await rm(account, { recursive: true, force: true });
  };
  try {
    const window = await app.firstWindow({ timeout: PATIENCE });
    window.setDefaultTimeout(PATIENCE);
    // What comes and goes does so at once, as for people who ask their system for that. A dialog that grows while it opens is
    // under the pointer when it is pressed and elsewhere when it is let go (on a busy machine two pictures in a row are the
    // same, and Playwright takes it to stand still); half of a note that fades is legible to nobody. Asked before anything is
    // done, because the page is built anew for it.
    await window.emulateMedia({ reducedMotion: 'reduce' });
    await window.waitForLoadState();
    return { app, window, home, output, close };
  } catch (error) {
    const printed = output();
    await close();
    throw new Error(`The app opened no window. It printed:\n${printed}`, { cause: error });
  }
}

/** A new folder that the user who runs the app owns; for files that a test gives to the app or takes from it. */
export async function makeWorkFolder(name = 'work'): Promise<string> {
  const folder = await mkdtemp(join(currentStage().work, `${name}-`));
  await giveTo(currentStage().user, folder);
  return folder;
}

/** Gives files that a test has put into a folder to the user who runs the app. */
export async function handOver(folder: string): Promise<void> {
  await giveTo(currentStage().user, folder);
}

async function starter(stage: Stage, folder: string): Promise<string> {
  if (stage.user === undefined) return stage.executable;
  // Playwright puts its own arguments first, so what changes the user must be a program without any
  const file = join(folder, 'electron-as-user');
  const command = asUser(stage.user, [stage.executable]).map((word) => `'${word}'`);
  await writeFile(file, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`, { mode: 0o755 });
  return file;
}

/** Only what a program needs to start: the test runner's own variables would change how the app behaves. */
function systemEnvironment(): Record<string, string> {
  const names = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot', 'TEMP', 'APPDATA', 'USERPROFILE'];
  const pairs = names.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(pairs.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}

function collectOutput(app: ElectronApplication): () => string {
  const chunks: Buffer[] = [];
  app.process().stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  app.process().stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

async function stop(app: ElectronApplication, child: ChildProcess): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  try {
    await app.close();
  } catch {
    // it has been killed, by the test or by the timer
  } finally {
    clearTimeout(timer);
  }
}
