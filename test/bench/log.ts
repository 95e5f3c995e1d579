/**
 * A million leaves appended to a desk's real log, in batches as large as a desk seals: leaves, hashes, nodes of the tree and a
 * signed checkpoint for each batch, durable before the next. Beside it the same leaves in a bare table of SQLite.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkpointText } from '../../core/formats/checkpoint.ts';
import { signNote } from '../../core/formats/note.ts';
import { appendedNodes, logRoot } from '../../core/log/log.ts';
import { leafHash } from '../../core/log/merkle.ts';
import { openStore } from '../../core/node/store/sqlite-store.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { MAX_BATCH } from '../../core/notary.ts';
import { logSigner } from '../core/support/keys.ts';
import type { BenchRow } from './report.ts';

const LEAVES = 1_000_000;
/** Bytes of a leaf: about those of a record. */
const LEAF = 1600;

export async function log(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'notary-bench-log-'));
  try {
    const [ours, other] = [appendAll(join(folder, 'notary.db')), insertAll(join(folder, 'bare.db'))];
    return [
      {
        task: `${LEAVES.toLocaleString('en')} leaves into a desk's log`,
        measure: `batches of ${MAX_BATCH.toLocaleString('en')}, each signed and durable`,
        unit: 'leaves/s',
        ours,
        other: { name: 'bare table of SQLite, the same leaves', value: other },
        aim: null,
        runs: 1,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function batch(from: number): readonly Uint8Array[] {
  return Array.from({ length: Math.min(MAX_BATCH, LEAVES - from) }, (_, i) => {
    const bytes = Buffer.alloc(LEAF, 'record ');
    bytes.writeUInt32BE(from + i);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  });
}

/** Leaves a second. */
function appendAll(path: string): number {
  const store = openStore(path);
  const signer = logSigner('bench log');
  const began = performance.now();
  for (let from = 0; from < LEAVES; from += MAX_BATCH) {
    const leaves = batch(from);
    const hashes = leaves.map((leaf) => leafHash(leaf, nodeCrypto));
    const nodes = appendedNodes(from, hashes, store.readNode, nodeCrypto);
    const fresh = new Map(nodes.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
    const read = (level: number, index: number) => fresh.get(`${level}/${index}`) ?? store.readNode(level, index);
    const size = from + leaves.length;
    const checkpoint = { origin: signer.key.name, size, root: logRoot(size, read, nodeCrypto) };
    const text = checkpointText(checkpoint);
    const note = { text, signatures: [signNote(text, signer)] };
    const time = new Date().toISOString();
    const own = leaves.map((bytes) => ({ type: 'bench', bytes }));
    store.seal({ from, checkpoint, note, keys: [signer.key], time, nodes, records: [], own });
  }
  const seconds = (performance.now() - began) / 1000;
  if (store.logSize() !== LEAVES) throw new Error(`the log has ${store.logSize()} leaves`);
  store.close();
  return LEAVES / seconds;
}

function insertAll(path: string): number {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec('CREATE TABLE leaf (at INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
    const insert = db.prepare('INSERT INTO leaf (at, bytes) VALUES (?, ?)');
    const began = performance.now();
    for (let from = 0; from < LEAVES; from += MAX_BATCH)
      db.transaction(() => {
        for (const [i, bytes] of batch(from).entries()) insert.run(from + i, bytes);
      })();
    return LEAVES / ((performance.now() - began) / 1000);
  } finally {
    db.close();
  }
}
