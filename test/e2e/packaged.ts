import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { asUser, giveTo, succeedsAs } from './account.ts';
import { makeWorkFolder } from './launch.ts';
import { currentStage } from './stage.ts';

/** A started package. */
export interface StartedPackage {
  readonly window: Page;
  readonly stop: () => Promise<void>;
}

const NOT_HEEDED = { NOTARY_FONTS: '/nowhere', NOTARY_SQLITE_BINDING: '/nowhere/other.node', NOTARY_OLD_RUNTIME: '0' };

/**
 * Starts a packaged app with files on its command line. Its fuses forbid what Playwright uses on a checkout, so only
 * its window is reached, through Chromium's own port.
 */
export async function startPackage(folder: string, files: readonly string[]): Promise<StartedPackage> {
  const stage = currentStage();
  const account = await makeWorkFolder('package');
  const home = join(account, 'home');
  await mkdir(home);
  await giveTo(stage.user, home);
  const program = join(await reachable(folder, account), 'notary-desk');
  const flags = ['--remote-debugging-port=0', ...(stage.noSandbox === undefined ? [] : ['--no-sandbox'])];
  const [command = '', ...args] = asUser(stage.user, [program, ...flags, ...files]);
  const { PATH = '' } = process.env;
  const { DISPLAY = '', XAUTHORITY } = stage.env;
  const display = XAUTHORITY === undefined ? { DISPLAY } : { DISPLAY, XAUTHORITY };
  const child = spawn(command, args, {
    cwd: account,
    stdio: ['ignore', 'pipe', 'pipe'],
    // nothing of what the launcher sets: the package must find all by itself, and heed none of these
    env: { PATH, HOME: account, LANG: 'C.UTF-8', NOTARY_HOME: home, ...NOT_HEEDED, ...display },
  });
  const browser = await chromium.connectOverCDP(await debuggerAddress(child));
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the package has no browser context');
  const window = context.pages()[0] ?? (await context.waitForEvent('page'));
  await window.waitForLoadState();
  const stop = async (): Promise<void> => {
    await browser.close();
    await stopChild(child);
    await rm(account, { recursive: true, force: true });
  };
  return { window, stop };
}

async function reachable(folder: string, account: string): Promise<string> {
  if (await succeedsAs(currentStage().user, ['test', '-x', join(folder, 'notary-desk')])) return folder;
  await cp(folder, join(account, 'app'), { recursive: true, verbatimSymlinks: true });
  return join(account, 'app');
}

async function debuggerAddress(child: ChildProcess): Promise<string> {
  let printed = '';
  return await new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      printed += chunk.toString('utf8');
      const address = /DevTools listening on (ws:\S+)/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the package stopped (${code ?? signal}):\n${printed}`)));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(timer);
}
