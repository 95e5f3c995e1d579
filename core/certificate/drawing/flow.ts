/** Blocks that flow down the page and onto the next: headings, rows of label and value, sentences, two columns. */
import { Canvas, PAGE } from './canvas.ts';
import type { TextStyle } from './faces.ts';
import type { StructureShape } from './structure.ts';
import {
  breakEvenly,
  breakLines,
  type Colour,
  type Glyph,
  type GlyphBook,
  type Language,
  type Line,
  type Span,
} from './typeset.ts';
import type { Words } from './words.ts';

/** Colour of headings and rules, red, green and blue from 0 to 1. */
export const INK: Colour = [0.086, 0.196, 0.31];
/** Colour of values. */
export const BLACK: Colour = [0.09, 0.11, 0.13];
/** Colour of labels and notes. */
export const GREY: Colour = [0.37, 0.42, 0.46];
const HAIRLINE: Colour = [0.8, 0.83, 0.86];

/** Left and right margin, in points. */
export const MARGIN = 46;
/** Width between the margins, in points. */
export const WIDTH = PAGE.width - 2 * MARGIN;
const TOP = 36;
const BOTTOM = PAGE.height - 44;
const LABEL_WIDTH = 116;

/** Sizes of type, in points. */
export const SIZE = { value: 9, label: 8.4, english: 7.2, labelEnglish: 6.7, mono: 7.6, small: 8, note: 7.6 } as const;
const LEADING = { value: 12.4, note: 9.6, small: 10.6, english: 8.8 } as const;

/** A label in both languages with its value (one or more paragraphs), and a note in smaller type below. */
export interface Row {
  readonly label: Words;
  readonly value: readonly (readonly Span[])[];
  readonly note?: readonly Span[];
}

/** A run of text in one style. */
export function span(text: string, style: TextStyle = 'regular', size: number = SIZE.value, colour = BLACK): Span {
  return { text, style, size, colour };
}

/** Chinese, then English smaller and greyer. */
export function both(words: Words, size: number = SIZE.value, colour = BLACK, style: TextStyle = 'regular'): Span[] {
  return [span(`${words.zh} `, style, size, colour), english(words.en, style, size * (SIZE.english / SIZE.value))];
}

const ENGLISH: Language = 'en';

/** English beside Chinese. */
export function english(text: string, style: TextStyle, size: number, colour = GREY): Span {
  return { ...span(text, style, size, colour), language: ENGLISH };
}

/** `tidy`: no lonely word on a last line, no single line on a page of its own. Page templates are set as they were frozen. */
export type Setting = 'plain' | 'tidy';

/** The cursor on the growing document. */
export class Flow {
  readonly canvas: Canvas;
  readonly book: GlyphBook;
  private readonly tidy: boolean;
  y = TOP;

  constructor(book: GlyphBook, shape: StructureShape = 'tree', setting: Setting = 'plain') {
    this.canvas = new Canvas(shape);
    this.book = book;
    this.tidy = setting === 'tidy';
  }

  lines(spans: readonly Span[], width: number): readonly Line[] {
    return this.linesOf(this.glyphs(spans), width);
  }

  /** What `lines` breaks, for text of which several widths are tried. */
  glyphs(spans: readonly Span[]): readonly Glyph[] {
    const [only, ...more] = spans;
    return only && more.length === 0 ? this.book.glyphs(only) : spans.flatMap((part) => this.book.glyphs(part));
  }

  linesOf(glyphs: readonly Glyph[], width: number): readonly Line[] {
    return this.tidy ? breakEvenly(glyphs, width) : breakLines(glyphs, width);
  }

  /** Starts a new page unless there is room for `height` on this one. */
  ensure(height: number): void {
    if (this.y + height > BOTTOM) this.nextPage();
  }

  /** Lines below each other, across pages if necessary. */
  put(lines: readonly Line[], x: number, leading: number): void {
    for (const line of lines) {
      this.ensure(leading);
      this.canvas.line(line, x, this.y + leading * 0.74);
      this.y += leading;
    }
  }

  heading(words: Words, x: number = MARGIN, width: number = WIDTH): void {
    // with the first lines of what it stands over
    this.ensure(this.tidy ? 96 : 52);
    this.y += 6.5;
    this.canvas.tagged('H2', () => {
      const spans = [span(`${words.zh}  `, 'bold', 9.6, INK), english(words.en, 'bold', 7.4)];
      this.put(this.lines(spans, width), x, 13);
    });
    this.canvas.artifact(() => this.canvas.box(x, this.y + 0.4, width, 0.5, HAIRLINE));
    this.y += 3;
  }

  private label(words: Words): readonly Span[] {
    return [span(`${words.zh} `, 'regular', SIZE.label, INK), english(words.en, 'regular', SIZE.labelEnglish)];
  }

