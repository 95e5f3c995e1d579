import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk, type DeskOptions } from '../../core/node/desk/desk.ts';
import { DeskService } from '../../core/node/desk/service.ts';
import type { DeskEvent } from '../../core/node/desk/types.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { EVERYTHING } from './support/query.ts';

let dir: string;
let home: string;
const open: { close(): Promise<void> }[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'desk-'));
  home = join(dir, 'home');
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  rmSync(dir, { recursive: true, force: true });
});

const holder = { name: '样例公司', creditCode: '91310000MA1EXAMPLY', operator: '甲' };
const options = (more: Partial<DeskOptions> = {}): DeskOptions => ({
  home,
  version: '9.9.9',
  oldRuntime: false,
  program: 'test',
  ...more,
});
async function newDesk(more: Partial<DeskOptions> = {}) {
  const made = await Desk.init(options(more), { language: 'zh', holder });
  open.push(made.desk);
  return made;
}
async function reopen(more: Partial<DeskOptions> = {}) {
  for (const one of open.splice(0)) await one.close();
  const desk = await Desk.open(options(more));
  open.push(desk);
  return desk;
}
const write = (name: string, content = name) => {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
};
async function takeIn(desk: Desk, ...names: string[]) {
  const items = await desk.intake({ paths: names.map((name) => write(name)), again: false }).done;
  return items.map(({ recordId }) => recordId ?? '');
}
const query = { kind: null, from: null, to: null, sort: 'seq', descending: false, offset: 0, limit: 500 } as const;
const states = (desk: Desk) => desk.records({ ...query, search: '', states: [] }).rows.map(({ state }) => state);
const until = async (isSo: () => boolean) => {
  for (let i = 0; i < 1000 && !isSo(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isSo()).toBe(true);
};

describe('Desk', () => {
  it('states who holds it, and who works there now, in every record', async () => {
    const { desk } = await newDesk();
    const [first] = await takeIn(desk, 'a.txt');
    desk.settings({ operator: ' 乙 ' });
    const [second] = await takeIn(desk, 'b.txt');
    const facts = [first, second].map((id) => desk.record(id ?? '').facts);
    const shared = { holder: '样例公司', holderId: '91310000MA1EXAMPLY', holderIdMasked: null };
    expect(facts).toMatchObject([
      { ...shared, operator: '甲', software: 'Notary Desk 9.9.9', fileName: 'a.txt' },
      { ...shared, operator: '乙' },
    ]);
  });

  it('states the operator of a corrected holder from then on, whoever was set before', async () => {
    const { desk } = await newDesk();
    desk.settings({ operator: '乙' });
    desk.holders.change({ name: '样例公司', creditCode: null, operator: '丙' });
    const [id] = await takeIn(desk, 'a.txt');
    expect(desk.record(id ?? '').facts.operator).toBe('丙');
  });

  it('changes facts of many records, or of none when a value is refused', async () => {
    const { desk } = await newDesk();
    const ids = await takeIn(desk, 'a.txt', 'b.txt');
    expect(await desk.edit({ ids, facts: { title: ' 合同 ', money: { amount: '1,000', currency: 'cny' } } })).toEqual({
      changed: 2,
    });
    await expect(desk.edit({ ids, facts: { title: '新', date: '30.2.2026' } })).rejects.toMatchObject({
      code: 'bad-input',
      details: { fact: 'date' },
    });
    const { facts, timeline } = desk.record(ids[1] ?? '');
    expect(facts).toMatchObject({ title: '合同', money: { amount: '1000', currency: 'CNY' } });
    expect(timeline.map(({ kind }) => kind)).toEqual(['recorded', 'edited']);
    await desk.seal();
    await expect(desk.edit({ ids, facts: { title: null } })).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(desk.withdraw(['01900000-0000-7000-8000-000000000000'], '')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('takes facts for waiting records from a table', async () => {
    const { desk } = await newDesk();
    const ids = await takeIn(desk, 'a.txt', 'b.txt');
    const table = write('facts.csv', 'file,title,date\na.txt,A,\nc.txt,C,\nb.txt,B,tomorrow\n');
    const look = await desk.table(table, { currency: null, preview: true });
    expect([look.matched, ids.map((id) => desk.record(id).facts.title)]).toEqual([2, [null, null]]);
    const { matched, unmatched, errors } = await desk.table(table);
    expect([matched, unmatched, errors.map(({ row }) => row)]).toEqual([2, ['c.txt'], [4]]);
    // of the row with a wrong day the other cells are good
    expect(ids.map((id) => desk.record(id).facts.title)).toEqual(['A', 'B']);
  });

  it('gives amounts of a table that name no currency the one of the settings, and says how many', async () => {
    const { desk } = await newDesk();
    const ids = await takeIn(desk, 'a.txt', 'b.txt');
    const table = write('amounts.csv', 'file,amount\na.txt,5\nb.txt,EUR 5\n');
    const refused = await desk.table(table);
    expect([refused.bare, refused.currency, refused.errors.map(({ error }) => error.details.reason)]).toEqual([
      0,
      null,
      ['no-currency'],
    ]);
    desk.settings({ currency: 'JPY' });
    const { bare, currency, errors } = await desk.table(table);
    expect([bare, currency, errors]).toEqual([1, 'JPY', []]);
    expect(ids.map((id) => desk.record(id).facts.money?.currency)).toEqual(['JPY', 'EUR']);
    expect((await desk.table(table, { currency: 'HKD', preview: true })).currency).toBe('HKD');
    expect(() => desk.settings({ currency: 'XXX' })).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });

  it('tells its listener what changed', async () => {
    const events: DeskEvent[] = [];
    const { desk } = await newDesk({ emit: (event) => events.push(event) });
    const ids = await takeIn(desk, 'a.txt');
    await desk.seal();
    await desk.certificates.certify(ids, [], join(dir, 'out'));
    const kinds = new Set(events.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['certify', 'intake', 'records', 'sealed', 'status']);
    const last = events.filter((event) => event.kind === 'status').at(-1);
    expect(last?.status).toMatchObject({ ready: true, problem: null, counts: { anchored: 1 } });
    expect(JSON.stringify(last)).not.toContain('secret');
  });

  it('never writes over a file that is not its own', async () => {
    const { desk } = await newDesk();
    const ids = await takeIn(desk, 'a.txt');
    await desk.seal();
    const out = join(dir, 'out');
    const certify = async () => (await desk.certificates.certify(ids, ['holderId'], out)).certificates[0]?.path ?? '';
    const path = await certify();
    expect(await certify()).toBe(path);
    const issued = readFileSync(path);
    writeFileSync(path, 'a stamped copy');
    const second = await certify();
    expect(second).toBe(path.replace('.pdf', ' (2).pdf'));
    expect([readFileSync(path, 'utf8'), readFileSync(second).equals(issued)]).toEqual(['a stamped copy', true]);
    expect(desk.record(ids[0] ?? '').timeline.filter(({ kind }) => kind === 'certified').length).toBe(3);
    const failed = await desk.certificates
      .certify([...ids, 'x'], [], join(dir, 'a.txt'))
      .catch((error: { code: string }) => error);
    expect(failed).toMatchObject({ code: 'write-failed' });
  });

  it('gives the same certificate to preview and to write', async () => {
    const { desk } = await newDesk();
    const [id = ''] = await takeIn(desk, 'a.txt');
    await expect(desk.certificates.make(id)).rejects.toMatchObject({ code: 'wrong-state' });
    await desk.seal();
    const { certificates } = await desk.certificates.certify([id], desk.status().settings.withhold, join(dir, 'out'));
    expect(Buffer.from(await desk.certificates.make(id))).toEqual(readFileSync(certificates[0]?.path ?? ''));
  });

  it('knows a document that it has a record of', async () => {
    const { desk } = await newDesk();
    const [id] = await takeIn(desk, 'a.txt');
    const items = await desk.verification.verify([join(dir, 'a.txt'), write('b.txt')]);
    expect(items.map(({ knownRecord, report, error }) => [knownRecord, report, error])).toEqual([
      [id, null, null],
      [null, null, null],
    ]);
  });
});

describe('sealing by policy', () => {
  it('seals when nothing was edited for long enough', async () => {
    const { desk } = await newDesk({ resident: true });
    desk.settings({ sealAfterSeconds: 1 });
    const ids = await takeIn(desk, 'a.txt', 'b.txt');
    expect(desk.status().sealsAt).not.toBe(null);
    await desk.withdraw(ids.slice(1), '');
    await until(() => states(desk).includes('anchored'));
    expect(states(desk)).toEqual(['anchored', 'withdrawn']);
    expect(desk.status()).toMatchObject({ waiting: 0, sealsAt: null, checkpoint: { size: 2 } }); // and the journal's head
  });

  it('seals at once when enough records wait, but only confirmed ones where that is asked for', async () => {
    const { desk } = await newDesk({ resident: true });
    desk.settings({ sealAfterRecords: 2, sealAfterSeconds: 3600, onlyConfirmed: true });
    const ids = await takeIn(desk, 'a.txt', 'b.txt', 'c.txt');
    expect(desk.status()).toMatchObject({ waiting: 0, sealsAt: null });
    await desk.confirm(ids.slice(0, 2), true);
    await until(() => states(desk).filter((state) => state === 'anchored').length === 2);
    expect(await desk.seal()).toEqual({ sealed: 0, damaged: [] });
    expect(states(desk)).toEqual(['anchored', 'anchored', 'recorded']);
  });

  it('leaves sealing to whoever calls a desk that does not stay open', async () => {
    const { desk } = await newDesk();
    desk.settings({ sealAfterRecords: 1, sealAfterSeconds: 1 });
    const ids = await takeIn(desk, 'a.txt');
    await desk.edit({ ids, facts: { title: 'A' } });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(states(desk)).toEqual(['recorded']);
    expect(desk.status().sealsAt).toBe(null);
  });

  it('gives who opens the desk again time to look at what waits', async () => {
    const { desk } = await newDesk();
    await takeIn(desk, 'a.txt');
    desk.settings({ sealAfterSeconds: 60 });
    const again = await reopen({ resident: true });
    const wait = Date.parse(again.status().sealsAt ?? '') - Date.now();
    expect(wait).toBeGreaterThan(50_000);
  });
});

describe('what was cut off', () => {
  it('an intake goes on; what it had recorded is not doubled, with --again neither', async () => {
    const { desk } = await newDesk();
    await takeIn(desk, 'known.txt');
    const started = new Date().toISOString();
    await takeIn(desk, 'done.txt');
    const paths = ['known.txt', 'done.txt', 'open.txt'].map((name) => write(name));
    writeFileSync(join(home, 'intake.json'), JSON.stringify({ paths, again: true, started }));
    const again = await reopen({ resident: true });
    await until(() => !existsSync(join(home, 'intake.json')));
    const names = again.records({ ...query, search: '', states: [] }).rows.map(({ facts }) => facts.fileName);
    expect(names).toEqual(['known.txt', 'done.txt', 'known.txt', 'open.txt']);
  });

  it('closing stops an intake and keeps its list; a damaged list is dropped', async () => {
    const { desk } = await newDesk({ resident: true });
    mkdirSync(join(dir, 'many'));
    for (let i = 0; i < 3000; i++) writeFileSync(join(dir, 'many', `${i}`), `${i}`);
    const { done } = desk.intake({ paths: [join(dir, 'many')], again: false });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const again = await reopen({ resident: true });
    await done;
    await until(() => !existsSync(join(home, 'intake.json')));
    // so many may be sealed by the policy as soon as they are there
    const { recorded, sealed, anchored } = again.status().counts;
    expect(recorded + sealed + anchored).toBe(3000);
    writeFileSync(join(home, 'intake.json'), '{"paths":');
    await reopen({ resident: true });
    expect(existsSync(join(home, 'intake.json'))).toBe(false);
  });

  it('a desk whose database was put back shows, verifies and refuses to seal', async () => {
    const { desk } = await newDesk();
    await takeIn(desk, 'a.txt');
    await reopen();
    copyFileSync(homePaths(home).database, join(dir, 'copy.db'));
    await (open[0] as Desk).seal();
    await open.splice(0)[0]?.close();
    for (const suffix of ['-wal', '-shm']) rmSync(`${homePaths(home).database}${suffix}`, { force: true });
    copyFileSync(join(dir, 'copy.db'), homePaths(home).database);
    const old = await reopen();
    expect(old.status().problem?.code).toBe('rolled-back');
    await expect(old.seal()).rejects.toMatchObject({ code: 'rolled-back' });
    expect(states(old)).toEqual(['recorded']);
    expect((await old.verification.verify([join(dir, 'a.txt')]))[0]?.knownRecord).not.toBe(null);
  });
});

describe('who may open a home', () => {
  it('one process at a time; others may look', async () => {
    const { desk } = await newDesk();
    await takeIn(desk, 'a.txt');
    await expect(Desk.open(options())).rejects.toMatchObject({ code: 'home-locked' });
    const view = DeskView.open(options());
    expect(view.records({ ...query, search: '', states: [] }).total).toBe(1);
    view.close();
  });

  it('whoever has the passphrase or the recovery code', async () => {
    const { recoveryCode } = await newDesk({ secret: 'correct horse battery' });
    await open.splice(0)[0]?.close();
    await expect(Desk.open(options())).rejects.toMatchObject({ code: 'key-locked' });
    await expect(Desk.open(options({ secret: 'wrong horse battery' }))).rejects.toMatchObject({ code: 'key-locked' });
    for (const secret of ['correct horse battery', recoveryCode.toLowerCase()])
      expect((await reopen({ secret })).status().keyProtection).toBe('passphrase');
  });
});

describe('DeskService', () => {
  const service = async () => {
    const made = await DeskService.open({ ...options(), language: 'en' });
    open.push(made);
    return made;
  };

  it('answers before the first run, then works', async () => {
    const desk = await service();
    expect(desk.status()).toMatchObject({ ready: false, problem: null, holder: null, settings: { language: 'en' } });
    expect(() => desk.desk).toThrow(expect.objectContaining({ code: 'no-home' }));
    expect(await desk.verify([write('a.txt')])).toMatchObject([{ report: null, error: null, knownRecord: null }]);
    const { recoveryCode, status } = await desk.setup({ language: 'zh', holder });
    expect(recoveryCode.length).toBe(35);
    expect(status).toMatchObject({ ready: true, problem: null, holder, settings: { language: 'zh' } });
    await expect(desk.setup({ language: 'zh', holder })).rejects.toMatchObject({ code: 'home-exists' });
    expect(desk.desk.verification.trust()).toMatchObject([{ own: true, compared: true, name: '样例公司' }]);
  });

  it('says what stands in the way, and opens when it is gone', async () => {
    await newDesk({ secret: 'correct horse battery' });
    const locked = await service();
    expect(locked.status()).toMatchObject({ ready: true, problem: { code: 'home-locked' } });
    await open.shift()?.close();
    await expect(locked.unlock('wrong horse battery')).rejects.toMatchObject({
      code: 'key-locked',
      details: { reason: 'wrong-secret' },
    });
    // what was wrong with the secret is no property of the desk; what waits is seen without the keys
    expect(locked.status()).toMatchObject({
      ready: true,
      problem: { code: 'key-locked' },
      counts: { recorded: 0 },
      holder,
    });
    expect(locked.status().problem?.details).not.toHaveProperty('reason');
    expect(locked.readable.records(EVERYTHING)).toEqual({ total: 0, rows: [] });
    expect(() => locked.desk).toThrow(expect.objectContaining({ code: 'key-locked' }));
    expect(await locked.unlock('correct horse battery')).toMatchObject({ ready: true, problem: null, holder });
  });
});
