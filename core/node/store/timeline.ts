/** One record with everything the store knows about it, and its timeline in order. */
import { toHex } from '../../formats/bytes.ts';
import { type JournalDetail, type JournalEvent, readOpening } from '../../log/journal.ts';
import type { RecordKind } from '../../records/index.ts';
import type { Db } from '../system/database.ts';
import { ownData, unlessDamaged } from './damage.ts';
import { issuedOf } from './issued.ts';
import { recordRow } from './list.ts';
import type { Log } from './log.ts';
import type { StoredDetail, TimelineEntry } from './query.ts';
import { type FullColumns, LISTED_COLUMNS, type ListedColumns } from './rows.ts';

type Columns = FullColumns & ListedColumns;

/** The record, or null when there is none of this id. */
export function readDetail(db: Db, log: Log, kinds: readonly RecordKind[], id: string): StoredDetail | null {
  return db.read(() => {
    const sql = `SELECT ${LISTED_COLUMNS}, d.fingerprints FROM records r LEFT JOIN disclosures d ON d.seq = r.seq
      WHERE r.id = ?`;
    const row = db.get<Columns>(sql, id);
    if (!row) return null;
    const timeline = readTimeline(db, row);
    const shown = row.leaf_index === null ? null : log.checkpointFor(row.leaf_index);
    const listed = recordRow(row, kinds);
    return {
      ...listed,
      damaged: listed.damaged || timeline.some(({ detail }) => detail === null),
      path: row.path,
      leafIndex: row.leaf_index,
      checkpoint: shown && { size: shown.checkpoint.size, root: toHex(shown.checkpoint.root) },
      timeline: timeline.map((entry) => ({ ...entry, detail: entry.detail ?? '' })),
      withdrawnReason: row.withdrawn_reason,
      certificates: issuedOf(db, row.seq),
      supersededBy: laterVersions(db, id, 'all'),
    };
  });
}

/**
 * Records that replace one. Withdrawn ones no longer count, erased ones do not say what they replace, and an unsealed
 * one may still be withdrawn: what leaves the desk names `sealed` ones only.
 */
export function laterVersions(db: Db, id: string, which: 'sealed' | 'all'): string[] {
  const sql = `SELECT id FROM records WHERE supersedes = ? AND state <> 'withdrawn' AND (leaf_index IS NOT NULL OR ?)
    ORDER BY seq`;
  return db.all<{ id: string }>(sql, id, which === 'all' ? 1 : 0).map((row) => row.id);
}

/** An entry; its detail is null where that is damaged. */
type ReadEntry = Omit<TimelineEntry, 'detail'> & { readonly detail: string | null };

/** What happened to a record, the oldest first. */
function readTimeline(db: Db, row: Columns): ReadEntry[] {
  const entries: ReadEntry[] = [
    { time: row.time, kind: 'recorded', detail: '' },
    ...beforeJournal(db, row.seq),
    ...fromJournal(db, row.seq),
    ...(row.leaf_index === null ? [] : sealing(db, row.leaf_index)),
  ];
  return entries.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

/** What a desk of a time without a journal wrote down; `adopted` repeats it for those who read the journal. */
function beforeJournal(db: Db, seq: number): TimelineEntry[] {
  return db.all('SELECT time, kind, detail FROM events_before_journal WHERE seq = ? ORDER BY id', seq);
}

interface Told extends Pick<TimelineEntry, 'time'> {
  readonly event: JournalEvent;
  readonly opened: string | null;
  readonly path: string | null;
}

/** What the timeline takes from the journal, and what it says beside it. Intake and sealing are told by their own rows. */
const TOLD: Partial<
  Record<JournalEvent, readonly [TimelineEntry['kind'], (detail: JournalDetail, path: string | null) => string]>
> = {
  edited: ['edited', ({ facts = [] }) => (facts as readonly string[]).join(', ')],
  withdrawn: ['withdrawn', ({ reason = '' }) => reason as string],
  exported: ['certified', ({ file = '' }, path) => path ?? (file as string)],
  shared: ['shared', handedOn],
  packed: ['packed', handedOn],
  erased: ['erased', () => ''],
  approved: ['approved', () => ''],
};

function handedOn({ to = [], file = '' }: JournalDetail): string {
  return [...(to as readonly string[]), file as string].join(' · ');
}

/** The entries of a record; what they said of an erased one is gone. */
function fromJournal(db: Db, seq: number): ReadEntry[] {
  const sql = `SELECT event, json_extract(entry, '$.time') AS time, opened, path
    FROM journal LEFT JOIN exports USING (place) WHERE seq = ? ORDER BY place`;
  return db.all<Told>(sql, seq).flatMap(({ event, time, opened, path }) => {
    const [kind, say] = TOLD[event] ?? [];
    if (!kind || !say) return [];
    const detailOf = (text: string) => say(readOpening(JSON.parse(text), 'opened')[1], path);
    return { time, kind, detail: opened === null ? '' : unlessDamaged(() => ownData({}, () => detailOf(opened))) };
  });
}

/** Sealing and anchoring happen to a whole batch; their times are in the checkpoints. */
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
