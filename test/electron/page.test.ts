import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentPolicy, requestedFile, servePage } from '../../electron/page.ts';

const get = (url: string) => requestedFile({ method: 'GET', url });

describe('which file a request may have', () => {
  test.each([
    ['app://notary/', 'index.html'],
    ['app://notary/index.html', 'index.html'],
    ['app://notary/index.html?x=1#y', 'index.html'],
    ['app://notary/assets/main-B27_x.js', 'assets/main-B27_x.js'],
    ['app://notary/assets/pdf.worker.mjs', 'assets/pdf.worker.mjs'],
    // climbing ends at the top, as in any URL
    ['app://notary/../main.js/..', 'index.html'],
    ['app://notary/%2e%2e/electron/main.js', 'electron/main.js'],
  ])('%s', (url, file) => expect(get(url)).toBe(file));

  test.each([
    'app://other/index.html',
    'app://notary:1/index.html',
    'app://user@notary.evil/index.html',
    'https://notary/index.html',
    'file:///etc/passwd',
    'app://notary/..%2felectron/main.js',
    'app://notary/..\\electron\\main.js',
    'app://notary/%5c..%5cmain.js',
    'app://notary//etc/passwd.html',
    'app://notary/assets//x.js',
    'app://notary/.built-from',
    'app://notary/assets/.hidden.js',
    'app://notary/index.html%00.js',
    'app://notary/c:/x.js',
    'app://notary/assets/x.exe',
    'app://notary/assets',
    'app://notary/name with space.js',
    'not a url',
  ])('not %s', (url) => expect(get(url)).toBeNull());

  test('only reading', () => expect(requestedFile({ method: 'POST', url: 'app://notary/index.html' })).toBeNull());
});

describe('answers', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'notary-page-'));
    await mkdir(join(folder, 'page/assets'), { recursive: true });
    await writeFile(join(folder, 'secret.js'), 'outside');
    await writeFile(join(folder, 'page/index.html'), '<style nonce="__CSP_NONCE__"></style><i data-n="__CSP_NONCE__">');
    await writeFile(join(folder, 'page/assets/a.js'), 'let nonce = "__CSP_NONCE__";');
  });
  afterAll(() => rm(folder, { recursive: true }));
  const ask = (url: string) => servePage(join(folder, 'page'))(new Request(url));

  test('the page gets a nonce of its own at each load, in the policy and wherever it asks for it', async () => {
    const nonces = new Set<string>();
    for (let i = 0; i < 3; i += 1) {
      const answer = await ask('app://notary/');
      const policy = answer.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([A-Za-z0-9+/=]{24})'/.exec(policy)?.[1] ?? '';
      expect(policy).toBe(contentPolicy(nonce));
      expect(await answer.text()).toBe(`<style nonce="${nonce}"></style><i data-n="${nonce}">`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  test('files come with their type, unsniffed and unchanged', async () => {
    const answer = await ask('app://notary/assets/a.js');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe('let nonce = "__CSP_NONCE__";');
  });

  test.each(['app://notary/assets/b.js', 'app://notary/%2e%2e/secret.js', 'app://notary/..%2fsecret.js'])(
    'no %s',
    async (url) => {
      const answer = await ask(url);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe('not found');
    },
  );
});

test('the policy lets nothing inline run and nothing foreign in', () => {
  const policy = new Map(
    contentPolicy('N')
      .split('; ')
      .map((directive) => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values.join(' ')];
      }),
  );
  expect(policy.get('default-src')).toBe("'none'");
  expect(policy.get('script-src')).toBe("'self'");
  expect(policy.get('style-src')).toBe("'self' 'nonce-N'");
  for (const name of ['form-action', 'frame-ancestors', 'base-uri']) expect(policy.get(name)).toBe("'none'");
  expect([...policy.values()].join(' ')).not.toMatch(/unsafe-eval|http|\*|wasm/);
});
