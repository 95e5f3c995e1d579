/** Every fixed string of every template stands in one of its golden certificates: a changed word never goes unseen. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../core/certificate/golden.ts';
import { template1 } from '../../core/certificate/template-1/index.ts';
import { template2 } from '../../core/certificate/template-2/index.ts';
import { CERTIFICATE_TEMPLATES } from '../../core/certificate/templates.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { placeOf, RARE, shownStrings, unseen, unshownStrings } from './support/mutations.ts';

/** What no text in the golden certificates of template 1, which never change, can tell. */
const UNTOLD = ['core/certificate/template-1/index.ts: single'];

it.each([
  [1, template1, UNTOLD],
  [2, template2, []],
] as const)('template %i shows each of its strings in a golden certificate', async (number, template, untold) => {
  const strings = shownStrings(number);
  expect(strings.length).toBeGreaterThan(300);
  expect(await unseen(template, strings)).toEqual(untold);
});

it('there is no other template', () => {
  expect(CERTIFICATE_TEMPLATES).toEqual([template1, template2]);
});

it('template 1 shows how it numbers what it cannot set where a name has such characters', async () => {
  const spec = { facts: { holder: 'श्री 😀😀' }, pending: false };
  const untold = shownStrings(1).filter((one) => UNTOLD.includes(placeOf(one)));
  expect(untold).toHaveLength(1);
  const set = evidenceOf('shaped', spec, template1.definition, nobleCrypto);
  expect(await unseen(template1, untold, { sets: [set] })).toEqual([]);
});

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
    expect(first && (await unseen(template1, [first], { letter: RARE }))).toEqual([]);
  });

  it('is drawn nowhere', () => {
    const folder = new URL('../../core/certificate/template-1/', import.meta.url);
    const naming = readdirSync(folder).filter((file) =>
      readFileSync(new URL(file, folder), 'utf8').includes('UNPRINTED'),
    );
    expect(naming).toEqual(['words.ts']);
  });
});
