/** A home with records that files are made of, and what must hold of those files whenever a desk was opened again. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Desk, type DeskOptions } from '../../../core/node/desk/desk.ts';
import { homePaths } from '../../../core/node/home/home.ts';
import { openStore } from '../../../core/node/store/sqlite-store.ts';
import { EVERYTHING } from '../support/query.ts';
import { archives, type Publishing, publishFile, RECIPIENT } from './publish.ts';

const RECORDS = 5;

const options = (home: string): DeskOptions => ({ home, version: '0.0.0', oldRuntime: false, program: 'crash test' });

/** A desk with sealed records, closed again. */
export async function homeWithRecords(folder: string): Promise<string> {
  const home = join(folder, 'home');
  const documents = join(folder, 'documents');
  mkdirSync(documents);
  for (let i = 0; i < RECORDS; i++) writeFileSync(join(documents, `${i}.txt`), `document ${i}`);
  const holder = { name: 'ACME', creditCode: null, operator: null };
  const { desk } = await Desk.init(options(home), { language: 'en', holder });
  await desk.intake({ paths: [documents], again: false }).done;
  await desk.seal();
  await desk.close();
  return home;
}

/** Runs the process to its end or its death. */
export function publishing(
  wish: Publishing,
  killAfter: number | null = null,
): Promise<{ readonly signal: string | null }> {
  const child = spawn(process.execPath, [publishFile, JSON.stringify(wish)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const timer = killAfter === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, signal) => {
      if (timer) clearTimeout(timer);
      resolve({ signal });
    });
  });
}

/**
 * Opens the home again, and compares what it tells with what lies in a folder: each file is told once, whole, and nothing
 * else is told or left there. `before` is how much was sent before; gives the names of the files, and how much it is now.
 */
export async function auditOutputs(
  home: string,
  folder: string,
  before = 0,
): Promise<{ readonly names: readonly string[]; readonly sent: number }> {
  const desk = await Desk.open(options(home));
  try {
    const records = desk.records(EVERYTHING).rows.map(({ id }) => desk.record(id));
    const names = readdirSync(folder).sort();
    expect(names.filter((name) => name.startsWith('.'))).toEqual([]);
    const told = records.flatMap(({ timeline }) => timeline.filter(({ kind }) => kind === 'certified'));
    const here = told.map(({ detail }) => detail).filter((path) => path.startsWith(folder));
    expect(here.sort()).toEqual(names.filter((name) => name.endsWith('.pdf')).map((name) => join(folder, name)));
    // the newest first; those of other folders came before
    const sent = [...desk.certificates.sending.all()].slice(0, -before || undefined);
    const { share, pack } = archives(folder);
    const times = (path: string) => (existsSync(path) ? RECORDS : 0);
    const sentAs = (kind: string) => sent.filter(({ way }) => way === kind).length;
    expect([sentAs('export'), sentAs('share'), sentAs('pack')]).toEqual([here.length, times(share), times(pack)]);
    for (const { recipient } of sent) expect(recipient).toEqual(RECIPIENT);
    expect(records.filter(({ certified }) => certified).length).toBeGreaterThanOrEqual(here.length);
    return { names, sent: before + sent.length };
  } finally {
    await desk.close();
    const drafts = homePaths(home).drafts;
    expect(existsSync(drafts) ? readdirSync(drafts) : []).toEqual([]);
    const store = openStore(homePaths(home).database, { mode: 'read' });
    expect(store.outputs.intended()).toEqual([]);
    store.close();
  }
}
