/** WebKitGTK's MiniBrowser, driven through WebKitWebDriver by the W3C WebDriver protocol. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { CheckerBrowser, CheckerPage } from './browsers.ts';

const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const DRIVER = '/usr/bin/WebKitWebDriver';
/** The member that holds an element's id (W3C WebDriver, section 12.1). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** What is missing to run it, by name; empty when all is there. */
export function webKitLacks(): readonly string[] {
  return [MINI_BROWSER, DRIVER, '/usr/bin/xvfb-run'].filter((path) => !existsSync(path));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

class Wire {
  readonly #base: string;

  constructor(port: number) {
    this.#base = `http://127.0.0.1:${port}`;
  }

  async call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.#base}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(JSON.stringify(value));
    return value;
  }

  async ready(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt++) {
      try {
        await this.call('GET', '/status');
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    throw new Error('WebKitWebDriver does not answer');
  }
}

const ENVIRONMENT = {
  LANG: 'en_GB.UTF-8',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  // as root its sandbox cannot start
  WEBKIT_FORCE_SANDBOX: '0',
  // otherwise a message bus is started for it, with services that outlive it
  DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  NO_AT_BRIDGE: '1',
};

/** Starts the driver on a display of its own. */
export async function launchWebKit(): Promise<CheckerBrowser> {
  const port = await freePort();
  const driver = spawn('xvfb-run', ['-a', DRIVER, `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...ENVIRONMENT },
  });
  const wire = new Wire(port);
  await wire.ready();
  return { open: (url) => openPage(wire, url), close: () => stop(driver) };
}

/** The driver, its display and its browser are one process group; the hard signal, because none of them has anything to save. */
async function stop(driver: ChildProcess): Promise<void> {
  const { pid } = driver;
  if (pid === undefined || driver.exitCode !== null || driver.signalCode !== null) return;
  const ended = new Promise((resolve) => driver.once('exit', resolve));
  process.kill(-pid, 'SIGKILL');
  await ended;
}

async function openPage(wire: Wire, url: string): Promise<CheckerPage> {
  const options = { binary: MINI_BROWSER, args: ['--automation'] };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const { sessionId } = (await wire.call('POST', '/session', { capabilities })) as { sessionId: string };
  const session = `/session/${sessionId}`;
  await wire.call('POST', `${session}/timeouts`, { script: 600_000 });
  await wire.call('POST', `${session}/url`, { url });
  const evaluate = (script: string) =>
    wire.call('POST', `${session}/execute/sync`, { script: `return (${script})`, args: [] });
  return {
    evaluate,
    async choose(paths) {
      const found = (await wire.call('POST', `${session}/element`, {
        using: 'css selector',
        value: '#files',
      })) as Record<string, string>;
      await wire.call('POST', `${session}/element/${found[ELEMENT]}/value`, { text: paths.join('\n') });
    },
    async screenshot() {
      return Buffer.from((await wire.call('GET', `${session}/screenshot`)) as string, 'base64');
    },
    async close() {
      await wire.call('DELETE', session);
    },
  };
}
