import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitToScreens, LEAST_SIZE, readWindowState, writeWindowState } from '../../electron/window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 200, width: 1280, height: 984 };

describe('a remembered place', () => {
  test.each([
    ['fits', { x: 100, y: 50, width: 1240, height: 820 }, { x: 100, y: 50, width: 1240, height: 820 }],
    [
      'is on the second screen',
      { x: 2000, y: 300, width: 1000, height: 700 },
      { x: 2000, y: 300, width: 1000, height: 700 },
    ],
    ['is larger than the screen', { x: 0, y: 0, width: 4000, height: 3000 }, { x: 0, y: 0, width: 1920, height: 1040 }],
    ['is too small', { x: 10, y: 10, width: 200, height: 1 }, { x: 10, y: 10, ...LEAST_SIZE }],
    [
      'starts a little above the screen',
      { x: 0, y: -8, width: 1000, height: 700 },
      { x: 0, y: 0, width: 1000, height: 700 },
    ],
  ])('that %s', (_name, bounds, expected) => expect(fitToScreens(bounds, [screen, second])).toEqual(expected));

  test.each([
    ['on a screen that is gone', { x: 5000, y: 100, width: 1000, height: 700 }],
    ['with its title bar below the edge', { x: 100, y: 1030, width: 1000, height: 700 }],
    ['with its title bar far above', { x: 100, y: -500, width: 1000, height: 700 }],
    ['with too little to catch', { x: -900, y: 100, width: 1000, height: 700 }],
  ])('%s is not used', (_name, bounds) => expect(fitToScreens(bounds, [screen])).toBeNull());
});

describe('the file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'notary-window-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is read back, and is the user’s alone', async () => {
    const file = join(folder, 'window.json');
    const state = {
      bounds: { x: 1, y: 2, width: 1000, height: 700 },
      maximized: true,
      language: 'zh',
      theme: 'dark',
    } as const;
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test.each(['', 'null', '{', '{"bounds":{"x":1e99}}', '{"bounds":{"x":"1"},"maximized":true,"language":"zh"}'])(
    'with %j in it is ignored',
    async (text) => {
      const file = join(folder, 'bad.json');
      await writeFile(file, text);
      expect(readWindowState(file)).toBeNull();
    },
  );

  test('that is missing or cannot be written is no error', () => {
    expect(readWindowState(join(folder, 'none.json'))).toBeNull();
    const state = {
      bounds: { x: 1, y: 2, width: 3, height: 4 },
      maximized: false,
      language: 'en',
      theme: 'system',
    } as const;
    expect(() => writeWindowState(join(folder, 'no/such/window.json'), state)).not.toThrow();
  });
});
