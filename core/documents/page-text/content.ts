/**
 * What a content stream shows (ISO 32000-1 sections 8 and 9): texts with their places, and filled rectangles. It is followed
 * as far as these need; pictures, shadings and clipping are left out.
 */
import { CHARACTER_CLASS, nameOf, PdfParser, type PdfValue, REGULAR } from '../../formats/attachments/syntax.ts';
import { latin1 } from '../../formats/bytes.ts';
import type { FilledPaths } from './drawn.ts';
import type { PageFont } from './fonts.ts';
import { IDENTITY, type Matrix, matrixOf, moved, times } from './matrix.ts';

/** A text that is shown in one go, in units of the page, `y` upwards. */
export interface TextRun {
  readonly x: number;
  readonly y: number;
  /** Where it ends. */
  readonly endX: number;
  /** Height of the font. */
  readonly size: number;
  readonly text: string;
}

/** What the stream names, and where what it shows goes. */
export interface ContentTarget {
  readonly budget: ConstructorParameters<typeof PdfParser>[2];
  readonly paths: FilledPaths;
  font(name: string): PageFont | null;
  /** Shows a form under its name. */
  form(name: string, matrix: Matrix): void;
  show(run: TextRun): void;
}

interface Graphics {
  readonly matrix: Matrix;
  readonly isDark: boolean;
  readonly isDarkLine: boolean;
  readonly lineWidth: number;
  readonly font: PageFont | null;
  readonly size: number;
  readonly charSpace: number;
  readonly wordSpace: number;
  /** Of 1. */
  readonly stretch: number;
  readonly leading: number;
  readonly rise: number;
}

const START: Graphics = {
  matrix: IDENTITY,
  isDark: true,
  isDarkLine: true,
  lineWidth: 1,
  font: null,
  size: 0,
  charSpace: 0,
  wordSpace: 0,
  stretch: 1,
  leading: 0,
  rise: 0,
};

/** Operands of one operator, and states on the stack. */
const LIMITS = { operands: 64, stack: 64 } as const;

type Operands = readonly PdfValue[];
type Operator = (program: ContentProgram, operands: Operands) => void;

/** Follows one stream; see the head of this file. */
export class ContentProgram {
  readonly #target: ContentTarget;
  readonly #stack: Graphics[] = [];
  #state: Graphics;
  #text: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;

  constructor(target: ContentTarget, matrix: Matrix) {
    this.#target = target;
    this.#state = { ...START, matrix };
  }

