import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import {
  findHome,
  homePaths,
  isHome,
  lockHome,
  makeHome,
  readHolder,
  userDataFolder,
} from '../../core/node/home/home.ts';
import { writeAtomic } from '../../core/node/system/atomic-file.ts';
import { removeDrafts } from '../../core/node/system/drafts.ts';
import { testFolder } from './support/folder.ts';

const coded = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

describe('where the home lies', () => {
  it('is the folder of the application data that Electron uses for this product', () => {
    expect(userDataFolder('linux', {}, '/home/wang')).toBe('/home/wang/.config/Notary Desk');
    expect(userDataFolder('linux', { XDG_CONFIG_HOME: '/conf' }, '/home/wang')).toBe('/conf/Notary Desk');
    expect(userDataFolder('darwin', {}, '/Users/wang')).toBe('/Users/wang/Library/Application Support/Notary Desk');
    const roaming = 'C:\\Users\\wang\\AppData\\Roaming';
    expect(userDataFolder('win32', { APPDATA: roaming }, 'C:\\Users\\wang')).toBe(`${roaming}\\Notary Desk`);
    expect(userDataFolder('win32', {}, 'C:\\Users\\wang')).toBe(`${roaming}\\Notary Desk`);
  });

  it('is what was asked for, else NOTARY_HOME, else that folder', () => {
    expect(findHome('desk', { NOTARY_HOME: '/other' })).toBe(resolve('desk'));
    expect(findHome(null, { NOTARY_HOME: '/other' })).toBe(resolve('/other'));
    expect(findHome('', { XDG_CONFIG_HOME: '/conf', APPDATA: '/conf', NOTARY_HOME: '' })).toMatch(/Notary Desk$/);
  });

  it.skipIf(process.platform === 'win32')('is open to its owner only', () => {
    const home = join(testFolder(), 'a', 'b');
    makeHome(home);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    // a folder that is there keeps its rights, whatever they are
    chmodSync(home, 0o755);
    makeHome(home);
    expect(statSync(home).mode & 0o777).toBe(0o755);
    expect(isHome(home)).toBe(false);
  });

  it('says what is wrong when it cannot be made', () => {
    const file = join(testFolder(), 'file');
    writeFileSync(file, '');
    expect(() => makeHome(join(file, 'home'))).toThrow(coded('write-failed'));
  });
});

/** Another process that holds the lock of a home until it is killed. */
async function otherProcess(home: string) {
  const module = resolve(import.meta.dirname, '../../core/node/home/home.ts');
  const script = `const { lockHome } = await import(${JSON.stringify(module)});
    lockHome(${JSON.stringify(home)}, 'window'); console.log('locked'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of a home', () => {
  it('is held by one process; the second hears who that is', async () => {
    const home = testFolder();
    const child = await otherProcess(home);
    const holder = { home, pid: child.pid, program: 'window', since: readHolder(home)?.since };
    expect(() => lockHome(home, 'command line')).toThrow(coded('home-locked', holder));
    expect(readHolder(home)).toMatchObject({ pid: child.pid, program: 'window' });
  });

  it('ends with the process, however that ends', async () => {
    const home = testFolder();
    const child = await otherProcess(home);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = lockHome(home, 'command line');
    expect(readHolder(home)).toMatchObject({ pid: process.pid, program: 'command line' });
    lock.release();
  });

  it('can be given back and taken again', () => {
    const home = testFolder();
    for (const program of ['window', 'command line']) lockHome(home, program).release();
    const lock = lockHome(home, 'window');
    expect(() => lockHome(home, 'command line')).toThrow(coded('home-locked', { program: 'window' }));
    lock.release();
  });

  it('refuses although it cannot be read who holds it', () => {
    const home = testFolder();
    const lock = lockHome(home, 'window');
    writeFileSync(homePaths(home).lockHolder, '{"pid":');
    expect(readHolder(home)).toBeNull();
    expect(() => lockHome(home, 'command line')).toThrow(coded('home-locked', { home }));
    lock.release();
  });

  it('clears away what a killed process left half written', () => {
    const home = testFolder();
    writeFileSync(join(home, '.0123456789abcdef.notary-tmp'), 'half');
    writeFileSync(join(home, 'a file of the user.notary-tmp'), 'stays');
    lockHome(home, 'window').release();
    expect(readdirSync(home).sort()).toEqual(['a file of the user.notary-tmp', 'lock.db', 'lock.json']);
  });
});

describe('an atomic file', () => {
  it('replaces one that is there, whole', () => {
    const path = join(testFolder(), 'certificate 存证.pdf');
    for (const text of ['first', 'a longer second', '']) {
      writeAtomic(path, utf8(text));
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
    expect(readdirSync(join(path, '..'))).toEqual(['certificate 存证.pdf']);
  });

  it.skipIf(process.platform === 'win32')('has the permissions it was asked for', () => {
    const path = join(testFolder(), 'secret');
    writeAtomic(path, utf8('x'), { mode: 0o600, durable: false });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind when it cannot be written', () => {
    const folder = testFolder();
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken', 'file'), '');
    expect(() => writeAtomic(join(folder, 'taken'), utf8('x'))).toThrow(coded('write-failed'));
    expect(() => writeAtomic(join(folder, 'missing', 'x'), utf8('x'))).toThrow(
      coded('write-failed', { reason: 'ENOENT' }),
    );
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('has a name for its draft that fits, whatever its own length', () => {
    const folder = testFolder();
    const name = `${'证'.repeat(80)}.pdf`;
    writeAtomic(join(folder, name), utf8('x'));
    expect(existsSync(join(folder, name))).toBe(true);
    removeDrafts(folder);
    expect(readdirSync(folder)).toEqual([name]);
  });
});
