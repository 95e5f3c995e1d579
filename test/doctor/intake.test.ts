/** Digests of parts and versions through a desk: what is kept, what can be left out, and what verifying says. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartDigests } from '../../core/documents/doctor/format.ts';
import { NotaryError } from '../../core/errors.ts';
import type { Json } from '../../core/formats/canonical.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { takeIn } from '../../core/node/desk/intake.ts';
import { ContentsReading } from '../../core/node/desk/intake-contents.ts';
import { acceptedBundles } from '../../core/node/desk/trust-list.ts';
import type { DeskEvent } from '../../core/node/desk/types.ts';
import type { Found } from '../../core/node/doctor/pool.ts';
import { HashPool } from '../../core/node/hashing/hash-pool.ts';
import type { IntakeItem, IntakeProgress } from '../../core/node/system/progress.ts';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import type { Notary } from '../../core/notary.ts';
import type { Added, Intake } from '../../core/ports.ts';
import type { LookedInto } from '../../core/records/completing.ts';
import { EVERYTHING } from '../node/support/query.ts';
import { ubl } from '../node/support/ubl.ts';
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

/** A notary that only counts; what would be added to its records is in `stored`. */
function countingNotary() {
  const stored = new Map<string, Json>();
  let made = 0;
  return {
    stored,
    add: (files: readonly Intake[]): readonly Added[] =>
      files.map(() => ({
        record: { id: `r${++made}`, state: 'recorded', disclosures: [['5'.repeat(32), 'fingerprints', null]] } as never,
        existing: false,
      })),
    complete(found: readonly LookedInto[]) {
      for (const { id, parts } of found) if (parts !== null) stored.set(id, parts);
      return found.map(() => []);
    },
  };
}

const nothing: Found = { parts: null, readings: [], unread: null, inside: null, seen: [], unseen: [], missing: null };
const reading = (notary: Pick<Notary, 'complete'>, lookInto: () => Promise<readonly Found[]>) =>
  new ContentsReading({ notary, doctor: { lookInto }, parts: true });

const partsOfItems = (items: readonly IntakeItem[]) =>
  items.map(({ warnings }) => warnings.filter(({ code }) => code === 'no-parts').map(({ detail }) => detail));

it('a file that cannot be looked into has a record all the same, and it is said', async () => {
  const pool = new HashPool(1);
  const notary = countingNotary();
  const items: IntakeItem[] = [];
  for (const missing of ['time', 'memory', 'changed', 'cancelled'] as const) {
    const contents = reading(notary, async () => [{ ...nothing, missing }]);
    items.push(...(await takeIn(pool, notary, { intake: 1, paths: [at('one.pdf')], again: true, contents })));
  }
  await pool.close();
  expect(items.map(({ state }) => state)).toEqual(['recorded', 'recorded', 'recorded', 'recorded']);
  expect(partsOfItems(items)).toEqual([['time'], ['memory'], ['changed'], ['cancelled']]);
  expect(notary.stored.size).toBe(0);
});

it('a record is on the disk before its parts are read, and the intake ends after them', async () => {
  const pool = new HashPool(1);
  const notary = countingNotary();
  let answer: (results: readonly Found[]) => void = () => {};
  const answered = new Promise<readonly Found[]>((resolve) => {
    answer = resolve;
  });
  const contents = reading(notary, () => answered);
  let onProgress: (progress: IntakeProgress) => void = () => {};
  const recorded = new Promise<IntakeProgress>((resolve) => {
    onProgress = (progress) => {
      if (progress.items.some(({ state }) => state === 'recorded')) resolve(progress);
    };
  });
  let ended = false;
  const all = takeIn(pool, notary, { intake: 1, paths: [at('one.pdf')], again: true, contents, onProgress }).finally(
    () => {
      ended = true;
    },
  );
  expect(await recorded).toMatchObject({ running: true, filesDone: 1, partsLeft: 1 });
  expect([ended, notary.stored.size]).toEqual([false, 0]);
  answer([{ ...nothing, parts: { v: 1, kind: 'text' } as unknown as PartDigests }]);
  expect(partsOfItems(await all)).toEqual([[]]);
  expect([...notary.stored]).toEqual([['r1', { v: 1, kind: 'text' }]]);
  await pool.close();
});

it('what cannot be saved of the parts is said, and costs the intake nothing else', async () => {
  const pool = new HashPool(1);
  const notary = {
    ...countingNotary(),
    complete() {
      throw new NotaryError('write-failed', 'the disk is full');
    },
  };
  const parts = { v: 1, kind: 'text' } as unknown as PartDigests;
  const contents = reading(notary, async () => [{ ...nothing, parts }]);
  const running: boolean[] = [];
  const onProgress = (progress: IntakeProgress) => running.push(progress.running);
  const paths = [at('one.pdf')];
  const items = await takeIn(pool, notary, { intake: 1, paths, again: true, contents, onProgress });
  await pool.close();
  expect(items.map(({ state }) => state)).toEqual(['recorded']);
  expect([partsOfItems(items), contents.left, running.at(-1)]).toEqual([[['unsaved']], 0, false]);
});