  /** One row; a long value continues below and on the next page, with its label at the first line. */
  row(row: Row): void {
    const value = row.value.flatMap((paragraph) => this.lines(paragraph, WIDTH - LABEL_WIDTH));
    const note = row.note ? this.lines(row.note, WIDTH - LABEL_WIDTH) : [];
    const label = this.lines(this.label(row.label), LABEL_WIDTH - 6);
    this.ensure(Math.max(label.length, Math.min(value.length, 3)) * LEADING.value + note.length * LEADING.note);
    this.canvas.element('P', () => this.rowLines(label, value, note));
  }

  private rowLines(label: readonly Line[], value: readonly Line[], note: readonly Line[]): void {
    this.canvas.tagged('P', () => {
      label.forEach((line, i) => {
        this.canvas.line(line, MARGIN, this.y + LEADING.value * (0.74 + i));
      });
    });
    const least = this.y + label.length * LEADING.value;
    const page = this.canvas.pageCount;
    value.forEach((line, i) => {
      // the last two lines stay together, with the note below them
      if (this.tidy && i === value.length - 2) this.ensure(2 * LEADING.value + note.length * LEADING.note);
      this.valueLine(line, LEADING.value);
    });
    for (const line of note) this.valueLine(line, LEADING.note);
    if (note.length > 0) this.y += 1.2;
    if (this.canvas.pageCount === page) this.y = Math.max(this.y, least);
  }

  private valueLine(line: Line, leading: number): void {
    this.ensure(leading);
    this.canvas.tagged('P', () => this.put([line], MARGIN + LABEL_WIDTH, leading));
  }

  /** Two short rows side by side, or one under the other when either needs more room. */
  pair(left: Row, right: Row): void {
    const half = WIDTH / 2;
    const shortValue = (row: Row) => row.value.flatMap((paragraph) => this.lines(paragraph, half - LABEL_WIDTH - 8));
    const fits = (row: Row) =>
      shortValue(row).length === 1 && this.lines(this.label(row.label), LABEL_WIDTH - 6).length === 1;
    if (!fits(left) || !fits(right)) {
      this.row(left);
      this.row(right);
      return;
    }
    this.ensure(LEADING.value);
    const y = this.y;
    [left, right].forEach((row, i) => {
      this.y = y;
      const x = MARGIN + i * half;
      this.canvas.tagged('P', () => {
        this.canvas.line(this.lines(this.label(row.label), half)[0] as Line, x, y + LEADING.value * 0.74);
        this.put(shortValue(row), x + LABEL_WIDTH, LEADING.value);
      });
    });
  }

  /** Rows, two short ones in a line where they fit; `null` entries are skipped. */
  rows(rows: readonly (Row | null)[]): void {
    for (const row of rows) if (row) this.row(row);
  }

  /** A sentence over the whole width, or from `x` over `width`. */
  sentence(spans: readonly Span[], x: number = MARGIN, width: number = WIDTH, leading: number = LEADING.small): void {
    const lines = this.lines(spans, width);
    this.ensure(lines.length * leading);
    this.canvas.tagged('P', () => this.put(lines, x, leading));
  }

  /** A line that ends at the right margin. */
  right(spans: readonly Span[], leading: number): void {
    const lines = this.lines(spans, WIDTH);
    this.canvas.tagged('P', () => this.put(lines, MARGIN + WIDTH - (lines[0]?.width ?? 0), leading));
  }

  /** Begins a new page. */
  nextPage(): void {
    this.canvas.nextPage();
    this.y = TOP;
  }

  /** A sentence in Chinese and below it in English, both indented after a mark. */
  twice(words: Words, mark: string, x: number, width: number): void {
    const indent = 11;
    const zh = this.lines([span(words.zh, 'regular', SIZE.small)], width - indent);
    const en = this.lines([english(words.en, 'regular', SIZE.labelEnglish)], width - indent);
    this.ensure(zh.length * LEADING.small + en.length * LEADING.english);
    this.canvas.tagged('P', () => {
      const [first] = this.lines([span(mark, 'bold', SIZE.small, INK)], indent);
      if (first) this.canvas.line(first, x, this.y + LEADING.small * 0.74);
      this.put(zh, x + indent, LEADING.small);
      this.put(en, x + indent, LEADING.english);
    });
    this.y += 1.2;
  }

  /** Two columns of sentences that stay together on one page. */
  columns(
    draws: readonly [(x: number, width: number) => void, (x: number, width: number) => void],
    height: number,
  ): void {
    this.ensure(height);
    const gap = 18;
    const width = (WIDTH - gap) / 2;
    const y = this.y;
    let end = y;
    draws.forEach((draw, i) => {
      this.y = y;
      draw(MARGIN + i * (width + gap), width);
      end = Math.max(end, this.y);
    });
    this.y = end;
  }
}
