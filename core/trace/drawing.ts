/** A trace as text for a terminal: a time line of fixed width, then what stands on it, and the links below each record. */
import { shortTimeText } from '../words/format.ts';
import { edgesBy, ownDate } from './graph.ts';
import { anchoredDay, dayOf } from './layout.ts';
import type { Trace, TraceEdge, TraceNode } from './types.ts';
import { checkedText, edgeText, findingText, nodeName, relText, traceWords } from './words.ts';

/** Columns of the time line. */
const COLUMNS = 32;
const MARKS = { own: '●', anchored: '◆', both: '◈', line: '─', notShown: '○' } as const;

/** How a drawing speaks. */
export interface DrawingWords {
  readonly language: 'zh' | 'en';
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
}

/** The lines of a drawing. */
export function drawnTrace(trace: Trace, words: DrawingWords): readonly string[] {
  const numbers = new Map(trace.nodes.map(({ key }, i) => [key, i + 1]));
  const days = trace.nodes.flatMap((node) => [dayOf(node), anchoredDay(node)]).filter((day) => day !== null);
  const column = columnsOf(days);
  const byFrom = edgesBy('from', trace.edges);
  const byKey = new Map(trace.nodes.map((node) => [node.key, node]));
  const nameOf = (key: string) => {
    const node = byKey.get(key);
    return `#${numbers.get(key) ?? '?'} ${node ? nodeName(node) : key.slice(0, 8)}`;
  };
  const { nodes, findings } = trace;
  return [
    ...heading(days),
    ...nodes.flatMap((node) => [
      `${timeLine(node, column)}  ${nameOf(node.key)}${node.key === trace.start ? ' *' : ''}`,
      ...about(node, words).map((line) => `${' '.repeat(COLUMNS)}    ${line}`),
      ...(byFrom.get(node.key) ?? []).map((edge) => `${' '.repeat(COLUMNS)}    ${linkLine(edge, nameOf, words)}`),
    ]),
    ...(findings.length === 0 ? [] : ['']),
    ...findings.map((finding) => `! ${findingText(finding, nameOf, words.language)}`),
  ];
}

/** The first and the last day, at the two ends of the time line. */
function heading(days: readonly string[]): readonly string[] {
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [first === last ? first : `${first}${last.padStart(COLUMNS - first.length)}`];
}

/** The column of a day, evenly over the whole time. */
function columnsOf(days: readonly string[]): (day: string) => number {
  const times = days.map((day) => Date.parse(day));
  const first = times.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  const last = times.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  return (day) => (last <= first ? 0 : Math.round(((Date.parse(day) - first) / (last - first)) * (COLUMNS - 1)));
}

/** The document's own day, and the anchored one behind it. */
function timeLine(node: TraceNode, column: (day: string) => number): string {
  const [day, anchored] = [dayOf(node), anchoredDay(node)];
  if (day === null) return MARKS.notShown.padEnd(COLUMNS);
  const cells: string[] = new Array(COLUMNS).fill(' ');
  const at = column(day);
  const to = anchored === null ? at : column(anchored);
  for (let i = Math.min(at, to); i < Math.max(at, to); i++) cells[i] = MARKS.line;
  cells[at] = MARKS.own;
  if (anchored !== null) cells[to] = to === at ? MARKS.both : MARKS.anchored;
  return cells.join('');
}

/** Stage, own date, times. */
function about({ record, stage }: TraceNode, { language, offsetMinutes }: DrawingWords): readonly string[] {
  const words = traceWords(language);
  if (record === null) return [`${words.stages[stage]} · ${words.notShown}`];
  const date = ownDate(record);
  const { proven, recorded } = record;
  const checked = checkedText(record.checked, offsetMinutes, language);
  return [
    [
      words.stages[stage],
      ...(date === null ? [] : [`${words.ownDate} ${date}`]),
      ...(recorded === '' ? [] : [`${words.recorded} ${shortTimeText(recorded, offsetMinutes)}`]),
      proven === null
        ? words.noLaterThan.none
        : `${words.noLaterThan[proven.by]} ${shortTimeText(proven.time, offsetMinutes)}`,
      ...(checked === null ? [] : [checked]),
    ].join(' · '),
  ];
}

function linkLine(edge: TraceEdge, nameOf: (key: string) => string, { language }: DrawingWords): string {
  return `└ ${relText(edge.rel, language)} → ${nameOf(edge.to)} (${edgeText(edge, language)})`;
}
