/** What the docs say about the code, as far as the code can be asked. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RECORD_STATES } from '../../core/ports.ts';
import { ROOT, readSource, sourceFiles } from './source.ts';

const architecture = readSource('docs/architecture.md');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/architecture.md',
  'docs/glossary.md',
  'docs/threat-model.md',
];

it('shows every state of a record, and no other', () => {
  const [, picture = ''] = /<!-- states -->\s*```\n(.*?)```/s.exec(architecture) ?? [];
  const arrows = ['edit', 'seal', 'erase', 'withdraw', 'a', 'required', 'anchor', 'is', 'verified'];
  const named = new Set((picture.match(/[a-z]+/g) ?? []).filter((word) => !arrows.includes(word)));
  expect([...named].sort()).toEqual([...RECORD_STATES].sort());
});

it('names every room of core', () => {
  const rooms = new Set(sourceFiles('core').flatMap((file) => /^core\/(?:node\/)?[a-z-]+(?=\/)/.exec(file)?.[0] ?? []));
  rooms.delete('core/node');
  const [, table = ''] = /### Rooms(.*?)### Tests/s.exec(architecture) ?? [];
  expect([...rooms].filter((room) => !table.includes(`\`${room}/\``))).toEqual([]);
});

it.each(pages)('%s names files that there are', (page) => {
  const named = readSource(page).matchAll(/`((?:core|electron|renderer|scripts|test|docs)\/[\w./-]*[\w/])`/g);
  const missing = [...named].flatMap(([, path = '']) => (existsSync(join(ROOT, path)) ? [] : [path]));
  expect(missing).toEqual([]);
});
