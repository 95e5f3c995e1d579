import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { trustFingerprint } from '../../core/formats/trust.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import type { IntakeProgress, NotaryEvent, RecordState } from '../../electron/api.ts';
import { answerOpenDialog, answerSaveDialog, listen, makeHome, type PageGlobals } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

const soon = { timeout: 120_000, interval: 100 };

let home: string;
let folder: string;
let desk: LaunchedApp;
let clerk: Person;

beforeEach(async () => {
  home = await makeHome();
  folder = await makeWorkFolder();
  desk = await launchApp({ home });
  clerk = new Person(desk, 'en');
  await clerk.setUp('Blue Sea Trading Ltd.');
});
afterEach(() => desk.close());

async function writeFiles(names: readonly string[], within = folder): Promise<readonly string[]> {
  await mkdir(within, { recursive: true });
  const paths = names.map((name) => join(within, name));
  for (const path of paths) await writeFile(path, `contents of ${path}\n`);
  await handOver(folder);
  return paths;
}

function counts(): Promise<Readonly<Record<RecordState, number>>> {
  return desk.window.evaluate(async () => {
    const status = await (globalThis as unknown as PageGlobals).notary.status();
    if (!status.ok) throw new Error(status.error.message);
    return status.value.counts;
  });
}

const progressOf = (events: readonly NotaryEvent[]): readonly IntakeProgress[] =>
  events.flatMap((event) => (event.kind === 'intake' ? [event.progress] : []));

test('a record is withdrawn before it is sealed; the row and the reason stay', async () => {
  const paths = await writeFiles(['right.txt', 'wrong.txt']);
  await clerk.drop(paths);
  const { notarize } = clerk.texts;
  await clerk.row('wrong.txt').getByRole('checkbox').check();
  await clerk.button(notarize.withdraw).click();
  await clerk.dialog.getByLabel(notarize.withdrawal.reason).fill('taken in by mistake');
  await clerk.button(notarize.withdrawal.button, clerk.dialog).click();
  await clerk.row('wrong.txt').waitFor({ state: 'detached' });
  await clerk.button(notarize.bar.seal).click();
  await vi.waitFor(async () => expect(await counts()).toMatchObject({ withdrawn: 1, recorded: 0 }), soon);
  await clerk.go('records');
  await clerk.row('wrong.txt').getByText('wrong.txt').click();
  await clerk.page.getByText('taken in by mistake').first().waitFor();
});

describe('trust', () => {
  test('the desk’s own bundle is saved, and somebody else’s is accepted with its fingerprint', async () => {
    const { trust } = clerk.texts;
    await clerk.go('trust');
    const own = join(folder, 'own.trust.json');
    await answerSaveDialog(desk.app, own);
    await clerk.button(trust.desk.export).click();
    await vi.waitFor(async () => expect((await readFile(own)).length).toBeGreaterThan(100), soon);
    // what another desk would have given away: the same log under another name
    const theirs = join(folder, 'theirs.trust.json');
    await writeFile(theirs, (await readFile(own, 'utf8')).replace('Blue Sea Trading Ltd.', 'Red Hill Bank'));
    await handOver(folder);
    await answerOpenDialog(desk.app, [theirs]);
    await clerk.button(trust.add).click();
    const fingerprint = trustFingerprint(await readFile(theirs), nodeCrypto);
    await clerk.dialog.getByLabel(trust.accept.typed).fill(`${fingerprint.slice(0, 63)}x`);
    await expectDisabled(trust.accept.accept);
    await clerk.dialog.getByLabel(trust.accept.typed).fill(fingerprint.toUpperCase());
    await clerk.button(trust.accept.accept, clerk.dialog).click();
    await clerk.page.getByText(trust.accept.done).waitFor();
    await clerk.page.getByText(trust.compared).first().waitFor();
  });

  async function expectDisabled(name: string): Promise<void> {
    expect(await clerk.button(name, clerk.dialog).isDisabled()).toBe(true);
  }
});

describe('an intake', () => {
  test('that was cut off goes on at the next start, and nothing is lost or doubled', async () => {
    const small = Array.from({ length: 300 }, (_, i) => `file ${i}.txt`);
    await writeFiles(small);
    // keeps the intake busy until the desk is killed
    const large = await open(join(folder, 'zz large.bin'), 'w');
    await large.truncate(2 * 2 ** 30);
    await large.close();
    await handOver(folder);
    const events = await listen(desk);
    await answerOpenDialog(desk.app, [folder]);
    await clerk.button(clerk.texts.notarize.chooseFolder).click();
    await vi.waitFor(async () => {
      const last = progressOf(await events()).at(-1);
      expect(last?.running).toBe(true);
      expect(last?.filesDone).toBeGreaterThan(100);
    }, soon);
    desk.app.process().kill('SIGKILL');
    await desk.close();
    desk = await launchApp({ home });
    await vi.waitFor(async () => expect((await counts()).recorded).toBe(301), soon);
    const again = await desk.window.evaluate(async () => {
      const { notary } = globalThis as unknown as PageGlobals;
      const page = await notary.records({
        search: '',
        states: [],
        kind: null,
        from: null,
        to: null,
        sort: 'fileName',
        descending: false,
        offset: 0,
        limit: 500,
      });
      return page.ok ? page.value.rows.map((row) => row.facts.fileName) : [];
    });
    expect([...again].sort()).toEqual([...small, 'zz large.bin'].sort());
  });

  test('of 2,000 files leaves the window usable', async () => {
    for (let i = 0; i < 10; i += 1)
      await writeFiles(
        Array.from({ length: 200 }, (_, n) => `invoice ${n}.txt`),
        join(folder, `box ${i}`),
      );
    const frames = await watchFrames();
    const events = await listen(desk);
    await clerk.drop([folder]);
    await clerk.go('records');
    await clerk.go('notarize');
    // over 1,000 the policy seals at once
    await vi.waitFor(async () => expect((await counts()).anchored).toBe(2000), soon);
    await vi.waitFor(async () => expect(progressOf(await events()).at(-1)?.running).toBe(false), soon);
    const longest = await frames();
    expect(longest).toBeLessThan(1000);
    const all = progressOf(await events());
    expect(all.at(-1)).toMatchObject({ files: 2000, filesDone: 2000, failed: 0 });
  });
});

/** Measures the longest time between two frames of the page until it is asked. */
async function watchFrames(): Promise<() => Promise<number>> {
  await desk.window.evaluate(() => {
    const page = globalThis as unknown as { longestPause: number };
    page.longestPause = 0;
    let last = performance.now();
    const frame = (now: number): void => {
      page.longestPause = Math.max(page.longestPause, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  return () => desk.window.evaluate(() => (globalThis as unknown as { longestPause: number }).longestPause);
}
