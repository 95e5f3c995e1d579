// The built page holds nothing that it could fetch, and its policy would allow nothing; the search for it can fail.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { fetchable } from './fetchable.ts';

/** Names of XML namespaces, which are compared and never fetched (Namespaces in XML 1.0, section 2.1). */
const NAMESPACES = [
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
  'http://www.w3.org/2000/09/xmldsig#',
  'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2',
  'http://crd.gov.pl/wzor/2025/06/25/13775/',
  'http://xbrl.mof.gov.cn/taxonomy/',
];

const folder = mkdtempSync(join(tmpdir(), 'fetchable-'));
let html = '';

beforeAll(async () => {
  const { path } = await buildVerifier(join(folder, 'check.html'));
  html = readFileSync(path, 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the built page', () => {
  it('holds nothing that it could fetch', () => {
    // the licences are a text, in which nothing is an element
    const [notices = ''] = /<pre lang="en">[^<]*<\/pre>/.exec(html) ?? [];
    expect(notices.length).toBeGreaterThan(1000);
    expect([...fetchable(html.replace(notices, ''))].sort()).toEqual(
      NAMESPACES.map((name) => `an address: ${name}`).sort(),
    );
  });

  it('has a policy that allows its own script and style, threads of that script, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? '';
    const rules = Object.fromEntries(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(Object.keys(rules).sort()).toEqual(
      ['base-uri', 'default-src', 'form-action', 'script-src', 'style-src', 'worker-src'].sort(),
    );
    for (const name of ['base-uri', 'default-src', 'form-action']) expect(rules[name]).toEqual([`'none'`]);
    for (const name of ['script-src', 'style-src'])
      expect(rules[name]?.join(' ')).toMatch(/^'sha256-[A-Za-z0-9+/]{43}='$/);
    expect(rules['worker-src']).toEqual(['blob:']);
  });

  it.each([
    '<img src=x>',
    '<link rel="stylesheet" href="a.css">',
    '<script src="a.js"></script>',
    `<script>fetch(x)</script>`,
    `<script>new Image().src=x</script>`,
    `<script>navigator.sendBeacon(x)</script>`,
    `<script>import("./a.js")</script>`,
    `<script>location.href=x</script>`,
    `<style>p{background:url(a)}</style>`,
    `<meta http-equiv=refresh content=0>`,
    `https://example.org/`,
  ])('would be caught with %s in it', (planted) => {
    expect(fetchable(html.replace('</body>', `${planted}</body>`))).not.toEqual([]);
  });
});
