/** Workbooks that openpyxl wrote: every text and day comes out as it was put in, every number as it is shown, or refused. */
import { expect, it } from 'vitest';
import { inFolder } from './pdf-programs.ts';
import { isRight, makeWorkbooks, reader, workbook } from './table/made.ts';

it('are read as they are shown', async (context) => {
  await inFolder((folder) => {
    const count = process.env.NOTARY_LONG ? 1500 : 150;
    let taken = 0;
    makeWorkbooks(context, folder, count).forEach((cells, seed) => {
      const at = reader(workbook(folder, seed));
      for (const cell of cells) {
        const read = at(cell[0], cell[1]);
        expect(isRight(cell, read), `${seed}: ${JSON.stringify(cell)} is read as ${JSON.stringify(read)}`).toBe(true);
        if (typeof read === 'string') taken++;
      }
    });
    expect(taken).toBeGreaterThan(count);
  });
});
