/**
 * A desk is killed at a named point of its life, or at any moment; then its story is told again to the end. Nothing that
 * was promised may be lost, and nothing may be there twice.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fault } from './crash/faults.ts';
import { auditCertificates, auditHome, type Ended, makeDocuments, run } from './crash/run.ts';
import { live, type Script, type Told } from './crash/script.ts';
import { type OnFinished, testFolder } from './support/folder.ts';

// each death is two processes, and all of them run at once
function newScript(onFinished: OnFinished, withCertificates = false): Script {
  const folder = testFolder(onFinished);
  const certificates = withCertificates ? join(folder, 'certificates') : null;
  if (certificates) mkdirSync(certificates);
  return { home: join(folder, 'home'), documents: makeDocuments(join(folder, 'documents')), certificates, fault: null };
}

const failures = (told: readonly Told[]) => told.filter(({ kind }) => kind === 'failed');

/** Tells the story to its end without a fault, and looks at everything. */
async function finish(script: Script, before: readonly Ended[]): Promise<void> {
  const last: Told[] = [];
  await live(script, (told) => last.push(told));
  expect(failures(last)).toEqual([]);
  const told = [...before.flatMap((ended) => ended.told), ...last];
  await auditHome(script.home, told);
  if (script.certificates) auditCertificates(script.certificates, told);
}

const kill = (when: Fault['when'], at: Fault['at'], match: string, nth = 1): Fault => ({
  do: 'kill',
  when,
  at,
  match,
  nth,
});

const POINTS: readonly (readonly [string, Fault])[] = [
  ['before the database has its tables', kill('before', 'commit', '', 1)],
  ['before the seal of what was signed is there', kill('before', 'rename', 'signed.json')],
  ['with half of the keys written', { do: 'tear', when: 'before', at: 'write', match: '"witness":', nth: 1 }],
  ['before the keys are there', kill('before', 'rename', 'keys.json')],
  ['after the keys are there', kill('after', 'rename', 'keys.json')],
  ['in the middle of an intake', kill('before', 'statement', 'INSERT INTO records', 3)],
  ['before an intake is committed', kill('before', 'commit', 'INSERT INTO records')],
  ['after an intake is committed', kill('after', 'commit', 'INSERT INTO records')],
  ['between a record and its entry in the journal', kill('before', 'statement', 'INSERT INTO journal (', 2)],
  ['between an edit and its entry in the journal', kill('before', 'statement', 'INSERT INTO journal (', 5)],
  ['in the middle of the tree of the journal', kill('before', 'statement', 'INSERT INTO journal_nodes', 2)],
  ['after the tree of the journal is stored', kill('after', 'commit', 'INSERT INTO journal_nodes')],
  ['between the leaf and the head of the journal', kill('before', 'statement', 'INSERT INTO journal_heads')],
  ['before what was anchored is in the journal', kill('after', 'statement', "SET state = 'anchored'")],
  ['in the middle of an edit', kill('before', 'statement', 'UPDATE disclosures')],
  ['after an edit is committed', kill('after', 'commit', 'UPDATE disclosures')],
  ['in the middle of a withdrawal', kill('after', 'statement', "SET state = 'withdrawn'")],
  ['before the first leaf is stored', kill('before', 'statement', 'INSERT INTO leaf_hashes')],
  ['in the middle of the tree', kill('before', 'statement', 'INSERT INTO tree_nodes', 2)],
  ['between the tree and its checkpoint', kill('before', 'statement', 'INSERT INTO checkpoints')],
  ['with one member of a batch sealed', kill('after', 'statement', "SET state = 'sealed'")],
  ['before a batch is committed', kill('before', 'commit', 'INSERT INTO checkpoints')],
  [
    'after a batch is committed, before the desk remembers what it signed',
    kill('after', 'commit', 'INSERT INTO checkpoints'),
  ],
  ['with half of what it signed written', { do: 'tear', when: 'before', at: 'write', match: '"size":4', nth: 1 }],
  ['before what it signed is renamed', kill('before', 'rename', 'signed.json', 2)],
  ['after what it signed is renamed', kill('after', 'rename', 'signed.json', 2)],
  ['with half of the second memory written', { do: 'tear', when: 'before', at: 'write', match: '"since":', nth: 1 }],
  ['before the second memory is renamed', kill('before', 'rename', 'notary-state-', 1)],
  ['after the second memory is renamed, before anything is published', kill('after', 'rename', 'notary-state-', 1)],
  ['in the second batch, before it is in the second memory', kill('before', 'rename', 'notary-state-', 2)],
  ['after a job is prepared', kill('after', 'commit', 'INSERT INTO anchor_jobs')],
  ['after a job is marked as sent', kill('after', 'commit', 'INSERT INTO anchor_jobs', 2)],
  ['before the witness has stored its word', kill('before', 'commit', 'INSERT INTO witness')],
  ['after the witness has stored its word', kill('after', 'commit', 'INSERT INTO witness')],
  ['in the middle of anchoring', kill('before', 'statement', "SET state = 'anchored'")],
  ['after anchoring is committed', kill('after', 'commit', "SET state = 'anchored'")],
  ['in the middle of indexing', kill('before', 'statement', 'UPDATE search_progress')],
  ['in the second batch, before it is committed', kill('before', 'commit', 'INSERT INTO checkpoints', 2)],
  ['in the second batch, after it is committed', kill('after', 'commit', 'INSERT INTO checkpoints', 2)],
  ['in the second batch, before the witness has stored its word', kill('before', 'commit', 'INSERT INTO witness', 2)],
];

