/** The log's tables: leaves, tree nodes, checkpoints, and jobs of chains. */

import { NotaryError } from '../../errors.ts';
import { equal, toHex } from '../../formats/bytes.ts';
import { canonicalText } from '../../formats/canonical.ts';
import { checkpointText, parseCheckpointText } from '../../formats/checkpoint.ts';
import { integer, list, nullable, object, text } from '../../formats/decoder.ts';
import { readAnchor } from '../../formats/evidence.ts';
import {
  noteBytes,
  parseNote,
  parseVerifierKey,
  type SignedNote,
  sameLine,
  type VerifierKey,
} from '../../formats/note.ts';
import type { JournalDetail } from '../../log/journal.ts';
import {
  type AnchorJob,
  type AnchorResult,
  RECORD_STATES,
  type Renewal,
  type SealedBatch,
  type StoredCheckpoint,
  type StoredOwnLeaf,
} from '../../ports.ts';
import type { OwnLeaf } from '../../records/own-leaves.ts';
import { instant } from '../../records/record.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { type Db, plainBytes } from '../system/database.ts';
import { ownData } from './damage.ts';
import type { Journal } from './journal.ts';

interface CheckpointRow {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: Uint8Array;
  readonly keys: string;
  readonly anchors: string;
  readonly confirmed_by: string;
  readonly renewals: string;
  readonly time: string;
  readonly anchored_at: string | null;
}

interface JobRow {
  readonly connector: string;
  readonly size: number;
  readonly payload: Uint8Array;
  readonly reference: string;
  readonly state: AnchorJob['state'];
  readonly attempts: number;
  readonly receipt: Uint8Array | null;
}

const SELECT_CHECKPOINT = `SELECT size, root, note, keys, anchors, confirmed_by, time, anchored_at,
  (SELECT json_group_array(json_object('place', place, 'anchor', json(anchor)) ORDER BY id)
    FROM renewals WHERE renewals.size = checkpoints.size) AS renewals FROM checkpoints`;

/** SQL: whether a column `time` is an instant that exists, in the form that desks write. */
const IS_INSTANT = `strftime('%Y-%m-%dT%H:%M:%fZ', time) = time`;

/** Access to the log's tables; see the head of this file. */
export class Log {
  readonly #db: Db;
  readonly #journal: Journal;
  #newest: { readonly size: number; readonly time: string | null } | null = null;

  constructor(db: Db, journal: Journal) {
    this.#db = db;
    this.#journal = journal;
  }

  readNode(level: number, index: number): Uint8Array | undefined {
    const row =
      level === 0
        ? this.#db.get<{ hash: Uint8Array }>('SELECT hash FROM leaf_hashes WHERE leaf_index = ?', index)
        : this.#db.get<{ hash: Uint8Array }>('SELECT hash FROM tree_nodes WHERE level = ? AND idx = ?', level, index);
    return row && plainBytes(row.hash);
  }

  size(): number {
    const sql = 'SELECT coalesce(max(leaf_index) + 1, 0) AS size FROM leaf_hashes';
    return this.#db.get<{ size: number }>(sql)?.size ?? 0;
  }

