/** Files for others, and what is remembered of them: intended, written, entered; and the drafts that they are at first. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import { type Handing, Publisher } from '../../core/node/desk/handover/publisher.ts';
import { homePaths, lockHome } from '../../core/node/home/home.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { writeAtomic, writeTogether } from '../../core/node/system/atomic-file.ts';
import { recordDrafts, removeRecordedDrafts } from '../../core/node/system/drafts.ts';
import { anchor, at, sealNew } from '../contracts/sealing.ts';
import { testFolder } from './support/folder.ts';
import { certified } from './support/outputs.ts';

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');

/** A store with two sealed records, and a folder for files. */
function opened() {
  const folder = testFolder();
  const store = openStore(join(folder, 'notary.db'));
  onTestFinished(() => store.close());
  const [one, two] = sealNew(store, 2).map(({ id }) => id) as [string, string];
  const out = join(folder, 'out');
  mkdirSync(out);
  return { store, publisher: new Publisher(store.outputs), one, two, folder, out };
}

const handing = (way: Handing['way'], ...ids: readonly string[]): Handing => ({
  way,
  time: at(5),
  certificates: ids.map((id) => ({ id, number: 'ABCDEFGHIJKL', final: true })),
  parts: [],
  recipients: [{ name: 'Bank', address: null }],
});

const told = ({ store }: Pick<ReturnType<typeof opened>, 'store'>, id: string) =>
  store
    .detail(id)
    ?.timeline.flatMap(({ kind, detail }) => (kind === 'recorded' || kind === 'sealed' ? [] : [[kind, detail]]));

