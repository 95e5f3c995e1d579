/** A desk is killed while it writes files for others: when it is opened again it tells of the files that are there. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setVariable } from '../../core/node/system/environment.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { auditOutputs, homeWithRecords, publishing } from './crash/audit-outputs.ts';
import type { Fault } from './crash/faults.ts';
import type { Publishing } from './crash/publish.ts';
import { type OnFinished, testFolder } from './support/folder.ts';

// each death is a process of its own
const folder = mkdtempSync(join(tmpdir(), 'crash-outputs-'));
let made: string;
beforeAll(async () => {
  made = await homeWithRecords(folder);
  await buildVerifier(join(import.meta.dirname, '../../dist/notary-check.html'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kill = (when: Fault['when'], at: Fault['at'], match: string, nth = 1): Fault => ({
  do: 'kill',
  when,
  at,
  match,
  nth,
});

/** A copy of the home as on a computer of its own, and an empty folder for what is made. */
function copied(onFinished: OnFinished): Omit<Publishing, 'steps' | 'fault'> {
  const own = testFolder(onFinished);
  const paths = { home: join(own, 'home'), folder: join(own, 'out') };
  cpSync(made, paths.home, { recursive: true });
  mkdirSync(paths.folder);
  setVariable('NOTARY_STATE', join(own, 'state'));
  return paths;
}

type Step = Publishing['steps'][number];

/** How many files there are then; null for some, as many as were written together until then. */
const POINTS: readonly (readonly [string, Step, Fault, number | null])[] = [
  ['before certificates are intended', 'certify', kill('before', 'commit', 'INSERT INTO outputs'), 0],
  ['once they are intended', 'certify', kill('after', 'commit', 'INSERT INTO outputs'), 0],
  ['with half of one written', 'certify', { do: 'tear', when: 'before', at: 'write', match: '%PDF-', nth: 2 }, 0],
  ['before one has its name', 'certify', kill('before', 'link', '.pdf', 3), 2],
  ['after one has its name', 'certify', kill('after', 'link', '.pdf', 3), 3],
  ['in the middle of their entries', 'certify', kill('after', 'statement', 'INSERT INTO exports', 2), null],
  ['before their entries are committed', 'certify', kill('before', 'commit', 'DELETE FROM outputs'), null],
  ['after their entries are committed', 'certify', kill('after', 'commit', 'DELETE FROM outputs'), null],
  ['before a share has its name', 'share', kill('before', 'rename', 'share.zip'), 0],
  ['after a share has its name', 'share', kill('after', 'rename', 'share.zip'), 1],
  ['before a share is entered', 'share', kill('before', 'commit', 'INSERT INTO sent'), 1],
  ['before a pack has its name', 'pack', kill('before', 'rename', 'pack.zip'), 0],
  ['after a pack has its name', 'pack', kill('after', 'rename', 'pack.zip'), 1],
];

describe('a desk that dies while it writes files for others', () => {
  it.for(POINTS)('%s tells of those that are there, once', async ([, step, fault, files], { onTestFinished }) => {
    const paths = copied(onTestFinished);
    expect((await publishing({ ...paths, steps: [step], fault })).signal).toBe('SIGKILL');
    const first = await auditOutputs(paths.home, paths.folder);
    if (files === null) expect(first.names).not.toEqual([]);
    else expect(first.names).toHaveLength(files);
    // and once more, by which nothing changes
    expect(await auditOutputs(paths.home, paths.folder)).toEqual(first);
  });
});
