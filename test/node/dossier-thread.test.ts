// Making a dossier in a thread: the desk answers meanwhile, and what is cancelled or closed leaves nothing half.
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk, type DeskOptions } from '../../core/node/desk/desk.ts';
import type { DossierProgress, DossierWish } from '../../core/node/desk/dossiers/types.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { openDatabase } from '../../core/node/system/database.ts';
import { ubl } from './support/ubl.ts';

const COUNT = 250;
const dir = mkdtempSync(join(tmpdir(), 'dossier-thread-'));
let onProgress: (progress: DossierProgress) => void = () => {};
const options: DeskOptions = {
  home: join(dir, 'home'),
  version: '9.9.9',
  oldRuntime: false,
  program: 'test',
  emit: (event) => {
    if (event.kind === 'dossier') onProgress(event.progress);
  },
};
let desk: Desk;
const wish: DossierWish = {
  source: { from: 'filter', filter: [{ fact: 'scheme', op: 'is', value: 'en16931' }] },
  title: 'Pool',
  number: null,
  note: null,
  date: null,
  template: null,
  words: null,
  cutOff: null,
  supersedes: null,
};

/** How many dossiers and items of dossiers the home has. */
function kept(): readonly [dossiers: number, items: number] {
  const db = openDatabase(homePaths(options.home).database, 'read');
  const count = (sql: string) => db.all<{ n: number }>(sql)[0]?.n ?? -1;
  const found = [
    count("SELECT COUNT(*) AS n FROM records WHERE record_kind = 'dossier'"),
    count('SELECT COUNT(*) AS n FROM dossier_items'),
  ] as const;
  db.close();
  return found;
}

/** Does something as soon as the amounts are being committed to. */
function atFirst(act: () => void): void {
  onProgress = ({ step }) => {
    if (step !== 'commit') return;
    onProgress = () => {};
    act();
  };
}

beforeAll(async () => {
  const holder = { name: '甲公司', creditCode: null, operator: null };
  ({ desk } = await Desk.init(options, { language: 'en', holder }));
  const paths = Array.from({ length: COUNT }, (_, n) => {
    const path = join(dir, `${n}.xml`);
    writeFileSync(path, ubl({ number: `R-${n}`, net: `${n}.00`, tax: '0.00', gross: `${n}.00` }));
    return path;
  });
  await desk.intake({ paths, again: false }).done;
  await desk.seal();
});
afterAll(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

it('a desk answers while its dossier is made, erases nothing meanwhile, and says when it is over', async () => {
  const told: DossierProgress[] = [];
  const answers: number[] = [];
  onProgress = (progress) => {
    told.push(progress);
    if (progress.step === 'commit' && answers.length === 0) {
      answers.push(desk.status().counts.sealed);
      const [first] = desk.records({ ...LIST, offset: 0, limit: 1 }).rows;
      expect(() => desk.erasing.erase([first?.id ?? ''])).toThrow(
        expect.objectContaining({ code: 'wrong-state', details: { reason: 'busy' } }),
      );
    }
  };
  const { record, items, totals } = await desk.dossiers.make(wish);
  onProgress = () => {};
  expect(answers.length).toBe(1);
  expect([items, totals?.items[0]?.amount]).toEqual([COUNT, String((COUNT * (COUNT - 1)) / 2)]);
  expect([...new Set(told.map(({ step, running }) => `${step} ${running}`))]).toEqual([
    'read true',
    'commit true',
    'store true',
    'page false',
  ]);
  expect(told.filter(({ step }) => step === 'commit').map(({ done, total }) => [done, total])).toEqual([
    [0, COUNT],
    [200, COUNT],
  ]);
  expect(kept()).toEqual([1, COUNT]);
  await desk.withdraw([record ?? ''], 'a test');
});

it('one that is cancelled leaves nothing, and can be made again', async () => {
  const before = kept();
  atFirst(() => desk.cancel('dossier'));
  await expect(desk.dossiers.make(wish)).rejects.toMatchObject({ code: 'cancelled' });
  expect(kept()).toEqual(before);
  const { record } = await desk.dossiers.make(wish);
  expect(kept()).toEqual([before[0] + 1, before[1] + COUNT]);
  await desk.withdraw([record ?? ''], 'a test');
});

it('closing the desk ends it, and the home is as it was', async () => {
  const before = kept();
  let closed: Promise<void> | undefined;
  atFirst(() => {
    closed = desk.close();
  });
  await expect(desk.dossiers.make(wish)).rejects.toMatchObject({ code: 'cancelled' });
  await closed;
  expect(kept()).toEqual(before);
  desk = await Desk.open(options);
  expect(desk.records(LIST_PAGE).rows.filter(({ kind, state }) => kind === 'dossier' && state === 'recorded')).toEqual(
    [],
  );
});

/** Descriptors of this process that are the database of the home. */
const descriptors = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(homePaths(options.home).database);
    } catch {
      return false; // closed meanwhile
    }
  });

it.skipIf(process.platform !== 'linux')('a closed desk has no thread left that reads its home', async () => {
  await desk.dossiers.list();
  expect(descriptors()).not.toEqual([]);
  atFirst(() => desk.cancel('dossier'));
  await expect(desk.dossiers.make(wish)).rejects.toMatchObject({ code: 'cancelled' });
  await desk.close();
  expect(descriptors()).toEqual([]);
  desk = await Desk.open(options);
});

it('is made of what a list shows, without what is not sealed, replaced, or a dossier itself', async () => {
  writeFileSync(join(dir, 'waits.xml'), ubl({ number: 'R-1-waits' }));
  await desk.intake({ paths: [join(dir, 'waits.xml')], again: false }).done;
  const shown = { ...LIST, search: 'R-1' };
  const found = desk.records({ ...shown, offset: 0, limit: 500 }).rows.filter(({ state }) => state !== 'recorded');
  const { items } = await desk.dossiers.make({ ...wish, source: { from: 'list', filter: shown } });
  expect(items).toBe(found.length);
  expect(items).toBeGreaterThan(1);
});

const LIST = { search: '', states: [], kind: null, from: null, to: null, sort: 'seq', descending: false } as const;
const LIST_PAGE = { ...LIST, offset: 0, limit: 500 } as const;
