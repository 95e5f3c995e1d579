/** Workbooks that openpyxl wrote: every text and day comes out as it was put in, every number as it is shown, or refused. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { TableCell } from '../../core/node/table/cells.ts';
import { readXlsx } from '../../core/node/table/xlsx.ts';

const MAKE = fileURLToPath(new URL('table/make.py', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'openpyxl-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Made = readonly [row: number, column: number, kind: string, value: string, format: string];

/** The first Python that has openpyxl: Debian's package belongs to its own. */
const python = ['/usr/bin/python3', 'python3'].find(
  (program) => spawnSync(program, ['-c', 'import openpyxl']).status === 0,
);

/** What may come out for a cell. */
function isRight([, , kind, value, format]: Made, read: TableCell): boolean {
  if (kind === 'text') return read === value;
  if (kind === 'date') return read === value.slice(0, 10);
  if (kind === 'bool') return read === value.toUpperCase();
  if (typeof read !== 'string') return read.trouble !== 'long-number' || value.replace('-', '').length > 15;
  const isScaled = /万|%|E/.test(format);
  return !isScaled && Number(read) === Number(value) && (format !== '00000000' || read.length >= 8);
}

it('are read as they are shown', (context) => {
  if (!python) return context.skip('python3 with openpyxl is not installed');
  const count = process.env.NOTARY_LONG ? 1500 : 150;
  const options = { encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const made: readonly (readonly Made[])[] = JSON.parse(execFileSync(python, [MAKE, folder, String(count)], options));
  let taken = 0;
  made.forEach((cells, seed) => {
    const lines = readXlsx(readFileSync(join(folder, `${seed}.xlsx`)), { rows: 1000, columns: 100 });
    const at = (row: number, column: number) => lines.find((line) => line.row === row)?.cells[column - 1] ?? '';
    for (const cell of cells) {
      const read = at(cell[0], cell[1]);
      expect(isRight(cell, read), `${seed}: ${JSON.stringify(cell)} is read as ${JSON.stringify(read)}`).toBe(true);
      if (typeof read === 'string') taken++;
    }
  });
  expect(taken).toBeGreaterThan(count);
}, 600_000);
