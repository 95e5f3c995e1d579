/** Every fixed string of every template stands in one of its golden certificates: a changed word never goes unseen. */
import { describe, expect, it } from 'vitest';
import { CERTIFICATE_TEMPLATES } from '../../core/certificate/templates.ts';
import { shownStrings, unseen } from './support/mutations.ts';

describe.each(CERTIFICATE_TEMPLATES.map((template) => [template.definition.template, template] as const))(
  'template %i',
  (number, template) => {
    it('shows each of its strings in a golden certificate', { timeout: 1_800_000 }, async () => {
      const strings = shownStrings(number);
      expect(strings.length).toBeGreaterThan(300);
      expect(await unseen(template, strings)).toEqual([]);
    });
  },
);
