/** Workbooks that openpyxl makes, and what may be read from their cells. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import type { TableCell } from '../../../core/node/table/cells.ts';
import { readXlsx } from '../../../core/node/table/xlsx.ts';

const MAKE = fileURLToPath(new URL('make.py', import.meta.url));

/** A cell as it was put in: places count from 1. */
export type Made = readonly [row: number, column: number, kind: string, value: string, format: string];

/** Makes 0.xlsx, 1.xlsx, ... in a folder, and gives the cells of each. */
export function makeWorkbooks(context: TestContext, folder: string, count: number): readonly (readonly Made[])[] {
  // Debian's package belongs to its own Python
  const python = ['/usr/bin/python3', 'python3'].find(
    (program) => spawnSync(program, ['-c', 'import openpyxl']).status === 0,
  );
  if (!python) return context.skip('python3 with openpyxl is not installed');
  return JSON.parse(
    execFileSync(python, [MAKE, folder, String(count)], { encoding: 'utf8', maxBuffer: 1 << 28 }),
  ) as readonly (readonly Made[])[];
}

/** What the program reads at a place of a workbook. */
export function reader(path: string): (row: number, column: number) => TableCell {
  const lines = readXlsx(readFileSync(path), { rows: 1000, columns: 100 });
  return (row, column) => lines.find((line) => line.row === row)?.cells[column - 1] ?? '';
}

/** True when a cell may come out like this: as it was put in, or, for a number, not at all. */
export function isRight([, , kind, value, format]: Made, read: TableCell): boolean {
  if (kind === 'text') return read === value;
  if (kind === 'date') return read === value.slice(0, 10);
  if (kind === 'bool') return read === value.toUpperCase();
  if (typeof read !== 'string') return read.trouble !== 'long-number' || value.replace('-', '').length > 15;
  const isScaled = /万|%|E/.test(format);
  // the currency that a cell shows stays with its number
  return (
    !isScaled &&
    Number(read.replace(format.startsWith('¥') ? '¥' : '', '')) === Number(value) &&
    (format !== '00000000' || read.length >= 8)
  );
}

/** The path of the workbook of a number. */
export const workbook = (folder: string, number: number) => join(folder, `${number}.xlsx`);
