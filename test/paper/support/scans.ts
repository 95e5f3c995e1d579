/** A printed certificate as a scanner or a camera gives it back: drawn by poppler, made worse by ImageMagick. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../foreign/pdf-programs.ts';

/** Programs that make the pictures. */
export const PROGRAMS = ['pdftoppm', 'convert'] as const;

/** Points of an A4 page to pixels. */
const pixels = (points: number, dpi: number) => Math.round((points * dpi) / 72);

/** What happens to a sheet of paper, as arguments of `convert`, for a scan of so many dots per inch. */
export const DAMAGES = {
  'as it is': () => [],
  'turned by 1°': () => ['-background', 'white', '-rotate', '1'],
  'turned by 3°': () => ['-background', 'white', '-rotate', '3'],
  'turned by 90°': () => ['-rotate', '90'],
  'out of focus': (dpi) => ['-blur', `0x${dpi / 150}`],
  'on grey paper, with little contrast': () => ['-level-colors', 'gray25,gray80'],
  'with a noisy sensor': () => ['-seed', '7', '-attenuate', '0.5', '+noise', 'Gaussian'],
  'folded twice': (dpi) => [
    ...['-stroke', 'gray55', '-strokewidth', String(dpi / 50)],
    ...['-draw', `line 0,${pixels(290, dpi)} ${pixels(595, dpi)},${pixels(296, dpi)}`],
    ...['-draw', `line ${pixels(160, dpi)},0 ${pixels(166, dpi)},${pixels(842, dpi)}`],
  ],
  'under a coffee-ring': (dpi) => ring(dpi, [172, 245]),
  'printed at 94 %': () => ['-resize', '94%', '-gravity', 'center', '-background', 'white', '-extent', '100x100%'],
  'photographed at a slant': (dpi) => {
    const [w, h] = [pixels(595, dpi), pixels(842, dpi)];
    const corners = [
      [0, 0, 0.04 * w, 0.03 * h],
      [w, 0, 0.97 * w, 0.01 * h],
      [0, h, 0.01 * w, 0.97 * h],
      [w, h, 0.98 * w, 0.98 * h],
    ];
    return ['-virtual-pixel', 'gray', '-distort', 'Perspective', corners.map((one) => one.join(',')).join(' ')];
  },
} as const satisfies Readonly<Record<string, (dpi: number) => readonly string[]>>;

/** A ring that no code survives, around points of the page. */
export function ring(dpi: number, ...centres: readonly (readonly [number, number])[]): readonly string[] {
  const draw = centres.flatMap(([x, y]) => [
    '-draw',
    `circle ${pixels(x, dpi)},${pixels(y, dpi)} ${pixels(x + 60, dpi)},${pixels(y, dpi)}`,
  ]);
  return ['-fill', 'none', '-stroke', 'rgb(110,70,40)', '-strokewidth', String(pixels(34, dpi)), ...draw];
}

/** One page of a PDF as a JPEG of quality 60 in shades of grey, damaged. Gives its path. */
export function scan(pdf: string, page: number, dpi: number, damage: readonly string[], name: string): string {
  const folder = join(pdf, '..');
  const drawn = join(folder, `page-${page}-${dpi}`);
  run('pdftoppm', ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), '-singlefile', pdf, drawn]);
  const out = join(folder, name);
  run('convert', [`${drawn}.pgm`, ...damage, '-colorspace', 'Gray', '-quality', '60', out]);
  return out;
}

/** Where the codes of a page are, in points: their middles, in the order of their numbers, on a page of five or six. */
export const MIDDLES: readonly (readonly [number, number])[] = [
  [172, 245],
  [423, 245],
  [172, 464],
  [423, 464],
  [172, 683],
  [423, 683],
];

/** The bytes of a file. */
export const bytesOf = (path: string) => new Uint8Array(readFileSync(path));
