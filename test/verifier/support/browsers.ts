/** The three engines behind one small door: open a page, choose files, ask the page something. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { PATIENCE } from '../../patience.ts';
import { launchWebKit, webKitLacks } from './webkit.ts';

export interface CheckerPage {
  /** The value of an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  choose(paths: readonly string[]): Promise<void>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface CheckerBrowser {
  open(url: string): Promise<CheckerPage>;
  close(): Promise<void>;
}

/** An engine; `lacks` names the programs that are missing here. */
export interface Engine {
  readonly name: string;
  lacks(): readonly string[];
  launch(): Promise<CheckerBrowser>;
}

export const CHROMIUM = '/usr/bin/chromium';
export const FIREFOX = '/usr/bin/firefox-esr';

const missing = (path: string) => (existsSync(path) ? [] : [path]);

/** Its updater asks for a component at once, whatever else is switched off; here it asks nobody. */
const NO_UPDATES = '--component-updater=url-source=data:,none';

async function launchChromium(): Promise<CheckerBrowser> {
  const args = ['--no-sandbox', '--disable-gpu', NO_UPDATES];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  return {
    async open(url) {
      const page = await browser.newPage({ locale: 'en-GB' });
      page.setDefaultTimeout(PATIENCE);
      await page.goto(url);
      return {
        evaluate: (expression) => page.evaluate(expression),
        choose: (paths) => page.setInputFiles('#files', [...paths]),
        screenshot: () => page.screenshot({ fullPage: true }),
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** Its remote settings come from nowhere; released versions heed that only with the variable beside it. */
const NO_REMOTE_SETTINGS = { 'services.settings.server': 'data:,#remote-settings-dummy/v1' };

async function launchFirefox(): Promise<CheckerBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    extraPrefsFirefox: { 'intl.accept_languages': 'en-GB', ...NO_REMOTE_SETTINGS },
  });
  return {
    async open(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return {
        evaluate: (expression) => page.evaluate(expression),
        async choose(paths) {
          const input = await page.$('input#files');
          await input?.uploadFile(...paths);
        },
        screenshot: async () => Buffer.from(await page.screenshot({ fullPage: true })),
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
}

/** Chromium, Firefox and WebKit as Debian has them. */
export const ENGINES: readonly Engine[] = [
  { name: 'Chromium', lacks: () => missing(CHROMIUM), launch: launchChromium },
  { name: 'Firefox', lacks: () => missing(FIREFOX), launch: launchFirefox },
  { name: 'WebKit', lacks: webKitLacks, launch: launchWebKit },
];

/** Waits until an expression in the page is true. */
export async function until(page: CheckerPage, expression: string, patience = PATIENCE): Promise<void> {
  const end = Date.now() + patience;
  while (!(await page.evaluate(expression))) {
    if (Date.now() > end) throw new Error(`not true within ${patience} ms: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
