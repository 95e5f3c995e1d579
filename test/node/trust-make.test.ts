/** `trust make` and `trust show`: one bundle from files of every sort, without a home. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalBytes, type Json } from '../../core/formats/canonical.ts';
import { trustBundleBytes } from '../../core/formats/trust.ts';
import { consortiumFileBytes } from '../../core/node/cometbft/consortium-file.ts';
import { consortiumOf } from '../consortium/support/consortium-file.ts';
import { bank, sampleBundle } from '../core/support/evidence.ts';
import { witnessSigner } from '../core/support/keys.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const dir = scratch('trust-make-');
const file = (name: string, bytes: Uint8Array | string) => {
  writeFileSync(join(dir, name), bytes);
  return name;
};
const elsewhere = { cwd: dir, env: { NOTARY_HOME: join(dir, 'no-home') } };
const bundle = file('sample.trust.json', trustBundleBytes(sampleBundle()));
const chain = file('test.consortium.json', consortiumFileBytes(consortiumOf(['http://127.0.0.1:1'])));
const keys = file('keys.txt', `${witnessSigner('archive').key.text}\n`);
const make = (...args: readonly string[]) => ['trust', 'make', ...args, '--name', 'Any one', '--out', 'any.trust.json'];

interface Made {
  readonly code: string;
  readonly fingerprint: string;
  readonly policy: object;
  readonly rows: readonly { readonly as: string; readonly organisation: string; readonly fingerprint: string }[];
}
interface Refused {
  readonly error: { readonly code: string; readonly details: { readonly reason?: string } };
}

it('makes a bundle that asks for any of them, and shows the same of it afterwards', async () => {
  const made = await notaryJson<Made>(make(bundle, chain, keys, '--chains', '1', '--witnesses', '2'), elsewhere);
  expect([made.code, made.json.policy]).toEqual([0, { chains: 1, witnesses: 2 }]);
  const shown = await notaryJson<Made>(['trust', 'show', 'any.trust.json'], elsewhere);
  for (const member of ['code', 'fingerprint', 'policy', 'rows'] as const)
    expect(shown.json[member]).toEqual(made.json[member]);
  expect(made.json.code).toMatch(/^\d{5}( \d{5}){4}$/);
  expect(new Set(made.json.rows.map(({ as }) => as))).toEqual(new Set(['log', 'witness', 'member']));
  const first = readFileSync(join(dir, 'any.trust.json'));
  await notary(make(keys, chain, bundle, '--witnesses', '2', '--chains', '1'), elsewhere);
  expect(readFileSync(join(dir, 'any.trust.json')).equals(first)).toBe(true);
});

it('prints every name, the sentence of what is needed and the check code, in both languages', async () => {
  await notary(make(bundle, chain, keys, '--chains', '1', '--witnesses', '2'), elsewhere);
  const { json } = await notaryJson<Made>(['trust', 'show', 'any.trust.json'], elsewhere);
  for (const [lang, sentence] of [
    ['zh', '证书经这 1 条链确认，并经这 4 个见证方中的任意 2 个签名，即为“已证实”。'],
    ['en', 'A certificate is “proven” if this one chain confirmed it and any 2 of these 4 witnesses signed it.'],
  ] as const) {
    const { out } = await notary(['trust', 'show', 'any.trust.json', '--lang', lang], elsewhere);
    expect(out).toContain(sentence);
    expect(out).toContain(json.code);
    for (const { organisation } of json.rows) expect(out).toContain(organisation);
  }
});

it.each([
  ['a contradiction', [bundle, 'renamed.trust.json', '--chains', '0', '--witnesses', '1'], 70, 'trust-two-names'],
  ['more than there are', [bundle, '--chains', '1'], 70, 'trust-too-few-chains'],
  ['nothing needed', [bundle], 70, 'trust-nothing-needed'],
  ['no files', [], 64, 'form'],
  ['a number that is none', [bundle, '--chains', 'two'], 64, 'not-a-number'],
  ['a number that no bundle may ask for', [bundle, '--chains', '21'], 64, 'not-a-number'],
  ['another choice of names', [bundle, '--chains', '1', '--names', 'last'], 64, 'one-of'],
])('refuses %s, and writes nothing', async (_, args, exit, reason) => {
  const witnesses = [{ vkey: bank.key.text, controller: 'bank', organisation: 'Another name' }];
  file('renamed.trust.json', trustBundleBytes({ ...sampleBundle(), witnesses }));
  const out = join(dir, 'never.json');
  const { code, json } = await notaryJson<Refused>(['trust', 'make', ...args, '--name', 'x', '--out', out], elsewhere);
  expect([code, json.error.details.reason]).toEqual([exit, reason]);
  expect(() => readFileSync(out)).toThrow();
});

it('takes the names of the first file when told so', async () => {
  const args = ['renamed.trust.json', bundle, '--witnesses', '1'];
  expect((await notary(make(...args), elsewhere)).err).toContain('--names first');
  const { code, json } = await notaryJson<Made>(make(...args, '--names', 'first'), elsewhere);
  expect(code).toBe(0);
  expect(json.rows.map(({ organisation }) => organisation)).toContain('Another name');
});

it.each([
  ['no bundle', 'hello', 'malformed'],
  ['a connection of another kind', canonicalBytes({ kind: 'other', v: 1 } as Json), 'not-supported'],
  ['a newer bundle', canonicalBytes({ v: 2 } as Json), 'newer-version'],
])('says which file is %s', async (_, bytes, code) => {
  file('wrong.json', bytes);
  const { json, code: exit } = await notaryJson<Refused & { error: { message: string } }>(
    make(bundle, 'wrong.json', '--witnesses', '1'),
    elsewhere,
  );
  expect([exit, json.error.code]).toEqual([70, code]);
  expect(json.error.message).toContain('wrong.json');
});
