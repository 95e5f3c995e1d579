/** The sheet of a case box as a PDF/A-3b table in both languages. The same sheet gives the same bytes. */

import type { Crypto } from '../../crypto.ts';
import { boxDigest } from '../../documents/box/digest.ts';
import type { BoxRow, BoxSheet, BoxState } from '../../documents/box/types.ts';
import { utf8 } from '../../formats/bytes.ts';
import { boxWordsFor } from '../../words/box.ts';
import { timeText } from '../../words/format.ts';
import { BLACK, both, english, Flow, GREY, INK, MARGIN, SIZE, span, WIDTH } from '../drawing/flow.ts';
import type { CertificateFonts } from '../drawing/fonts.ts';
import { writePdf } from '../drawing/pdf.ts';
import { type Colour, GlyphBook, type Line, type Span } from '../drawing/typeset.ts';
import { thousands } from '../drawing/values.ts';
import type { Words } from '../drawing/words.ts';
import { pageFeet } from './sheet.ts';

const [zh, en] = [boxWordsFor('zh'), boxWordsFor('en')];
const words = (of: (one: typeof zh) => string): Words => ({ zh: of(zh), en: of(en) });

/** The shared fixed part of the fonts, made once for all sheets. */
const FIXED = { regular: JSON.stringify([zh, en]), bold: '' };

const GREEN: Colour = [0.1, 0.42, 0.25];
const RED: Colour = [0.7, 0.15, 0.12];
const AMBER: Colour = [0.58, 0.36, 0.02];
const HAIRLINE: Colour = [0.8, 0.83, 0.86];

const COLOURS: Readonly<Record<BoxState, Colour>> = {
  forked: RED,
  tampered: RED,
  misstated: RED,
  different: RED,
  untrusted: GREY,
  unreadable: GREY,
  'missing-certificate': AMBER,
  'missing-document': AMBER,
  superseded: AMBER,
  pending: AMBER,
  'self-attested': AMBER,
  proven: GREEN,
  duplicate: GREY,
};

/** Where the columns begin, from the left margin. */
const COLUMN = { number: 0, state: 34, text: 112 } as const;
const TEXT_WIDTH = WIDTH - COLUMN.text;
const LEADING = 10.2;
/** Longer rows are cut, so that a hostile name does not fill pages; the other formats have it in full. */
const MOST_LINES = 24;

/** Bytes of the PDF. Memory grows with the rows: a page keeps its text until the file is written. */
export async function makeBoxPdf(
  sheet: BoxSheet,
  rows: Iterable<BoxRow>,
  fonts: CertificateFonts,
  producer: string,
  crypto: Pick<Crypto, 'sha256' | 'createSha256'>,
): Promise<Uint8Array> {
  const flow = new Flow(new GlyphBook(fonts, FIXED), 'tree', 'tidy');
  head(flow, sheet);
  let newest = 0;
  const digest = boxDigest(
    drawn(rows, (row) => {
      drawRow(flow, row);
      newest = Math.max(newest, Date.parse(row.proof?.provenTime ?? '') || 0);
    }),
    crypto,
  );
  pageFeet(flow);
  return writePdf({
    title: `${zh.title} ${en.title}`,
    subject: sheet.boxDigest,
    producer,
    // no clock: the time of a sheet is proven by its own certificate
    time: newest,
    id: crypto.sha256(utf8(JSON.stringify([sheet, digest]))).subarray(0, 16),
    ...flow.canvas.drawing(),
    accessible: true,
    fonts: flow.book.resources(),
    attachments: [],
  });
}

/** Draws each row and passes it on, so that the file identifier covers all of them. */
function* drawn(rows: Iterable<BoxRow>, draw: (row: BoxRow) => void): Generator<string> {
  for (const row of rows) {
    draw(row);
    yield JSON.stringify(row);
  }
}

