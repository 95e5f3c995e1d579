/** A log whose tree has lost a node. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import type { DeskStatus } from '../../core/node/desk/types.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { notaryJson } from './support/cli.ts';
import { testFolder } from './support/folder.ts';
import { EVERYTHING } from './support/query.ts';

/** A home with two sealed records, and a certificate of the first. */
async function withCertificate() {
  const home = join(testFolder(), 'home');
  const options = { home, version: '0.0.0', oldRuntime: false, program: 'test' };
  const holder = { name: 'ACME', creditCode: null, operator: null };
  const { desk } = await Desk.init(options, { language: 'en', holder });
  const paths = ['a.txt', 'b.txt'].map((name) => join(home, '..', name));
  for (const path of paths) writeFileSync(path, `bytes of ${path}`);
  await desk.intake({ paths, again: false }).done;
  await desk.seal();
  const [row] = desk.records(EVERYTHING).rows;
  const out = join(home, '..', 'out');
  await desk.certificates.certify([row?.id ?? ''], [], out);
  await desk.close();
  return { home, out };
}

function loseNodes(home: string): void {
  const db = new Database(homePaths(home).database);
  db.exec('DELETE FROM tree_nodes');
  db.close();
}

describe('a desk whose log is damaged', () => {
  it('a log with a missing node contradicts nobody, and its status says so beside the rest', async () => {
    const { home, out } = await withCertificate();
    const before = await notaryJson<object>(['--home', home, 'verify', out]);
    loseNodes(home);
    expect((await notaryJson<object>(['--home', home, 'verify', out])).code).toBe(before.code);
    const { code, json } = await notaryJson<DeskStatus>(['--home', home, 'status']);
    expect([code, json.problem]).toEqual([0, expect.objectContaining({ code: 'home-damaged' })]);
    expect(json.counts.anchored).toBe(2);
  });

  it('is no reason for `check` to say less of a folder: the sheet is as beside a sound home', async () => {
    const { home, out } = await withCertificate();
    const sheet = async () => {
      const { code, json, err } = await notaryJson<{ counts: object }>(['--home', home, 'check', out]);
      return { code, counts: json.counts, err };
    };
    const before = await sheet();
    loseNodes(home);
    expect(await sheet()).toEqual(before);
  });
});
