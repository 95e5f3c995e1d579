/** Running programs of others on our files. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { isInstalled } from '../../scripts/test/programs.ts';

/** Marks the test as not run, with the reason, when a program is not on this machine. */
export function needs({ skip }: TestContext, ...programs: readonly string[]): void {
  for (const program of programs) if (!isInstalled(program)) skip(`${program} is not installed`);
}

/** A folder that is gone after `use`. */
export async function inFolder<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'notary-pdf-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program to its end; throws when it fails. */
export function run(program: string, args: readonly string[], cwd?: string): Buffer {
  return execFileSync(program, args, {
    ...(cwd ? { cwd } : {}),
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
}

/** Writes a file into the folder and gives its path. */
export function put(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** A grey picture: one byte a pixel, 0 is black. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** The first page as pdftoppm draws it, read from its PGM output. */
export function draw(path: string, resolution: number): Picture {
  const pgm = run('pdftoppm', ['-gray', '-r', String(resolution), '-f', '1', '-l', '1', path]);
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 64).toString('latin1'));
  if (!header) throw new Error('pdftoppm gave no picture');
  return { width: Number(header[1]), height: Number(header[2]), pixels: pgm.subarray(header[0].length) };
}

/** Dark pixels in a box given in points from the top left. */
export function ink(
  picture: Picture,
  resolution: number,
  box: { x: number; y: number; width: number; height: number },
): number {
  const at = (points: number) => Math.round((points * resolution) / 72);
  let count = 0;
  for (let y = at(box.y); y < at(box.y + box.height); y++)
    for (let x = at(box.x); x < at(box.x + box.width); x++)
      if ((picture.pixels[y * picture.width + x] ?? 255) < 140) count++;
  return count;
}
