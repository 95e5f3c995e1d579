/**
 * Where the records of a trace are drawn: time runs from left to right, and each step of a trade has a lane. A graph library
 * would place records by their links; here the place on the time line is given, and only the row in the lane is free.
 */
import { ownDate } from './graph.ts';
import { STAGES, type Stage, type Trace, type TraceNode } from './types.ts';

/** Sizes in units of the drawing; the window draws a unit as a pixel. */
export const TRACE_SIZES = {
  node: { width: 184, height: 60 },
  gap: 14,
  /** Distance of two days on the time line: that of neighbours, and the most for a long time in which nothing happened. */
  day: { least: 56, most: 220 },
  margin: 24,
  /** Room at the left for the names of the lanes. */
  names: 104,
} as const;

/** A day that something happened on, and its place on the time line. */
export interface Tick {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly x: number;
}

/** A record in its place. */
export interface PlacedNode {
  readonly node: TraceNode;
  readonly x: number;
  readonly y: number;
  /** Where the anchored time is on the time line; null where there is none. */
  readonly anchorX: number | null;
}

/** A lane of the drawing. */
export interface Lane {
  readonly stage: Stage;
  readonly y: number;
  readonly height: number;
}

/** A whole drawing. */
export interface TraceLayout {
  readonly width: number;
  readonly height: number;
  readonly ticks: readonly Tick[];
  /** Only those that are not empty. */
  readonly lanes: readonly Lane[];
  /** In the order of the trace. */
  readonly nodes: readonly PlacedNode[];
}

/**
 * The day a record is drawn at: the document's own date, else the day it was recorded; for what is not shown the day of what
 * names it.
 */
export function dayOf(node: TraceNode): string | null {
  const { record } = node;
  if (record === null) return null;
  return ownDate(record) ?? (record.recorded === '' ? null : record.recorded.slice(0, 10));
}

/** The day until which a record existed at the latest; null where there is none. */
export const anchoredDay = ({ record }: TraceNode): string | null => record?.proven?.time.slice(0, 10) ?? null;

/** Places every record. */
export function layoutOf(trace: Trace): TraceLayout {
  const days = daysOf(trace);
  const ticks = ticksOf([...days.values(), ...trace.nodes.flatMap((node) => anchoredDay(node) ?? [])]);
  const places = new Map(ticks.map(({ day, x }) => [day, x]));
  const xOf = (key: string) => places.get(days.get(key) ?? '') ?? TRACE_SIZES.names;
  const { lanes, rows } = lanesOf(trace, xOf);
  const laneAt = new Map(lanes.map((lane) => [lane.stage, lane]));
  const nodes = trace.nodes.map((node): PlacedNode => {
    const { key, stage } = node;
    const lane = laneAt.get(stage) as Lane;
    return {
      node,
      x: xOf(key),
      y: lane.y + TRACE_SIZES.gap + (rows.get(key) ?? 0) * ROW,
      anchorX: places.get(anchoredDay(node) ?? '') ?? null,
    };
  });
  const ends = [...nodes.map(({ x }) => x + TRACE_SIZES.node.width), ...ticks.map(({ x }) => x)];
  // not as arguments of one call: too many of them end it
  const right = ends.reduce((most, end) => Math.max(most, end), 0);
  const last = lanes.at(-1);
  return { width: right + TRACE_SIZES.margin, height: last ? last.y + last.height : 0, ticks, lanes, nodes };
}

const ROW = TRACE_SIZES.node.height + TRACE_SIZES.gap;

/** The day of each record; what is not shown stands where the first that names it stands. */
function daysOf({ nodes, edges }: Trace): ReadonlyMap<string, string> {
  const days = new Map(nodes.flatMap((node) => [[node.key, dayOf(node)] as const]));
  for (const { from, to } of edges) if ((days.get(to) ?? null) === null) days.set(to, days.get(from) ?? null);
  return new Map([...days].map(([key, day]) => [key, day ?? '']));
}

const DAY = 86_400_000;

/** Days in order, with room between them that grows with the time, but slower. */
function ticksOf(days: readonly string[]): readonly Tick[] {
  const sorted = [...new Set(days)].filter((day) => day !== '').sort();
  const { least, most } = TRACE_SIZES.day;
  let x: number = TRACE_SIZES.names;
  return sorted.map((day, i): Tick => {
    const before = sorted[i - 1];
    if (before !== undefined) {
      const apart = Math.max(1, (Date.parse(day) - Date.parse(before)) / DAY);
      x += Math.min(most, Math.round(least * (1 + Math.log2(apart) / 2)));
    }
    return { day, x };
  });
}

/** Lanes one below the other, and the row of each record in its lane: the first in which nothing stands in the way. */
function lanesOf(
  { nodes }: Trace,
  xOf: (key: string) => number,
): { readonly lanes: readonly Lane[]; readonly rows: ReadonlyMap<string, number> } {
  const rows = new Map<string, number>();
  let y = 0;
  const lanes = STAGES.flatMap((stage): Lane[] => {
    const own = nodes.filter((node) => node.stage === stage).map(({ key }) => ({ key, x: xOf(key) }));
    if (own.length === 0) return [];
    own.sort((a, b) => a.x - b.x);
    const count = stack(own, rows);
    const lane = { stage, y, height: count * ROW + TRACE_SIZES.gap };
    y += lane.height;
    return [lane];
  });
  return { lanes, rows };
}

/** Gives each a row, from left to right; returns how many rows there are. */
function stack(own: readonly { readonly key: string; readonly x: number }[], rows: Map<string, number>): number {
  const ends: number[] = [];
  for (const { key, x } of own) {
    const free = ends.findIndex((end) => end <= x);
    const row = free < 0 ? ends.length : free;
    ends[row] = x + TRACE_SIZES.node.width + TRACE_SIZES.gap;
    rows.set(key, row);
  }
  return ends.length;
}
