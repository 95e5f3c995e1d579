/** The order in which the records of a trace are told. */
import type { TraceRecord } from './types.ts';

/** That one node comes before another. */
export type Before = readonly [earlier: string, later: string];

/** The nodes in order, and those that could not be put in one, because what is said of them goes in a circle. */
export interface Ordered {
  readonly keys: readonly string[];
  readonly inCircle: ReadonlySet<string>;
}

/**
 * A topological order: what is named before what names it, and within one log the order of its leaves. Where neither says
 * anything, what was confirmed first comes first, then what the device's clock says. Nodes in a circle come last.
 */
export function inOrder(records: ReadonlyMap<string, TraceRecord | null>, links: readonly Before[]): Ordered {
  const rank = ranks(records, links);
  const later = new Map<string, string[]>();
  const waitsFor = new Map<string, number>([...records.keys()].map((key) => [key, 0]));
  for (const [a, b] of [...links, ...logOrder(records)]) {
    if (a === b || !records.has(a) || !records.has(b)) continue;
    const list = later.get(a);
    if (list) list.push(b);
    else later.set(a, [b]);
    waitsFor.set(b, (waitsFor.get(b) ?? 0) + 1);
  }
  const ready = new Heap((key) => rank.get(key) ?? 0);
  for (const [key, count] of waitsFor) if (count === 0) ready.push(key);
  const keys: string[] = [];
  for (let key = ready.pop(); key !== undefined; key = ready.pop()) {
    keys.push(key);
    for (const next of later.get(key) ?? []) {
      const left = (waitsFor.get(next) ?? 0) - 1;
      waitsFor.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  const placed = new Set(keys);
  const circle = [...records.keys()].filter((key) => !placed.has(key));
  circle.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  return { keys: [...keys, ...circle], inCircle: new Set(circle) };
}

/** Each record of a log after the one before it. */
function logOrder(records: ReadonlyMap<string, TraceRecord | null>): readonly Before[] {
  const logs = new Map<string, TraceRecord[]>();
  for (const record of records.values()) {
    if (record === null || record.place === null) continue;
    const log = logs.get(record.log);
    if (log) log.push(record);
    else logs.set(record.log, [record]);
  }
  return [...logs.values()].flatMap((log) => {
    const sorted = log.sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
    return sorted.slice(1).map((record, i): Before => [(sorted[i] as TraceRecord).key, record.key]);
  });
}

/**
 * A number for each node, in the order of its time; what is not shown has the earliest time of what names it, and goes before
 * it. Equal times in the order of the keys, so that nothing is left to chance.
 */
function ranks(
  records: ReadonlyMap<string, TraceRecord | null>,
  links: readonly Before[],
): ReadonlyMap<string, number> {
  const times = new Map([...records].map(([key, record]) => [key, record?.proven?.time ?? record?.recorded ?? null]));
  const named = new Map<string, string>();
  for (const [earlier, later] of links) {
    const [known, time] = [named.get(earlier), times.get(later) ?? null];
    if (time !== null && (known === undefined || time < known)) named.set(earlier, time);
  }
  const timed = [...times].map(([key, time]) => ({
    key,
    time: time ?? named.get(key) ?? '',
    shown: time === null ? 0 : 1,
  }));
  timed.sort((a, b) => byText(a.time, b.time) || a.shown - b.shown || byText(a.key, b.key));
  return new Map(timed.map(({ key }, i) => [key, i]));
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A binary heap of keys: the smallest number first. */
class Heap {
  readonly #keys: string[] = [];
  readonly #rank: (key: string) => number;

  constructor(rank: (key: string) => number) {
    this.#rank = rank;
  }

  push(key: string): void {
    this.#keys.push(key);
    for (let at = this.#keys.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfLess(at, parent)) return;
      at = parent;
    }
  }

  pop(): string | undefined {
    const first = this.#keys[0];
    const last = this.#keys.pop();
    if (this.#keys.length === 0 || last === undefined) return first;
    this.#keys[0] = last;
    for (let at = 0; ; ) {
      const child = this.#smallerChild(at);
      if (child === null || !this.#swapIfLess(child, at)) return first;
      at = child;
    }
  }

  #smallerChild(at: number): number | null {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    if (left >= this.#keys.length) return null;
    return right < this.#keys.length && this.#less(right, left) ? right : left;
  }

  #swapIfLess(a: number, b: number): boolean {
    if (!this.#less(a, b)) return false;
    [this.#keys[a], this.#keys[b]] = [this.#keys[b] as string, this.#keys[a] as string];
    return true;
  }

  #less(a: number, b: number): boolean {
    return this.#rank(this.#keys[a] as string) < this.#rank(this.#keys[b] as string);
  }
}
