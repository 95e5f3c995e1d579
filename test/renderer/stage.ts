/**
 * The real window as it is shipped, with a played desk, in a plain Chromium: built once, served under the same
 * Content-Security-Policy as in the shell, driven by Playwright.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { pageBundle } from '../../scripts/build/bundles.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { PATIENCE } from '../patience.ts';
import { shared } from '../shared.ts';
import type { Scenario } from './fake/scenario.ts';
import { sampleCertificate } from './sample-certificate.ts';

export const browserPath: string = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasBrowser: boolean = existsSync(browserPath);
export const picturesFolder: string = join(projectRoot, 'artefacts/window');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
};

const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

async function serve(folder: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    const file = join(folder, normalize(path === '/' ? '/index.html' : path));
    try {
      const bytes = await readFile(file);
      const nonce = randomBytes(16).toString('base64');
      const isPage = file.endsWith('.html');
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        ...(isPage ? { 'content-security-policy': policy(nonce) } : {}),
      });
      response.end(isPage ? bytes.toString().replaceAll('__CSP_NONCE__', nonce) : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The played desk as one script. */
async function bundleDesk(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: projectRoot,
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      lib: {
        entry: join(import.meta.dirname, 'fake/main.ts'),
        formats: ['iife'],
        name: 'desk',
        fileName: () => 'desk.js',
      },
    },
  });
}

/** A page with the window in it, and what went wrong in it. */
export interface Stage {
  readonly page: Page;
  /** Errors of the page and whatever the Content-Security-Policy refused. */
  readonly complaints: string[];
  picture(name: string): Promise<void>;
}

export interface Theatre {
  readonly browser: Browser;
  open(scenario?: Partial<Scenario>): Promise<Stage>;
  close(): Promise<void>;
}

const usual: Omit<Scenario, 'certificate'> = {
  language: 'zh',
  theme: 'light',
  ready: true,
  records: 40,
  waiting: 6,
  onlyConfirmed: false,
  provisional: 0,
  problem: null,
  cutOff: false,
  sent: 0,
  ways: ['keychain', 'recovery'],
  speed: 3,
};

async function listen(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}

/** The window, the played desk and a certificate: the same for all files of a run. */
async function prepare(folder: string): Promise<void> {
  await build({ ...pageBundle(join(folder, 'window')), logLevel: 'error' });
  await bundleDesk(join(folder, 'desk'));
  await writeFile(join(folder, 'certificate.pdf'), await sampleCertificate());
}

/** Builds the window, unless another file has, and starts a browser. */
export async function openTheatre(): Promise<Theatre> {
  process.env.NODE_ENV = 'production';
  const { folder, release } = await shared('window', prepare);
  const desk = await readFile(join(folder, 'desk/desk.js'), 'utf8');
  const certificate = (await readFile(join(folder, 'certificate.pdf'))).toString('base64');
  const server = await serve(join(folder, 'window'));
  const address = server.address() as AddressInfo;
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  await mkdir(picturesFolder, { recursive: true });
  return {
    browser,
    async open(change = {}) {
      const scenario: Scenario = { ...usual, certificate, ...change };
      const context = await browser.newContext({
        viewport: { width: 1280, height: 820 },
        locale: scenario.language === 'zh' ? 'zh-CN' : 'en-GB',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      const complaints = await listen(page);
      await page.addInitScript(`globalThis.played = ${JSON.stringify(scenario)};\n${desk}`);
      await page.goto(`http://127.0.0.1:${address.port}/`);
      return {
        page,
        complaints,
        picture: async (name) => void (await page.screenshot({ path: join(picturesFolder, `${name}.png`) })),
      };
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
      release();
    },
  };
}