describe('a file that was intended', () => {
  it('is entered when it is there, with the time, operator and program of then', async () => {
    const { store, publisher, one, out } = opened();
    store.journal.signedBy(() => ({ operator: '王敏', program: 'window' }));
    const path = join(out, '合同.pdf');
    store.outputs.intend([{ ...handing('export', one), path, sha256: sha256Of('the bytes') }]);
    writeFileSync(path, 'the bytes');
    store.journal.signedBy(() => ({ operator: '李雷', program: 'command line' }));
    await publisher.resolve();
    await publisher.resolve();
    expect(told({ store }, one)).toEqual([
      ['certified', path],
      ['shared', 'Bank · 合同.pdf'],
    ]);
    const { opened: said, entry } = store.journal.entriesOf(1, null).at(-1) ?? {};
    expect(said?.[1]).toMatchObject({ operator: '王敏', program: 'window' });
    expect(entry?.time).toBe(at(5));
    expect([...store.sent.all()].map(({ file, way }) => [file, way])).toEqual([['合同.pdf', 'export']]);
  });

  it('is forgotten when it is not there, or is another', async () => {
    const { store, publisher, one, out } = opened();
    for (const name of ['missing.pdf', 'other.pdf'])
      store.outputs.intend([{ ...handing('export', one), path: join(out, name), sha256: sha256Of(name) }]);
    writeFileSync(join(out, 'other.pdf'), 'somebody else’s');
    await publisher.resolve();
    expect(store.outputs.intended()).toEqual([]);
    expect(told({ store }, one)).toEqual([]);
    expect(readFileSync(join(out, 'other.pdf'), 'utf8')).toBe('somebody else’s');
  });

  it('waits for a drive that is away', async () => {
    const { store, publisher, one, out } = opened();
    store.outputs.intend([{ ...handing('share', one), path: join(out, 'a.zip'), sha256: sha256Of('zip') }]);
    writeFileSync(join(out, 'a.zip'), 'zip');
    renameSync(out, `${out} away`);
    await publisher.resolve();
    expect(told({ store }, one)).toEqual([]);
    renameSync(`${out} away`, out);
    await publisher.resolve();
    expect(told({ store }, one)).toEqual([['shared', 'Bank · a.zip']]);
  });

  it('waits for a drive whose mount folder is still there, but not where the folder is the same', async () => {
    const { store, publisher, one, out } = opened();
    const { dev, ino } = statSync(out, { bigint: true });
    const intend = (name: string, folder: string) =>
      store.outputs.intend([{ ...handing('share', one), path: join(out, name), sha256: sha256Of('zip'), folder }]);
    intend('unmounted.zip', `${dev + 1n} ${ino + 1n}`);
    intend('deleted.zip', `${dev} ${ino}`);
    intend('numbered-anew.zip', `${dev + 1n} ${ino}`);
    await publisher.resolve();
    expect(store.outputs.intended().map(({ path }) => basename(path))).toEqual(['unmounted.zip']);
  });

  it('is skipped and told once when it cannot be read; the others are entered, and erasing goes on', async () => {
    const { store, publisher, one, two, out, folder } = opened();
    for (const name of ['torn.zip', 'other.zip', 'good.zip'])
      store.outputs.intend([{ ...handing('share', one), path: join(out, name), sha256: sha256Of(name) }]);
    const db = new Database(join(folder, 'notary.db'));
    db.exec(
      `UPDATE outputs SET enters = '{"way":' WHERE id = 1; UPDATE outputs SET enters = '{"way":"share"}' WHERE id = 2`,
    );
    writeFileSync(join(out, 'good.zip'), 'good.zip');
    await expect(publisher.resolve()).rejects.toThrow(
      expect.objectContaining({ code: 'home-damaged', details: { outputs: '1 2' } }),
    );
    await publisher.resolve();
    expect(told({ store }, one)).toEqual([['shared', 'Bank · good.zip']]);
    const rows = () => db.prepare('SELECT id FROM outputs').all().length;
    expect(rows()).toBe(2);
    expect(store.erase(two, at(9))).toBe(true);
    // they may name the record
    expect(rows()).toBe(0);
    db.close();
  });

  it('from before the anchor makes no final certificate provisional again', () => {
    const { store, one } = opened();
    anchor(store, store.logSize());
    certified(store, one, '/early.pdf', at(4), false);
    expect(store.provisional()).toEqual([one]);
    certified(store, one, '/final.pdf', at(6), true);
    expect(store.provisional()).toEqual([]);
    certified(store, one, '/away.pdf', at(5), false);
    expect(store.provisional()).toEqual([]);
  });

  it('names no record that was erased meanwhile', async () => {
    const { store, publisher, one, two, out, folder } = opened();
    const path = join(out, 'Zwiebelfisch.pdf');
    store.outputs.intend([{ ...handing('export', one), path, sha256: sha256Of('pdf') }]);
    store.outputs.intend([{ ...handing('pack', one, two), path: join(out, 'a.zip'), sha256: sha256Of('zip') }]);
    writeFileSync(join(out, 'a.zip'), 'zip');
    store.erase(one, at(9));
    for (const name of readdirSync(folder).filter((name) => name.startsWith('notary.db')))
      expect(readFileSync(join(folder, name), 'utf8')).not.toContain('Zwiebelfisch');
    await publisher.resolve();
    expect(told({ store }, one)).toEqual([['erased', '']]);
    expect(told({ store }, two)).toEqual([['packed', 'Bank · a.zip']]);
    // a preview that was being made
    store.issued(handing('export', one).certificates, at(10));
    expect(store.detail(one)?.certificates).toEqual([]);
  });
});

describe('writing', () => {
  it('gives each certificate a name that is free, and leaves one that is there as it is', async () => {
    const { store, publisher, one, two, out: folder } = opened();
    writeFileSync(join(folder, 'a.pdf'), 'somebody else’s');
    const place = (bytes: string, id: string) => ({
      folder,
      name: 'a.pdf',
      bytes: utf8(bytes),
      handing: handing('export', id),
    });
    const placings = [place('first', one), place('second', two)];
    const paths = [join(folder, 'a (2).pdf'), join(folder, 'a (3).pdf')];
    expect(await publisher.place(placings)).toEqual(paths);
    expect(await publisher.place(placings)).toEqual(paths);
    expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('somebody else’s');
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['first', 'second']);
    expect(readdirSync(folder)).toHaveLength(3);
    expect(told({ store }, one)?.filter(([kind]) => kind === 'certified')).toHaveLength(2);
  });

  it('remembers nothing of what could not be written, and goes on with the others', async () => {
    const { store, publisher, one, two, out } = opened();
    const placings = [join(out, 'not there'), out].map((folder, i) => ({
      folder,
      name: 'a.pdf',
      bytes: utf8('bytes'),
      handing: handing('export', i === 0 ? one : two),
    }));
    const [failed, path] = await publisher.place(placings);
    expect(failed).toMatchObject({ code: 'write-failed' });
    expect(path).toBe(join(out, 'a.pdf'));
    await expect(publisher.write(join(out, 'not there', 'a.zip'), utf8('zip'), handing('share', one))).rejects.toThrow(
      expect.objectContaining({ code: 'write-failed' }),
    );
    expect(told({ store }, one)).toEqual([]);
    expect(store.outputs.intended()).toEqual([]);
    expect(store.sent.page({ search: '', due: false, offset: 0, limit: 10 }).total).toBe(1);
  });

  it('says which names others have taken meanwhile', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'taken'), 'old');
    const file = (name: string, replace: boolean) => ({ path: join(folder, name), bytes: utf8(name), replace });
    expect(await writeTogether([file('taken', false), file('new', false)])).toEqual(['taken', 'written']);
    expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('old');
    expect(await writeTogether([file('taken', true)])).toEqual(['written']);
    expect(readdirSync(folder).sort()).toEqual(['new', 'taken']);
  });
});

