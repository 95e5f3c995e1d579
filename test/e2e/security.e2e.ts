import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NotaryBridge } from '../../electron/api.ts';
import { type LaunchedApp, launchApp } from './launch.ts';
import { currentStage } from './stage.ts';

type PageGlobals = typeof globalThis & Record<string, unknown> & { notary: NotaryBridge };

const PAGE = 'app://notary/index.html';

describe('the page', () => {
  let desk: LaunchedApp;
  beforeAll(async () => {
    desk = await launchApp();
  });
  afterAll(() => desk.close());

  test('has nothing of Node or Electron, only the calls of the table', async () => {
    const found = await desk.window.evaluate(() => {
      const names = [
        'require',
        'process',
        'module',
        'exports',
        'global',
        'Buffer',
        '__dirname',
        'electron',
        'ipcRenderer',
      ];
      return names.filter((name) => name in globalThis);
    });
    expect(found).toEqual([]);
    const bridge = await desk.window.evaluate(() => Object.keys((globalThis as unknown as PageGlobals).notary));
    expect(bridge).toContain('status');
    expect(bridge).not.toContain('send');
    expect(bridge).not.toContain('invoke');
  });

  test.each([
    'https://example.com/',
    'http://127.0.0.1:9/',
    'file:///etc/passwd',
    'data:text/html,<h1>elsewhere</h1>',
    'app://notary/assets/other.html',
    'app://elsewhere/index.html',
    'chrome://version/',
  ])('does not go to %s', async (url) => {
    await desk.window.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      document.body.append(link);
      link.click();
      link.remove();
      location.href = to;
    }, url);
    await desk.window.waitForTimeout(200);
    expect(desk.window.url()).toBe(PAGE);
  });

  test('opens no window', async () => {
    const opened = await desk.window.evaluate(() => [
      window.open('https://example.com/'),
      window.open('app://notary/index.html'),
      window.open('about:blank'),
    ]);
    expect(opened).toEqual([null, null, null]);
    expect(desk.app.windows()).toHaveLength(1);
  });

  test('reaches no network, not even this machine', async () => {
    const answers = await desk.window.evaluate(async () => {
      const image = (source: string) =>
        new Promise<string>((resolve) => {
          const element = new Image();
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          element.src = source;
        });
      const fetched = (url: string) =>
        fetch(url).then(
          () => 'loaded',
          () => 'refused',
        );
      return await Promise.all([
        fetched('https://example.com/'),
        fetched('http://127.0.0.1:9/'),
        fetched('file:///etc/passwd'),
        image('https://example.com/x.png'),
        image('file:///usr/share/pixmaps/x.png'),
      ]);
    });
    expect(new Set(answers)).toEqual(new Set(['refused']));
  });

  test('the session refuses the network by itself too, should the policy of the page ever fail', async () => {
    const answer = await desk.app.evaluate(async ({ session }) => {
      try {
        return (await session.defaultSession.fetch('http://127.0.0.1:9/')).status;
      } catch (error) {
        return String(error);
      }
    });
    expect(answer).toContain('ERR_BLOCKED_BY_CLIENT');
  });

  test('runs no inline script, no handler in an attribute and no text as code', async () => {
    const ran = await desk.window.evaluate(async () => {
      const marks = globalThis as unknown as Record<string, unknown>;
      const script = document.createElement('script');
      script.textContent = 'globalThis.inlineRan = true';
      const button = document.createElement('button');
      button.setAttribute('onclick', 'globalThis.attributeRan = true');
      document.body.append(script, button);
      button.click();
      const worker = await new Promise<string>((resolve) => {
        try {
          const made = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
          made.onmessage = () => resolve('ran');
          made.onerror = () => resolve('refused');
        } catch {
          resolve('refused');
        }
      });
      script.remove();
      button.remove();
      return { inline: marks.inlineRan, attribute: marks.attributeRan, worker };
    });
    expect(ran).toEqual({ inline: undefined, attribute: undefined, worker: 'refused' });
  });

  test('takes no style element without the nonce of this load', async () => {
    const colour = await desk.window.evaluate(() => {
      const style = document.implementation.createHTMLDocument().createElement('style');
      // made elsewhere, because the page stamps its nonce on those it makes itself
      style.textContent = 'html { outline-color: rgb(1, 2, 3) !important }';
      document.head.append(style);
      const seen = getComputedStyle(document.documentElement).outlineColor;
      style.remove();
      return seen;
    });
    expect(colour).not.toBe('rgb(1, 2, 3)');
  });

  test('embeds nothing', async () => {
    await desk.window.evaluate(() => {
      for (const source of ['app://notary/index.html', 'https://example.com/', 'file:///etc/passwd']) {
        const frame = document.createElement('iframe');
        frame.src = source;
        document.body.append(frame);
      }
    });
    await desk.window.waitForTimeout(300);
    const urls = desk.window.frames().map((frame) => frame.url());
    await desk.window.evaluate(() => {
      for (const frame of document.querySelectorAll('iframe')) frame.remove();
    });
    // where a frame was refused, Chromium shows an empty page of its own
    expect(urls.slice(1).filter((url) => !/^(?:chrome-error:|about:|$)/.test(url))).toEqual([]);
    expect(await desk.window.evaluate(() => 'HTMLWebViewElement' in globalThis)).toBe(false);
  });

  test('is given no permission', async () => {
    const states = await desk.window.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'] as const;
      const ask = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      return [...(await Promise.all(names.map(ask))), await Notification.requestPermission()];
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
  });

  test('comes with its headers', async () => {
    const headers = await desk.window.evaluate(async () => {
      const answer = await fetch('app://notary/index.html');
      return Object.fromEntries(answer.headers);
    });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /);
  });

  test.each([
    'app://notary/%2e%2e/electron/main.js',
    'app://notary/..%2felectron%2fmain.js',
    'app://notary/.built-from',
  ])('cannot read %s', async (url) => {
    const status = await desk.window.evaluate(async (from) => (await fetch(from)).status, url);
    expect(status).toBe(404);
  });
});

