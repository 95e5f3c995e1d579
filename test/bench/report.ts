/** What a bench hands over, and the table that shows all of them side by side. */

/** One comparison: our median beside somebody else's, measured in the same run. */
export interface BenchRow {
  /** What is done, for instance `tree of 1,000,000 leaves`. */
  readonly task: string;
  /** What is measured: `time`, `throughput`, `RSS` … */
  readonly measure: string;
  readonly unit: string;
  /** Median of ours; null with `notRun`. */
  readonly ours: number | null;
  /** The program beside it and its median; null when the aim is an absolute figure. */
  readonly other: { readonly name: string; readonly value: number } | null;
  readonly aim: Aim | null;
  /** Samples behind each median. */
  readonly runs: number;
  /** Why nothing was measured, or what a reader must know about the figure. */
  readonly remark?: string;
}

/** What the figure should reach: a ratio to the other's, or a bound on our own. */
export interface Aim {
  readonly of: 'ours/other' | 'other/ours' | 'ours';
  readonly sign: '≥' | '≤';
  readonly bound: number;
}

/** The middle of the samples; the mean of the two middle ones when their number is even. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (i: number) => sorted[i] ?? Number.NaN;
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
}

/** A row that could not be measured: it stays in the table and says why. */
export function notRun(task: string, reason: string): BenchRow {
  return { task, measure: 'not run', unit: '', ours: null, other: null, aim: null, runs: 0, remark: reason };
}

/** How much better ours is, or what the aim asks for: a ratio to the other's figure. Null when nothing stands beside it. */
export function ratio(row: BenchRow): number | null {
  if (row.ours === null || !row.other) return null;
  const isRate = row.unit.endsWith('/s');
  const of = row.aim && row.aim.of !== 'ours' ? row.aim.of : isRate ? 'ours/other' : 'other/ours';
  return of === 'ours/other' ? row.ours / row.other.value : row.other.value / row.ours;
}

/** The figure that the aim is about; null when there is none. */
export function reached(row: BenchRow): number | null {
  return row.aim?.of === 'ours' ? row.ours : row.aim ? ratio(row) : null;
}

/** Whether the aim was met; null when there is no aim or nothing was measured. */
export function isMet(row: BenchRow): boolean | null {
  const value = reached(row);
  if (value === null || !row.aim) return null;
  return row.aim.sign === '≥' ? value >= row.aim.bound : value <= row.aim.bound;
}

function figure(value: number, unit = ''): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4;
  const [whole, rest] = value.toFixed(digits).split('.');
  const grouped = (whole ?? '').replace(/\B(?=(\d{3})+$)/g, ',');
  return `${rest ? `${grouped}.${rest}` : grouped}${unit && ` ${unit}`}`;
}

function aimText(row: BenchRow): string {
  if (!row.aim) return '';
  const bound = `${row.aim.sign} ${figure(row.aim.bound)}`;
  return row.aim.of === 'ours' ? `${bound} ${row.unit}` : `${bound} ×`;
}

function cells(row: BenchRow): readonly string[] {
  const value = ratio(row);
  const met = isMet(row);
  return [
    row.task,
    row.measure,
    row.ours === null ? '–' : figure(row.ours, row.unit),
    row.other ? figure(row.other.value, row.unit) : '',
    row.other?.name ?? '',
    value === null ? '' : `${figure(value)} ×`,
    aimText(row),
    met === null ? '' : met ? 'yes' : 'NO',
    row.runs > 0 ? String(row.runs) : '',
  ];
}

const HEAD = ['task', 'measure', 'ours', 'other', 'other program', 'ratio', 'aim', 'met', 'runs'] as const;

/** The table as text, one line a row, remarks below. */
export function table(rows: readonly BenchRow[]): string {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const format = (line: readonly string[]) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const remarks = rows.filter((row) => row.remark).map((row) => `* ${row.task}, ${row.measure}: ${row.remark}`);
  return [format(HEAD), widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1).map(format), ...remarks]
    .join('\n')
    .concat('\n');
}

/** The same as a table of Markdown, with the remarks below it. */
export function markdown(rows: readonly BenchRow[]): string {
  const line = (line: readonly string[]) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const remarks = rows.filter((row) => row.remark).map((row) => `- ${row.task}, ${row.measure}: ${row.remark}`);
  const lines = [line(HEAD), line(HEAD.map(() => '---')), ...rows.map((row) => line(cells(row)))];
  return [...lines, ...(remarks.length > 0 ? ['', ...remarks] : []), ''].join('\n');
}