  seal(batch: SealedBatch): void {
    this.#db.write(() => {
      const { from, records, own = [], checkpoint, time } = batch;
      const to = from + records.length + own.length;
      if (this.size() !== from || checkpoint.size !== to || to === from)
        throw new NotaryError('wrong-state', 'the log is not where this batch begins', { size: this.size() });
      this.#addNodes(batch);
      if (this.size() !== to) throw new NotaryError('internal', 'a batch without the hash of every leaf');
      this.#addCheckpoint(batch);
      for (const [index, record] of records.entries()) this.#sealRecord(record, from + index);
      for (const [index, leaf] of own.entries()) this.#sealOwn(leaf, from + records.length + index);
      if (records.length === 0) return;
      const detail = { logSize: to, root: toHex(checkpoint.root), ...clockDetail(batch) };
      this.#journal.append('sealed', time, { leaves: [from, from + records.length] }, detail);
    });
  }

  #sealOwn({ type, bytes }: OwnLeaf, index: number): void {
    this.#db.run('INSERT INTO leaves (leaf_index, bytes) VALUES (?, ?)', index, bytes);
    this.#db.run('INSERT INTO own_leaves (leaf_index, type) VALUES (?, ?)', index, type);
    if (type === 'journal') this.#journal.sealedHead(index, bytes);
  }

  ownLeaves(type: string): readonly StoredOwnLeaf[] {
    const sql = `SELECT o.leaf_index AS "index", o.type, l.bytes FROM own_leaves o
      JOIN leaves l ON l.leaf_index = o.leaf_index WHERE o.type = ? ORDER BY o.leaf_index`;
    return this.#db.all<StoredOwnLeaf>(sql, type).map((leaf) => ({ ...leaf, bytes: plainBytes(leaf.bytes) }));
  }

  #addNodes({ nodes }: SealedBatch): void {
    for (const { level, index, hash } of nodes)
      if (level === 0) this.#db.run('INSERT INTO leaf_hashes (leaf_index, hash) VALUES (?, ?)', index, hash);
      else this.#db.run('INSERT INTO tree_nodes (level, idx, hash) VALUES (?, ?, ?)', level, index, hash);
  }

  #addCheckpoint({ from, checkpoint, note, keys, time }: SealedBatch): void {
    const sql = `INSERT INTO checkpoints (size, from_size, origin, root, note, keys, time) VALUES (?, ?, ?, ?, ?, ?, ?)`;
    if (note.text !== checkpointText(checkpoint)) throw new NotaryError('internal', 'a note of another checkpoint');
    const { size, origin, root } = checkpoint;
    this.#db.run(sql, size, from, origin, root, noteBytes(note), keysText(keys), time);
  }

  #sealRecord(record: SealedBatch['records'][number], index: number): void {
    if (record.index !== index) throw new NotaryError('internal', 'records out of order');
    this.#db.run('INSERT INTO leaves (leaf_index, bytes) VALUES (?, ?)', index, record.bytes);
    const sql = `UPDATE records SET state = 'sealed', leaf_index = ? WHERE id = ? AND state = 'recorded' AND edited_at = ?`;
    if (this.#db.run(sql, index, record.id, record.editedAt) !== 1)
      throw new NotaryError('wrong-state', `record ${record.id} was changed while it was sealed`, { id: record.id });
  }

  checkpoint(size: number): StoredCheckpoint | null {
    return this.#checkpoint(`${SELECT_CHECKPOINT} WHERE size = ?`, size);
  }

  newestTime(): string | null {
    // a damaged time is no time: it sorts behind every other one
    const newest = `SELECT time FROM records INDEXED BY records_by_time WHERE state_rank <> ${RECORD_STATES.indexOf('withdrawn')}
      AND ${IS_INSTANT} ORDER BY time DESC, seq DESC LIMIT 1`;
    const record = this.#db.get<{ time: string }>(newest)?.time ?? null;
    const times = [record, this.#newestCheckpointTime()].filter((time) => time !== null);
    return times.toSorted().at(-1) ?? null;
  }

  /** Of all of them: homes of earlier versions may have times that ran backwards. Asked once for each size. */
  #newestCheckpointTime(): string | null {
    const { size } = this.#db.get<{ size: number }>('SELECT coalesce(max(size), 0) AS size FROM checkpoints') ?? {
      size: 0,
    };
    if (this.#newest?.size !== size) {
      const time =
        this.#db.get<{ time: string | null }>(`SELECT max(time) AS time FROM checkpoints WHERE ${IS_INSTANT}`)?.time ??
        null;
      this.#newest = { size, time };
    }
    return this.#newest?.time ?? null;
  }

  latestFinal(): StoredCheckpoint | null {
    return this.#checkpoint(`${SELECT_CHECKPOINT} WHERE final = 1 ORDER BY size DESC LIMIT 1`);
  }

  latest(): StoredCheckpoint | null {
    return this.#checkpoint(`${SELECT_CHECKPOINT} ORDER BY size DESC LIMIT 1`);
  }

  checkpointFor(leafIndex: number): StoredCheckpoint | null {
    return (
      this.#checkpoint(`${SELECT_CHECKPOINT} WHERE final = 1 AND size > ? ORDER BY size LIMIT 1`, leafIndex) ??
      this.#checkpoint(`${SELECT_CHECKPOINT} WHERE size > ? ORDER BY size DESC LIMIT 1`, leafIndex)
    );
  }

  #checkpoint(sql: string, ...values: number[]): StoredCheckpoint | null {
    const row = this.#db.get<CheckpointRow>(sql, ...values);
    return row ? storedCheckpoint(row) : null;
  }

  openJob(connector: string): AnchorJob | null {
    const sql = `SELECT connector, size, payload, reference, state, attempts, receipt FROM anchor_jobs
      WHERE connector = ? AND state IN ('prepared', 'submitted')`;
    const row = this.#db.get<JobRow>(sql, connector);
    return row ? { ...row, payload: plainBytes(row.payload), receipt: row.receipt && plainBytes(row.receipt) } : null;
  }

  saveJob(job: AnchorJob): void {
    this.#db.write(() => this.#putJob(job));
  }

  /** A confirmed job stays confirmed; a refused or replaced one may be tried again under the same reference. */
  #putJob({ connector, size, payload, reference, state, attempts, receipt }: AnchorJob): void {
    const sql = `INSERT INTO anchor_jobs (connector, size, payload, reference, state, attempts, receipt)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (connector, reference) DO UPDATE SET size = excluded.size,
        payload = excluded.payload, state = excluded.state, attempts = excluded.attempts, receipt = excluded.receipt
      WHERE state <> 'confirmed'`;
    this.#db.run(sql, connector, size, payload, reference, state, attempts, receipt);
  }

  recordAnchor(size: number, job: AnchorJob, result: AnchorResult, complete: boolean, time: string): void {
    this.#db.write(() => {
      const before = this.checkpoint(size);
      if (!before) throw new NotaryError('not-found', `no checkpoint of ${size} leaves`, { size });
      const { note, keys, anchors, confirmedBy } = mergeAnchor(before, job.connector, result);
      const sql = 'UPDATE checkpoints SET note = ?, keys = ?, anchors = ?, confirmed_by = ? WHERE size = ?';
      this.#db.run(sql, noteBytes(note), keysText(keys), JSON.stringify(anchors), JSON.stringify(confirmedBy), size);
      this.#putJob({ ...job, state: 'confirmed' });
      if (complete && !before.anchored) this.#markAnchored(size, time, confirmedBy);
    });
  }

  lastConfirmed(connector: string): { size: number; time: string | null } | null {
    const sql = `SELECT size, anchored_at AS time FROM checkpoints
      WHERE EXISTS (SELECT 1 FROM json_each(confirmed_by) WHERE value = ?) ORDER BY size DESC LIMIT 1`;
    return this.#db.get<{ size: number; time: string | null }>(sql, connector) ?? null;
  }

  completeAnchor(size: number, time: string): void {
    this.#db.write(() => {
      const stored = this.checkpoint(size);
      if (stored?.anchored === false) this.#markAnchored(size, time, stored.confirmedBy);
    });
  }

  renewAnchor(size: number, { place, anchor }: Renewal, time: string): void {
    this.#db.write(() => {
      const stored = this.checkpoint(size);
      if (!stored?.anchored || !stored.anchors[place])
        throw new NotaryError('wrong-state', `nothing is anchored there: ${size} leaves, place ${place}`, { size });
      const sql = 'INSERT INTO renewals (size, place, anchor, time) VALUES (?, ?, ?, ?)';
      this.#db.run(sql, size, place, JSON.stringify(anchor), time);
    });
  }

  #markAnchored(size: number, time: string, by: readonly string[]): void {
    const finals = 'SELECT coalesce(max(size), 0) AS size FROM checkpoints WHERE final = 1';
    const from = this.#db.get<{ size: number }>(finals)?.size ?? 0;
    const sql = `UPDATE checkpoints SET anchored_at = ?,
      final = NOT EXISTS (SELECT 1 FROM checkpoints later WHERE later.final = 1 AND later.size > checkpoints.size)
      WHERE size = ?`;
    this.#db.run(sql, time, size);
    this.#db.run(`UPDATE records SET state = 'anchored' WHERE state_rank = 1 AND leaf_index < ?`, size);
    if (from < size) this.#journal.append('anchored', time, { leaves: [from, size] }, { logSize: size, by });
  }

  lastCosigned(): SignedNote | null {
    const row = this.#db.get<{ note: Uint8Array }>('SELECT note FROM witness');
    return row ? ownData({}, () => parseNote(row.note)) : null;
  }

  saveCosigned(note: SignedNote): void {
    const sql = 'INSERT INTO witness (only, note) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET note = excluded.note';
    this.#db.write(() => this.#db.run(sql, noteBytes(note)));
  }
}

