// Cosignatures of type ML-DSA-44 under both verifiers; the one in Python has its own ML-DSA, written from FIPS 204.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, type TestContext, test } from 'vitest';
import type { Anchor } from '../../core/formats/evidence.ts';
import { archive, changed, cosigned, exchange, witnessBundle } from '../anchor/cosignature/support/witnesses.ts';
import { bank, SIGNED_AT } from '../core/support/evidence.ts';
import { mlDsaWitness } from '../core/support/keys.ts';
import { needs } from './pdf-programs.ts';
import { agree, ask, flips, type Question } from './python-verifier.ts';

const work = mkdtempSync(join(tmpdir(), 'python-cosignatures-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const good = cosigned(exchange, SIGNED_AT + 20);
const one = (name: string, anchors: readonly Anchor[], need = 1): Question =>
  ask(name, { anchors }, { trust: [witnessBundle(need)] });
const [first, ...others] = witnessBundle().witnesses;

test('cosignatures: who counts, and what does not hold', async (context: TestContext) => {
  needs(context, 'python3');
  const held = (by: string) =>
    others.map((witness) => (witness.vkey === exchange.key.text ? { ...witness, controller: by } : witness));
  const bundleOf = (by: string, need: number) => witnessBundle(need, { witnesses: first ? [first, ...held(by)] : [] });
  const both = { cosigners: [{ signer: bank, seconds: SIGNED_AT + 10 }], anchors: [good] };
  const questions = [
    one('one', [good]),
    one('two', [good, cosigned(archive)], 2),
    one('two of three', [good, cosigned(archive)], 3),
    one('none of the bundle', [cosigned(mlDsaWitness('impostor', exchange.key.name))]),
    one('twice', [good, good]),
    one('twice at two times', [good, cosigned(exchange)]),
    one('another origin', [cosigned(exchange, SIGNED_AT, { checkpoint: { origin: 'other.example' } })]),
    one('another size', [cosigned(exchange, SIGNED_AT, { checkpoint: { size: 6 } })]),
    one('another name', [cosigned(exchange, SIGNED_AT, { name: 'exchange' })]),
    one('another time', [cosigned(exchange, SIGNED_AT, { seconds: 1 })]),
    one('no time', [cosigned(exchange, 0)]),
    one('the last second', [cosigned(exchange, 253402300799)]),
    one('one more', [cosigned(exchange, 253402300800)]),
    one('a name too long', [cosigned(mlDsaWitness('long', 'n'.repeat(256)))]),
    one('a key of another type', [changed(good, { key: bank.key.text })]),
    one('the key of another', [changed(good, { key: archive.key.text })]),
    one('no base64', [changed(good, { signature: '*' })]),
    one('one member more', [changed(good, { time: 1 })]),
    one('another of an unknown kind', [good, { kind: 'later', later: 1 }]),
    ask('both types', both, { trust: [witnessBundle(2)] }),
    ask('both types, one voice', both, { trust: [bundleOf('bank', 2)] }),
    ask('of the issuer', { anchors: [good] }, { trust: [bundleOf('changfeng', 1)] }),
  ];
  const found = await agree(work, questions);
  expect(Object.keys(found).sort()).toEqual(['proven', 'self-attested', 'tampered']);
});

test('a changed bit anywhere', async (context: TestContext) => {
  needs(context, 'python3');
  const changedFiles = flips(one('flip', [good]), 40).filter(({ name }) => !name.includes(', record '));
  expect(Object.keys(await agree(work, changedFiles)).sort()).toEqual(['tampered', 'unreadable']);
});
