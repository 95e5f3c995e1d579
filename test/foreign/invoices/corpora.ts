/** Invoices of others, from the registries of Python and Maven; fetched once and kept in `.cache/`. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import { needs, run } from '../pdf-programs.ts';
import { fetched } from '../python-package.ts';

const CACHE = fileURLToPath(new URL('../../../.cache/invoices', import.meta.url));
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';
/** The library of Akretion, with its own sample files. */
export const FACTUR_X = 'factur-x==7.8';
const JARS = ['com.helger.cii:ph-cii-testfiles:4.1.1', 'com.helger.ubl:ph-ubl-testfiles:10.1.0'];

/** All XML files of the packages. */
export function foreignXml(context: TestContext): readonly string[] {
  for (const jar of JARS) unpacked(context, jar.split(':').slice(1).join('-'), jar, () => fetchJar(context, jar));
  unpacked(context, 'factur-x-7.8', FACTUR_X, () => fetchSource(context));
  return filesNamed('.xml');
}

/** All PDFs of `factur-x`. */
export function foreignPdfs(context: TestContext): readonly string[] {
  unpacked(context, 'factur-x-7.8', FACTUR_X, () => fetchSource(context));
  return filesNamed('.pdf');
}

function filesNamed(ending: string): readonly string[] {
  return readdirSync(CACHE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Fetches an archive and unpacks it into a folder of its own. */
function unpacked(context: TestContext, name: string, what: string, fetch: () => string): void {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return;
  needs(context, 'bsdtar');
  fetched(context, what, () => {
    mkdirSync(CACHE, { recursive: true });
    const archive = fetch();
    mkdirSync(folder);
    run('bsdtar', ['-x', '-f', archive, '-C', folder]);
  });
}

function fetchJar(context: TestContext, jar: string): string {
  needs(context, 'mvn');
  run('mvn', ['-q', '-B', PLUGIN, `-Dartifact=${jar}`, `-DoutputDirectory=${CACHE}`]);
  return join(CACHE, `${jar.split(':').slice(1).join('-')}.jar`);
}

function fetchSource(context: TestContext): string {
  needs(context, 'python3');
  const options = ['--no-deps', '--no-binary', ':all:', '--quiet', '--disable-pip-version-check'];
  run('python3', ['-m', 'pip', 'download', ...options, '-d', CACHE, FACTUR_X]);
  const name = readdirSync(CACHE).find((file) => /^factur_x-.*\.tar\.gz$/.test(file));
  return join(CACHE, name ?? '');
}
