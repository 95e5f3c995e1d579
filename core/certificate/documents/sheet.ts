/** What the documents other than the certificate have in common: a head, feet, digests in groups. */
import { PAGE } from '../drawing/canvas.ts';
import { both, english, type Flow, GREY, INK, MARGIN, SIZE, span, WIDTH } from '../drawing/flow.ts';
import type { Span } from '../drawing/typeset.ts';
import type { Words } from '../drawing/words.ts';
import { pageOfPages } from './words.ts';

/** A title in both languages over a rule. */
export function head(flow: Flow, title: Words): void {
  flow.canvas.tagged('H1', () => {
    flow.put(flow.lines([span(title.zh, 'bold', 19, INK)], WIDTH), MARGIN, 25);
    flow.put(flow.lines([english(title.en, 'bold', 10.5)], WIDTH), MARGIN, 16);
  });
  flow.canvas.artifact(() => flow.canvas.box(MARGIN, flow.y, WIDTH, 1.6, INK));
  flow.y += 6;
}

/** A digest in groups of eight. */
export function digestSpans(hex: string): readonly Span[] {
  return [span(hex.replace(/(.{8})(?=.)/g, '$1 '), 'mono', SIZE.mono)];
}

/** Page x of y at the foot of every page. */
export function pageFeet(flow: Flow): void {
  const { canvas } = flow;
  for (let page = 0; page < canvas.pageCount; page++) {
    canvas.turnTo(page);
    const [line] = flow.lines(both(pageOfPages(page + 1, canvas.pageCount), 7, GREY), WIDTH);
    if (line) canvas.artifact(() => canvas.line(line, (PAGE.width - line.width) / 2, PAGE.height - 26));
  }
}