it('facts of an invoice that cannot be saved are said not to be read', async () => {
  const pool = new HashPool(1);
  const notary = {
    ...countingNotary(),
    complete() {
      throw new NotaryError('write-failed', 'the disk is full');
    },
  };
  writeFileSync(at('invoice.xml'), ubl());
  const contents = reading(notary, async () => [nothing]);
  const [item] = await takeIn(pool, notary, { intake: 1, paths: [at('invoice.xml')], again: true, contents });
  await pool.close();
  expect(item?.warnings).toContainEqual({ code: 'not-read', detail: 'unsaved' });
});

it('a desk that is closed while sealing waits for parts seals nothing without them', async () => {
  let emit: (event: DeskEvent) => void = () => {};
  const options = { home: at('closing'), version: '0', oldRuntime: false, program: 'test', resident: true } as const;
  const holder = { name: 'Somebody', creditCode: null, operator: null };
  const init = { ...options, emit: (event: DeskEvent) => emit(event) };
  const { desk: first } = await Desk.init(init, { language: 'en', holder });
  const closed = new Promise<PromiseSettledResult<unknown>[]>((resolve) => {
    emit = (event) => {
      if (event.kind !== 'intake' || !event.progress.items.some(({ state }) => state === 'recorded')) return;
      emit = () => {};
      void Promise.allSettled([first.seal(), first.close()]).then(resolve);
    };
  });
  await first.intake({ paths: [at('one.pdf')], again: true }).done;
  const [sealing, closing] = await closed;
  expect(sealing).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
  expect(closing?.status).toBe('fulfilled');
  const again = await Desk.open({ ...options, resident: false });
  expect(again.status().counts).toMatchObject({ recorded: 1, sealed: 0, anchored: 0 });
  await again.close();
});

it('sealing waits for the parts of what is recorded', async () => {
  const listening: { emit: (event: DeskEvent) => void } = { emit: () => {} };
  const options = { home: at('waits'), version: '0', oldRuntime: false, program: 'test' } as const;
  const emit = (event: DeskEvent) => listening.emit(event);
  const holder = { name: 'Somebody', creditCode: null, operator: null };
  const { desk: other } = await Desk.init({ ...options, emit }, { language: 'en', holder });
  try {
    const sealing = new Promise<{ sealed: number }>((resolve, reject) => {
      listening.emit = (event) => {
        if (event.kind === 'intake' && event.progress.items.some(({ state }) => state === 'recorded'))
          other.seal().then(resolve, reject);
      };
    });
    const { done } = other.intake({ paths: [at('one.pdf')], again: true });
    expect((await sealing).sealed).toBe(1);
    const [item] = await done;
    expect(other.record(item?.recordId ?? '').facts.fingerprints).toMatchObject({ kind: 'pdf' });
  } finally {
    await other.close();
  }
});

it('an intake that was cut off while parts were read adds them when it goes on', async () => {
  const options = { home: at('cut-off'), version: '0', oldRuntime: false, program: 'test' } as const;
  const holder = { name: 'Somebody', creditCode: null, operator: null };
  const { desk: first } = await Desk.init(options, { language: 'en', holder });
  const started = new Date().toISOString();
  const [item] = await first.intake({ paths: [at('one.pdf')], again: true, fingerprints: false }).done;
  await first.close();
  writeFileSync(at('cut-off/intake.json'), JSON.stringify({ paths: [at('one.pdf')], again: true, started }));
  let emit: (event: DeskEvent) => void = () => {};
  const ended = new Promise<void>((resolve) => {
    emit = (event) => {
      if (event.kind === 'intake' && !event.progress.running) resolve();
    };
  });
  const again = await Desk.open({ ...options, resident: true, emit });
  try {
    await ended;
    expect(again.records(EVERYTHING).total).toBe(1);
    expect(again.record(item?.recordId ?? '').facts.fingerprints).toMatchObject({ kind: 'pdf' });
  } finally {
    await again.close();
  }
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

it('the certificate of a contract of 300 pages grows by at most 20 KB', async () => {
  writeFileSync(at('long.pdf'), await contract(300));
  const id = await added('long.pdf');
  const size = async (withhold: readonly 'fingerprints'[] = []) => readFileSync(await certified(id, withhold)).length;
  const grown = (await size()) - (await size(['fingerprints']));
  expect(partsOf(id)).toMatchObject({ kind: 'pdf' });
  expect(grown).toBeGreaterThan(1000);
  expect(grown).toBeLessThan(20 * 1024);
});
