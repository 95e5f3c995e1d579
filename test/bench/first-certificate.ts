/** The first certificate after a cold start of the window: from the click to the file, as a person makes it. */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../scripts/lib/project.ts';
import { makeHome } from '../e2e/controls.ts';
import setup from '../e2e/global-setup.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from '../e2e/launch.ts';
import { Person } from '../e2e/person.ts';
import { ending } from './endings.ts';
import { type BenchRow, median } from './report.ts';
import { rounds } from './rounds.ts';

const RUNS = 5;
/** How long somebody looks at the dialog before the click (ms); meanwhile the desk makes ready. */
const READING = 1500;
const TASK = 'first certificate after a cold start';

/** A home with one sealed record; its certificates go to `out`. */
interface Prepared {
  readonly home: string;
  readonly out: string;
}

/** Starts the window anew for every certificate, and compares the clicks with an aim of what feels immediate. */
export async function firstCertificate(): Promise<readonly BenchRow[]> {
  const end = ending(await setup());
  try {
    const prepared = await prepare();
    const samples = { read: [] as number[], hurried: [] as number[] };
    for (const _ of rounds(RUNS)) {
      samples.read.push(await fromClickToFile(prepared, READING));
      samples.hurried.push(await fromClickToFile(prepared, 0));
    }
    return rows(samples);
  } finally {
    await end();
  }
}

function rows({ read, hurried }: { readonly [way in 'read' | 'hurried']: readonly number[] }): readonly BenchRow[] {
  const row = (measure: string, samples: readonly number[]): BenchRow => ({
    task: TASK,
    measure,
    unit: 'ms',
    ours: median(samples),
    other: null,
    aim: null,
    runs: samples.length,
  });
  return [
    { ...row('from the click to the file', read), aim: { of: 'ours', sign: '≤', bound: 300 } },
    row('the same, clicked as soon as the dialog is there', hurried),
  ];
}

/** Runs something in a window, which is closed afterwards, also when the bench is stopped. */
async function inWindow<T>(home: string, work: (clerk: Person) => Promise<T>): Promise<T> {
  const desk: LaunchedApp = await launchApp({ home });
  const end = ending(desk.close);
  try {
    return await work(new Person(desk, 'en'));
  } finally {
    await end();
  }
}

/** The first run: a record is sealed, and its first certificate made, so that later starts know the folder. */
async function prepare(): Promise<Prepared> {
  const folder = await makeWorkFolder('first-certificate');
  const [home, out, file] = [await makeHome(), join(folder, 'out'), join(folder, 'contract.pdf')];
  await copyFile(join(projectRoot, 'core/node/cli/samples/contract.pdf'), file);
  await mkdir(out);
  await handOver(folder);
  await inWindow(home, async (clerk) => {
    await clerk.setUp('Blue Sea Trading');
    await clerk.drop([file]);
    await clerk.row('contract.pdf').waitFor();
    await clerk.sealAndCertify(out);
  });
  return { home, out };
}

/** Milliseconds. The folder is empty before, so that its first file is the certificate. */
function fromClickToFile({ home, out }: Prepared, reading: number): Promise<number> {
  return inWindow(home, async (clerk) => {
    for (const name of await readdir(out)) await rm(join(out, name));
    const { certify } = clerk.texts.records;
    await clerk.go('records');
    await clerk.row('contract.pdf').getByRole('checkbox').check();
    await clerk.button(certify.button).click();
    const go = clerk.button(certify.goThere, clerk.dialog);
    await go.waitFor();
    await sleep(reading);
    const began = performance.now();
    await go.click();
    while (!(await readdir(out)).some((name) => name.endsWith('.pdf'))) await sleep(2);
    const taken = performance.now() - began;
    await clerk.button(certify.openFolder, clerk.dialog).waitFor();
    return taken;
  });
}

if (import.meta.main) {
  const { table } = await import('./report.ts');
  process.stdout.write(table(await firstCertificate()));
}
