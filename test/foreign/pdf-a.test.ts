/** veraPDF finds our certificates to be PDF/A-3b, and those of template 2 and later to be PDF/UA-1 too. */
import { describe, it } from 'vitest';
import { makeCertificate } from '../../core/certificate/index.ts';
import { renderCertificate } from '../../core/certificate/make.ts';
import { CERTIFICATE_TEMPLATES } from '../../core/certificate/templates.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { allFacts, FACT_NAMES } from '../../core/records/facts.ts';
import { GOLDEN_KINDS, goldenSets } from '../certificate/support/goldens.ts';
import { sampleEvidence, sampleFonts } from '../core/certificate-samples.ts';
import { inFolder, put } from './pdf-programs.ts';
import { expectFlavours, needsVeraPdf } from './verapdf.ts';

const SAMPLES = [
  {},
  { pending: true, witnesses: ['a.example/w', 'b.example/w'] },
  { facts: { holder: '𠮷野龘', operator: 'Ёлкин', title: '한국 😀', note: 'é “q”', number: 'श्री क्षेत्रज्ञ שלום' } },
  { facts: allFacts({}), witnesses: [] },
  { withheld: FACT_NAMES },
  { chain: { id: 'notary-1' } },
  { facts: { parties: Array.from({ length: 20 }, (_, i) => `${i}${'长'.repeat(190)}`) } },
];

describe('veraPDF', () => {
  it.for(CERTIFICATE_TEMPLATES.map((template) => [template.definition.template, template] as const))(
    'passes every golden certificate of template %i, and others',
    async ([number, template], context) => {
      needsVeraPdf(context);
      await inFolder(async (folder) => {
        const paths: string[] = [];
        for (const [name, set] of goldenSets(template)) {
          const { pdf } = await renderCertificate(set, template, sampleFonts(), nobleCrypto, GOLDEN_KINDS);
          paths.push(put(folder, `${name}.pdf`, pdf));
        }
        for (const [i, options] of SAMPLES.entries()) {
          const set = sampleEvidence({ ...options, template: template.definition });
          paths.push(put(folder, `${i}.pdf`, await makeCertificate(set, sampleFonts(), nobleCrypto)));
        }
        expectFlavours(paths, number === 1 ? ['3b'] : ['3b', 'ua1']);
      });
    },
  );
});