describe('calls', () => {
  let desk: LaunchedApp;
  beforeAll(async () => {
    desk = await launchApp();
  });
  afterAll(() => desk.close());

  test('are refused to another window, though it has the same preload and the same page', async () => {
    const preload = join(currentStage().app, 'dist/electron/preload.cjs');
    const answers = await desk.app.evaluate(async ({ BrowserWindow }, file) => {
      const other = new BrowserWindow({ show: false, webPreferences: { preload: file, sandbox: true } });
      await other.loadURL('app://notary/index.html');
      const code = 'Promise.all([notary.status(), notary.seal(), notary.act({ do: "reveal", path: "/etc" })])';
      const all: unknown = await other.webContents.executeJavaScript(code);
      other.destroy();
      return all;
    }, preload);
    const refused = expect.objectContaining({ ok: false, error: expect.objectContaining({ code: 'not-supported' }) });
    expect(answers).toEqual([refused, refused, refused]);
  });

  test('are refused to a frame inside a window', async () => {
    const preload = join(currentStage().app, 'dist/electron/preload.cjs');
    const answer = await desk.app.evaluate(async ({ BrowserWindow }, file) => {
      // a window that lets frames have the preload: the answer must come from the sender check alone
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload: file, sandbox: true, nodeIntegrationInSubFrames: true },
      });
      await other.loadURL('data:text/html,<iframe srcdoc="<p>inside</p>"></iframe>');
      const frame = other.webContents.mainFrame.frames[0];
      const result: unknown = await frame?.executeJavaScript('notary.status()');
      other.destroy();
      return result;
    }, preload);
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-supported' } });
  });

  test('do not read, write or show what nobody chose', async () => {
    const answers = await desk.window.evaluate(async () => {
      const { notary } = globalThis as unknown as PageGlobals;
      const path = '/etc/passwd';
      return await Promise.all([
        notary.intake({ paths: [path], again: false }),
        notary.verify([path]),
        notary.table(path),
        notary.trustRead(path),
        notary.certify({ ids: [], withhold: [], folder: '/etc' }),
        notary.settings({ exportFolder: '/etc' }),
        notary.act({ do: 'reveal', path }),
      ]);
    });
    for (const answer of answers)
      expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input', details: { reason: 'not-chosen' } } });
  });

  test('with other arguments than the table says are refused', async () => {
    const answer = await desk.window.evaluate(async () => {
      const { notary } = globalThis as unknown as PageGlobals;
      return await notary.record({ id: 'x' } as unknown as string);
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });
});
