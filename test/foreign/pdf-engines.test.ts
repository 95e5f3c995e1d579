/** The same evidence gives the same bytes in Chromium and in Node 20, far from our time zone and language. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { FACE_NAMES, type FaceName } from '../../core/certificate/index.ts';
import { GOLDEN_NAMES } from '../../core/certificate/template.ts';
import { CERTIFICATE_TEMPLATES } from '../../core/certificate/templates.ts';
import { readFont } from '../../core/node/certificates/fonts.ts';
import { inFolder, needs, put } from './pdf-programs.ts';

const EXPECTED = Object.fromEntries(
  CERTIFICATE_TEMPLATES.flatMap(({ definition, goldens }) =>
    GOLDEN_NAMES.map((name) => [`${definition.template} ${name}`, goldens[name]]),
  ),
);

const CHROMIUM = '/usr/bin/chromium';
const NODE_20 = ['/usr/bin/node', '/usr/local/bin/node'];

/** One ES module with everything in it. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('./pdf-golden-entry.ts', import.meta.url));
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'golden' } },
  });
  const chunk = [output].flat()[0];
  if (!chunk || !('output' in chunk)) throw new Error('vite gave no bundle');
  return chunk.output[0].code;
}

/** What runs in the page: fetches the fonts and gives the digests. */
const PAGE_SCRIPT = `
import { goldenDigests } from '/golden.js';
const load = async (name) => new Uint8Array(await (await fetch('/' + name)).arrayBuffer());
const names = ['sc', 'scBold', 'latin', 'latinBold', 'mono', 'rare'];
const files = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await load(name)])));
globalThis.digests = await goldenDigests({ ...files, rare: () => files.rare });`;

const NODE_SCRIPT = `
import { readFileSync } from 'node:fs';
import { goldenDigests } from './golden.mjs';
const load = (name) => new Uint8Array(readFileSync(new URL(name, import.meta.url)));
const names = ['sc', 'scBold', 'latin', 'latinBold', 'mono'];
const files = Object.fromEntries(names.map((name) => [name, load(name)]));
console.log(process.version, JSON.stringify(await goldenDigests({ ...files, rare: () => load('rare') })));`;

describe('other engines make the golden certificates', () => {
  let code = '';
  beforeAll(async () => {
    code = await bundle();
  });

  it('Chromium', async (context) => {
    needs(context, 'chromium');
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage({ locale: 'ar-EG', timezoneId: 'America/St_Johns' });
      await page.route('http://golden.test/**', (route) => {
        const name = new URL(route.request().url()).pathname.slice(1);
        if (name === '')
          return route.fulfill({ contentType: 'text/html', body: `<script type="module">${PAGE_SCRIPT}</script>` });
        if (name === 'golden.js') return route.fulfill({ contentType: 'text/javascript', body: code });
        if (!(FACE_NAMES as readonly string[]).includes(name)) return route.fulfill({ status: 404 });
        return route.fulfill({ body: Buffer.from(readFont(name as FaceName)) });
      });
      await page.goto('http://golden.test/');
      await page.waitForFunction('globalThis.digests', undefined, { timeout: 120_000 });
      expect(await page.evaluate('globalThis.digests')).toEqual(EXPECTED);
    } finally {
      await browser.close();
    }
  });

  it('Node 20', async (context) => {
    const node = NODE_20.find((path) => versionOf(path).startsWith('v20.'));
    if (!node) return context.skip('no Node 20 on this machine');
    await inFolder((folder) => {
      for (const name of FACE_NAMES) put(folder, name, readFont(name));
      writeFileSync(join(folder, 'golden.mjs'), code);
      writeFileSync(join(folder, 'main.mjs'), NODE_SCRIPT);
      const env = { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
      const [version, digests] = execFileSync(node, ['main.mjs'], { cwd: folder, env, encoding: 'utf8' }).split(
        / (.*)/s,
      );
      expect(version).toMatch(/^v20\./);
      expect(JSON.parse(digests ?? '')).toEqual(EXPECTED);
    });
  });
});

function versionOf(path: string): string {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
