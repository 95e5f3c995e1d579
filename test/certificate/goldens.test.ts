/**
 * Every template makes its golden certificates byte for byte. They pin what issued certificates look like, whatever is
 * changed in the drawing tools: those of a frozen template never change.
 */
import { describe, expect, it } from 'vitest';
import { renderCertificate } from '../../core/certificate/make.ts';
import { template1 } from '../../core/certificate/template-1/index.ts';
import { CERTIFICATE_TEMPLATES } from '../../core/certificate/templates.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { currentTemplate, TEMPLATES } from '../../core/formats/template.ts';
import { sampleFonts } from '../core/certificate-samples.ts';
import { GOLDEN_KINDS, goldenSets } from './support/goldens.ts';

const sha256 = (bytes: Uint8Array) => toHex(nobleCrypto.sha256(bytes));

describe.each(CERTIFICATE_TEMPLATES.map((template) => [template.definition.template, template] as const))(
  'template %i',
  (_, template) => {
    const sets = goldenSets(template);

    it.each(sets)('makes "%s"', async (name, set) => {
      const { pdf } = await renderCertificate(set, template, sampleFonts(), nobleCrypto, GOLDEN_KINDS);
      expect(sha256(pdf)).toBe(template.goldens[name]);
    });

    it('has no other goldens', () => {
      expect(Object.keys(template.goldens)).toEqual(sets.map(([name]) => name));
    });
  },
);

describe('the table of templates', () => {
  it('is the table of pins', () => {
    expect(CERTIFICATE_TEMPLATES.map(({ definition }) => definition)).toEqual(TEMPLATES);
    expect(TEMPLATES.map(({ template }) => template)).toEqual([1, 2]);
  });

  it('makes new certificates with the newest', () => {
    expect(currentTemplate(nobleCrypto).template).toBe(2);
  });

  it('never changes what is frozen: the goldens of template 1 are those of version 0.1.0', () => {
    const digests = Object.entries(template1.goldens).map(([name, digest]) => `${name} ${digest}\n`);
    expect(sha256(new TextEncoder().encode(digests.join('')))).toBe(
      'd2bec1e4089884f86dabcffbbb4a14de67e11777466eb0714471f89d9b6d4d01',
    );
  });
});
