/** veraPDF, the judge of PDF/A and PDF/UA; fetched by Maven once and kept. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type TestContext } from 'vitest';
import { needs, run } from './pdf-programs.ts';

const VERSION = '1.28.2';
const FOLDER = fileURLToPath(new URL('../../.cache/verapdf', import.meta.url));
const JAR = join(FOLDER, `greenfield-apps-${VERSION}.jar`);
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';

/** `3b` is PDF/A-3b (ISO 19005-3), `ua1` PDF/UA-1 (ISO 14289-1). */
export type Flavour = '3b' | 'ua1';

/** Marks the test as not run where veraPDF is not to be had. */
export function needsVeraPdf(context: TestContext): void {
  needs(context, 'java');
  if (existsSync(JAR)) return;
  needs(context, 'mvn');
  mkdirSync(FOLDER, { recursive: true });
  const artifact = `-Dartifact=org.verapdf.apps:greenfield-apps:${VERSION}`;
  run('mvn', ['-q', '-B', PLUGIN, artifact, `-DoutputDirectory=${FOLDER}`]);
}

/** Every file is of each of these flavours. */
export function expectFlavours(paths: readonly string[], flavours: readonly Flavour[]): void {
  for (const flavour of flavours) {
    const args = ['-cp', JAR, 'org.verapdf.apps.GreenfieldCliWrapper', '-f', flavour, '--format', 'json', ...paths];
    const report = run('java', args).toString();
    expect(report.match(/"failedRules" : 0,/g), flavour).toHaveLength(paths.length);
    expect(report).toContain(`"compliantPdfaCount" : ${paths.length},`);
  }
}
