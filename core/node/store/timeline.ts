/** One record with all that the store knows about it, and what happened to it in order. */
import { toHex } from '../../formats/bytes.ts';
import type { RecordKind } from '../../records/index.ts';
import type { Db } from '../system/database.ts';
import { issuedOf } from './issued.ts';
import { recordRow } from './list.ts';
import type { Log } from './log.ts';
import type { StoredDetail, TimelineEntry } from './query.ts';
import { disclosuresOf, type FullColumns, factsOf, RECORD_COLUMNS } from './rows.ts';

type Columns = Omit<FullColumns, 'leaf'>;

/** The record, or null when there is none of this id. */
export function readDetail(db: Db, log: Log, kinds: readonly RecordKind[], id: string): StoredDetail | null {
  return db.read(() => {
    const sql = `SELECT ${RECORD_COLUMNS}, d.fingerprints FROM records r LEFT JOIN disclosures d ON d.seq = r.seq
      WHERE r.id = ?`;
    const row = db.get<Columns>(sql, id);
    if (!row) return null;
    const shown = row.leaf_index === null ? null : log.checkpointFor(row.leaf_index);
    return {
      ...recordRow(row),
      facts: factsOf(disclosuresOf(row, kinds)),
      path: row.path,
      leafIndex: row.leaf_index,
      checkpoint: shown && { size: shown.checkpoint.size, root: toHex(shown.checkpoint.root) },
      timeline: readTimeline(db, row),
      withdrawnReason: row.withdrawn_reason,
      certificates: issuedOf(db, row.seq),
      supersededBy: laterVersions(db, id, 'all'),
    };
  });
}

/**
 * Records that replace one. Withdrawn ones replace nothing any more, erased ones do not tell, and one that is not sealed
 * yet may still be withdrawn: strangers are told of `sealed` ones only.
 */
export function laterVersions(db: Db, id: string, which: 'sealed' | 'all'): string[] {
  const sql = `SELECT id FROM records WHERE supersedes = ? AND state <> 'withdrawn' AND (leaf_index IS NOT NULL OR ?)
    ORDER BY seq`;
  return db.all<{ id: string }>(sql, id, which === 'all' ? 1 : 0).map((row) => row.id);
}

function readTimeline(db: Db, row: Columns): TimelineEntry[] {
  const events = db.all<TimelineEntry>(`SELECT time, kind, detail FROM events WHERE seq = ? ORDER BY id`, row.seq);
  const recorded: TimelineEntry = { time: row.time, kind: 'recorded', detail: '' };
  const entries = [
    recorded,
    ...events,
    ...handedOn(db, row.seq),
    ...(row.leaf_index === null ? [] : sealing(db, row.leaf_index)),
  ];
  return entries.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

/** What was handed on is told by the journal; what it said of an erased record is gone. */
function handedOn(db: Db, seq: number): TimelineEntry[] {
  const sql = `SELECT event AS kind, json_extract(entry, '$.time') AS time, opened FROM journal
    WHERE seq = ? AND event IN ('shared', 'packed') AND opened IS NOT NULL ORDER BY place`;
  return db.all<Omit<TimelineEntry, 'detail'> & { opened: string }>(sql, seq).map(({ kind, time, opened }) => {
    const [, { to = [], file }] = JSON.parse(opened) as [string, { to?: readonly string[]; file: string }];
    return { kind, time, detail: [...to, file].join(' · ') };
  });
}

/** Sealing and anchoring happen to a whole batch: the checkpoints tell when. */
function sealing(db: Db, leafIndex: number): TimelineEntry[] {
  const sealed = db.get<TimelineEntry>(
    `SELECT time, 'sealed' AS kind, CAST(size AS TEXT) AS detail FROM checkpoints WHERE size > ? ORDER BY size LIMIT 1`,
    leafIndex,
  );
  const anchored = db.get<TimelineEntry>(
    `SELECT anchored_at AS time, 'anchored' AS kind, CAST(size AS TEXT) AS detail FROM checkpoints
     WHERE final = 1 AND size > ? ORDER BY size LIMIT 1`,
    leafIndex,
  );
  return [sealed, anchored].filter((entry) => entry !== undefined);
}
