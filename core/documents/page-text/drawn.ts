/** Rectangles that a page fills: a QR code may be drawn as one for each of its squares. */
import type { GreyPicture } from '../../paper/grey-picture.ts';
import { type Matrix, moved } from './matrix.ts';

/** A filled rectangle in units of the page. */
export interface Filled {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  readonly isDark: boolean;
}

/** Rectangles that are kept of a document; with fewer dark ones than `least` no code is drawn. */
export const FILLED_LIMITS = { most: 40_000, least: 40 } as const;
/** Pixels of the longer side of a picture: some five for a square of a code as invoices have it. */
const SIDE = 2000;

type Point = readonly [x: number, y: number];

/** The path that is being drawn, and what was filled. Curves and slanted lines are not kept. */
export class FilledPaths {
  readonly filled: Filled[] = [];
  #open: Point[] = [];
  #done: Point[][] = [];

  move(matrix: Matrix, x: number, y: number): void {
    this.#close();
    this.#open = [moved(matrix, x, y)];
  }

  line(matrix: Matrix, x: number, y: number): void {
    if (this.#open.length > 0 && this.#open.length < 6) this.#open.push(moved(matrix, x, y));
  }

  rectangle(matrix: Matrix, [x, y, width, height]: readonly [number, number, number, number]): void {
    this.move(matrix, x, y);
    for (const [px, py] of [
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ] as const)
      this.line(matrix, px, py);
    this.#close();
  }

  /** Fills what was drawn. */
  fill(isDark: boolean): void {
    this.#close();
    for (const points of this.#done) this.#keep(cornersOf(points), isDark);
    this.#done = [];
  }

  /** Draws straight lines of this width, in units of the page. */
  stroke(width: number, isDark: boolean): void {
    this.#close();
    for (const points of this.#done)
      for (const [i, to] of points.entries()) {
        const from = points[i - 1];
        if (from) this.#keep(widened(from, to, width / 2), isDark);
      }
    this.#done = [];
  }

  /** Forgets what was drawn and not filled. */
  drop(): void {
    this.#open = [];
    this.#done = [];
  }

  #close(): void {
    if (this.#open.length > 1 && this.#done.length < FILLED_LIMITS.most) this.#done.push(this.#open);
    this.#open = [];
  }

  #keep(corners: Omit<Filled, 'isDark'> | null, isDark: boolean): void {
    if (corners && this.filled.length < FILLED_LIMITS.most) this.filled.push({ ...corners, isDark });
  }
}

const isNear = (a: number, b: number) => Math.abs(a - b) < 0.05;

/** The rectangle of four points; null when its sides are not level. */
function cornersOf(points: readonly Point[]): Omit<Filled, 'isDark'> | null {
  const [a, b, c, d, e] = points;
  if (!a || !b || !c || !d || (e && !(isNear(e[0], a[0]) && isNear(e[1], a[1]))) || points.length > 5) return null;
  const isLevel = [b, c, d, a].every((to, i) => {
    const from = [a, b, c, d][i] as Point;
    return isNear(from[0], to[0]) || isNear(from[1], to[1]);
  });
  return isLevel ? around([a, b, c, d]) : null;
}

/** A level line of some width. */
function widened(from: Point, to: Point, half: number): Omit<Filled, 'isDark'> | null {
  const { left, right, bottom, top } = around([from, to]);
  if (isNear(from[1], to[1])) return { left, right, bottom: bottom - half, top: top + half };
  return isNear(from[0], to[0]) ? { left: left - half, right: right + half, bottom, top } : null;
}

function around(points: readonly Point[]): Omit<Filled, 'isDark'> {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

/** A picture of what is filled on a page of this size, black on white; null where too little is drawn for a code. */
export function pictureOf(filled: readonly Filled[], page: { width: number; height: number }): GreyPicture | null {
  if (filled.filter(({ isDark }) => isDark).length < FILLED_LIMITS.least) return null;
  const longer = Math.max(page.width, page.height);
  if (!(longer > 1 && longer < 20_000)) return null;
  const scale = SIDE / longer;
  const [width, height] = [Math.ceil(page.width * scale), Math.ceil(page.height * scale)];
  const data = new Uint8Array(width * height).fill(255);
  let work = FILLED_LIMITS.most * 200;
  for (const { left, right, bottom, top, isDark } of filled) {
    const [x0, x1] = within(left * scale, right * scale, width);
    const [y0, y1] = within(height - top * scale, height - bottom * scale, height);
    work -= (x1 - x0) * (y1 - y0);
    if (work < 0) break;
    for (let y = y0; y < y1; y++) data.fill(isDark ? 0 : 255, y * width + x0, y * width + x1);
  }
  return { width, height, data };
}

const within = (from: number, to: number, most: number): readonly [number, number] => [
  Math.min(most, Math.max(0, Math.round(from))),
  Math.min(most, Math.max(0, Math.round(to))),
];
