/** What is warned of, and refused, before a trust bundle is accepted. */
import { describe, expect, it } from 'vitest';
import { lookAlikes, unclearNames } from '../../core/formats/look-alike-names.ts';
import { isClearName, visibleName } from '../../core/formats/plain-text.ts';
import { wordsFor } from '../../core/words/words.ts';
import { sampleBundle } from './support/evidence.ts';

const [log] = sampleBundle().logs;
const [witness] = sampleBundle().witnesses;
const naming = (...names: readonly (readonly [controller: string, organisation: string])[]) =>
  sampleBundle({
    name: 'Consortium',
    logs: log ? [{ ...log, controller: 'desk', organisation: 'Audit Ltd' }] : [],
    witnesses: names.flatMap(([controller, organisation]) =>
      witness ? [{ ...witness, controller, organisation }] : [],
    ),
  });

describe('names that look alike', () => {
  it('within a bundle, written so that they can be told apart', () => {
    expect(lookAlikes(naming(['court', 'Court']), [])).toEqual([]);
    expect(lookAlikes(naming(['court', '\u0410udit\u00a0Ltd']), [])).toEqual([['\\u{410}udit\\u{A0}Ltd', 'Audit Ltd']]);
  });

  it('beside bundles that were accepted, by every name in them', () => {
    const accepted = sampleBundle({
      name: 'C\u043ensortium',
      logs: [],
      witnesses: [],
      chains: [
        { kind: 'cometbft', id: 'a', demo: false, epochs: [{ members: [{ organisation: 'C0urt', controller: 'z' }] }] },
      ],
    });
    expect(lookAlikes(naming(['x', 'Court']), [accepted])).toEqual([
      ['Consortium', 'C\\u{43E}nsortium'],
      ['Court', 'C0urt'],
    ]);
    expect(lookAlikes(naming(['x', 'Court']), [naming(['x', 'Court'])])).toEqual([]);
  });
});

describe('names that are not what they look like', () => {
  const blank = ['A\u2800', 'A\u00a0B', 'A\u2003B', 'A\u3000B', 'A  B', 'A\u202eB', 'A\u200bB', 'A\u2066B', 'A\u3164'];

  it.each(blank)('%j is refused in a new bundle, and shown escaped', (name) => {
    expect(isClearName(name)).toBe(false);
    expect(unclearNames(naming(['x', name]))).toEqual([visibleName(name)]);
    for (const shown of [visibleName(name), wordsFor('en').selfNamed(name), wordsFor('zh').selfNamed(name)])
      expect(shown).toMatch(/\\u\{[0-9A-F]+\}/);
  });

  it('in keys too', () => {
    const bundle = sampleBundle({ witnesses: witness ? [{ ...witness, vkey: 'a\u2800+00000000+AA==' }] : [] });
    expect(unclearNames(bundle)).toEqual(['a\\u{2800}']);
  });

  it('usual names are clear, in every script', () => {
    for (const name of ['Audit Ltd (UK)', '上海长风供应链管理有限公司', 'Аудит', 'Crédit & Co.'])
      expect(isClearName(name), name).toBe(true);
    expect(unclearNames(sampleBundle())).toEqual([]);
  });
});
