/** The part of docs/figures.md that `npm run bench` writes by itself. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchRow, markdown } from './report.ts';

const FILE = join(import.meta.dirname, '../../docs/figures.md');
const [BEGIN, END] = ['<!-- bench: written by npm run bench -->', '<!-- end of bench -->'] as const;

/** Where it was measured, in words. */
export interface Machine {
  readonly name: string;
  readonly took: string;
  readonly load: string;
}

/** Replaces the figures of the run before; the rest of the page stays. */
export function writeFigures(machine: Machine, rows: readonly BenchRow[], date: Date, file = FILE): void {
  const page = readFileSync(file, 'utf8');
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for the figures of the bench`);
  const { name, took, load } = machine;
  const head = `${date.toISOString().slice(0, 10)}, in one run of ${took}: ${name}; ${load}.`;
  writeFileSync(file, `${page.slice(0, from + BEGIN.length)}\n\n${head}\n\n${markdown(rows)}\n${page.slice(to)}`);
}
