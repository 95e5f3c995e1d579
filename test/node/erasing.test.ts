// Erasing a record: nothing of its facts stays in any file of the home, and everybody else's proofs hold.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk, type DeskOptions } from '../../core/node/desk/desk.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { EVERYTHING } from './support/query.ts';

let dir: string;
let desk: Desk;
const at = (name: string) => join(dir, name);
const options = (more: Partial<DeskOptions> = {}): DeskOptions => ({
  home: at('home'),
  version: '9.9.9',
  oldRuntime: false,
  program: 'test',
  ...more,
});

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'erasing-'));
  const holder = { name: 'Blue Sea', creditCode: null, operator: '操作员' };
  ({ desk } = await Desk.init(options(), { language: 'en', holder }));
});
afterEach(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

async function takeIn(name: string): Promise<string> {
  writeFileSync(at(name), `the document ${name}`);
  const [item] = await desk.intake({ paths: [at(name)], again: false }).done;
  return item?.recordId ?? '';
}

async function reopen(more: Partial<DeskOptions> = {}): Promise<void> {
  await desk.close();
  desk = await Desk.open(options(more));
}

/** Which of the texts stand in which file of the home, in whatever case. */
function found(texts: readonly string[]): readonly string[] {
  const files = readdirSync(at('home'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name), 'utf8').toLowerCase();
    return texts.filter((text) => bytes.includes(text.toLowerCase())).map((text) => `${name}: ${text}`);
  });
}

const FILE = 'Zwiebelfisch-Vertrag.txt';
const FACTS = {
  title: 'Zwiebelfischgesellschaft',
  number: 'ZWF20261129',
  note: '秘密的备注内容',
  parties: ['甲方不愿透露姓名', 'Unmentionable GmbH'],
  money: { amount: '7654321.98', currency: 'CNY' },
} as const;
// the last is how the amount stands in its sort key
const PLANTED = ['zwiebelfisch', 'ZWF20261129', '秘密', '不愿透露', 'unmentionable', '7654321.98', '765432198'];

/** A record with facts in every place that knows them: database, search, journal, certificates, what was sent. */
async function plant(): Promise<string> {
  const id = await takeIn(FILE);
  await desk.edit({ ids: [id], facts: { title: 'Zwiebelfisch vor der Änderung' } });
  await desk.edit({ ids: [id], facts: FACTS });
  desk.records({ ...EVERYTHING, search: 'zwiebelfisch' });
  await desk.seal();
  const recipients = [{ name: 'Court', address: null }];
  await desk.certificates.certify([id], [], at('out'), recipients);
  await desk.certificates.share({ ids: [id], withhold: [], recipients, parts: [], path: at('Zwiebelfisch.zip') });
  return id;
}

