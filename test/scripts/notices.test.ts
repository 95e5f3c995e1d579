/** What ships is named with its licence, for people and as a bill of materials. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CHECKER_LICENCES,
  LICENCES,
  noticesOf,
  type ShippedPackage,
  shippedPackages,
} from '../../scripts/build/notices.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { Trouble } from '../../scripts/lib/project.ts';
import { billOfMaterials } from '../../scripts/package/sbom.ts';

const dist = mkdtempSync(join(tmpdir(), 'notices-'));
const page = join(dist, 'notary-check.html');
const installed = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../node_modules', name, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
  };
const bundled = ['antd', 'pdf-lib', 'react'].map((name): ShippedPackage => {
  const { version, license } = installed(name);
  return { name: name === 'pdf-lib' ? '@cantoo/pdf-lib' : name, version, identifier: license, text: `text of ${name}` };
});

beforeAll(async () => {
  for (const [i, folder] of ['electron', 'renderer'].entries()) {
    mkdirSync(join(dist, folder));
    writeFileSync(join(dist, folder, LICENCES), JSON.stringify(bundled.slice(i, i + 2)));
  }
  await buildVerifier(page);
});
afterAll(() => rmSync(dist, { recursive: true }));

describe('the checker page', () => {
  const inPage = () => JSON.parse(readFileSync(join(dist, CHECKER_LICENCES), 'utf8')) as readonly ShippedPackage[];

  test('is made of packages that all have a licence text', () => {
    expect(inPage().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['@noble/curves', '@noble/hashes', 'fflate', 'qr']),
    );
    expect(inPage().filter(({ text }) => !text)).toEqual([]);
  });

  test('shows the text of every one of them, where a person can open it', () => {
    const html = readFileSync(page, 'utf8');
    const notices = /<details id="notices"[^>]*>[\s\S]*?<pre[^>]*>([\s\S]*?)<\/pre>/.exec(html)?.[1] ?? '';
    const shown = notices.replaceAll('&lt;', '<').replaceAll('&amp;', '&');
    for (const { name, version, text } of inPage()) {
      expect(shown).toContain(`${name} ${version}`);
      expect(shown).toContain(text);
    }
    expect(notices).not.toContain('<');
  });
});

describe('the package', () => {
  test('has one text with every package that is bundled or goes along', () => {
    const packages = shippedPackages(dist);
    const names = packages.map(({ name }) => name);
    for (const name of [
      'antd',
      '@cantoo/pdf-lib',
      'react',
      'fflate',
      'qr',
      'better-sqlite3',
      'electron',
      '@expo-google-fonts/noto-sans',
    ])
      expect(names).toContain(name);
    expect(new Set(names).size).toBe(names.length);
    const text = noticesOf(packages);
    for (const one of packages) expect(text).toContain(`${one.name} ${one.version}`);
    expect(text).toContain('Permission is hereby granted');
  });

  test('is not made with a package of which no licence is known', () => {
    expect(() => noticesOf([{ name: 'x', version: '1.0.0' }])).toThrow(Trouble);
  });

  test('has a bill of materials with just what ships, the same each time', async () => {
    const bill = await billOfMaterials(dist, installed('electron').version);
    const bom = JSON.parse(bill) as {
      bomFormat: string;
      components: { name: string; version: string; purl: string; hashes?: unknown }[];
    };
    expect(bom.bomFormat).toBe('CycloneDX');
    const ships = shippedPackages(dist).map(({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`);
    expect(bom.components.map(({ purl }) => purl).sort()).toEqual(ships.sort());
    expect(bom.components.map(({ name }) => name)).not.toContain('vitest');
    expect(bom.components.every(({ purl }) => purl.startsWith('pkg:npm/'))).toBe(true);
    expect(await billOfMaterials(dist, installed('electron').version)).toBe(bill);
  });
});
