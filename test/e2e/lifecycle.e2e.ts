import { execFile } from 'node:child_process';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication } from 'playwright-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { asUser } from './account.ts';
import { answerOpenDialog, answerQuestions, chooseInMenu, listen, makeHome, type PageGlobals } from './controls.ts';
import { handOver, type LaunchedApp, type LaunchOptions, launchApp, makeWorkFolder } from './launch.ts';
import { currentStage } from './stage.ts';

const opened: LaunchedApp[] = [];

async function start(options?: LaunchOptions): Promise<LaunchedApp> {
  const desk = await launchApp(options);
  opened.push(desk);
  return desk;
}

async function close(desk: LaunchedApp): Promise<void> {
  opened.splice(opened.indexOf(desk), 1);
  await desk.close();
}

afterEach(async () => {
  for (const desk of [...opened]) await close(desk);
});

const soon = { timeout: 15_000, interval: 100 };

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function boundsOf(app: ElectronApplication): Promise<Bounds | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
}

async function shown(app: ElectronApplication): Promise<void> {
  const visible = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await vi.waitFor(async () => expect(await visible()).toBe(true), soon);
}

function titleOf(app: ElectronApplication): Promise<string | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
}

function menuLabels(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label) ?? []);
}

describe('the window', () => {
  test('comes back with the size and place it was left with', async () => {
    const home = await makeHome();
    const first = await start({ home });
    const bounds = { x: 120, y: 90, width: 1100, height: 760 };
    await shown(first.app);
    await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
    await close(first);
    expect(await boundsOf((await start({ home })).app)).toEqual(bounds);
  });

  test('is found again when its screen is gone', async () => {
    const home = await makeHome();
    await mkdir(join(home, 'window'));
    const lost = { x: 90_000, y: 90_000, width: 1100, height: 760 };
    const state = { bounds: lost, maximized: false, language: 'en', theme: 'system' };
    await writeFile(join(home, 'window/window.json'), JSON.stringify(state));
    await handOver(home);
    const bounds = await boundsOf((await start({ home })).app);
    expect(bounds?.x).toBeLessThan(1600);
    expect(bounds?.y).toBeLessThan(1000);
  });

  test('says in its title that the runtime is old, whatever the page says', async () => {
    const desk = await start({ env: { NOTARY_OLD_RUNTIME: '1' } });
    await desk.window.evaluate(() => {
      document.title = 'Something else';
    });
    await desk.window.waitForTimeout(200);
    const title = await titleOf(desk.app);
    expect(title).toMatch(/^Notary Desk 存证台/);
    expect(title).toContain('old runtime, for development and tests only');
    expect(title).toContain('旧版运行环境，仅供开发与测试');
  });
});

describe('a second start', () => {
  test('hands its files to the first, which comes to the front, and ends', async () => {
    const desk = await start();
    const events = await listen(desk);
    const { executable, app, env, user, noSandbox } = currentStage();
    const flags = noSandbox === undefined ? [] : ['--no-sandbox'];
    const [program = '', ...args] = asUser(user, [executable, ...flags, app, 'contract.pdf', '/tmp/invoice.xml']);
    const folder = await makeWorkFolder();
    await promisify(execFile)(program, args, {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, ...env, NOTARY_HOME: desk.home },
      timeout: 20_000,
    });
    const paths = [join(folder, 'contract.pdf'), '/tmp/invoice.xml'];
    await vi.waitFor(async () => expect(await events()).toContainEqual({ kind: 'open', paths, screen: null }), soon);
    expect(desk.app.windows()).toHaveLength(1);
  });
});

describe('the desk’s process', () => {
  async function killDesk(app: ElectronApplication): Promise<void> {
    await app.evaluate(({ app: self }) => {
      const desk = self.getAppMetrics().find((process) => process.type === 'Utility' && process.name === 'Notary Desk');
      if (desk === undefined) throw new Error('there is no such process');
      process.kill(desk.pid, 'SIGKILL');
    });
  }

  test('is started again once when it dies, and the page is told', async () => {
    const desk = await start();
    const events = await listen(desk);
    const status = () => desk.window.evaluate(() => (globalThis as unknown as PageGlobals).notary.status());
    expect(await status()).toMatchObject({ ok: true });
    for (const restarted of [1, 0]) {
      await killDesk(desk.app);
      const problem = { kind: 'problem', error: { details: { reason: 'desk-stopped', restarted } } };
      await vi.waitFor(
        async () => expect((await events()).filter((event) => event.kind === 'problem').at(-1)).toMatchObject(problem),
        soon,
      );
      expect(await status()).toMatchObject({ ok: restarted === 1 });
    }
  });
});

