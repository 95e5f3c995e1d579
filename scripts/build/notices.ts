/** Licence notices of everything that ships: the packages inside the bundles, the native module, the fonts, Electron. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder, Trouble } from '../lib/project.ts';

/** File that Vite writes beside each bundle: the packages in it, as JSON. */
export const LICENCES = 'licenses.json';
/** File for people, with the whole text of every licence. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';
/** What the checker page has in it, beside the page. */
export const CHECKER_LICENCES = 'notary-check.licenses.json';

/** A package that ships, inside a bundle or beside one. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression of its package.json. */
  readonly identifier?: string;
  /** The text of its licence. */
  readonly text?: string;
}

/** Packages that ship as they are, beside the bundles. Electron's archive has the notices of Chromium and Node itself. */
const WHOLE = ['better-sqlite3', 'electron'] as const;
const FONTS = [
  '@expo-google-fonts/noto-sans',
  '@expo-google-fonts/noto-sans-mono',
  '@expo-google-fonts/noto-sans-sc',
  'node-source-han-sans-sc',
] as const;

/** Names of files with the text of a licence. */
const LICENCE_FILE = /^(?:licen[cs]e|copying)/i;

function packageThatShips(name: string): ShippedPackage {
  const folder = packageFolder(name);
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  const { license, version } = JSON.parse(manifest) as { license?: string; version: string };
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  return {
    name,
    version,
    ...(license ? { identifier: license } : {}),
    ...(text ? { text } : {}),
  };
}

/** Everything that ships with the app whose bundles are in `dist`, each package once, by name. */
export function shippedPackages(dist: string): readonly ShippedPackage[] {
  const lists = [`electron/${LICENCES}`, `renderer/${LICENCES}`, CHECKER_LICENCES].map(
    (file) => JSON.parse(readFileSync(join(dist, file), 'utf8')) as readonly ShippedPackage[],
  );
  const all = [...lists.flat(), ...[...WHOLE, ...FONTS].map(packageThatShips)];
  const byName = new Map(all.map((one) => [`${one.name}@${one.version}`, one]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The notices as one text. Throws {@link Trouble} for a package that names no licence. */
export function noticesOf(packages: readonly ShippedPackage[]): string {
  const without = packages.filter(({ identifier, text }) => !identifier && !text);
  if (without.length > 0) throw new Trouble(`No licence is known of ${without.map(({ name }) => name).join(', ')}.`);
  const parts = packages.map(({ name, version, identifier, text }) => {
    const head = `${name} ${version}${identifier ? ` (${identifier})` : ''}`;
    return `${head}\n\n${text ?? `The package has no licence file; its package.json says ${identifier}.`}\n`;
  });
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}
