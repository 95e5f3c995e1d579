/** A database that is older than what the desk has signed: nothing is signed any more, everything can still be read. */
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Desk, type DeskOptions } from '../../core/node/desk/desk.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { testFolder } from './support/folder.ts';
import { EVERYTHING } from './support/query.ts';

const coded = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

const optionsFor = (home: string): DeskOptions => ({ home, version: '0.0.0', oldRuntime: false, program: 'test' });

async function open(home: string): Promise<Desk> {
  const desk = await Desk.open(optionsFor(home));
  onTestFinished(() => desk.close());
  return desk;
}

async function takeIn(desk: Desk, home: string, name: string): Promise<void> {
  const path = join(home, '..', name);
  writeFileSync(path, `bytes of ${name}`);
  const [item] = await desk.intake({ paths: [path], again: false }).done;
  expect(item?.state).toBe('recorded');
}

/** Does something with an opened desk and closes it. */
async function withDesk(home: string, work: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await Desk.open(optionsFor(home));
  try {
    await work(desk);
  } finally {
    await desk.close();
  }
}

/** A desk with one sealed record; a copy of it was kept before the second was sealed. */
async function homeWithCopy() {
  const home = join(testFolder(), 'home');
  const copy = join(home, '..', 'copy');
  const holder = { name: 'ACME', creditCode: null, operator: null };
  const { desk } = await Desk.init(optionsFor(home), { language: 'en', holder });
  await takeIn(desk, home, 'first.txt');
  await desk.seal();
  await desk.close();
  cpSync(home, copy, { recursive: true });
  await withDesk(home, async (again) => {
    await takeIn(again, home, 'second.txt');
    await again.seal();
  });
  return { home, copy };
}

function putBack(from: string, to: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${homePaths(to).database}${suffix}`, { force: true });
  cpSync(homePaths(from).database, homePaths(to).database);
}

describe('an old copy of the database that was put back', () => {
  it('stops the desk from sealing, and says what it has signed and what it found', async () => {
    const { home, copy } = await homeWithCopy();
    putBack(copy, home);
    const desk = await open(home);
    expect(desk.status().problem).toMatchObject({ code: 'rolled-back', details: { signed: 4, found: 2 } });
    await takeIn(desk, home, 'third.txt');
    for (let i = 0; i < 2; i++)
      await expect(desk.seal()).rejects.toThrow(coded('rolled-back', { signed: 4, found: 2 }));
    expect(desk.status().counts).toMatchObject({ recorded: 1, sealed: 0, anchored: 1 });
    const [first] = desk.records(EVERYTHING).rows;
    await expect(async () => desk.certificates.make(first?.id ?? '')).rejects.toThrow(coded('rolled-back'));
  });

  it('stays stopped, also when as many records are added as are missing', async () => {
    const { home, copy } = await homeWithCopy();
    putBack(copy, home);
    await withDesk(home, async (desk) => {
      await takeIn(desk, home, 'another.txt');
      await takeIn(desk, home, 'and one more.txt');
      await expect(desk.seal()).rejects.toThrow(coded('rolled-back'));
    });
    const desk = await open(home);
    await expect(desk.seal()).rejects.toThrow(coded('rolled-back'));
    expect(desk.status().counts).toMatchObject({ recorded: 2, sealed: 0 });
  });

  it('is forgiven once the newer one is back', async () => {
    const { home, copy } = await homeWithCopy();
    const newer = join(home, '..', 'newer');
    cpSync(home, newer, { recursive: true });
    putBack(copy, home);
    await withDesk(home, async (desk) => expect(desk.seal()).rejects.toThrow(coded('rolled-back')));
    putBack(newer, home);
    const desk = await open(home);
    expect(desk.status().problem).toBeNull();
    await takeIn(desk, home, 'third.txt');
    expect(await desk.seal()).toEqual({ sealed: 1, damaged: [] });
  });

  it('is noticed too when the database is gone altogether', async () => {
    const { home } = await homeWithCopy();
    rmSync(homePaths(home).database);
    await expect(Desk.open(optionsFor(home))).rejects.toThrow(coded('home-damaged'));
    expect(existsSync(homePaths(home).database)).toBe(false);
  });

  it('cannot be hidden by putting back what was signed, without the key to its seal', async () => {
    const { home, copy } = await homeWithCopy();
    putBack(copy, home);
    writeFileSync(homePaths(home).highest, '{"v":1,"size":1}');
    await expect(Desk.open(optionsFor(home))).rejects.toThrow(coded('home-damaged'));
  });
});
