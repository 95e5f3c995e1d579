/**
 * Makes the golden certificates of the templates that are not frozen yet anew: `npm run goldens`. Look at the pages
 * before you commit what it wrote; a frozen template is never written.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCertificate } from '../../core/certificate/make.ts';
import type { CertificateTemplate } from '../../core/certificate/template.ts';
import { template2 } from '../../core/certificate/template-2/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { sampleFonts } from '../core/certificate-samples.ts';
import { GOLDEN_KINDS, goldenSets } from './support/goldens.ts';

/** Templates that may change, and the version that freezes them. */
const OPEN: readonly (readonly [template: CertificateTemplate, version: string])[] = [[template2, '0.2.0']];

const PAGES = join(import.meta.dirname, '../../.cache/goldens');

for (const [template, version] of OPEN) {
  const number = template.definition.template;
  const folder = join(PAGES, String(number));
  mkdirSync(folder, { recursive: true });
  const lines: string[] = [];
  for (const [name, set] of goldenSets(template)) {
    const { pdf } = await renderCertificate(set, template, sampleFonts(), nobleCrypto, GOLDEN_KINDS);
    writeFileSync(join(folder, `${name}.pdf`), pdf);
    const key = /^[a-z]+$/.test(name) ? name : `'${name}'`;
    lines.push(`  ${key}: '${toHex(nobleCrypto.sha256(pdf))}',`);
  }
  const file = join(import.meta.dirname, `../../core/certificate/template-${number}/goldens.ts`);
  writeFileSync(
    file,
    `/** The golden certificates of template ${number}: \`npm run goldens\` writes them until ${version} is released. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
${lines.join('\n')}
};
`,
  );
  process.stdout.write(`${file}: ${lines.length} golden certificates; their pages are in ${folder}\n`);
}
