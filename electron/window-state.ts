/**
 * Size, position and theme of the window when it was closed: the shell's own small file, read before the desk answers.
 */
import { writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { readSmallText } from '../core/node/system/small-file.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const coordinate = z.int().check(z.minimum(-100_000), z.maximum(100_000));
const shape = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: coordinate, height: coordinate }),
  maximized: z.boolean(),
  language: z.enum(['zh', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
});

export type WindowState = z.infer<typeof shape>;

export const LEAST_SIZE = { width: 960, height: 640 } as const;
export const FIRST_SIZE = { width: 1360, height: 860 } as const;

/** The stored state; null when missing or unusable. */
export function readWindowState(file: string): WindowState | null {
  try {
    const parsed = shape.safeParse(JSON.parse(readSmallText(file)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Stores the state; errors such as a full disk are ignored, because nothing depends on it. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  } catch {
    // the next start uses the default size
  }
}

/** Part of the title bar that must be on a screen so that it can be grabbed. */
const GRIP = { width: 160, height: 32 } as const;

/** The stored position, adjusted to fit; null when it is on no screen any more. */
export function fitToScreens(bounds: Rectangle, workAreas: readonly Rectangle[]): Rectangle | null {
  const area = workAreas.find((screen) => gripVisible(bounds, screen));
  if (area === undefined) return null;
  return {
    x: bounds.x,
    y: Math.max(bounds.y, area.y),
    width: Math.max(LEAST_SIZE.width, Math.min(bounds.width, area.width)),
    height: Math.max(LEAST_SIZE.height, Math.min(bounds.height, area.height)),
  };
}

/** The size of a first start, on this screen. */
export function firstSize(screen: Rectangle): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(LEAST_SIZE.width, Math.min(FIRST_SIZE.width, screen.width)),
    height: Math.max(LEAST_SIZE.height, Math.min(FIRST_SIZE.height, screen.height)),
  };
}

function gripVisible(bounds: Rectangle, screen: Rectangle): boolean {
  const wide = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  const top = bounds.y >= screen.y - GRIP.height && bounds.y + GRIP.height <= screen.y + screen.height;
  return wide >= GRIP.width && top;
}
