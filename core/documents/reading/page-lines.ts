/** The lines of a page as people read them, put together from texts that a program placed one by one. */
import type { TextRun } from '../page-text/content.ts';

/** Between texts that stand apart. */
export const GAP = '\t';
/** Of the height of a font: texts whose feet differ by less stand on one line, and texts with more between them apart. */
const [SAME_LINE, APART] = [0.45, 0.9];

/**
 * From the top, each from the left; texts that stand apart with `GAP` between them. Compatibility forms are made usual (NFKC):
 * fonts give some characters as radicals.
 */
export function linesOf(runs: readonly TextRun[]): readonly string[] {
  const lines: TextRun[][] = [];
  for (const run of runs.toSorted((a, b) => b.y - a.y)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && first.y - run.y < SAME_LINE * Math.max(first.size, run.size)) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => lineText(line.toSorted((a, b) => a.x - b.x)));
}

function lineText(runs: readonly TextRun[]): string {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    const isApart = text !== '' && run.x - end > APART * run.size;
    text += (isApart ? GAP : '') + run.text;
    end = Math.max(end, run.endX);
  }
  return text.normalize('NFKC').trim();
}