function head(flow: Flow, { inputs, totals, boxDigest: digest, trust }: BoxSheet): void {
  flow.canvas.tagged('H1', () => {
    flow.put(flow.lines([span(zh.title, 'bold', 19, INK)], WIDTH), MARGIN, 25);
    flow.put(flow.lines([english(en.title, 'bold', 10.5)], WIDTH), MARGIN, 16);
  });
  flow.canvas.artifact(() => flow.canvas.box(MARGIN, flow.y, WIDTH, 1.6, INK));
  flow.y += 6;
  flow.row({ label: words((one) => one.inputs), value: [[span(inputs.join(' · '))]] });
  flow.row({
    label: words((one) => one.boxDigest),
    value: [[span(digest.replace(/(.{8})(?=.)/g, '$1 '), 'mono', SIZE.mono)]],
    note: both(
      words((one) => one.boxDigestNote),
      SIZE.note,
      GREY,
    ),
  });
  const count = (value: number) => [[span(thousands(String(value)))]];
  flow.pair(
    { label: words((one) => one.files), value: count(totals.files) },
    { label: words((one) => one.bytes), value: count(totals.bytes) },
  );
  flow.pair(
    { label: words((one) => one.certificates), value: count(totals.certificates) },
    { label: words((one) => one.containers), value: count(totals.containers) },
  );
  if (totals.unread > 0) flow.row({ label: words((one) => one.unread), value: count(totals.unread) });
  if (trust.length === 0) flow.row({ label: words((one) => one.trust), value: [both(words((one) => one.noTrust))] });
  for (const { name, fingerprint, compared } of trust)
    flow.row({
      label: words((one) => one.trust),
      value: [
        both(words((one) => one.bundle({ name, compared }))),
        [span(fingerprint.replace(/(.{8})(?=.)/g, '$1 '), 'mono', SIZE.mono)],
      ],
    });
  states(flow, totals.states);
}

function states(flow: Flow, counts: BoxSheet['totals']['states']): void {
  flow.heading(words((one) => one.columns[1] ?? ''));
  for (const state of Object.keys(COLOURS) as BoxState[]) {
    if (counts[state] === 0) continue;
    flow.row({
      label: words((one) => one.states[state]),
      value: [[span(thousands(String(counts[state])), 'bold', SIZE.value, COLOURS[state])]],
      note: both(
        words((one) => one.meanings[state]),
        SIZE.note,
        GREY,
      ),
    });
  }
  flow.twice(
    words((one) => one.pagesNotCompared),
    '',
    MARGIN,
    WIDTH,
  );
  flow.heading({ zh: '清单', en: 'Files and certificates' });
}

function drawRow(flow: Flow, row: BoxRow): void {
  const text = rowSpans(row)
    .flatMap((spans) => flow.lines(spans, TEXT_WIDTH))
    .slice(0, MOST_LINES);
  const state = [
    ...flow.lines([span(zh.states[row.state], 'bold', 8.2, COLOURS[row.state])], COLUMN.text - COLUMN.state - 4),
    ...flow.lines([english(en.states[row.state], 'regular', 6.6)], COLUMN.text - COLUMN.state - 4),
  ];
  const number = flow.lines([span(String(row.number), 'mono', 6.6, GREY)], COLUMN.state);
  flow.ensure(Math.max(text.length, state.length) * LEADING + 3);
  const top = flow.y;
  flow.canvas.artifact(() => flow.canvas.box(MARGIN, top, WIDTH, 0.4, HAIRLINE));
  flow.canvas.tagged('P', () => {
    column(flow, number, COLUMN.number, top);
    column(flow, state, COLUMN.state, top);
    column(flow, text, COLUMN.text, top);
  });
  flow.y = top + Math.max(text.length, state.length) * LEADING + 3;
}

function column(flow: Flow, lines: readonly Line[], x: number, top: number): void {
  for (const [i, line] of lines.entries()) flow.canvas.line(line, MARGIN + x, top + 2 + LEADING * (0.74 + i));
}

/** The wide column's texts, each on its own line or lines. */
function rowSpans(row: BoxRow): readonly (readonly Span[])[] {
  const { file, certificate, sha256, size, proof } = row;
  const label = (at: number) =>
    both(
      words((one) => one.columns[at] ?? ''),
      6.6,
      GREY,
    );
  const digest = sha256 ?? proof?.digest ?? null;
  const remark = words((one) => one.remark(row));
  const meta: readonly (readonly [column: number, value: string])[] = [
    [6, proof?.provenTime ? timeText(proof.provenTime, 0) : ''],
    [7, proof?.issuer ?? ''],
    [8, proof?.signers.join('; ') ?? ''],
    [9, proof?.number ?? ''],
  ];
  const known = meta.filter(([, value]) => value !== '');
  return [
    ...(file === null ? [] : [[span(file, 'bold', 8.2, BLACK)]]),
    ...(certificate === null ? [] : [[...label(3), span(`  ${certificate}`, 'regular', 7.6, BLACK)]]),
    ...(digest === null ? [] : [[span(digest, 'mono', 6.2, BLACK), span(bytesText(size), 'regular', 6.6, GREY)]]),
    ...known.map(([at, value]) => [...label(at), span(`  ${value}`, 'regular', 7.2, BLACK)]),
    ...(remark.zh === '' ? [] : [both(remark, 7.2, COLOURS[row.state])]),
  ];
}

const bytesText = (size: number | null) => (size === null ? '' : `   ${thousands(String(size))} B`);
