/** A trust bundle that is put together on a desk: from files and accepted bundles, and written as it was shown. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkCode } from '../../core/formats/check-code.ts';
import { trustBundleBytes } from '../../core/formats/trust.ts';
import { consortiumFileBytes } from '../../core/node/cometbft/consortium-file.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import type { BundleWish } from '../../core/node/desk/trust-plan-types.ts';
import { readTrustFile } from '../../core/node/verify/trust-file.ts';
import { consortiumOf } from '../consortium/support/consortium-file.ts';
import { sampleBundle } from '../core/support/evidence.ts';
import { witnessSigner } from '../core/support/keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'notary-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, bytes: Uint8Array | string) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { from: 'file', path } as const;
};
const chain = file('a.consortium.json', consortiumFileBytes(consortiumOf(['http://127.0.0.1:1'])));
const keys = file('keys.txt', witnessSigner('archive').key.text);
const sample = file('sample.trust.json', trustBundleBytes(sampleBundle()));
const options = { home: join(folder, 'home'), version: '9.9.9', oldRuntime: false, program: 'test' };

let desk: Desk;
beforeAll(async () => {
  const holder = { name: 'Harbour', creditCode: null, operator: null };
  desk = (await Desk.init(options, { language: 'en', holder })).desk;
});
afterAll(() => desk.close());

const wish = (changes: Partial<BundleWish> = {}): BundleWish => ({
  sources: [chain, keys, sample],
  name: 'Any',
  policy: { chains: 1, witnesses: 2 },
  names: 'refuse',
  ...changes,
});
const plan = (changes: Partial<BundleWish> = {}) => desk.verification.planBundle(wish(changes));

it('says what each source is, everybody whom they name, and what would be made', () => {
  const { sources, rows, reach, made, problem } = plan();
  expect(sources.map(({ name, is }) => [name, is])).toEqual([
    ['a.consortium.json', 'connection'],
    ['keys.txt', 'keys'],
    ['sample.trust.json', 'bundle'],
  ]);
  expect(new Set(rows.map(({ as }) => as))).toEqual(new Set(['log', 'witness', 'member']));
  expect([reach, problem]).toEqual([{ chains: 1, witnesses: 4 }, null]);
  expect(made?.code).toBe(checkCode(made?.fingerprint ?? ''));
});

it('takes accepted bundles, the own one too, and names each row once with all who have it', () => {
  const accepted = desk.verification.accept({ path: sample.path, fingerprint: null, typed: null });
  const own = desk.verification.trust().find((entry) => entry.own) ?? expect.fail();
  const found = plan({
    sources: [
      sample,
      { from: 'accepted', fingerprint: accepted.fingerprint },
      { from: 'accepted', fingerprint: own.fingerprint },
    ],
  });
  expect(found.sources.map(({ name, is }) => [name, is])).toEqual([
    ['sample.trust.json', 'bundle'],
    [accepted.name, 'accepted'],
    ['Harbour', 'accepted'],
  ]);
  expect(found.rows.filter(({ sources }) => sources.length === 2)).toHaveLength(4);
  expect(found.problem?.details.reason).toBe('trust-too-few-chains');
});

it.each<[string, Partial<BundleWish>, string]>([
  ['nothing', { sources: [] }, 'trust-nobody'],
  ['no name', { name: '' }, 'trust-name'],
  ['nothing needed', { policy: { chains: 0, witnesses: 0 } }, 'trust-nothing-needed'],
])('makes none of %s, and says why', (_, changes, reason) => {
  const { made, problem } = plan(changes);
  expect([made, problem?.details.reason]).toEqual([null, reason]);
});

it('says which source cannot be read, and what the others name', () => {
  const gone = { from: 'file', path: join(folder, 'gone.json') } as const;
  const { sources, rows, made, problem } = plan({
    sources: [sample, file('wrong.json', 'hello'), gone, { from: 'accepted', fingerprint: 'ab'.repeat(32) }],
  });
  expect(sources.map(({ error }) => error?.code ?? null)).toEqual([null, 'malformed', 'file-missing', 'not-found']);
  expect([rows.length, made, problem?.code]).toEqual([4, null, 'malformed']);
});

it('writes what was shown, and nothing when a source has changed since', () => {
  const { made } = plan();
  const path = join(folder, 'any.trust.json');
  desk.verification.saveBundle(wish(), made?.fingerprint ?? '', path);
  expect(readTrustFile(path)).toMatchObject({ fingerprint: made?.fingerprint, bundle: made?.bundle });
  const before = readFileSync(path);
  writeFileSync(keys.path, witnessSigner('other').key.text);
  const save = () => desk.verification.saveBundle(wish(), made?.fingerprint ?? '', path);
  expect(save).toThrow(expect.objectContaining({ code: 'file-changed' }));
  expect(readFileSync(path).equals(before)).toBe(true);
});

it('counts an accepted bundle as compared once its code was given', () => {
  const entry = () => desk.verification.trust().find(({ own }) => !own) ?? expect.fail();
  const { fingerprint, code, compared } = entry();
  expect(compared).toBe(false);
  const wrong = () =>
    desk.verification.compare(
      fingerprint,
      code.replace(/.$/, (last) => `${(Number(last) + 1) % 10}`),
    );
  expect(wrong).toThrow(expect.objectContaining({ code: 'trust-fingerprint' }));
  expect(() => desk.verification.compare('ab'.repeat(32), code)).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
  expect(entry().compared).toBe(false);
  desk.verification.compare(fingerprint, code);
  expect(entry().compared).toBe(true);
});