describe('a desk that dies', () => {
  it.concurrent.for(POINTS)('%s loses nothing and does nothing twice', async ([, fault], { onTestFinished }) => {
    const script = newScript(onTestFinished);
    const killed = await run({ ...script, fault });
    expect(killed.signal).toBe('SIGKILL');
    await finish(script, [killed]);
  });
});

describe('a desk that dies while it writes certificates', () => {
  it.concurrent.for([
    ['with half of one written', { do: 'tear', when: 'before', at: 'write', match: '%PDF-', nth: 2 }],
    ['before one has its name', kill('before', 'link', '.pdf', 2)],
    ['after one has its name', kill('after', 'link', '.pdf', 2)],
    ['before it is noted', kill('before', 'statement', 'SET certified = 1', 2)],
  ] satisfies [string, Fault][])('%s leaves whole ones only', async ([, fault], { onTestFinished }) => {
    const script = newScript(onTestFinished, true);
    const killed = await run({ ...script, fault });
    expect(killed.signal).toBe('SIGKILL');
    if (script.certificates) auditCertificates(script.certificates, killed.told);
    await finish(script, [killed]);
    expect(readdirSync(script.certificates ?? '').filter((name) => name.endsWith('.pdf'))).toHaveLength(6);
  });
});

describe('a desk that is killed at any moment, again and again', () => {
  it('loses nothing and does nothing twice', async ({ onTestFinished }) => {
    const whole = await run(newScript(onTestFinished));
    const script = newScript(onTestFinished);
    const ends: Ended[] = [];
    for (let i = 1; i <= 8; i++) ends.push(await run(script, (whole.milliseconds * i) / 9));
    await finish(script, ends);
  });
});

describe('a desk whose disk is full for a moment', () => {
  it.for([
    ['when it remembers what it signed', '"size":4'],
    ['when the keys are made', '"witness":'],
  ] as const)('%s goes on once there is space', async ([, match], { onTestFinished }) => {
    const script = newScript(onTestFinished);
    const ended = await run({ ...script, fault: { do: 'full', when: 'before', at: 'write', match, nth: 1 } });
    expect(failures(ended.told)).toMatchObject([{ code: 'write-failed' }]);
    await finish(script, [ended]);
  });
});
