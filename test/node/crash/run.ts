/** Runs the script in a process of its own, and looks at what a home holds afterwards. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import { fromUtf8, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { verifyNote } from '../../../core/formats/note.ts';
import type { JournalEntry } from '../../../core/log/journal.ts';
import { inclusionProof, logRoot } from '../../../core/log/log.ts';
import { leafHash, verifyInclusion } from '../../../core/log/merkle.ts';
import { homePaths } from '../../../core/node/home/home.ts';
import { openKeys } from '../../../core/node/home/keys.ts';
import { readSigned, signedFile, signedFolder } from '../../../core/node/home/signed-file.ts';
import { openStore, type SqliteStore } from '../../../core/node/store/sqlite-store.ts';
import type { StoredRecord } from '../../../core/ports.ts';
import { parseRecord } from '../../../core/records/index.ts';
import { claimHashes } from '../../../core/records/record.ts';
import { PlainTree } from '../../core/support/plain-tree.ts';
import { EDITED, type Script, scriptFile, type Told, WITHDRAWN } from './script.ts';

/** Documents for the two intakes; their bytes are their names, and fit them: what is not what its name says waits for a decision. */
export const DOCUMENTS = {
  first: [EDITED, 'invoice.txt', 'scan.txt', WITHDRAWN],
  second: ['合同附件.txt', 'b.txt', 'c.txt'],
} as const;

export const sha256OfDocument = (name: string): string => createHash('sha256').update(`bytes of ${name}`).digest('hex');

export function makeDocuments(folder: string): string {
  for (const [part, names] of Object.entries(DOCUMENTS)) {
    mkdirSync(join(folder, part), { recursive: true });
    for (const name of names) writeFileSync(join(folder, part, name), `bytes of ${name}`);
  }
  return folder;
}

export interface Ended {
  readonly told: readonly Told[];
  /** `SIGKILL` when it died. */
  readonly signal: string | null;
  readonly milliseconds: number;
}

/** Runs the script to its end or its death; with `killAfter` it is killed from outside after that many milliseconds. */
export function run(script: Script, killAfter: number | null = null): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, [scriptFile, JSON.stringify(script)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const timer = killAfter === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfter);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, signal) => {
      if (timer) clearTimeout(timer);
      const lines = Buffer.concat(chunks).toString('utf8').split('\n').slice(0, -1);
      const told = lines.map((line) => JSON.parse(line) as Told);
      resolve({ told, signal, milliseconds: performance.now() - started });
    });
  });
}

/** Looks at a home that was finished after a death: all that was promised is there, once, and nothing contradicts it. */
export async function auditHome(home: string, told: readonly Told[]): Promise<void> {
  const store = openStore(homePaths(home).database, { mode: 'read' });
  try {
    const records = allRecords(home, store);
    auditRecords(records, told);
    auditLog(home, store, told);
    for (const record of records) if (record.leaf) auditLeaf(store, record);
    const documents = records.flatMap(({ leaf }) => (leaf ? [leaf.index] : []));
    const heads = auditJournal(home, store, records);
    const leaves = [...documents, ...heads].sort((a, b) => a - b);
    expect(leaves).toEqual(Array.from({ length: store.logSize() }, (_, index) => index));
    const keys = await openKeys(home, {});
    expect(told.filter(({ kind }) => kind === 'key')).toEqual(
      told.flatMap(({ kind }) => (kind === 'key' ? [{ kind, origin: keys.log.key.name }] : [])),
    );
    const { checkpoint } = store.latestCheckpoint() ?? {};
    expect(keys.highest()).toEqual({ size: checkpoint?.size, root: checkpoint?.root });
    const remembered = readSigned(signedFile(keys.origin, signedFolder()), keys.origin);
    expect(remembered).toMatchObject({ state: 'kept', signed: { checkpoint: { ...checkpoint } } });
    expect(readdirSync(home).filter((name) => name.includes('notary-tmp'))).toEqual([]);
  } finally {
    store.close();
  }
}

