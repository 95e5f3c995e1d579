/** How long the first certificate after a cold start takes, from the click to the file. Printed, never judged: a figure. */
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/lib/project.ts';
import { makeHome } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

let folder: string;
let desk: LaunchedApp;
let home: string;

beforeAll(async () => {
  folder = await makeWorkFolder('first-certificate');
  await copyFile(join(projectRoot, 'core/node/cli/samples/contract.pdf'), join(folder, 'contract.pdf'));
  await mkdir(join(folder, 'out'));
  await handOver(folder);
  home = await makeHome();
  desk = await launchApp({ home });
});
afterAll(() => desk.close());

test('the first certificate after a cold start', async () => {
  const first = new Person(desk, 'en');
  await first.setUp('Blue Sea Trading');
  await first.drop([join(folder, 'contract.pdf')]);
  await first.row('contract.pdf').waitFor();
  // the folder is remembered, so that the second start asks for nothing
  await first.sealAndCertify(join(folder, 'out'));
  await desk.close();

  desk = await launchApp({ home });
  const clerk = new Person(desk, 'en');
  const { certify } = clerk.texts.records;
  await clerk.go('records');
  await clerk.row('contract.pdf').getByRole('checkbox').check();
  await clerk.button(certify.button).click();
  const go = clerk.button(certify.goThere, clerk.dialog);
  await go.waitFor();
  // codes on paper give another number, and so another file than the one of before
  await clerk.dialog.getByRole('checkbox', { name: clerk.texts.paper.certify }).check();
  await sleep(1500); // as long as a person reads the dialog
  const before = (await readdir(join(folder, 'out'))).length;
  const started = performance.now();
  await go.click();
  while ((await readdir(join(folder, 'out'))).filter((name) => name.endsWith('.pdf')).length === before) await sleep(2);
  const ms = Math.round(performance.now() - started);
  console.log(`first certificate after a cold start, window: ${ms} ms from click to file`);
  await clerk.button(certify.openFolder, clerk.dialog).waitFor();
  expect((await readdir(join(folder, 'out'))).length).toBe(before + 1);
});
