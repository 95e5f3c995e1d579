import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../electron/api.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { makeHome } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { layoutFaults, picture, resize, type Size } from './layout.ts';
import { Person } from './person.ts';

/** Kept as artefacts of a run, for people to look at. */
const pictures = join(projectRoot, 'artefacts/layout');

/** The first size, a small laptop, the least size; and the same with everything twice as large. */
const SIZES: readonly Size[] = [
  { width: 1360, height: 860, zoom: 1 },
  { width: 1024, height: 700, zoom: 1 },
  { width: 960, height: 640, zoom: 1 },
  { width: 1360, height: 860, zoom: 2 },
];

const stems = [
  '滨海市海蓝贸易有限公司与赤山机械制造股份有限公司设备采购合同',
  'Blue Sea Trading invoice for steel, lot',
] as const;
const fileName = (i: number) => `${stems[i % 2]} 2026-${String(i).padStart(4, '0')}.txt`;

/** Every page at every size: nothing lies over anything else, nothing is cut off at the side. */
describe.each(['zh', 'en'] as const)('layout in %s', (language: Language) => {
  let folder: string;
  let desk: LaunchedApp;
  let clerk: Person;

  beforeAll(async () => {
    await rm(join(pictures, language), { recursive: true, force: true });
    await mkdir(join(pictures, language), { recursive: true });
    folder = await makeWorkFolder('layout');
    await mkdir(join(folder, 'in'));
    for (let i = 0; i < 40; i += 1) await writeFile(join(folder, 'in', fileName(i)), `file ${i}\n`);
    await writeFile(join(folder, 'in', 'empty.txt'), '');
    await handOver(folder);
    desk = await launchApp({ home: await makeHome(), env: { TZ: 'Asia/Shanghai' } });
    clerk = new Person(desk, language);
    await clerk.setUp('海蓝贸易有限公司');
  });
  afterAll(() => desk.close());

  /** A row of the list that is shown; the head is the first. */
  const rowAt = (n: number) => clerk.page.getByRole('grid').filter({ visible: true }).getByRole('row').nth(n);

  /** Measures what is shown at every size, and keeps a picture of each. */
  async function measure(name: string, sizes = SIZES): Promise<void> {
    for (const size of sizes) {
      await resize(desk, size);
      const label = `${name} ${size.width}x${size.height} ${size.zoom * 100} %`;
      await writeFile(join(pictures, language, `${label}.png`), await picture(desk));
      expect.soft(await layoutFaults(clerk.page), label).toEqual([]);
    }
    await resize(desk, { width: 1360, height: 860, zoom: 1 });
  }

  test('notarize', async () => {
    const { notarize, common } = clerk.texts;
    await measure('notarize empty');
    await clerk.drop([join(folder, 'in')]);
    await clerk.button(notarize.intake.dismiss).waitFor();
    await measure('notarize with a panel');
    await clerk.button(notarize.intake.dismiss).click();
    await rowAt(1).getByRole('checkbox').check();
    await rowAt(2).getByRole('checkbox').check();
    await measure('notarize selected');
    await clerk.button(common.clearSelection).click();
  });

  test('sealed and records', async () => {
    const { notarize, common } = clerk.texts;
    await clerk.seal();
    await measure('sealed');
    await clerk.button(notarize.bar.certificates).click();
    await clerk.certifyInto(join(folder, 'certificates'));
    await clerk.button(common.close, clerk.dialog).last().click();
    await clerk.dialog.waitFor({ state: 'hidden' });
    await clerk.go('records');
    await rowAt(1).waitFor();
    await measure('records');
    await rowAt(1).getByRole('checkbox').check();
    await rowAt(2).getByRole('checkbox').check();
    await measure('records selected');
    await clerk.button(common.clearSelection).click();
    await rowAt(1).getByRole('gridcell').nth(2).click();
    await clerk.dialog.waitFor();
    await measure('one record');
    await clerk.leave();
    await clerk.page.getByText(clerk.texts.sent.sent, { exact: true }).click();
    await measure('sent');
  });

  test('verify', async () => {
    const { readdir } = await import('node:fs/promises');
    await clerk.go('verify');
    await measure('verify empty');
    const certificates = (await readdir(join(folder, 'certificates'))).map((name) =>
      join(folder, 'certificates', name),
    );
    const one = certificates.find((path) => path.includes('2026-0001')) ?? '';
    await clerk.verify([one, join(folder, 'in', fileName(1))]);
    await measure('verify one');
    await clerk.verify([one, join(folder, 'in', fileName(2))]);
    await measure('verify another document');
    await clerk.verify([...certificates.slice(0, 5), join(folder, 'in', fileName(2))]);
    await measure('verify several');
    await clerk.button(clerk.texts.common.close, clerk.page.getByRole('main')).click();
    await clerk.drop([folder]);
    await clerk.page.getByRole('region', { name: clerk.texts.box.title }).waitFor();
    await measure('box');
  });

  test('trust and settings', async () => {
    await clerk.go('trust');
    await measure('trust');
    await clerk.go('settings');
    await measure('settings');
    await clerk.page.getByText(clerk.texts.settings.themes.dark, { exact: true }).click();
    for (const place of ['notarize', 'records', 'verify', 'settings'] as const) {
      await clerk.go(place);
      await measure(`${place} dark`, SIZES.slice(0, 1));
    }
  });
});
