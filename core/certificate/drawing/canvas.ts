/**
 * Pages as PDF content streams (ISO 32000-1 section 8 and 9). Coordinates are points from the top left; all drawing is
 * either a tagged part of the document or an artifact, so that a screen reader reads the text in order.
 */
import type { Band } from '../../verification/page-update/index.ts';
import { type Attributes, type Element, type Role, type StructureShape, StructureTree } from './structure.ts';
import type { Colour, Language, Line } from './typeset.ts';

/** A4. */
export const PAGE = { width: 595.28, height: 841.89 } as const;

/** One finished page. Its marked contents are numbered from 0; the structure tree refers to them. */
export interface DrawnPage {
  readonly content: Uint8Array;
  /** The vertical ranges in which something is drawn, to find free space. */
  readonly bands: readonly Band[];
}

/** All pages, and the elements in reading order. */
export interface Drawing {
  readonly pages: readonly DrawnPage[];
  readonly structure: readonly Element[];
}

const number = (value: number) => String(Math.round(value * 100) / 100);
/** A byte inside a literal string (ISO 32000-1 section 7.3.4.2). */
function literalByte(byte: number): string {
  const char = String.fromCharCode(byte);
  if (char === '(' || char === ')' || char === '\\') return `\\${char}`;
  return char === '\r' ? '\\r' : char;
}
const LITERAL_BYTES = Array.from({ length: 256 }, (_, byte) => literalByte(byte));
/**
 * A character code of two bytes in a literal string: half as long as in hexadecimal, and so twice as fast to compress.
 */
const literalCode = (cid: number) => `${LITERAL_BYTES[cid >> 8] ?? ''}${LITERAL_BYTES[cid & 255] ?? ''}`;

/** Converts operators to bytes, one byte per character. */
function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const colourOf = (colour: Colour) => colour.map((part) => number(part)).join(' ');

class PageCanvas {
  readonly operators: string[] = [];
  readonly bands: Band[] = [];
  /** Marked contents so far. */
  marks = 0;
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** How far a line of text extends above and below its baseline, as a fraction of its largest type size. */
const REACH = { above: 1.1, below: 0.4 } as const;

/** Draws onto a growing list of pages. */
export class Canvas {
  private readonly drawn: PageCanvas[] = [];
  private readonly tree: StructureTree;
  private page = new PageCanvas(0);

  constructor(shape: StructureShape = 'tree') {
    this.tree = new StructureTree(shape);
    this.drawn.push(this.page);
  }

  get pageCount(): number {
    return this.drawn.length;
  }

  nextPage(): void {
    this.page = new PageCanvas(this.drawn.length);
    this.drawn.push(this.page);
  }

  /** Returns to a page (0-based), to draw what is known only at the end. */
  turnTo(index: number): void {
    this.page = this.drawn[index] ?? this.page;
  }

  /** What `draw` draws belongs to one element: lines of a paragraph, cells of a row. In a flat structure it changes nothing. */
  element(role: Role, draw: () => void, attributes: Attributes = {}): void {
    this.tree.open(role, attributes);
    draw();
    this.tree.close();
  }

  /** Content that stands on one page: of the open element, else of an element of its own. */
  tagged(role: Role, draw: () => void): void {
    const id = this.page.marks++;
    const tag = this.tree.mark(role, { page: this.page.index, id });
    this.page.operators.push(`/${tag} <</MCID ${id}>> BDC`);
    draw();
    this.page.operators.push('EMC');
  }

  artifact(draw: () => void): void {
    this.page.operators.push('/Artifact BMC');
    draw();
    this.page.operators.push('EMC');
  }

  /** Remembers that something is drawn from `top` down to `bottom`. */
  private drew(top: number, bottom: number): void {
    this.page.bands.push({ from: PAGE.height - bottom, to: PAGE.height - top });
  }

  /** A line of text with its left end at `x` and its baseline at `y`. */
  line(line: Line, x: number, y: number): void {
    if (line.glyphs.length === 0) return;
    const out = ['BT', `${number(x)} ${number(PAGE.height - y)} Td`];
    let font = '';
    let size = 0;
    let colour: Colour | null = null;
    let language: Language | undefined;
    let codes = '';
    const flush = () => {
      if (codes) out.push(`(${codes}) Tj`);
      codes = '';
    };
    const speak = (next: Language | undefined) => {
      if (next === language) return;
      flush();
      if (language) out.push('EMC');
      if (next) out.push(`/Span <</Lang (${next})>> BDC`);
      language = next;
    };
    for (const glyph of line.glyphs) {
      if (this.tree.namesLanguages) speak(glyph.language);
      if (glyph.colour !== colour) {
        flush();
        out.push(`${colourOf(glyph.colour)} rg`);
        colour = glyph.colour;
      }
      if (glyph.font !== font || glyph.size !== size) {
        flush();
        out.push(`/${glyph.font} ${number(glyph.size)} Tf`);
        font = glyph.font;
        size = glyph.size;
      }
      codes += literalCode(glyph.cid);
    }
    flush();
    speak(undefined);
    const largest = Math.max(...line.glyphs.map((glyph) => glyph.size));
    this.drew(y - REACH.above * largest, y + REACH.below * largest);
    out.push('ET');
    this.page.operators.push(out.join(' '));
  }

  /** A filled rectangle with its top left corner at (x, y). */
  box(x: number, y: number, width: number, height: number, colour: Colour): void {
    this.drew(y, y + height);
    const corner = `${number(x)} ${number(PAGE.height - y - height)}`;
    this.page.operators.push(`${colourOf(colour)} rg ${corner} ${number(width)} ${number(height)} re f`);
  }

  /** A code of square modules, `side` wide, with its top left corner at (x, y). One path, so that no seam shows. */
  modules(modules: readonly (readonly boolean[])[], x: number, y: number, side: number): void {
    this.drew(y, y + side);
    const scale = (side / modules.length).toFixed(5);
    const out = ['q 0 g', `${scale} 0 0 -${scale} ${number(x)} ${number(PAGE.height - y)} cm`];
    modules.forEach((row, top) => {
      for (let left = 0; left < row.length; left++) {
        if (!row[left]) continue;
        const from = left;
        while (row[left + 1]) left++;
        out.push(`${from} ${top} ${left - from + 1} 1 re`);
      }
    });
    this.page.operators.push(`${out.join('\n')}\nf Q`);
  }

  /** What was drawn. */
  drawing(): Drawing {
    const pages = this.drawn.map(({ operators, bands }) => ({
      content: latin1(`${operators.join('\n')}\n`),
      bands,
    }));
    return { pages, structure: this.tree.elements };
  }
}
