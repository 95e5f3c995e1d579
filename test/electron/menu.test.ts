import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { type MenuOptions, menuTemplate } from '../../electron/menu.ts';
import { shellWords } from '../../electron/words.ts';

vi.mock('electron', () => ({ Menu: {} }));

type Item = MenuItemConstructorOptions;

function template(options: Partial<MenuOptions>): readonly Item[] {
  const actions = { navigate: vi.fn(), add: vi.fn(), quit: vi.fn() };
  return menuTemplate({ words: shellWords.en, mac: false, development: false, actions, ...options });
}

function all(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);
}

describe.each([
  ['zh', true],
  ['zh', false],
  ['en', true],
  ['en', false],
] as const)('menu in %s, macOS %s', (language, mac) => {
  const items = all(template({ words: shellWords[language], mac }));

  test('every item has its own words, not those of Chromium', () => {
    for (const item of items) if (item.type !== 'separator') expect(item.label, JSON.stringify(item)).toBeTruthy();
  });

  test('no two items share a shortcut', () => {
    const keys = items.map((item) => item.accelerator).filter((key) => key !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(6);
  });

  test('has no developer tools', () => expect(items.some((item) => item.role === 'toggleDevTools')).toBe(false));
});

test('developer tools are there in development only', () => {
  expect(all(template({ development: true })).some((item) => item.role === 'toggleDevTools')).toBe(true);
});

test('places and files are asked for by the menu', () => {
  const actions = { navigate: vi.fn(), add: vi.fn(), quit: vi.fn() };
  for (const item of all(template({ actions }))) item.click?.(undefined as never, undefined, undefined as never);
  expect(actions.navigate.mock.calls.flat().sort()).toEqual(
    ['notarize', 'records', 'settings', 'shortcuts', 'trust', 'verify'].sort(),
  );
  expect(actions.add.mock.calls.flat()).toEqual(['files', 'folder', 'verify']);
  expect(actions.quit).toHaveBeenCalledOnce();
});

test('both languages have all the words', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
      : typeof value;
  expect(shape(shellWords.zh)).toEqual(shape(shellWords.en));
});
