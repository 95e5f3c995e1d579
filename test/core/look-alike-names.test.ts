/** What is warned of, and refused, before a trust bundle is accepted. */
import { describe, expect, it } from 'vitest';
import { MOST_NAMES, nameWarnings, unclearNames } from '../../core/formats/look-alike-names.ts';
import { isClearName, visibleName } from '../../core/formats/plain-text.ts';
import type { TrustBundle } from '../../core/formats/trust.ts';
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

const lookAlikes = (bundle: TrustBundle, accepted: readonly TrustBundle[]) => nameWarnings(bundle, accepted).alike;

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

  it('nearly so, though they are several voices', () => {
    expect(lookAlikes(naming(['sia.lv', 'SIA'], ['sla.eu', 'SLA']), [])).toEqual([['SLA', 'SIA']]);
    expect(lookAlikes(naming(['a', 'ALPINE 1'], ['b', 'Alpine I']), [])).toEqual([['Alpine I', 'ALPINE 1']]);
  });

  it('of one organisation under controllers that are several voices, in one bundle or in two', () => {
    const pair = ['人民法院 (sh-court)', '人民法院 (bj-court)'];
    expect(lookAlikes(naming(['sh-court', '人民法院'], ['bj-court', '人民法院']), [])).toEqual([pair]);
    expect(lookAlikes(naming(['sh-court', '人民法院']), [naming(['bj-court', '人民法院'])])).toEqual([pair]);
    expect(lookAlikes(naming(['court', '人民法院'], ['court', '人民法院']), [])).toEqual([]);
  });

  it('and names of mixed alphabets, which are shown escaped and are clear', () => {
    const bundle = naming(['x', 'Ban\u0436 Аудит Ltd'], ['y', 'Аудит Ltd'], ['z', '\u03a9mega']);
    expect(nameWarnings(bundle, []).mixed).toEqual(['Ban\\u{436} Аудит Ltd', '\\u{3A9}mega']);
    expect(visibleName('Ban\u0436')).toBe('Ban\\u{436}');
    expect(unclearNames(bundle)).toEqual([]);
  });
});

describe('names of a hostile bundle', () => {
  const chain = (epochs: readonly unknown[]) => ({ kind: 'unknown', id: 'a', demo: false, epochs });
  const holding = (...epochs: readonly unknown[]) =>
    ({ ...naming(), chains: [chain(epochs)] }) as unknown as TrustBundle;

  it('that are too long are no names', () => {
    const long = '\u0436x'.repeat(101);
    expect(nameWarnings(holding({ controller: long, organisation: '\u0436x' }), []).mixed).toEqual(['\\u{436}x']);
  });

  it('are looked at up to a number, which is said', () => {
    const epochs = Array.from({ length: MOST_NAMES }, (_, i) => ({ controller: `member ${i}` }));
    expect(nameWarnings(holding(...epochs), []).unread).toBe(true);
    expect(nameWarnings(holding(...epochs.slice(0, -4)), []).unread).toBe(false);
    // what is refused is looked for in all of them
    expect(unclearNames(holding(...epochs, { organisation: 'a\u2800' }))).toEqual(['a\\u{2800}']);
    // each of these letters is 18 in NFKD
    const wide = Array.from({ length: 100 }, (_, i) => ({ controller: `${i} ${'\ufdfa'.repeat(190)}` }));
    expect(nameWarnings(holding(...wide), []).unread).toBe(true);
    expect(nameWarnings(holding(...wide.slice(0, 20)), []).unread).toBe(false);
  });

  it('are compared once for each set of accepted bundles', () => {
    const [bundle, accepted] = [naming(['x', 'Court']), naming(['y', 'C0urt'])];
    expect(nameWarnings(bundle, [accepted])).toBe(nameWarnings(bundle, [accepted]));
    expect(nameWarnings(bundle, []).alike).toEqual([]);
    expect(nameWarnings(bundle, [accepted]).alike).toEqual([['Court', 'C0urt']]);
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
