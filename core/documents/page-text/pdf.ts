/**
 * The texts on the first pages of a PDF with their places, and what is drawn there as rectangles. Pure and bounded by work:
 * the same bytes give the same in every engine.
 */
import { errorCode, NotaryError } from '../../errors.ts';
import { PdfFile } from '../../formats/attachments/document.ts';
import {
  isDict,
  isStream,
  nameOf,
  type PdfDict,
  type PdfStream,
  type PdfValue,
} from '../../formats/attachments/syntax.ts';
import { concat, utf8 } from '../../formats/bytes.ts';
import type { GreyPicture } from '../../paper/grey-picture.ts';
import { DOCUMENT_LIMITS, pagesOf } from '../doctor/pdf.ts';
import { streamData } from '../doctor/pdf-streams.ts';
import { Allowance, type Tools } from '../doctor/tools.ts';
import { ContentProgram, type TextRun } from './content.ts';
import { FilledPaths, pictureOf } from './drawn.ts';
import { type PageFont, pageFont, type StreamBytes } from './fonts.ts';
import { IDENTITY, type Matrix, matrixOf, times } from './matrix.ts';

/** One page. */
export interface PageText {
  /** In the order in which they are drawn. */
  readonly runs: readonly TextRun[];
  /** What is drawn as rectangles; null where that is too little for a code. */
  readonly drawn: GreyPicture | null;
}

/** Pages that are read, texts and characters on them, forms that are drawn, forms inside forms, bytes that are unpacked. */
const LIMITS = {
  pages: 3,
  runs: 10_000,
  characters: 200_000,
  forms: 100,
  depth: 4,
  unpacked: 32 * 1024 * 1024,
} as const;

/**
 * The first pages. Of a page that is broken or too large, what was shown before the fault. Throws `malformed`, `too-large`,
 * `timed-out` or `not-a-certificate` for a PDF whose pages cannot be found.
 */
export function pdfPages(bytes: Uint8Array, tools: Tools): readonly PageText[] {
  const file = new PdfFile(bytes, DOCUMENT_LIMITS);
  const reader = new PageReader(file, tools);
  const pages: PageText[] = [];
  for (const [page, inherited] of pagesOf(file)) {
    if (pages.length === LIMITS.pages) break;
    pages.push(reader.page((name) => page.entries.get(name) ?? inherited.get(name) ?? null));
  }
  return pages;
}

class PageReader {
  readonly #file: PdfFile;
  readonly #tools: Tools;
  readonly #allowance = new Allowance(LIMITS.unpacked);
  readonly #fonts = new Map<PdfValue, PageFont>();
  readonly #open = new Set<PdfStream>();
  #forms: number = LIMITS.forms;
  #characters: number = LIMITS.characters;
  #runs: TextRun[] = [];
  #paths = new FilledPaths();

  constructor(file: PdfFile, tools: Tools) {
    this.#file = file;
    this.#tools = tools;
  }

  page(of: (name: string) => PdfValue): PageText {
    this.#runs = [];
    this.#paths = new FilledPaths();
    const box = this.#box(of('MediaBox'));
    try {
      const contents = this.#file.resolve(of('Contents'));
      const pieces = (Array.isArray(contents) ? contents : [contents]).flatMap((one) => [
        this.#bytesOf(one) ?? new Uint8Array(),
        utf8('\n'),
      ]);
      this.#follow(concat(...pieces), this.#file.resolve(of('Resources')), [1, 0, 0, 1, -box.x, -box.y]);
    } catch (error) {
      if (!(error instanceof NotaryError)) throw error;
    }
    return { runs: this.#runs, drawn: pictureOf(this.#paths.filled, box) };
  }

  #box(value: PdfValue) {
    const box = this.#file.resolve(value);
    const numbers = (Array.isArray(box) ? box : []).map((one) => this.#file.resolve(one));
    const [left = 0, bottom = 0, right = 0, top = 0] = numbers.map((one) => (typeof one === 'number' ? one : 0));
    const [x, y] = [Math.min(left, right), Math.min(bottom, top)];
    return { x, y, width: Math.abs(right - left), height: Math.abs(top - bottom) };
  }

  #follow(bytes: Uint8Array, resources: PdfValue, matrix: Matrix): void {
    const entry = (kind: string, name: string): PdfValue => {
      const entries = isDict(resources) ? this.#file.resolve(resources.entries.get(kind)) : null;
      return isDict(entries) ? (entries.entries.get(name) ?? null) : null;
    };
    const program = new ContentProgram(
      {
        budget: this.#file.budget,
        paths: this.#paths,
        font: (name) => this.#font(entry('Font', name)),
        form: (name, at) => this.#form(this.#file.resolve(entry('XObject', name)), resources, at),
        show: (run) => this.#show(run),
      },
      matrix,
    );
    program.run(bytes);
  }

  #show(run: TextRun): void {
    this.#characters -= run.text.length;
    if (this.#characters < 0 || this.#runs.length === LIMITS.runs)
      throw new NotaryError('too-large', 'PDF: more text than is read here');
    this.#runs.push(run);
  }

  #font(value: PdfValue): PageFont {
    const key = this.#file.resolve(value);
    const known = this.#fonts.get(key);
    if (known) return known;
    const font = pageFont(this.#file, value, this.#bytesOf);
    this.#fonts.set(key, font);
    return font;
  }

  #form(form: PdfValue, inherited: PdfValue, at: Matrix): void {
    if (!isStream(form) || this.#open.has(form) || this.#open.size === LIMITS.depth || --this.#forms < 0) return;
    const of = (name: string) => this.#file.resolve(form.dict.entries.get(name));
    const bytes = nameOf(of('Subtype')) === 'Form' ? this.#bytesOf(form) : null;
    if (!bytes) return;
    const matrix = of('Matrix');
    const own = Array.isArray(matrix) ? matrixOf(matrix.map((one) => this.#file.resolve(one))) : null;
    const resources: PdfValue | PdfDict = of('Resources');
    this.#open.add(form);
    try {
      this.#follow(bytes, isDict(resources) ? resources : inherited, times(own ?? IDENTITY, at));
    } finally {
      this.#open.delete(form);
    }
  }

  /** Unpacked; null for what is no stream, or in a filter that is not read. Throws `too-large` when the allowance is used up. */
  readonly #bytesOf: StreamBytes = (value) => {
    const stream = this.#file.resolve(value);
    if (!isStream(stream)) return null;
    try {
      const { data, left } = streamData(this.#file, stream, this.#tools, this.#allowance);
      return left.length === 0 ? data : null;
    } catch (error) {
      if (errorCode(error) === 'malformed') return null;
      throw error;
    }
  };
}
