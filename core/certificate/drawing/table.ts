/** Tables that flow over the end of a page: a head, and rows whose cells have as many lines as they need. */
import { english, type Flow, GREY, INK, MARGIN, SIZE, span, WIDTH } from './flow.ts';
import type { Colour, Line, Span } from './typeset.ts';
import type { Words } from './words.ts';

const RULE: Colour = [0.8, 0.83, 0.86];
const LEADING = 10.8;
const GAP = 8;
const PADDING = 1.5;

/** A column: what its head says and how wide it is, in points. */
export interface Column {
  readonly head: Words;
  readonly width: number;
}

/** The cells of a row, one for each column; a single one spans all of them. */
export type TableRow = readonly (readonly Span[])[];

interface Cell {
  readonly lines: readonly Line[];
  readonly x: number;
  readonly columns: number;
}

function cellsOf(flow: Flow, columns: readonly Column[], row: TableRow): readonly Cell[] {
  const [only] = row;
  if (only && row.length === 1) return [{ lines: flow.lines(only, WIDTH), x: MARGIN, columns: columns.length }];
  let x = MARGIN;
  return row.map((spans, i) => {
    const at = x;
    const width = columns[i]?.width ?? 0;
    x += width;
    return { lines: flow.lines(spans, width - GAP), x: at, columns: 1 };
  });
}

const heightOf = (cells: readonly Cell[]) =>
  Math.max(...cells.map(({ lines }) => lines.length)) * LEADING + 2 * PADDING;

function drawCells(flow: Flow, cells: readonly Cell[], role: 'TH' | 'TD', below: Colour): void {
  const top = flow.y;
  for (const { lines, x, columns } of cells)
    flow.canvas.element(
      role,
      () =>
        flow.canvas.tagged(role, () => {
          for (const [i, line] of lines.entries()) flow.canvas.line(line, x, top + PADDING + LEADING * (0.76 + i));
        }),
      columns > 1 ? { columns } : {},
    );
  flow.y = top + heightOf(cells);
  flow.canvas.artifact(() => flow.canvas.box(MARGIN, flow.y, WIDTH, 0.4, below));
  flow.y += 0.4;
}

/** Draws a table. Its head stands again on the next page, where it is no part of what is read aloud. */
export function drawTable(flow: Flow, columns: readonly Column[], rows: readonly TableRow[]): void {
  const heads = columns.map(({ head }) => [
    span(`${head.zh} `, 'regular', SIZE.label, INK),
    english(head.en, 'regular', SIZE.labelEnglish),
  ]);
  const head = cellsOf(flow, columns, heads);
  const body = rows.map((row) => cellsOf(flow, columns, row));
  const [first] = body;
  flow.ensure(heightOf(head) + (first ? heightOf(first) : 0));
  flow.canvas.element('Table', () => {
    flow.canvas.element('TR', () => drawCells(flow, head, 'TH', GREY));
    for (const cells of body) {
      const page = flow.canvas.pageCount;
      flow.ensure(heightOf(cells));
      if (flow.canvas.pageCount > page) againHead(flow, head);
      flow.canvas.element('TR', () => drawCells(flow, cells, 'TD', RULE));
    }
  });
}

function againHead(flow: Flow, head: readonly Cell[]): void {
  flow.canvas.artifact(() => {
    for (const { lines, x } of head)
      for (const [i, line] of lines.entries()) flow.canvas.line(line, x, flow.y + PADDING + LEADING * (0.76 + i));
    flow.canvas.box(MARGIN, flow.y + heightOf(head), WIDTH, 0.4, GREY);
  });
  flow.y += heightOf(head) + 0.4;
}