  /** Throws `malformed` where the stream is broken; what was shown before stays shown. */
  run(bytes: Uint8Array): void {
    const parser = new PdfParser(bytes, 0, this.#target.budget);
    let operands: PdfValue[] = [];
    for (;;) {
      parser.skipSpace();
      const at = parser.position;
      if (at >= bytes.length) return;
      const word = operatorAt(bytes, at);
      if (word === null) operands.push(parser.value());
      else {
        parser.position = word === 'BI' ? afterPicture(bytes, at) : at + word.length;
        if (Object.hasOwn(OPERATORS, word)) OPERATORS[word]?.(this, operands);
        operands = [];
      }
      if (operands.length > LIMITS.operands) operands.shift();
    }
  }

  set(change: Partial<Graphics>): void {
    this.#state = { ...this.#state, ...change };
  }

  save(): void {
    if (this.#stack.length < LIMITS.stack) this.#stack.push(this.#state);
  }

  restore(): void {
    this.#state = this.#stack.pop() ?? this.#state;
  }

  transform(operands: Operands): void {
    const matrix = matrixOf(operands);
    if (matrix) this.set({ matrix: times(matrix, this.#state.matrix) });
  }

  /** `Tm`, and `BT` with no operands. */
  place(operands: Operands): void {
    this.#text = this.#line = matrixOf(operands) ?? IDENTITY;
  }

  nextLine(x: number, y: number): void {
    this.#text = this.#line = times([1, 0, 0, 1, x, y], this.#line);
  }

  /** `T*`, `'` and `"`. */
  lineFeed(): void {
    this.nextLine(0, -this.#state.leading);
  }

  setLeading(leading: number): void {
    this.set({ leading });
  }

  setFont(name: string | null, size: number): void {
    this.set({ font: name === null ? null : this.#target.font(name), size });
  }

  form(name: string | null): void {
    if (name !== null) this.#target.form(name, this.#state.matrix);
  }

  /** Strings and, between them, what their distance is lessened by, in thousandths. */
  show(parts: Operands): void {
    const { size, stretch, charSpace, wordSpace, rise, matrix } = this.#state;
    const from = this.#text;
    let text = '';
    let along = 0;
    for (const part of parts) {
      if (typeof part === 'number') {
        // a gap as wide as a blank is one, and most programs write it so
        if (part < -200 && text !== '' && !text.endsWith(' ')) text += ' ';
        along -= (part / 1000) * size * stretch;
        continue;
      }
      for (const { text: shown, width, isSpace } of this.#codes(part)) {
        text += shown;
        along += (width * size + charSpace + (isSpace ? wordSpace : 0)) * stretch;
      }
    }
    this.#text = times([1, 0, 0, 1, along, 0], from);
    if (text.trim() === '') return;
    const onPage = times(from, matrix);
    const [x, y] = moved(onPage, 0, rise);
    const [endX] = moved(onPage, along, rise);
    const height = Math.abs(size) * Math.hypot(onPage[2], onPage[3]);
    this.#target.show({ x: Math.min(x, endX), endX: Math.max(x, endX), y, size: height, text });
  }

  #codes(part: PdfValue) {
    const isString = part !== null && typeof part === 'object' && 'bytes' in part;
    return isString ? (this.#state.font?.codes(part.bytes) ?? []) : [];
  }

  move(x: number, y: number): void {
    this.#target.paths.move(this.#state.matrix, x, y);
  }

  lineTo(x: number, y: number): void {
    this.#target.paths.line(this.#state.matrix, x, y);
  }

  rectangle(corners: readonly [number, number, number, number]): void {
    this.#target.paths.rectangle(this.#state.matrix, corners);
  }

  fill(): void {
    this.#target.paths.fill(this.#state.isDark);
  }

  stroke(): void {
    const { lineWidth, matrix, isDarkLine } = this.#state;
    this.#target.paths.stroke(lineWidth * Math.hypot(matrix[0], matrix[1]), isDarkLine);
  }

  endPath(): void {
    this.#target.paths.drop();
  }
}

/** The operator at a place; null where a value stands. */
function operatorAt(bytes: Uint8Array, at: number): string | null {
  let end = at;
  while (end < bytes.length && CHARACTER_CLASS[bytes[end] as number] === REGULAR && end - at < 16) end++;
  if (end === at || /[-+.\d]/.test(String.fromCharCode(bytes[at] as number))) return null;
  const word = latin1(bytes, at, end);
  return ['true', 'false', 'null'].includes(word) ? null : word;
}

/** Behind a picture that stands in the stream itself: `EI` between white space. */
function afterPicture(bytes: Uint8Array, from: number): number {
  const isWhite = (byte: number | undefined) => byte === undefined || [0x0a, 0x0d, 0x20, 0x09].includes(byte);
  for (let at = bytes.indexOf(0x45, from); at >= 0; at = bytes.indexOf(0x45, at + 1))
    if (bytes[at + 1] === 0x49 && isWhite(bytes[at - 1]) && isWhite(bytes[at + 2])) return at + 2;
  return bytes.length;
}

const numberAt = (operands: Operands, i: number): number => {
  const value = operands[i];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
};
const two = (operands: Operands) => [numberAt(operands, 0), numberAt(operands, 1)] as const;

/** Whether a colour of one, three or four components is nearer to black; of any other colour space it is taken as dark. */
function isDark(operands: Operands): boolean {
  const parts = operands.filter((one): one is number => typeof one === 'number');
  const [a = 0, b = 0, c = 0, k = 0] = parts;
  if (parts.length === 1) return a < 0.5;
  if (parts.length === 3) return 0.299 * a + 0.587 * b + 0.114 * c < 0.5;
  return parts.length !== 4 || 1 - Math.min(1, k + (a + b + c) / 3) < 0.5;
}

const fillColour: Operator = (program, operands) => program.set({ isDark: isDark(operands) });
const lineColour: Operator = (program, operands) => program.set({ isDarkLine: isDark(operands) });
const fill: Operator = (program) => program.fill();
const endPath: Operator = (program) => program.endPath();

const OPERATORS: Readonly<Record<string, Operator>> = {
  q: (program) => program.save(),
  Q: (program) => program.restore(),
  cm: (program, operands) => program.transform(operands),
  w: (program, operands) => program.set({ lineWidth: numberAt(operands, 0) }),
  g: fillColour,
  rg: fillColour,
  k: fillColour,
  sc: fillColour,
  scn: fillColour,
  G: lineColour,
  RG: lineColour,
  K: lineColour,
  SC: lineColour,
  SCN: lineColour,
  BT: (program) => program.place([]),
  Tm: (program, operands) => program.place(operands),
  Td: (program, operands) => program.nextLine(...two(operands)),
  TD: (program, operands) => {
    program.setLeading(-numberAt(operands, 1));
    program.nextLine(...two(operands));
  },
  'T*': (program) => program.lineFeed(),
  TL: (program, operands) => program.setLeading(numberAt(operands, 0)),
  Tf: (program, operands) => program.setFont(nameOf(operands[0]), numberAt(operands, 1)),
  Tc: (program, operands) => program.set({ charSpace: numberAt(operands, 0) }),
  Tw: (program, operands) => program.set({ wordSpace: numberAt(operands, 0) }),
  Tz: (program, operands) => program.set({ stretch: numberAt(operands, 0) / 100 }),
  Ts: (program, operands) => program.set({ rise: numberAt(operands, 0) }),
  Tj: (program, operands) => program.show(operands),
  TJ: (program, operands) => program.show(Array.isArray(operands[0]) ? operands[0] : []),
  "'": (program, operands) => {
    program.lineFeed();
    program.show(operands);
  },
  '"': (program, operands) => {
    program.set({ wordSpace: numberAt(operands, 0), charSpace: numberAt(operands, 1) });
    program.lineFeed();
    program.show(operands.slice(2));
  },
  Do: (program, operands) => program.form(nameOf(operands[0])),
  m: (program, operands) => program.move(...two(operands)),
  l: (program, operands) => program.lineTo(...two(operands)),
  re: (program, operands) =>
    program.rectangle([...two(operands), numberAt(operands, 2), numberAt(operands, 3)] as const),
  f: fill,
  F: fill,
  'f*': fill,
  B: fill,
  'B*': fill,
  b: fill,
  'b*': fill,
  S: (program) => program.stroke(),
  s: (program) => program.stroke(),
  n: endPath,
};
