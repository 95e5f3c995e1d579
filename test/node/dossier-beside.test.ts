// Lists of a dossier that lie beside its certificate as files of their own, on the command line.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyFiles } from '../../core/node/verify/verify-files.ts';
import { dossierSentences } from '../../core/words/dossier.ts';
import { wordsFor } from '../../core/words/words.ts';
import { certificateObjects, pdfOf } from '../core/attachments-pdf.ts';
import { dossierCertificate, dossierOf, itemsOf, openingAt, openingsOf } from '../core/support/dossiers.ts';
import { scratch } from './support/cli.ts';

const folder = scratch('dossier-beside-');
const at = (name: string) => join(folder, name);
const made = dossierOf(9, 2);
const other = dossierOf(8);
const files = dossierCertificate(made);
writeFileSync(at('pool.pdf'), pdfOf(certificateObjects(undefined, files)));
writeFileSync(at('their items.json'), itemsOf(made));
writeFileSync(at('list as it was sent'), itemsOf(made));
writeFileSync(at('openings.json'), openingsOf({ openings: [openingAt(made, 3)] }));
writeFileSync(at('items.json'), itemsOf(other));
const verified = (...names: readonly string[]) => verifyFiles(names.map(at), { trust: [] });

test('they are found by what the record commits to, whatever they are called, and said in words', async () => {
  const [line, ...others] = await verified('pool.pdf', 'their items.json', 'openings.json');
  expect(others).toEqual([]);
  const report = line?.report;
  const states = Object.fromEntries((report?.checks ?? []).map(({ name, state }) => [name, state]));
  expect(states).toMatchObject({ items: 'passed', totals: 'passed', openings: 'passed' });
  expect(report?.dossier?.beside).toEqual(['items.json', 'openings.json']);
  expect(report?.certificateNumber).toBe((await verified('pool.pdf'))[0]?.report?.certificateNumber);
  for (const language of ['zh', 'en'] as const)
    expect(report && dossierSentences(report, wordsFor(language)).says[0]).toContain('items.json');
});

test('a name says nothing: a list without an ending counts, and a copy of it stays a document', async () => {
  const [line, ...others] = await verified('pool.pdf', 'list as it was sent');
  expect([line?.report?.dossier?.beside, line?.document, others]).toEqual([['items.json'], null, []]);
  const [pool, ...more] = await verified('pool.pdf', 'list as it was sent', 'their items.json');
  expect([pool?.report?.dossier?.listed, pool?.document, more]).toEqual([true, at('their items.json'), []]);
});

test('a list of another dossier stays a document, and nothing of it counts', async () => {
  const [pool, ...others] = await verified('pool.pdf', 'items.json', 'openings.json');
  expect([pool?.document, others]).toEqual([at('items.json'), []]);
  expect(pool?.report?.dossier).toMatchObject({ beside: ['openings.json'], listed: false });
});

test('without a certificate of a dossier they are documents like any other', async () => {
  const [line] = await verified('their items.json');
  expect([line?.certificate, line?.report]).toEqual([null, null]);
});
