/** Finds rows of CSV in which a stray quotation mark opens a cell and would swallow all that follows. */

/** More than a spreadsheet keeps in one cell (32,767): a longer one is not closed where it was meant to be. */
const MAX_CELL = 40_000;
const LINE_END = /\r\n|\n|\r/g;

/** A text in which every quotation mark that opens a cell also closes it. */
export interface ClosedText {
  readonly text: string;
  /** Rows, from 0, that are an open one or may stand inside its cell: each line is left out, and has one cell instead. */
  readonly open: ReadonlySet<number>;
}

/** A part of the text and what stands there instead. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

interface ReadRow {
  readonly end: number;
  readonly cells: number;
  /** A quotation mark opens a cell and does not close it: at all, or only within a later row. */
  readonly isOpen: boolean;
  /** Blanks between the end of a quoted cell and what ends it. */
  readonly blanks: readonly Cut[];
}

/**
 * Leaves out the lines in which a cell is opened and not closed. A line behind one may stand inside that cell: it is a row
 * only if it has as many cells as there are heads.
 */
export function withoutOpenQuotes(text: string, delimiter: string): ClosedText {
  const open = new Set<number>();
  const cuts: Cut[] = [];
  let heads = 0;
  for (let [row, at] = [0, 0]; at < text.length; ) {
    const read = readRow(text, at, delimiter);
    if (row === 0) heads = read.cells;
    const isDoubtful = open.size > 0 && read.cells !== heads && read.end > at;
    if (!read.isOpen && !isDoubtful) {
      cuts.push(...read.blanks);
      row++;
    } else
      for (const line of linesOf(text, at, read.end)) {
        open.add(row++);
        cuts.push({ ...line, by: '-' });
      }
    at = lineEndAt(text, read.end).next;
  }
  return { text: withCuts(text, cuts), open };
}

function withCuts(text: string, cuts: readonly Cut[]): string {
  let kept = 0;
  const pieces = cuts.map(({ from, to, by }) => {
    const piece = text.slice(kept, from) + by;
    kept = to;
    return piece;
  });
  return pieces.join('') + text.slice(kept);
}

/** The lines from one place to the end of another's. */
function linesOf(text: string, from: number, to: number): readonly { readonly from: number; readonly to: number }[] {
  const lines: { from: number; to: number }[] = [];
  for (let at = from; at <= to && at < text.length; ) {
    const { end, next } = lineEndAt(text, at);
    lines.push({ from: at, to: end });
    at = next;
  }
  return lines;
}

/** Reads one row; one with an open quotation mark ends with its line, or with that in which its cell was meant to end. */
function readRow(text: string, from: number, delimiter: string): ReadRow {
  const rest = new RegExp(`[^\\r\\n${delimiter.replace(/[\\\]^-]/, '\\$&')}]*`, 'y');
  const blanks: Cut[] = [];
  for (let [at, cells] = [from, 1]; ; at++, cells++) {
    if (text[at] === '"') {
      const { behind, isClosed } = closingQuote(text, at, delimiter);
      if (!isClosed) return { end: lineEndAt(text, behind).end, cells, isOpen: true, blanks };
      at = behind;
    }
    rest.lastIndex = at;
    rest.test(text);
    const end = Math.max(at, rest.lastIndex);
    if (text[at - 1] === '"' && end > at && text.slice(at, end).trim() === '')
      blanks.push({ from: at, to: end, by: '' });
    at = end;
    if (text[at] !== delimiter) return { end: at, cells, isOpen: false, blanks };
  }
}

/**
 * Behind the quotation mark that closes the cell opened at `at`, or that is literal in its line. For an open cell where it
 * was meant to end: behind a quotation mark that closes nothing, for it opens no other cell, or in its own line.
 */
function closingQuote(
  text: string,
  at: number,
  delimiter: string,
): { readonly behind: number; readonly isClosed: boolean } {
  let quote = text.indexOf('"', at + 1);
  while (quote >= 0 && text[quote + 1] === '"' && quote - at <= MAX_CELL) quote = text.indexOf('"', quote + 2);
  if (quote < 0 || quote - at > MAX_CELL) return { behind: at, isClosed: false };
  const next = text[behindBlanks(text, quote + 1, delimiter)];
  const closes = next === undefined || next === delimiter || next === '\r' || next === '\n';
  if (closes || lineEndAt(text, at).end > quote) return { behind: quote + 1, isClosed: true };
  const opensAnother = [delimiter, '\r', '\n'].includes(text[quote - 1] ?? '');
  return { behind: opensAnother ? at : quote, isClosed: false };
}

function behindBlanks(text: string, from: number, delimiter: string): number {
  let at = from;
  while ((text[at] === ' ' || text[at] === '\t') && text[at] !== delimiter) at++;
  return at;
}

function lineEndAt(text: string, at: number): { readonly end: number; readonly next: number } {
  LINE_END.lastIndex = at;
  const found = LINE_END.exec(text);
  return found ? { end: found.index, next: LINE_END.lastIndex } : { end: text.length, next: text.length };
}
