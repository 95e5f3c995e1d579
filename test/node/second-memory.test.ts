/** What was signed is also remembered outside the home: a copy of it does not go on signing in silence. */
import {
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import type { DeskStatus } from '../../core/node/desk/types.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { createKeys } from '../../core/node/home/keys.ts';
import { SecondMemory } from '../../core/node/home/second-memory.ts';
import { ownSignedFolder, readSigned, signedFolder } from '../../core/node/home/signed-file.ts';
import type { TreeHead } from '../../core/ports.ts';
import { type CallOptions, notary, notaryJson } from './support/cli.ts';
import { homeAndCopy, options, playedLog, seal } from './support/copies.ts';
import { coded } from './support/damaged.ts';
import { testFolder } from './support/folder.ts';
import { EVERYTHING } from './support/query.ts';

const onWindows = process.platform === 'win32';

describe('the folder', () => {
  it('is application data of the user, and not a part of the home', () => {
    const home = () => '/home/wang';
    expect(signedFolder('linux', {}, home)).toBe('/home/wang/.local/state/Notary Desk/Signed');
    expect(signedFolder('linux', { XDG_STATE_HOME: '/state' }, home)).toBe('/state/Notary Desk/Signed');
    expect(signedFolder('darwin', {}, home)).toBe('/home/wang/Library/Application Support/Notary Desk State/Signed');
    expect(signedFolder('win32', { LOCALAPPDATA: '/local' }, home)).toBe('/local/Notary Desk/Signed');
    expect(signedFolder('linux', { NOTARY_STATE: '/tests' }, home)).toBe('/tests');
  });

  it('is asked of the system only where it is needed, and nobody fails for having no home directory', () => {
    const none = () => {
      throw new Error('ENOENT: uv_os_homedir');
    };
    expect(signedFolder('linux', { NOTARY_STATE: '/tests' }, none)).toBe('/tests');
    expect(signedFolder('linux', { XDG_STATE_HOME: '/state' }, none)).toBe('/state/Notary Desk/Signed');
    expect(ownSignedFolder('linux', {}, none)).toBeNull();
  });

  it('of tests is none of whoever runs them', () => {
    expect(signedFolder().startsWith(homedir())).toBe(false);
  });
});

const headText = (size: number) => JSON.stringify({ root: `${'A'.repeat(43)}=`, size });
const grown = () => true;
const notGrown = () => false;

describe('the second memory of a log', () => {
  it('is nothing at first, is on the disk when it returns, and only grows', async () => {
    const { open, signed, path, folder, keys } = await playedLog();
    const memory = open();
    expect(memory.newest()).toBeNull();
    for (const size of [2, 5, 5, 3]) {
      memory.remember(signed(size), grown);
      expect(readSigned(path, keys.origin)).toMatchObject({
        state: 'kept',
        signed: { checkpoint: { size: Math.max(2, size === 3 ? 5 : size) } },
      });
    }
    expect(memory.newest()).toMatchObject({ size: 5, root: new Uint8Array(32).fill(5), home: join(folder, 'home') });
    expect(open('copy').newest()).toEqual(memory.newest());
  });

  it.skipIf(onWindows)('belongs to its owner', async () => {
    const { open, signed, path } = await playedLog();
    open().remember(signed(1), grown);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('is of the log that its name is of', async () => {
    const { open, signed, path, keys } = await playedLog();
    open().remember(signed(5), grown);
    expect(readSigned(path, keys.origin).state).toBe('kept');
    expect(readSigned(path, `desk/${'0'.repeat(64)}`).state).toBe('damaged');
  });

  it('sees what another process wrote meanwhile', async () => {
    const { open, signed } = await playedLog();
    const [one, other] = [open('home'), open('copy')];
    one.remember(signed(2), grown);
    expect(other.newest()?.size).toBe(2);
    one.remember(signed(4), grown);
    expect(other.newest()?.size).toBe(4);
  });

  it.each([
    ['a shorter log', 3, 'other-copy'],
    ['a log of the same size with other leaves', 5, 'other-history'],
    ['a longer log with other leaves', 8, 'other-history'],
  ])('refuses %s, and keeps what it knows', async (_, size, reason) => {
    const { open, signed, folder } = await playedLog();
    open().remember(signed(5), grown);
    const asked: TreeHead[] = [];
    const ask = (older: TreeHead) => {
      asked.push(older);
      return false;
    };
    const details = { reason, signed: 5, found: size, home: join(folder, 'home') };
    expect(() => open('copy').remember(signed(size, 9), ask)).toThrow(coded('rolled-back', details));
    expect(asked.map((head) => head.size)).toEqual([5]);
    expect(open().newest()).toMatchObject({ size: 5, root: new Uint8Array(32).fill(5) });
  });

  it.each([
    ['empty', () => ''],
    ['cut off', (text: string) => text.slice(0, -40)],
    ['with another root', (text: string) => text.replace(/BQUFBQ/, 'BgYGBg')],
    ['with heads that do not rise', (text: string) => text.replace('"earlier":[]', `"earlier":[${headText(5)}]`)],
    ['with an instant that is none', (text: string) => text.replace(/"time":"[^"]+"/, '"time":"soon"')],
  ])('that is %s is told and begun anew', async (_, change) => {
    const { open, signed, path, told } = await playedLog();
    open().remember(signed(5), grown);
    const before = readFileSync(path, 'utf8');
    const damaged = change(before);
    expect(damaged).not.toBe(before);
    writeFileSync(path, damaged);
    const memory = open();
    expect(memory.newest()).toBeNull();
    expect(told).toEqual([coded('memory-lost', { reason: 'damaged', file: path })]);
    memory.remember(signed(3), notGrown);
    expect(open().newest()?.size).toBe(3);
  });

  it.skipIf(onWindows)(
    'that the system does not let be read now is told, left alone, and known once it can be',
    async () => {
      const { open, signed, path, told, keys } = await playedLog();
      open().remember(signed(5), grown);
      const aside = `${path}.aside`;
      renameSync(path, aside);
      symlinkSync(path, path); // too many links: an error of the system, also for root
      const memory = open();
      expect(readSigned(path, keys.origin).state).toBe('unreadable');
      expect(memory.newest()).toBeNull();
      memory.remember(signed(3), notGrown);
      expect(told).toEqual([coded('memory-lost', { reason: 'unwritable', file: path })]);
      expect(lstatSync(path).isSymbolicLink()).toBe(true);
      renameSync(aside, path);
      expect(memory.newest()?.size).toBe(5);
      expect(() => memory.remember(signed(3), notGrown)).toThrow(coded('rolled-back'));
    },
  );

  it('of a user without a home directory is told, and stops nothing', async () => {
    const { open, signed, told } = await playedLog();
    const memory = open('home', { folder: null });
    memory.remember(signed(3), notGrown);
    expect(memory.newest()).toBeNull();
    expect(told).toEqual([coded('memory-lost', { reason: 'unwritable' })]);
  });

  it('signed by a key that is not of this log is damaged', async () => {
    const { open, signed, keys, folder } = await playedLog();
    const { keys: others } = await createKeys(join(folder, 'others'), {});
    open().remember(signed(5), grown);
    const stranger = new SecondMemory({ ...keys, logKeys: others.logKeys, home: 'x', folder: join(folder, 'state') });
    expect(stranger.newest()).toBeNull();
  });

  it('of a later version is left alone', async () => {
    const { open, signed, path, told } = await playedLog();
    open().remember(signed(5), grown);
    const later = '{"v":2,"anything":true}\n';
    writeFileSync(path, later);
    const memory = open();
    memory.remember(signed(7), grown);
    expect(told).toEqual([coded('memory-lost', { reason: 'newer' })]);
    expect(readFileSync(path, 'utf8')).toBe(later);
  });

  it('that cannot be written stops nothing, is told once, and works once it can', async () => {
    const { open, signed, told, folder } = await playedLog();
    writeFileSync(join(folder, 'state'), 'a file where the folder should be');
    const memory = open();
    for (const size of [2, 2, 4]) memory.remember(signed(size), grown);
    expect(memory.newest()).toBeNull();
    expect(told).toEqual([coded('memory-lost', { reason: 'unwritable' })]);
    rmSync(join(folder, 'state'));
    memory.remember(signed(6), grown);
    expect(memory.newest()?.size).toBe(6);
  });
});

describe('two copies of a home on one computer', () => {
  it('the one that was used stays the desk; the other refuses to seal, and says why; what it has sealed keeps its certificates', async () => {
    const { home, copy } = await homeAndCopy();
    await seal(home, 'second.txt');
    const desk = await Desk.open(options(copy));
    onTestFinished(() => desk.close());
    const details = { reason: 'other-copy', beginning: 'proven', signed: 4, found: 2, home };
    expect(desk.status().problem).toMatchObject({ code: 'rolled-back', details });
    await expect(desk.seal()).rejects.toThrow(coded('rolled-back', details));
    const [row] = desk.records(EVERYTHING).rows;
    expect(row?.state).toBe('anchored');
    await expect(desk.certificates.make(row?.id ?? '')).resolves.not.toThrow();
  });

  it('either may go on, but only one: what moved to another folder is no copy', async () => {
    const { home, copy } = await homeAndCopy();
    await seal(copy, 'second.txt');
    await seal(copy, 'third.txt');
    await expect(seal(home, 'fourth.txt')).rejects.toThrow(coded('rolled-back', { home: copy }));
    expect((await seal(copy, 'fifth.txt')).checkpoint?.size).toBe(8);
  });

  it('are both open at once: the first to seal is the desk, and the other notices when it seals', async () => {
    const { home, copy } = await homeAndCopy();
    const desks = [await Desk.open(options(home)), await Desk.open(options(copy))] as const;
    onTestFinished(async () => void (await Promise.all(desks.map((desk) => desk.close()))));
    for (const [i, desk] of desks.entries()) {
      const path = join(home, '..', `at once ${i}.txt`);
      writeFileSync(path, `${i}`);
      await desk.intake({ paths: [path], again: false }).done;
    }
    await desks[1].seal();
    await expect(desks[0].seal()).rejects.toThrow(coded('rolled-back', { reason: 'other-copy', home: copy }));
    expect(desks[0].status().counts).toMatchObject({ recorded: 1, anchored: 1 });
  });

  it('a memory that is gone or damaged begins anew from the home that comes first', async () => {
    const { home, copy, path } = await homeAndCopy();
    writeFileSync(path, 'no longer what it was');
    const told: string[] = [];
    await seal(home, 'second.txt', (event) => {
      if (event.kind === 'problem') told.push(`${event.error.code} ${event.error.details.reason}`);
    });
    expect(told).toEqual(['memory-lost damaged']);
    await expect(seal(copy, 'third.txt')).rejects.toThrow(coded('rolled-back', { reason: 'other-copy' }));
    rmSync(path);
    await seal(home, 'fourth.txt');
    expect(existsSync(path)).toBe(true);
    await expect(seal(copy, 'fifth.txt')).rejects.toThrow(coded('rolled-back', { reason: 'other-copy' }));
  });

  it('a fork that the memory did not see is noticed as one afterwards', async () => {
    const { home, copy, path } = await homeAndCopy();
    const before = readFileSync(path);
    await seal(home, 'second.txt');
    const after = readFileSync(path);
    writeFileSync(path, before);
    await seal(copy, 'other.txt');
    writeFileSync(path, after);
    await expect(seal(copy, 'third.txt')).rejects.toThrow(coded('rolled-back', { reason: 'other-history', found: 4 }));
    const desk = await Desk.open(options(copy));
    const { id = '' } = desk.records(EVERYTHING).rows.find(({ state }) => state === 'anchored') ?? {};
    await expect(async () => desk.certificates.make(id)).rejects.toThrow(coded('rolled-back'));
    await desk.close();
    expect((await seal(home, 'fourth.txt')).problem).toBeNull();
  });

  it('the right backup that is put back goes on', async () => {
    const { home, copy } = await homeAndCopy();
    await seal(home, 'second.txt');
    rmSync(copy, { recursive: true });
    cpSync(home, copy, { recursive: true });
    rmSync(home, { recursive: true });
    cpSync(copy, home, { recursive: true });
    expect((await seal(home, 'third.txt')).problem).toBeNull();
  });

  it('leave nothing but their memory outside of their homes', async () => {
    const { home, path } = await homeAndCopy();
    await seal(home, 'second.txt');
    expect(readdirSync(signedFolder()).filter((name) => name.includes('notary-tmp'))).toEqual([]);
    expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')))).toEqual([
      'earlier',
      'home',
      'key',
      'note',
      'since',
      'time',
      'v',
    ]);
  });
});

describe('on the command line', () => {
  let folder = '';
  let env: CallOptions['env'] = {};
  beforeEach(() => {
    folder = testFolder();
    env = { NOTARY_STATE: join(folder, 'state') };
  });
  const call = (home: string, ...args: string[]) =>
    notary(['--home', join(folder, home), ...args], { cwd: folder, env: env ?? {} });
  const json = <T>(home: string, ...args: string[]) =>
    notaryJson<T>(['--home', join(folder, home), ...args], { cwd: folder, env: env ?? {} });
  const add = async (home: string, name: string) => {
    writeFileSync(join(folder, name), `bytes of ${name}`);
    expect((await call(home, 'add', name)).code).toBe(0);
  };

  it('a copied home is told so in both languages, with exit code 30; the other goes on', async () => {
    expect((await call('home', 'init', '--holder', 'ACME', '--lang', 'en')).code).toBe(0);
    await add('home', 'first.txt');
    expect((await call('home', 'seal')).code).toBe(0);
    cpSync(join(folder, 'home'), join(folder, 'copy'), { recursive: true });
    await add('home', 'second.txt');
    expect((await call('home', 'seal')).code).toBe(0);
    await add('copy', 'third.txt');
    const refused = await call('copy', 'seal');
    expect(refused.code).toBe(30);
    expect(refused.err).toContain('This data folder is a copy, or was put back');
    expect(refused.err).toContain(join(folder, 'home'));
    expect(refused.err).toContain('These are the first entries of the longer log.');
    const chinese = (await call('copy', 'seal', '--lang', 'zh')).err;
    expect(chinese).toContain('此数据文件夹是副本，或是恢复的旧数据');
    expect(chinese).toContain('这些条目就是较长日志的开头部分。');
    const told = await json<{ error: { code: string; details: object } }>('copy', 'seal');
    expect(told.json.error).toMatchObject({
      code: 'rolled-back',
      details: { reason: 'other-copy', signed: 4, found: 2 },
    });
    const { json: status } = await json<DeskStatus>('copy', 'status');
    expect(status.problem).toMatchObject({ code: 'rolled-back' });
    expect(status.memory).toMatchObject({ state: 'kept', newest: { size: 4, home: join(folder, 'home') } });
    await add('home', 'fourth.txt');
    expect((await call('home', 'seal')).code).toBe(0);
    expect((await call('home', 'status')).out).toMatch(
      /Last signed, also remembered outside the data folder: since 20/,
    );
  });

  it('a memory that cannot be written is a remark, and the batch is sealed', async () => {
    writeFileSync(join(folder, 'state'), 'not a folder');
    expect((await call('home', 'init', '--holder', 'ACME', '--lang', 'en')).code).toBe(0);
    await add('home', 'first.txt');
    const { code, out, err } = await call('home', 'seal');
    expect([code, out]).toEqual([0, expect.stringContaining('1')]);
    expect(err).toContain('” cannot be written.');
    expect((await call('home', 'status')).out).toContain('not yet');
    expect(existsSync(homePaths(join(folder, 'home')).highest)).toBe(true);
  });
});