describe('the menu', () => {
  test('is in the language of the settings and follows it at once', async () => {
    const desk = await start();
    const setUp = (language: 'zh' | 'en') =>
      desk.window.evaluate(async (chosen) => {
        const { notary } = globalThis as unknown as PageGlobals;
        const holder = { name: '甲公司', creditCode: null, operator: null };
        const { ok } = await notary.setup({ language: chosen, holder });
        return ok;
      }, language);
    expect(await setUp('zh')).toBe(true);
    expect(await menuLabels(desk.app)).toContain('文件(&F)');
    await desk.window.evaluate(() => (globalThis as unknown as PageGlobals).notary.settings({ language: 'en' }));
    await vi.waitFor(async () => expect(await menuLabels(desk.app)).toContain('&File'), soon);
  });

  test('leads to places and asks for files', async () => {
    const desk = await start({ env: { LANGUAGE: 'en', LANG: 'en_US.UTF-8' } });
    const events = await listen(desk);
    await chooseInMenu(desk.app, 'Records');
    await answerOpenDialog(desk.app, ['/in/certificate.pdf']);
    await chooseInMenu(desk.app, 'Verify files…');
    await answerOpenDialog(desk.app, []);
    await chooseInMenu(desk.app, 'Add folder…');
    const expected = [
      { kind: 'navigate', screen: 'records' },
      { kind: 'open', paths: ['/in/certificate.pdf'], screen: 'verify' },
    ];
    const wanted = async () => (await events()).filter(({ kind }) => kind === 'navigate' || kind === 'open');
    await vi.waitFor(async () => expect(await wanted()).toEqual(expected), soon);
  });
});

describe('leaving', () => {
  async function startIntake(desk: LaunchedApp): Promise<void> {
    const folder = await makeWorkFolder();
    // nothing on the disk, but long to read
    const file = await open(join(folder, 'large.bin'), 'w');
    await file.truncate(40 * 2 ** 30);
    await file.close();
    await handOver(folder);
    await answerOpenDialog(desk.app, [folder]);
    const started = await desk.window.evaluate(async () => {
      const { notary } = globalThis as unknown as PageGlobals;
      await notary.setup({ language: 'en', holder: { name: 'A', creditCode: null, operator: null } });
      const picked = await notary.pick('folder');
      if (!picked.ok) return picked;
      return await notary.intake({ paths: picked.value, again: false });
    });
    expect(started).toMatchObject({ ok: true });
  }

  const quit = (desk: LaunchedApp) => desk.app.evaluate(({ app }) => app.quit());

  test('while files are taken in is asked about, and both answers are kept to', async () => {
    const desk = await start();
    const events = await listen(desk);
    await startIntake(desk);
    await vi.waitFor(async () => expect((await events()).some(({ kind }) => kind === 'intake')).toBe(true), soon);
    const asked = await answerQuestions(desk.app, 0);
    await quit(desk);
    await vi.waitFor(async () => expect(await asked()).toBe(1), soon);
    await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await vi.waitFor(async () => expect(await asked()).toBe(2), soon);
    expect(desk.app.windows()).toHaveLength(1);
    await answerQuestions(desk.app, 1);
    const gone = desk.app.waitForEvent('close', { timeout: 20_000 });
    await quit(desk);
    await gone;
  });

  test('by the end of the session is not asked about', async () => {
    const desk = await start();
    const events = await listen(desk);
    await startIntake(desk);
    await vi.waitFor(async () => expect((await events()).some(({ kind }) => kind === 'intake')).toBe(true), soon);
    const gone = desk.app.waitForEvent('close', { timeout: 20_000 });
    await desk.app.evaluate(() => process.kill(process.pid, 'SIGTERM'));
    await gone;
  });
});
