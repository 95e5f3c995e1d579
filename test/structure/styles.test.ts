/** The style sheet of a screen is loaded with it: what it says of a class may not be needed anywhere else. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, readSource, sourceFiles } from './source.ts';

const SCREENS = 'renderer/screens';
const screens = readdirSync(join(ROOT, SCREENS), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [`${SCREENS}/${entry.name}`] : [],
);

/** Style sheets below a folder. */
const sheetsIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => `${folder}/${name}`);

const classesIn = (sheet: string) =>
  new Set([...readSource(sheet).matchAll(/\.([a-z][a-z0-9-]*)/g)].map(([, name = '']) => name));

/** Classes that a component gives to what it draws. */
const classesOf = (file: string) =>
  new Set(
    [...readSource(file).matchAll(/className=(?:"([^"]*)"|\{([^}]*)\})/g)].flatMap(
      ([, text = '', code = '']) => `${text} ${code}`.match(/[a-z][a-z0-9-]*/g) ?? [],
    ),
  );

test('a class that other screens use too is in a style sheet of all of them', () => {
  const common = new Set(
    ['renderer/style.css', ...sheetsIn('renderer/components')].flatMap((sheet) => [...classesIn(sheet)]),
  );
  const files = sourceFiles('renderer').filter((file) => file.endsWith('.tsx'));
  const misplaced = screens.flatMap((screen) => {
    const own = [...new Set(sheetsIn(screen).flatMap((sheet) => [...classesIn(sheet)]))];
    const others = files.filter((file) => !file.startsWith(`${screen}/`));
    return own
      .filter((name) => !common.has(name))
      .flatMap((name) => others.filter((file) => classesOf(file).has(name)).map((file) => `.${name} in ${file}`));
  });
  expect(screens.length).toBeGreaterThan(4);
  expect(misplaced).toEqual([]);
});
