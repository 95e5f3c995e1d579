/** Plays an intake: files named `empty…`, `locked…` and `known…` fail or are known, a folder `many-N` holds N files. */
import type { ErrorCode } from '../../../core/errors.ts';
import { allFacts } from '../../../core/records/facts.ts';
import type { IntakeItem, IntakeProgress, RecordRow } from '../../../electron/api.ts';
import { HOLDER, hexOf, idOf } from './sample.ts';

const TICK = 100;

export interface IntakePlay {
  readonly number: number;
  readonly paths: readonly string[];
  readonly again: boolean;
  readonly supersedes: string | null;
  /** Files that are done in a tick. */
  readonly speed: number;
  tell(progress: IntakeProgress): void;
  add(row: RecordRow): void;
  nextSeq(): number;
  readonly knownId: string;
}

function expand(path: string): readonly string[] {
  const many = /many-(\d+)$/.exec(path);
  if (many === null) return [path];
  return Array.from({ length: Number(many[1]) }, (_, i) => `${path}/发票-${String(i + 1).padStart(5, '0')}.pdf`);
}

const failures: readonly [RegExp, ErrorCode][] = [
  [/^empty/, 'file-empty'],
  [/^locked/, 'file-unreadable'],
  [/^moved/, 'file-changed'],
];

function outcome(item: IntakeItem, play: IntakePlay): IntakeItem {
  const code = failures.find(([name]) => name.test(item.file))?.[1];
  const done = { ...item, done: item.size };
  if (code !== undefined)
    return { ...done, state: 'failed', error: { code, message: `read ${item.path}`, details: { file: item.file } } };
  if (item.file.startsWith('known') && !play.again) return { ...done, state: 'existing', recordId: play.knownId };
  const seq = play.nextSeq();
  play.add({
    id: idOf(seq),
    seq,
    kind: 'document',
    state: 'recorded',
    confirmed: false,
    held: false,
    time: new Date().toISOString(),
    size: item.size,
    sha256: hexOf(seq),
    facts: allFacts({ holder: HOLDER.name, operator: HOLDER.operator, fileName: item.file }),
    damaged: false,
    supersedes: play.supersedes,
    superseded: false,
    certified: false,
    provisional: false,
    standing: { is: 'recorded', by: [] },
  });
  const warnings = item.file.startsWith('draft') ? [{ code: 'tracked-changes', detail: '3' } as const] : [];
  return { ...done, state: 'recorded', recordId: idOf(seq), warnings };
}

/** Starts it; the returned function cancels what is left. */
export function playIntake(play: IntakePlay): () => void {
  const items = play.paths.flatMap(expand).map(
    (path, index): IntakeItem => ({
      index,
      path,
      file: path.split('/').pop() ?? path,
      size: 50_000 + ((index * 104_729) % 5_000_000),
      done: 0,
      state: 'waiting',
      recordId: null,
      sha256: null,
      error: null,
      warnings: [],
    }),
  );
  const bytes = items.reduce((total, item) => total + item.size, 0);
  let at = 0;
  let changed: IntakeItem[] = [...items];
  const set = (index: number, item: IntakeItem) => {
    items[index] = item;
    changed.push(item);
  };
  const count = (state: IntakeItem['state']) => items.filter((item) => item.state === state).length;
  const tell = (running: boolean) => {
    const bytesDone = items.reduce((total, item) => total + item.done, 0);
    play.tell({
      intake: play.number,
      running,
      files: items.length,
      filesDone: at,
      bytes,
      bytesDone,
      failed: count('failed'),
      existing: count('existing'),
      partsLeft: 0,
      leftOut: count('leftOut'),
      secondsLeft: running ? Math.ceil((items.length - at) / (play.speed * 10)) : null,
      items: changed,
    });
    changed = [];
  };
  const timer = setInterval(() => {
    const end = Math.min(items.length, at + play.speed);
    for (; at < end; at++) {
      const item = items[at];
      if (item !== undefined) set(at, outcome(item, play));
    }
    items.slice(at, at + 2).forEach((item) => {
      set(item.index, { ...item, state: 'hashing', done: Math.floor(item.size * 0.4) });
    });
    const over = at >= items.length;
    if (over) clearInterval(timer);
    tell(!over);
  }, TICK);
  tell(true);
  return () => {
    clearInterval(timer);
    items.slice(at).forEach((item) => {
      set(item.index, { ...item, state: 'cancelled' });
    });
    at = items.length;
    tell(false);
  };
}
