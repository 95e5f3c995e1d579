/** Finds rows of CSV in which a stray quotation mark opens a cell and would swallow all that follows. */

/** More than a spreadsheet keeps in one cell (32,767): a longer one is not closed where it was meant to be. */
const MAX_CELL = 40_000;
const LINE_END = /\r\n|\n|\r/g;

/** A text in which every quotation mark that opens a cell also closes it. */
export interface ClosedText {
  readonly text: string;
  /** Rows, from 0, that had an open one: their line is left out, and has one cell instead. */
  readonly open: ReadonlySet<number>;
}

/** Leaves out the lines in which a cell is opened and not closed: at all, or only within a later row. */
export function withoutOpenQuotes(text: string, delimiter: string): ClosedText {
  const open = new Set<number>();
  const pieces: string[] = [];
  let kept = 0;
  for (let [row, at] = [0, 0]; at < text.length; row++) {
    const read = endOfRow(text, at, delimiter);
    if (read.isOpen) {
      open.add(row);
      pieces.push(text.slice(kept, at), '-');
      kept = read.end;
    }
    at = lineEndAt(text, read.end).next;
  }
  return open.size === 0 ? { text, open } : { text: pieces.join('') + text.slice(kept), open };
}

/** Where a row ends; for one with an open quotation mark the end of the line in which it stands. */
function endOfRow(text: string, from: number, delimiter: string): { readonly end: number; readonly isOpen: boolean } {
  const rest = new RegExp(`[^\\r\\n${delimiter.replace(/[\\\]^-]/, '\\$&')}]*`, 'y');
  for (let at = from; ; at++) {
    if (text[at] === '"') {
      const behind = closingQuote(text, at, delimiter);
      if (behind === null) return { end: lineEndAt(text, at).end, isOpen: true };
      at = behind;
    }
    rest.lastIndex = at;
    rest.test(text);
    at = Math.max(at, rest.lastIndex);
    if (text[at] !== delimiter) return { end: at, isOpen: false };
  }
}

/** Behind the quotation mark that closes the cell opened at `at`, or that is literal in its line; null when there is none. */
function closingQuote(text: string, at: number, delimiter: string): number | null {
  let quote = text.indexOf('"', at + 1);
  while (quote >= 0 && text[quote + 1] === '"' && quote - at <= MAX_CELL) quote = text.indexOf('"', quote + 2);
  if (quote < 0 || quote - at > MAX_CELL) return null;
  const next = text[quote + 1];
  const closes = next === undefined || next === delimiter || next === '\r' || next === '\n';
  return closes || lineEndAt(text, at).end > quote ? quote + 1 : null;
}

function lineEndAt(text: string, at: number): { readonly end: number; readonly next: number } {
  LINE_END.lastIndex = at;
  const found = LINE_END.exec(text);
  return found ? { end: found.index, next: LINE_END.lastIndex } : { end: text.length, next: text.length };
}
