/** Pages with the proof in QR codes: what they are, how they are read back, and the codes with their numbers. */
import { toGroups } from '../../formats/bytes.ts';
import { FRAGMENTS_PER_PAGE, isSpare } from '../../paper/fragments.ts';
import type { Modules } from '../../paper/symbols.ts';
import { both, english, type Flow, GREY, INK, MARGIN, SIZE, span, WIDTH } from '../drawing/flow.ts';
import type { Role } from '../drawing/structure.ts';
import { readableNumber } from '../drawing/values.ts';
import type { Statement } from '../statement.ts';
import { HEADINGS, LABELS, PAPER } from './words.ts';

const COLUMNS = 2;
/** Points; a page of at most two rows has room for larger codes. */
const SIDE = { two: 226, three: 194 } as const;
const CAPTION = 11;
/** Between a code and its caption, and below that: the quiet zone (4 modules) and a little more. */
const GAP = 7;

/** Draws pages for these codes, as many as they need; none without codes. */
export function codePages(flow: Flow, statement: Statement, codes: readonly Modules[]): void {
  for (let from = 0; from < codes.length; from += FRAGMENTS_PER_PAGE) {
    flow.nextPage();
    head(flow, statement);
    const page = codes.slice(from, from + FRAGMENTS_PER_PAGE);
    const side = page.length > 2 * COLUMNS ? SIDE.three : SIDE.two;
    const top = flow.y;
    page.forEach((code, i) => {
      const [row, column] = [Math.floor(i / COLUMNS), i % COLUMNS];
      flow.y = top + row * (side + CAPTION + 2 * GAP);
      place(flow, code, { side, column, index: from + i + 1, total: codes.length });
    });
  }
}

function head(flow: Flow, { number, record }: Statement): void {
  const top = flow.y;
  flow.canvas.tagged('H2', () => {
    const title = [span(`${HEADINGS.paper.zh}  `, 'bold', 15, INK), english(HEADINGS.paper.en, 'bold', 9)];
    flow.put(flow.lines(title, WIDTH), MARGIN, 20);
  });
  const bottom = flow.y;
  flow.y = top;
  flow.right([...both(LABELS.number, 8, GREY), span('  '), span(readableNumber(number), 'bold', 12, INK)], 20);
  flow.y = bottom + 2;
  flow.canvas.artifact(() => flow.canvas.box(MARGIN, flow.y, WIDTH, 1.2, INK));
  flow.y += 5;
  if (record.digest)
    flow.row({ label: LABELS.digest, value: [[span(toGroups(record.digest.sha256, 8), 'mono', 8.7)]] });
  flow.sentence(both(PAPER.what, SIZE.small), MARGIN, WIDTH, 11);
  PAPER.steps.forEach((step, i) => {
    flow.sentence([span(`${i + 1}  `, 'bold', SIZE.small, INK), ...both(step, SIZE.small)], MARGIN, WIDTH, 11);
  });
  flow.sentence(both(PAPER.caveat, SIZE.small, INK), MARGIN, WIDTH, 11);
  flow.y += GAP;
}

interface Place {
  readonly side: number;
  readonly column: number;
  readonly index: number;
  readonly total: number;
}

const FIGURE: Role = 'Figure';

function place(flow: Flow, code: Modules, { side, column, index, total }: Place): void {
  const width = WIDTH / COLUMNS;
  const x = MARGIN + column * width + (width - side) / 2;
  flow.canvas.element(FIGURE, () => flow.canvas.tagged(FIGURE, () => flow.canvas.modules(code, x, flow.y, side)), {
    alt: PAPER.alt(index, total),
  });
  flow.y += side + GAP;
  const spare = isSpare(index, total) ? [span(' · ', 'regular', 7.6, GREY), ...both(PAPER.spare, 7.6, GREY)] : [];
  const [caption] = flow.lines([...both(PAPER.code(index, total), 7.6), ...spare], width);
  if (!caption) return;
  flow.canvas.tagged('P', () => flow.canvas.line(caption, x + (side - caption.width) / 2, flow.y + CAPTION * 0.6));
}
