/** Digests of parts and versions through a desk: what is kept, what can be left out, and what verifying says. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import { takeIn } from '../../core/node/desk/intake.ts';
import { acceptedBundles } from '../../core/node/desk/trust-list.ts';
import { HashPool } from '../../core/node/hashing/hash-pool.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import type { Added } from '../../core/notary.ts';
import type { Intake } from '../../core/ports.ts';
import { EVERYTHING } from '../node/support/query.ts';
import { contract } from './support/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'doctor-intake-'));
const at = (name: string) => join(folder, name);
let desk: Desk;

beforeAll(async () => {
  const options = { home: at('home'), version: '0', oldRuntime: false, program: 'test' } as const;
  const holder = { name: 'Somebody', creditCode: null, operator: null };
  desk = (await Desk.init(options, { language: 'en', holder })).desk;
  writeFileSync(at('one.pdf'), await contract(3));
  writeFileSync(
    at('two.pdf'),
    await contract(3, { 2: 'Clause of page 2: at twice the price that was agreed before, in all.' }),
  );
  writeFileSync(at('three.pdf'), await contract(4));
  writeFileSync(at('small.txt'), 'a price: 128000');
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

async function add(name: string, wish: { supersedes?: string; fingerprints?: boolean } = {}) {
  const [item] = await desk.intake({ paths: [at(name)], again: true, ...wish }).done;
  return item;
}

async function added(name: string, wish: { supersedes?: string; fingerprints?: boolean } = {}): Promise<string> {
  return (await add(name, wish))?.recordId ?? '';
}

const partsOf = (id: string) => desk.record(id).facts.fingerprints;

async function certified(id: string, withhold: readonly 'fingerprints'[] = []): Promise<string> {
  await desk.seal();
  const { certificates } = await desk.certificates.certify([id], withhold, folder);
  return certificates[0]?.path ?? '';
}

const withoutDesk = (...paths: readonly string[]) =>
  verifyFiles(paths, { trust: acceptedBundles(desk.verification.trust()) });

describe('digests of parts', () => {
  it('are in the record, and in no list', async () => {
    const id = await added('one.pdf');
    expect(partsOf(id)).toMatchObject({ v: 1, kind: 'pdf' });
    expect(desk.records(EVERYTHING).rows.map(({ facts }) => facts.fingerprints)).toEqual([null]);
    await desk.edit({ ids: [id], facts: { title: 'Contract' } });
    expect(partsOf(id)).toMatchObject({ v: 1, kind: 'pdf' });
    expect(desk.record(id).timeline.map(({ detail }) => detail)).toContain('title');
  });

  it('are left out of one record, or of all', async () => {
    expect(partsOf(await added('one.pdf', { fingerprints: false }))).toBeNull();
    desk.settings({ fingerprints: false });
    expect(partsOf(await added('one.pdf'))).toBeNull();
    desk.settings({ fingerprints: true });
    expect(partsOf(await added('one.pdf'))).not.toBeNull();
  });

  it('are not made of what is easily guessed', async () => {
    expect(partsOf(await added('small.txt'))).toBeNull();
  });

  it('are withheld from one certificate: then nothing can be said, and the verdict is the same', async () => {
    const id = await added('one.pdf');
    const [open] = await withoutDesk(await certified(id), at('two.pdf'));
    expect(open?.report).toMatchObject({ verdict: 'different-file' });
    expect(open?.report?.findings).toMatchObject([{ code: 'page-changed', certain: true, detail: { pages: [2] } }]);
    const [closed] = await withoutDesk(await certified(id, ['fingerprints']), at('two.pdf'));
    expect(closed?.report?.withheld).toContain('fingerprints');
    expect(closed?.report).toMatchObject({
      verdict: 'different-file',
      findings: [{ code: 'not-comparable', detail: { reason: 'withheld' } }],
    });
  });
});

it('a file that cannot be looked into has a record all the same, and it is said', async () => {
  const pool = new HashPool(1);
  const taken: Intake[] = [];
  const add = (files: readonly Intake[]): readonly Added[] => {
    taken.push(...files);
    return [];
  };
  const ways = ['time', 'memory', 'changed', 'cancelled'] as const;
  const doctor = { digestParts: async () => [{ value: null, missing: ways[taken.length] ?? null }] };
  const items = [];
  for (const _ of ways)
    items.push(...(await takeIn(pool, { add }, { intake: 1, paths: [at('one.pdf')], again: true, doctor })));
  await pool.close();
  expect(items.map(({ state }) => state)).toEqual(['recorded', 'recorded', 'recorded', 'cancelled']);
  const said = items.map(({ warnings }) =>
    warnings.filter(({ code }) => code === 'no-parts').map(({ detail }) => detail),
  );
  expect(said).toEqual([['time'], ['memory'], ['changed'], []]);
  expect(taken.map(({ facts }) => facts.fingerprints)).toEqual([undefined, undefined, undefined]);
});

describe('versions', () => {
  it('point at one another, and verifying says so with and without the desk', async () => {
    const first = await added('two.pdf');
    const second = await added('three.pdf', { supersedes: first });
    expect(desk.record(second)).toMatchObject({ supersedes: first, supersededBy: [] });
    expect(desk.record(first)).toMatchObject({ supersedes: null, supersededBy: [second] });
    const [older, newer] = [await certified(first), await certified(second)];

    const ofDesk = async (certificate: string, document: string) =>
      (await desk.verification.verify([certificate, at(document)]))[0]?.report;
    const newerGiven = await ofDesk(older, 'three.pdf');
    expect(newerGiven?.verdict).toBe('different-file');
    expect(newerGiven?.findings).toContainEqual({
      code: 'superseded',
      certain: true,
      detail: { reason: 'newer', record: second },
    });
    const olderGiven = await ofDesk(newer, 'two.pdf');
    expect(olderGiven?.findings).toContainEqual({
      code: 'superseded',
      certain: true,
      detail: { reason: 'older', record: first },
    });
    const replaced = { code: 'superseded', certain: true, detail: { reason: 'replaced', record: second } };
    const matching = await ofDesk(older, 'two.pdf');
    expect([matching?.verdict, matching?.findings]).toEqual(['self-attested', [replaced]]);

    const alone = await withoutDesk(older, at('two.pdf'));
    expect(alone.map(({ report }) => report?.findings)).toEqual([[]]);
    const pile = await withoutDesk(older, newer, at('two.pdf'), at('three.pdf'));
    const findings = new Map(pile.map(({ certificate, report }) => [certificate, report?.findings]));
    expect(findings.get(older)).toEqual([replaced]);
    expect(findings.get(newer)).toEqual([]);
  });

  it('take one file, of a record that stands, and other bytes', async () => {
    const id = await added('one.pdf');
    const refused = (paths: readonly string[], supersedes: string) => () =>
      desk.intake({ paths: paths.map(at), again: false, supersedes });
    expect(refused(['two.pdf', 'three.pdf'], id)).toThrow(expect.objectContaining({ code: 'bad-input' }));
    expect(refused(['.'], id)).toThrow(expect.objectContaining({ code: 'bad-input' }));
    expect(refused(['two.pdf'], 'nonsense')).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(await add('one.pdf', { supersedes: id })).toMatchObject({
      state: 'failed',
      error: { code: 'bad-input', details: { reason: 'same-bytes' } },
    });
    await desk.withdraw([id], 'wrong file');
    expect(refused(['two.pdf'], id)).toThrow(expect.objectContaining({ code: 'wrong-state' }));
  });

  it('that were withdrawn replace nothing', async () => {
    const first = await added('one.pdf');
    const second = await added('two.pdf', { supersedes: first });
    await desk.withdraw([second], 'too early');
    expect(desk.record(first).supersededBy).toEqual([]);
  });
});

it('the certificate of a contract of 300 pages grows by at most 20 KB', { timeout: 300_000 }, async () => {
  writeFileSync(at('long.pdf'), await contract(300));
  const id = await added('long.pdf');
  const size = async (withhold: readonly 'fingerprints'[] = []) => readFileSync(await certified(id, withhold)).length;
  const grown = (await size()) - (await size(['fingerprints']));
  expect(partsOf(id)).toMatchObject({ kind: 'pdf' });
  expect(grown).toBeGreaterThan(1000);
  expect(grown).toBeLessThan(20 * 1024);
});
