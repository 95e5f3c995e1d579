/** veraPDF finds our certificates to be PDF/A-3b. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { allFacts, FACT_NAMES } from '../../core/formats/records/facts.ts';
import { sampleEvidence, sampleFonts } from '../core/certificate-samples.ts';
import { inFolder, needs, put, run } from './pdf-programs.ts';

const VERSION = '1.28.2';
const FOLDER = fileURLToPath(new URL('../../.cache/verapdf', import.meta.url));
const JAR = join(FOLDER, `greenfield-apps-${VERSION}.jar`);
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';

/** Fetched by Maven once and kept. */
function fetchJar(): void {
  mkdirSync(FOLDER, { recursive: true });
  run('mvn', [
    '-q',
    '-B',
    PLUGIN,
    `-Dartifact=org.verapdf.apps:greenfield-apps:${VERSION}`,
    `-DoutputDirectory=${FOLDER}`,
  ]);
}

describe('veraPDF', () => {
  it('passes every kind of certificate', { timeout: 300_000 }, async (context) => {
    needs(context, 'java');
    if (!existsSync(JAR)) {
      needs(context, 'mvn');
      fetchJar();
    }
    const sets = [
      sampleEvidence(),
      sampleEvidence({ pending: true, witnesses: ['a.example/w', 'b.example/w'] }),
      sampleEvidence({ facts: { holder: '𠮷野龘', operator: 'Ёлкин', title: '한국 😀', note: 'é “q”' } }),
      sampleEvidence({ facts: allFacts({}), witnesses: [] }),
      sampleEvidence({ withheld: FACT_NAMES }),
      sampleEvidence({ chain: { id: 'notary-1' } }),
      sampleEvidence({ facts: { parties: Array.from({ length: 20 }, (_, i) => `${i}${'长'.repeat(190)}`) } }),
    ];
    await inFolder(async (folder) => {
      const paths: string[] = [];
      for (const [i, set] of sets.entries())
        paths.push(put(folder, `${i}.pdf`, await makeCertificate(set, sampleFonts(), nobleCrypto)));
      const report = run('java', [
        '-cp',
        JAR,
        'org.verapdf.apps.GreenfieldCliWrapper',
        '-f',
        '3b',
        '--format',
        'json',
        ...paths,
      ]).toString();
      expect(report.match(/"failedRules" : 0,/g)).toHaveLength(sets.length);
      expect(report).toContain(`"compliantPdfaCount" : ${sets.length},`);
    });
  });
});
