/** A few of the strings that strings.long.ts changes, and those that no page shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { template1 } from '../../core/certificate/template-1/index.ts';
import { CERTIFICATE_TEMPLATES } from '../../core/certificate/templates.ts';
import { RARE, shownStrings, unseen, unshownStrings } from './support/mutations.ts';

const every = (nth: number, number: number) => shownStrings(number).filter((_, i) => i % nth === nth - 1);

describe.each(CERTIFICATE_TEMPLATES.map((template) => [template.definition.template, template] as const))(
  'template %i',
  (number, template) => {
    it('shows a sample of its strings in golden certificates', async () => {
      const sample = every(60, number);
      expect(sample.length).toBeGreaterThan(4);
      expect(await unseen(template, sample)).toEqual([]);
    });
  },
);

describe('what template 1 has in its fonts and never prints', () => {
  const unshown = unshownStrings(1);
  const [first] = unshown;

  it('is named: other wording of it changes no page, another character does', async () => {
    expect(unshown.map(({ text }) => text)).toEqual([
      '其他锚定',
      'Other anchors',
      '附有本程序版本不识别的锚定，请用新版程序核验。',
      'of kinds that this version does not know: check with a newer one.',
      '页',
      'pages',
      '“”‘’（）《》、，。：；·—…－①②③④⑤⑥',
    ]);
    expect(await unseen(template1, unshown)).toHaveLength(unshown.length);
    expect(first && (await unseen(template1, [first], RARE))).toEqual([]);
  });

  it('is drawn nowhere', () => {
    const folder = new URL('../../core/certificate/template-1/', import.meta.url);
    const naming = readdirSync(folder).filter((file) =>
      readFileSync(new URL(file, folder), 'utf8').includes('UNPRINTED'),
    );
    expect(naming).toEqual(['words.ts']);
  });
});
