/** The example of a list on the page of the format, which was computed by another program. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { canonicalText, type Json } from '../../core/formats/canonical.ts';
import { INVOICE } from '../../core/records/profiles/index.ts';
import { claimSteps, type Disclosure } from '../../core/records/record.ts';
import { shownFacts } from '../../core/records/withholding.ts';

const page = readFileSync(new URL('../../docs/certificate-format.md', import.meta.url), 'utf8');
const example = page.slice(page.indexOf('<!-- list:begin'), page.indexOf('<!-- list:end'));
const lines = (example.split('```')[1] ?? '').replaceAll(/\n {4,}/g, '').trim();
const of = (label: string) => lines.split('\n').flatMap((line) => (line.startsWith(label) ? [line.slice(12)] : []));

it('is what this program computes', () => {
  const [whole = ''] = of('in whole');
  const disclosure = JSON.parse(whole) as Disclosure;
  const steps = claimSteps(disclosure, INVOICE, nobleCrypto).map(({ hash }) => hash);
  expect(lines.split('\n')).toHaveLength(9);
  const elements = [0, 1, 2].flatMap((i) => [...of(`salt ${i}`), ...of(`element ${i}`)]);
  expect(steps).toEqual([...elements, ...of('claim hash')]);
  const [part] = shownFacts([disclosure], INVOICE, ['parties:2'], nobleCrypto);
  expect(canonicalText(part as unknown as Json)).toBe(of('in part')[0]);
});