describe('an erasure', () => {
  it('leaves nothing of the facts in any file of the home, open or closed', async () => {
    const id = await plant();
    const kept = await takeIn('kept.txt');
    const { sha256 } = desk.record(id);
    const [salt] = readSalts(id);
    writeFileSync(at('home/warnings.json'), JSON.stringify({ [kept]: [], [id]: [{ code: 'shortcut', detail: FILE }] }));
    mkdirSync(at('home/backups'));
    copyFileSync(homePaths(at('home')).database, at('home/backups/version-5.db'));
    await reopen();
    const texts = [...PLANTED, sha256, salt ?? 'no salt'];
    expect(found(texts).length).toBeGreaterThan(texts.length);

    expect(desk.erasing.erase([id]).erased).toBe(1);
    expect(found(texts)).toEqual([]);
    await reopen();
    expect(found(texts)).toEqual([]);
    expect(found(['kept.txt'])).not.toEqual([]);
  });

  it('says before what goes and what stays, and names what only a person can delete', async () => {
    const id = await plant();
    const waiting = await takeIn('waiting.txt');
    rmSync(at(FILE));
    const certificate = { path: join(at('out'), readdirSync(at('out'))[0] ?? ''), present: true };
    expect(desk.erasing.plan([id, waiting])).toEqual({
      records: 2,
      waiting: 1,
      originals: [at('waiting.txt')],
      certificates: [certificate],
      handedOn: expect.arrayContaining(['Court · Zwiebelfisch.zip']),
      box: false,
      backups: 0,
      dossiers: [],
    });
    rmSync(certificate.path);
    const { left } = desk.erasing.erase([id]);
    expect(left.certificates).toEqual([{ ...certificate, present: false }]);
    expect(() => desk.erasing.plan([id])).toThrow(expect.objectContaining({ code: 'wrong-state' }));
    expect(() => desk.erasing.plan(['01900000-0000-7000-8000-000000000000'])).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });

  it('keeps the row, its history without details, and the proofs of all others', async () => {
    const id = await plant();
    const other = await takeIn('other.txt');
    await desk.seal();
    const before = await desk.certificates.make(other);
    desk.erasing.erase([id]);
    const { state, facts, sha256, size, path, timeline, leafIndex } = desk.record(id);
    expect([state, sha256, size, path, leafIndex]).toEqual(['erased', '', null, null, 0]);
    expect(Object.values(facts).every((value) => value === null)).toBe(true);
    expect(timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['recorded', 'edited', 'sealed', 'anchored', 'certified', 'erased']),
    );
    const own = timeline.filter(({ kind }) => kind !== 'sealed' && kind !== 'anchored');
    expect(own.every(({ detail }) => detail === '')).toBe(true);
    expect(await desk.certificates.make(other)).toEqual(before);
    await expect(desk.certificates.make(id)).rejects.toMatchObject({
      code: 'wrong-state',
      details: { reason: 'erased' },
    });
    expect(desk.records({ ...EVERYTHING, search: 'zwiebelfisch' }).total).toBe(0);
    expect(desk.status().counts.erased).toBe(1);
    const again = await takeIn(FILE);
    expect(again).not.toBe(id);
  });

  it('withdraws first what is not sealed, in one step', async () => {
    const id = await takeIn(FILE);
    expect(desk.erasing.erase([id, id]).erased).toBe(1);
    const { state, withdrawnReason, timeline } = desk.record(id);
    expect([state, withdrawnReason]).toEqual(['erased', '']);
    expect(timeline.map(({ kind }) => kind)).toEqual(['recorded', 'withdrawn', 'erased']);
    expect((await desk.seal()).sealed).toBe(0);
    await desk.close();
    expect(found(['zwiebelfisch'])).toEqual([]);
    desk = await Desk.open(options());
  });

  it('waits for nothing and breaks nothing off: it is refused while files come in or certificates are made', async () => {
    const id = await takeIn('a.txt');
    await desk.seal();
    const busy = expect.objectContaining({ code: 'wrong-state', details: { reason: 'busy' } });
    const certifying = desk.certificates.certify([id], [], at('out'));
    expect(() => desk.erasing.erase([id])).toThrow(busy);
    await certifying;
    const cutOff = JSON.stringify({ paths: [at('a.txt')], again: false, started: new Date().toISOString() });
    writeFileSync(at('home/intake.json'), cutOff);
    expect(() => desk.erasing.erase([id])).toThrow(busy);
    expect(desk.record(id).state).toBe('anchored');
    rmSync(at('home/intake.json'));
    expect(desk.erasing.erase([id]).erased).toBe(1);
  });

  it('lets the sheet of a case box go, which may show the same facts', async () => {
    const id = await plant();
    desk.box.start([at('out'), at(FILE)]);
    for (let i = 0; i < 300 && desk.box.status.state === 'running'; i++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(desk.box.status.state).toBe('done');
    expect(desk.erasing.plan([id]).box).toBe(true);
    desk.erasing.erase([id]);
    expect(desk.box.status).toEqual({ state: 'none' });
    expect(existsSync(at('home/box.json'))).toBe(false);
    expect(found(PLANTED)).toEqual([]);
  });
});

/** Salts of a record's facts, as the database has them. */
function readSalts(id: string): readonly string[] {
  const store = openStore(homePaths(at('home')).database, { mode: 'read' });
  const salts = store.get(id)?.disclosures.map(([salt]) => salt) ?? [];
  store.close();
  return salts;
}