describe('a draft in a folder of other people', () => {
  const DRAFT = '.0123456789abcdef.notary-tmp';

  /** A folder with files, and records of them as a process left them. */
  function left(names: readonly string[], { pid, token = '00' }: { readonly pid: number; readonly token?: string }) {
    const folder = testFolder();
    const records = join(folder, 'records');
    mkdirSync(records);
    for (const [i, name] of names.entries()) {
      writeFileSync(join(folder, name), 'half');
      writeFileSync(join(records, `${i}.json`), JSON.stringify({ path: join(folder, name), pid, token }));
    }
    return { folder, records };
  }

  const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

  it('is recorded in the home as long as it is there', () => {
    const [home, folder] = [testFolder(), testFolder()];
    lockHome(home, 'test').release();
    let seen: readonly string[] = [];
    const pieces = function* () {
      yield utf8('one');
      seen = readdirSync(homePaths(home).drafts);
      expect(readdirSync(folder)).toEqual(seen.map((name) => name.replace('.json', '')));
      yield utf8('two');
    };
    writeAtomic(join(folder, 'a.csv'), pieces());
    expect(seen).toHaveLength(1);
    expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('onetwo');
    expect(readdirSync(homePaths(home).drafts)).toEqual([]);
  });

  it('is removed at the next start when its process is gone', () => {
    const { folder, records } = left([DRAFT], { pid: deadPid() });
    removeRecordedDrafts(records);
    expect([readdirSync(folder), readdirSync(records)]).toEqual([['records'], []]);
  });

  it('is removed too when the number of its process is now our own', () => {
    const { folder, records } = left([DRAFT], { pid: process.pid });
    removeRecordedDrafts(records);
    expect(readdirSync(folder)).toEqual(['records']);
  });

  it('stays while its process runs', () => {
    const { folder, records } = left([DRAFT], { pid: process.ppid });
    removeRecordedDrafts(records);
    expect([readdirSync(folder).length, readdirSync(records).length]).toEqual([2, 1]);
  });

  it('is never anybody else’s file, whatever a record says, and no file without a record', () => {
    const { folder, records } = left(['contract.pdf', '.hidden', 'x.notary-tmp'], { pid: deadPid() });
    writeFileSync(join(folder, DRAFT), 'of nobody we know');
    writeFileSync(join(records, 'torn.json'), '{"path":');
    removeRecordedDrafts(records);
    expect(readdirSync(folder).sort()).toEqual(['.hidden', DRAFT, 'contract.pdf', 'records', 'x.notary-tmp'].sort());
    expect(readdirSync(records)).toEqual([]);
  });

  it('is looked for again when its drive is back', () => {
    const { folder, records } = left([], { pid: deadPid() });
    const away = join(folder, 'drive');
    writeFileSync(join(records, '0.json'), JSON.stringify({ path: join(away, DRAFT), pid: deadPid(), token: '00' }));
    removeRecordedDrafts(records);
    mkdirSync(away);
    writeFileSync(join(away, DRAFT), 'half');
    removeRecordedDrafts(records);
    expect(readdirSync(away)).toEqual([]);
  });

  it('needs no record to be written', () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'no folder'), '');
    recordDrafts(join(folder, 'no folder'));
    writeAtomic(join(testFolder(), 'a'), utf8('x'));
  });
});
