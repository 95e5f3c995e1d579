/** Page template 2: what stands where. Reads from top to bottom as the page does. */
import { ATTACHMENT_NAMES } from '../../formats/evidence.ts';
import type { Modules } from '../../paper/symbols.ts';
import { type Canvas, PAGE } from '../drawing/canvas.ts';
import { both, english, Flow, GREY, INK, MARGIN, span, WIDTH } from '../drawing/flow.ts';
import type { Colour, GlyphBook, Span } from '../drawing/typeset.ts';
import { readableNumber } from '../drawing/values.ts';
import type { Statement } from '../statement.ts';
import type { Explained } from './document.ts';
import { codePages } from './paper.ts';
import { checkpoint, isAlone, signers, times } from './proof.ts';
import { type RecordRowsTable, recordRows } from './records.ts';
import { mono, nameList, note, partList, row } from './rows.ts';
import { sentence } from './sentence.ts';
import { COMMAND_NOTE, COMMANDS, FOOT, HEADINGS, LABELS, PROVES, PROVES_SELF, STEPS, TEXTS } from './words.ts';

const BAND: Colour = [0.93, 0.93, 0.91];

/**
 * Draws the whole certificate, with the codes of its proof on pages of their own, and gives its pages. Throws
 * `newer-version` for a record that there are no rows for.
 */
export function layOut(
  statement: Statement,
  book: GlyphBook,
  codes: readonly Modules[],
  rows: RecordRowsTable,
): Canvas {
  const flow = new Flow(book);
  const record = recordRows(statement, rows);
  head(flow, statement);
  sentence(flow, statement, record.named(statement));
  record.subject(flow, statement);
  record.stated(flow, statement);
  signers(flow, statement);
  times(flow, statement);
  explanations(flow, statement, record.explained ?? OF_A_FILE);
  checkpoint(flow, statement);
  attached(flow, statement);
  record.annex?.(flow, statement);
  codePages(flow, statement, codes);
  feet(flow, statement);
  return flow.canvas;
}

function head(flow: Flow, { pending, number, record }: Statement): void {
  const title = pending ? HEADINGS.provisionalTitle : HEADINGS.title;
  const top = flow.y;
  flow.canvas.tagged('H1', () => {
    flow.put(flow.lines([span(title.zh, 'bold', 23, INK)], WIDTH), MARGIN, 27);
    flow.put(flow.lines([english(title.en, 'bold', 10.5)], WIDTH), MARGIN, 14);
  });
  const bottom = flow.y;
  flow.y = top + 2;
  flow.right([...both(LABELS.number, 8, GREY), span('  '), span(readableNumber(number), 'bold', 12, INK)], 19);
  flow.right([...both(LABELS.record, 7, GREY), span('  '), mono(record.id, 7.4)], 12);
  flow.y = bottom + 5;
  flow.canvas.artifact(() => flow.canvas.box(MARGIN, flow.y, WIDTH, 1.6, INK));
  flow.y += 3;
}

const COMMAND_LEADING = 9.4;

const OF_A_FILE: Explained = { steps: STEPS, commands: COMMANDS, print: COMMAND_NOTE, proves: PROVES };

function explanations(flow: Flow, statement: Statement, { steps, commands, print, proves: what }: Explained): void {
  const { checker } = statement;
  const check = (x: number, width: number) => {
    flow.heading(HEADINGS.check, x, width);
    steps.forEach((step, i) => {
      flow.twice(step, `${i + 1}`, x, width);
    });
    flow.y += 2;
    const height = commands.length * COMMAND_LEADING + 5;
    flow.canvas.artifact(() => flow.canvas.box(x, flow.y, width, height, BAND));
    flow.y += 2.5;
    for (const command of commands) flow.sentence([mono(command, 6.9)], x + 5, width - 10, COMMAND_LEADING);
    flow.y += 3.5;
    flow.sentence(both(print, 7.2, GREY), x, width, 9.4);
  };
  const proves = (x: number, width: number) => {
    flow.heading(HEADINGS.proves, x, width);
    for (const words of isAlone(statement) ? [...what, PROVES_SELF] : what) flow.twice(words, '–', x, width);
  };
  flow.columns([check, proves], checker === null ? 132 : 162);
  flow.y += 4;
  if (checker !== null) flow.row({ ...row(LABELS.checker, span(`“${checker}”`)), note: note(TEXTS.checker) });
}

function attached(flow: Flow, { withheld, facts, dossier }: Statement): void {
  flow.heading(HEADINGS.attached);
  const names = [...Object.values(ATTACHMENT_NAMES), ...(dossier?.files ?? [])].join('   ');
  flow.row(row(LABELS.attachments, mono(names)));
  const parts = partList(facts);
  if (withheld.length > 0) flow.row({ ...row(LABELS.withheld, ...nameList(withheld)), note: note(TEXTS.mayBeEmpty) });
  if (parts.length > 0) flow.row(row(LABELS.partly, ...parts));
  if (withheld.length + parts.length === 0) flow.row(row(LABELS.withheld, ...both(TEXTS.allDisclosed, 8)));
  if (facts.software) flow.row(row(LABELS.software, span(facts.software, 'regular', 8)));
  if (flow.book.hasNumbers) flow.row(row(LABELS.numbered, ...both(TEXTS.numbered, 8)));
}

function feet(flow: Flow, { number, template }: Statement): void {
  const { canvas } = flow;
  const baseline = PAGE.height - 26;
  for (let page = 0; page < canvas.pageCount; page++) {
    canvas.turnTo(page);
    const text = (spans: readonly Span[]) => flow.lines(spans, WIDTH)[0] ?? { glyphs: [], width: 0 };
    const left = text([...both(LABELS.number, 7, GREY), span(` ${readableNumber(number)}`, 'bold', 7.4, INK)]);
    const middle = text(both(FOOT.page(page + 1, canvas.pageCount), 7, GREY));
    const end = text(both(FOOT.template(template), 7, GREY));
    canvas.artifact(() => {
      canvas.box(MARGIN, baseline - 13, WIDTH, 0.6, INK);
      canvas.line(left, MARGIN, baseline);
      canvas.line(middle, (PAGE.width - middle.width) / 2, baseline);
      canvas.line(end, MARGIN + WIDTH - end.width, baseline);
    });
  }
}
