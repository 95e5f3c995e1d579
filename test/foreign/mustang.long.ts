/**
 * Mustang, the library of others for Factur-X and ZUGFeRD (org.mustangproject, from the Maven registry), beside our readers: number,
 * day, type, currency, parties and amounts of the samples of `factur-x` and of ph-cii-testfiles.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, type TestContext } from 'vitest';
import { universalTools } from '../../core/documents/doctor/tools.ts';
import { readDocument } from '../../core/documents/reading/index.ts';
import type { Reading } from '../../core/documents/reading/reading.ts';
import { millionths } from '../../core/documents/reading/values.ts';
import { NotaryError } from '../../core/errors.ts';
import type { Money } from '../../core/records/facts.ts';
import { foreignPdfs, foreignXml } from './invoices/corpora.ts';
import { needs, run } from './pdf-programs.ts';
import { fetched } from './python-package.ts';

const CACHE = fileURLToPath(new URL('../../.cache/mustang/jars', import.meta.url));
const SOURCES = fileURLToPath(new URL('mustang', import.meta.url));
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

const NAMES = ['number', 'date', 'code', 'currency', 'seller', 'buyer', 'net', 'gross'] as const;
type Judged = Readonly<Record<(typeof NAMES)[number], string>>;

/** What Mustang reads of each file; null for one that it refuses. */
function judgeWithMustang(context: TestContext, paths: readonly string[]): readonly (Judged | null)[] {
  needs(context, 'java');
  if (!existsSync(join(CACHE, 'library-2.16.4.jar'))) {
    needs(context, 'mvn');
    fetched(context, 'org.mustangproject', () => {
      run('mvn', ['-q', '-B', '-f', join(SOURCES, 'pom.xml'), PLUGIN, `-DoutputDirectory=${CACHE}`]);
    });
  }
  const options = [
    '-XX:TieredStopAtLevel=1',
    '-Dfile.encoding=UTF-8',
    '-Dstdout.encoding=UTF-8',
    '-Duser.timezone=UTC',
  ];
  const printed = run('java', [...options, '-cp', join(CACHE, '*'), join(SOURCES, 'Judge.java'), ...paths]);
  const lines = printed
    .toString('utf8')
    .split('\n')
    .filter((line) => /^(?:read|refused)\t/.test(line));
  return lines.map((line) => {
    const [state, ...values] = line.split('\t');
    return state === 'read' ? (Object.fromEntries(NAMES.map((name, i) => [name, values[i] ?? ''])) as Judged) : null;
  });
}

/** The one invoice that we read in a file; null where there is none, or several. */
function readingOf(path: string): Reading | null {
  try {
    const [reading, ...others] = readDocument(new Uint8Array(readFileSync(path)), universalTools);
    return others.length === 0 ? (reading ?? null) : null;
  } catch (error) {
    if (error instanceof NotaryError) return null;
    throw error;
  }
}

const sameAmount = (theirs: string, ours: unknown) =>
  typeof ours === 'string' && millionths(theirs) === millionths(ours);

/** The names under which Mustang and our reader state different things; what one of them does not state is no contradiction. */
function contradictions(theirs: Judged, { facts, places }: Reading): readonly string[] {
  const { money } = facts as { money?: Money };
  const ours: Readonly<Record<string, unknown>> = { ...facts, currency: money?.currency, gross: money?.amount };
  return NAMES.flatMap((name) => {
    const [a, b] = [theirs[name], ours[name]];
    if (a === '' || b === undefined) return [];
    // the name of the brand stands in where there is no legal one, which Mustang leaves empty
    if ((name === 'seller' || name === 'buyer') && !/BT-(?:27|44)\b/.test(places[name] ?? '')) return [];
    const isSame = name === 'net' || name === 'gross' ? sameAmount(a, b) : a === b;
    return isSame ? [] : [`${name}: ${a} is read as ${String(b)}`];
  });
}

it('reads what our readers read', { timeout: 900_000 }, (context) => {
  const paths = [...foreignPdfs(context), ...foreignXml(context)];
  const judged = judgeWithMustang(context, paths);
  expect(judged.length).toBe(paths.length);
  const both = paths.flatMap((path, i) => {
    const [theirs, ours] = [judged[i], readingOf(path)];
    return theirs && ours && /cii/.test(ours.reader) ? [{ path, theirs, ours }] : [];
  });
  console.log({ files: paths.length, both: both.length });
  expect(both.length).toBeGreaterThan(20);
  expect(
    both.flatMap(({ path, theirs, ours }) => contradictions(theirs, ours).map((what) => `${path}: ${what}`)),
  ).toEqual([]);
  for (const name of NAMES)
    expect(
      both.filter(
        ({ theirs, ours }) => theirs[name] !== '' && (name in ours.facts || name === 'currency' || name === 'gross'),
      ).length,
      name,
    ).toBeGreaterThan(10);
});
