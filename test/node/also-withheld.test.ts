/** What certificates of many records withhold besides: other calls are answered while it is looked for. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import { options } from './support/copies.ts';
import { testFolder } from './support/folder.ts';

const COUNT = 120;

it('lets other calls in, and names what any of the records repeats', async () => {
  const folder = testFolder();
  const documents = join(folder, 'documents');
  mkdirSync(documents);
  for (let i = 0; i < COUNT; i++) writeFileSync(join(documents, `${i}.txt`), `bytes of ${i}`);
  const holder = { name: 'ACME', creditCode: null, operator: null };
  const { desk } = await Desk.init(options(join(folder, 'home')), { language: 'en', holder });
  onTestFinished(() => desk.close());
  const items = await desk.intake({ paths: [documents], again: false }).done;
  const ids = items.map(({ recordId }) => recordId ?? '');
  await desk.edit({ ids: ids.slice(-1), facts: { number: 'HT-2026-007', title: 'Contract HT-2026-007' } });
  let turns = 0;
  const turn = () => {
    turns += 1;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  const found = await desk.certificates.alsoWithheld(ids, ['number']);
  clearImmediate(next);
  expect(found).toEqual(['title']);
  expect(turns).toBeGreaterThanOrEqual(2);
});