/** What the journal says of a batch whose time is not what the clock said, and why. */
function clockDetail({ clock }: SealedBatch): JournalDetail {
  return clock ? { deviceClock: clock.device, newestTime: clock.newest, clockReason: clock.reason } : {};
}

const ANY = Number.MAX_SAFE_INTEGER;
const readTexts = list(text(ANY), ANY);
const readAnchors = list(readAnchor, ANY);
const readRenewals = list(object<Renewal>({ place: integer(0), anchor: readAnchor }), ANY);

const keysText = (keys: readonly VerifierKey[]) => JSON.stringify(keys.map((key) => key.text));

function storedCheckpoint(row: CheckpointRow): StoredCheckpoint {
  return ownData({}, () => readCheckpoint(row));
}

function readCheckpoint(row: CheckpointRow): StoredCheckpoint {
  const note = parseNote(plainBytes(row.note));
  const checkpoint = parseCheckpointText(note.text);
  if (checkpoint.size !== row.size || !equal(checkpoint.root, plainBytes(row.root)))
    throw new NotaryError('malformed', 'the note of another checkpoint');
  return {
    checkpoint,
    note,
    keys: readTexts(JSON.parse(row.keys), 'keys').map((one) => parseVerifierKey(one, nodeCrypto)),
    anchors: readAnchors(JSON.parse(row.anchors), 'anchors'),
    renewals: readRenewals(JSON.parse(row.renewals), 'renewals'),
    confirmedBy: readTexts(JSON.parse(row.confirmed_by), 'confirmed_by'),
    time: instant(row.time, 'time'),
    anchored: nullable(instant)(row.anchored_at, 'anchored_at') !== null,
  };
}

/**
 * A checkpoint with the result of one more connector. Lines and anchors that it already has are not repeated, and none
 * are added once it is anchored, so that its certificates keep their bytes.
 */
export function mergeAnchor(before: StoredCheckpoint, connector: string, result: AnchorResult): StoredCheckpoint {
  if (result.lines.length !== result.keys.length) throw new NotaryError('internal', 'every line needs its key');
  const confirmedBy = [...new Set([...before.confirmedBy, connector])];
  if (before.anchored) return { ...before, confirmedBy };
  const isNew = result.lines.map((line) => !before.note.signatures.some((known) => sameLine(known, line)));
  const known = new Set(before.anchors.map(canonicalText));
  const signatures = [...before.note.signatures, ...result.lines.filter((_, i) => isNew[i])];
  return {
    ...before,
    note: { text: before.note.text, signatures },
    keys: [...before.keys, ...result.keys.filter((_, i) => isNew[i])],
    anchors: [...before.anchors, ...result.anchors.filter((anchor) => !known.has(canonicalText(anchor)))],
    confirmedBy,
  };
}
