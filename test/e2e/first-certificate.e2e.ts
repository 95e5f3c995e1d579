/** How long the first certificate after a cold start takes, from the click to the file. Printed, never judged: a figure. */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
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
afterAll(() => desk.close().catch(() => {}));

/** A new start, the dialog of the one record, and the time from the click to the file. */
async function measured(reading: number, shown: 'none' | 'all'): Promise<number> {
  desk = await launchApp({ home });
  const clerk = new Person(desk, 'en');
  const { certify } = clerk.texts.records;
  await clerk.go('records');
  await clerk.row('contract.pdf').getByRole('checkbox').check();
  await clerk.button(certify.button).click();
  const go = clerk.button(certify.goThere, clerk.dialog);
  await go.waitFor();
  // other facts give another number, and so another file than the one of before
  await clerk.dialog.getByRole('radio', { name: clerk.texts.disclosure[shown] }).check();
  await sleep(reading);
  const files = async () => (await readdir(join(folder, 'out'))).filter((name) => name.endsWith('.pdf')).length;
  const before = await files();
  const started = performance.now();
  await go.click();
  while ((await files()) === before) await sleep(2);
  const ms = Math.round(performance.now() - started);
  await clerk.button(certify.openFolder, clerk.dialog).waitFor();
  expect(await files()).toBe(before + 1);
  await desk.close();
  return ms;
}

test('the first certificate after a cold start', async () => {
  const first = new Person(desk, 'en');
  await first.setUp('Blue Sea Trading');
  await first.drop([join(folder, 'contract.pdf')]);
  await first.row('contract.pdf').waitFor();
  // the folder is remembered, so that the next starts ask for nothing
  await first.sealAndCertify(join(folder, 'out'));
  await desk.close();
  const read = await measured(1500, 'none');
  await rm(join(folder, 'out'), { recursive: true });
  await mkdir(join(folder, 'out'));
  await handOver(folder);
  const hurried = await measured(0, 'all');
  console.log(
    `first certificate after a cold start, window: ${read} ms from click to file, ${hurried} ms clicked at once`,
  );
});
