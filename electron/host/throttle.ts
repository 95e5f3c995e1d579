/**
 * Throttles a desk's events for the window: at most ten a second of each kind; newer events replace or merge with older
 * ones, so that no information is lost.
 */
import type { IntakeItem, IntakeProgress, NotaryEvent } from '../api.ts';

/** Ten events a second. */
export const EVENT_INTERVAL = 100;

export type Emit = (event: NotaryEvent) => void;

/** An `Emit` that passes the first event of a kind at once and gathers those that follow within the interval. */
export function throttled(emit: Emit, interval: number = EVENT_INTERVAL): Emit {
  const waiting = new Map<string, NotaryEvent>();
  const quiet = new Set<string>();
  const release = (key: string): void => {
    const event = waiting.get(key);
    waiting.delete(key);
    if (event === undefined) quiet.delete(key);
    else pass(key, event);
  };
  const pass = (key: string, event: NotaryEvent): void => {
    quiet.add(key);
    setTimeout(release, interval, key);
    emit(event);
  };
  return (event) => {
    const key = keyOf(event);
    if (key === null) emit(event);
    else if (quiet.has(key)) waiting.set(key, merge(waiting.get(key), event));
    else pass(key, event);
  };
}

/** Events with the same key replace each other; null for events that must all be sent. */
function keyOf(event: NotaryEvent): string | null {
  if (event.kind === 'intake') return `intake ${event.progress.intake}`;
  return EACH.includes(event.kind) ? null : event.kind;
}

/** Kinds of which none may take the place of another. */
const EACH: readonly NotaryEvent['kind'][] = ['navigate', 'open', 'problem', 'sealed'];

function merge(older: NotaryEvent | undefined, newer: NotaryEvent): NotaryEvent {
  if (older?.kind !== 'intake' || newer.kind !== 'intake') return newer;
  return { kind: 'intake', progress: mergeProgress(older.progress, newer.progress) };
}

/** The newer counts, and all items changed in either. */
export function mergeProgress(older: IntakeProgress, newer: IntakeProgress): IntakeProgress {
  const items = new Map<number, IntakeItem>();
  for (const item of [...older.items, ...newer.items]) items.set(item.index, item);
  return { ...newer, items: [...items.values()] };
}
