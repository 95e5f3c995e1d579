/** A home that can be damaged behind the program's back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import { Desk, type DeskOptions } from '../../../core/node/desk/desk.ts';
import { homePaths } from '../../../core/node/home/home.ts';
import { testFolder } from './folder.ts';

/** An error of this code, with these details among others. */
export const coded = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

export const options = (home: string): DeskOptions => ({ home, version: '9.9.9', oldRuntime: false, program: 'test' });

/** A home with two sealed records and three that wait. */
export async function newHome({ name = 'home', more = [] }: { name?: string; more?: readonly string[] } = {}) {
  const folder = testFolder();
  const home = join(folder, name);
  const holder = { name: 'ACME', creditCode: null, operator: null };
  const { desk } = await Desk.init(options(home), { language: 'en', holder });
  const takeIn = async (...names: readonly string[]) => {
    for (const one of names) writeFileSync(join(folder, one), `bytes of ${one}`);
    const items = await desk.intake({ paths: names.map((one) => join(folder, one)), again: false }).done;
    return items.map(({ recordId }) => recordId ?? '');
  };
  const sealed = await takeIn('a.txt', 'b.txt');
  await desk.seal();
  const waiting = await takeIn('c.txt', 'd.txt', 'e.txt', ...more);
  await desk.close();
  return { folder, home, sealed, waiting };
}

/** Changes the database as no program does. */
export function damage(home: string, ...statements: readonly string[]): void {
  const db = new Database(homePaths(home).database);
  for (const statement of statements) db.exec(statement);
  db.close();
}

/** The desk of a home, closed when the test ends. */
export async function opened(home: string): Promise<Desk> {
  const desk = await Desk.open(options(home));
  onTestFinished(() => desk.close());
  return desk;
}