function rows<T>(home: string, sql: string): T[] {
  const db = new Database(homePaths(home).database, { readonly: true });
  try {
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
}

function allRecords(home: string, store: SqliteStore): StoredRecord[] {
  const ids = rows<{ id: string }>(home, 'SELECT id FROM records ORDER BY seq').map(({ id }) => id);
  return ids.map((id) => store.get(id)).filter((record) => record !== null);
}

function auditRecords(records: readonly StoredRecord[], told: readonly Told[]): void {
  const names = [...DOCUMENTS.first, ...DOCUMENTS.second];
  expect(records.map(({ seq }) => seq)).toEqual(names.map((_, i) => i + 1));
  expect(records.map(({ digest }) => digest?.sha256).sort()).toEqual(names.map(sha256OfDocument).sort());
  const stateOf = (name: string) => records.find(({ digest }) => digest?.sha256 === sha256OfDocument(name))?.state;
  expect(names.map(stateOf)).toEqual(names.map((name) => (name === WITHDRAWN ? 'withdrawn' : 'anchored')));
  for (const one of told) {
    if (one.kind === 'record')
      expect(records.find(({ id }) => id === one.id)).toMatchObject({ digest: { sha256: one.sha256 } });
    if (one.kind === 'withdrawn') expect(records.find(({ id }) => id === one.id)?.state).toBe('withdrawn');
    if (one.kind === 'title')
      expect(records.find(({ id }) => id === one.id)?.disclosures.find(([, name]) => name === 'title')?.[2]).toBe(
        one.title,
      );
  }
}

function auditLog(home: string, store: SqliteStore, told: readonly Told[]): void {
  expect(rows(home, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(rows(home, 'PRAGMA foreign_key_check')).toEqual([]);
  const sizes = rows<{ size: number }>(home, 'SELECT size FROM checkpoints ORDER BY size').map(({ size }) => size);
  expect(sizes.at(-1)).toBe(store.logSize());
  for (const size of sizes) {
    const stored = store.checkpoint(size);
    if (!stored) throw new Error('a checkpoint vanished');
    expect(stored.checkpoint.root).toEqual(logRoot(size, store.readNode, nobleCrypto));
    expect(verifyNote(stored.note, stored.keys, nobleCrypto).length).toBe(stored.note.signatures.length);
    expect(stored.note.signatures.length).toBeLessThanOrEqual(2);
  }
  expect(store.latestCheckpoint()).toMatchObject({ anchored: true, confirmedBy: ['embedded-witness'] });
  for (const one of told)
    if (one.kind === 'sealed') expect(one.root).toBe(toHex(logRoot(one.size, store.readNode, nobleCrypto)));
}

function auditLeaf(store: SqliteStore, record: StoredRecord): void {
  const { index, bytes } = record.leaf ?? { index: -1, bytes: new Uint8Array(0) };
  const { checkpoint } = store.checkpointFor(index) ?? {};
  if (!checkpoint) throw new Error('no checkpoint covers a leaf');
  const path = inclusionProof(index, checkpoint.size, store.readNode, nobleCrypto);
  expect(
    verifyInclusion(index, checkpoint.size, leafHash(bytes, nobleCrypto), path, checkpoint.root, nobleCrypto),
  ).toBe(true);
  const leaf = parseRecord(bytes);
  expect(leaf).toMatchObject({ id: record.id, seq: record.seq, digest: record.digest });
  expect(leaf.claims).toEqual(claimHashes(record.disclosures, nobleCrypto));
}

/**
 * The journal has each record's entries in their order, and every head in the log is the root of the entries before it.
 * Gives the leaves that carry the heads.
 */
function auditJournal(home: string, store: SqliteStore, records: readonly StoredRecord[]): readonly number[] {
  const entries = rows<{ entry: string }>(home, 'SELECT entry FROM journal ORDER BY place').map(({ entry }) => entry);
  const tree = new PlainTree(entries.map((entry) => utf8(entry)));
  expect(entries.map((entry) => (JSON.parse(entry) as JournalEntry).place)).toEqual(entries.map((_, place) => place));
  for (const { seq, leaf, state } of records) {
    const kept = store.journal.entriesOf(seq, leaf?.index ?? null).map(({ entry }) => entry);
    const events = kept.map(({ event }) => event).filter((event) => event !== 'exported' && event !== 'edited');
    const end = state === 'withdrawn' ? ['withdrawn'] : ['sealed', 'anchored'];
    expect(events).toEqual(['recorded', ...end]);
    const own = kept.filter(({ record }) => record !== null);
    expect(own.map(({ previous }) => previous)).toEqual([null, ...own.slice(0, -1).map(({ place }) => place)]);
  }
  const heads = rows<{ leaf: number; size: number; head: Uint8Array }>(
    home,
    'SELECT leaf_index AS leaf, size, head FROM journal_heads ORDER BY leaf_index',
  );
  for (const { size, head } of heads) expect(toHex(new Uint8Array(head))).toBe(toHex(tree.root(size)));
  expect(heads.length).toBeGreaterThan(0);
  return heads.map(({ leaf }) => leaf);
}

/** What a file of certificates holds; a torn one is not a PDF from beginning to end. */
export function auditCertificates(folder: string, told: readonly Told[]): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
  for (const name of files) {
    const bytes = readFileSync(join(folder, name));
    expect(fromUtf8(bytes.subarray(0, 5)), name).toBe('%PDF-');
    expect(bytes.subarray(-8).toString('latin1'), name).toContain('%%EOF');
  }
  const promised = told.flatMap((one) => (one.kind === 'certificate' ? [one.path] : []));
  expect(files.map((name) => join(folder, name))).toEqual(expect.arrayContaining(promised));
}
