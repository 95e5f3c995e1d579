/** Tables as LibreOffice shows them, and workbooks that LibreOffice wrote. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { inFolder, needs, run } from './pdf-programs.ts';
import { isRight, makeWorkbooks, reader, workbook } from './table/made.ts';

/**
 * CSV with commas and quotes in UTF-8, cells as they are shown, a file for each sheet (filter options of "Text - txt - csv
 * (StarCalc)").
 */
const AS_SHOWN = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

/** Converts files into a folder, all in one run with settings of its own. */
function convert(folder: string, format: string, paths: readonly string[], to: string): void {
  const profile = pathToFileURL(join(folder, 'profile')).href;
  run('soffice', [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', format, '--outdir', to, ...paths]);
}

const inside = (folder: string, name: string) => {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
};

/** The number of a cell as a person reads it: without thousands separators and the sign of a currency. */
const shownNumber = (shown: string) => Number(shown.replace(/[,¥]/g, ''));

const COUNT = process.env.NOTARY_LONG ? 1000 : 100;

it('numbers, texts and days are those that LibreOffice shows', async (context) => {
  needs(context, 'soffice');
  await inFolder((folder) => {
    const [books, tables] = [inside(folder, 'books'), inside(folder, 'tables')];
    const made = makeWorkbooks(context, books, COUNT);
    convert(
      folder,
      AS_SHOWN,
      made.map((_, i) => workbook(books, i)),
      tables,
    );
    const files = readdirSync(tables);
    let compared = 0;
    made.forEach((cells, i) => {
      const at = reader(workbook(books, i));
      // of two sheets the first one is hidden
      const sheet = ['shown', 'Sheet'].map((name) => `${i}-${name}.csv`).find((name) => files.includes(name)) ?? '';
      const rows: readonly (readonly string[])[] = parse(readFileSync(join(tables, sheet)), {
        relax_column_count: true,
        bom: true,
      });
      for (const cell of cells) {
        const [row, column, kind] = cell;
        const [read, shown] = [at(row, column), rows[row - 1]?.[column - 1] ?? ''];
        if (typeof read !== 'string' || kind === 'date') continue;
        const what = `${i}: ${JSON.stringify(cell)} is read as ${JSON.stringify(read)}, shown as ${JSON.stringify(shown)}`;
        if (kind === 'int' || kind === 'float') expect(shownNumber(read), what).toBe(shownNumber(shown));
        else expect(read, what).toBe(shown);
        compared++;
      }
    });
    expect(compared).toBeGreaterThan(COUNT);
  });
});

it('workbooks that LibreOffice saved again are read as those before', async (context) => {
  needs(context, 'soffice');
  await inFolder((folder) => {
    const [books, again] = [inside(folder, 'books'), inside(folder, 'again')];
    const made = makeWorkbooks(context, books, COUNT);
    const paths = made.map((_, i) => workbook(books, i));
    convert(folder, 'xlsx', paths, again);
    let taken = 0;
    made.forEach((cells, i) => {
      const at = reader(workbook(again, i));
      for (const cell of cells) {
        const read = at(cell[0], cell[1]);
        expect(isRight(cell, read), `${i}: ${JSON.stringify(cell)} is read as ${JSON.stringify(read)}`).toBe(true);
        if (typeof read === 'string') taken++;
      }
    });
    expect(taken).toBeGreaterThan(COUNT);
  });
});
