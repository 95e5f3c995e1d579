/** Days on which something is wrong: members away, a locked desk, an old copy put back, a damaged home. */
import { copyFile, cp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'vitest';
import { vector } from '../../golden/support/vectors.ts';
import { answerOpenDialog, makeHome } from '../controls.ts';
import { handOver } from '../launch.ts';
import type { Studio } from '../studio.ts';

export function trouble(studio: Studio): void {
  test('the consortium does not answer', async () => {
    const { chains } = studio.clerk.texts;
    await studio.clerk.go('trust');
    await answerOpenDialog(studio.desk.app, [vector('consortium', 'chain-changed.consortium.json')]);
    await studio.clerk.button(chains.add).click();
    await studio.clerk.button(studio.clerk.texts.trust.accept.without, studio.clerk.dialog).click();
    await studio.clerk.page.getByText(chains.unreachable).first().waitFor();
    await studio.show('trust, members away');
    await writeFile(studio.file('later.txt'), 'one more document\n');
    await handOver(studio.folder);
    await studio.clerk.go('notarize');
    await studio.clerk.drop([studio.file('later.txt')]);
    await studio.clerk.row('later.txt').waitFor();
    await studio.clerk.seal();
    await studio.show('sealed, members away');
    await studio.clerk.go('trust');
    await studio.showDialog(chains.remove, 'remove a chain');
  });

  test('the desk is locked', async () => {
    const { common } = studio.clerk.texts;
    await studio.desk.close();
    await studio.start();
    await studio.clerk.page.getByLabel(common.unlock.label).waitFor();
    await studio.clerk.page.getByLabel(common.unlock.label).fill('wrong');
    await studio.clerk.button(common.unlock.button).click();
    // said beside the field; that the desk is locked stands above it all the time
    await studio.clerk.page.locator('form').getByRole('alert').waitFor();
    await studio.show('locked, wrong passphrase');
    for (const place of ['records', 'verify', 'trust', 'settings'] as const) {
      await studio.clerk.go(place);
      await studio.show(`locked, ${place}`);
    }
    await studio.unlock();
  });

  test('an old copy of the home was put back', async () => {
    await studio.desk.close();
    const old = await makeHome();
    await cp(studio.home, old, { recursive: true });
    await studio.start();
    await studio.unlock();
    await writeFile(studio.file('last.txt'), 'the last document\n');
    await handOver(studio.folder);
    await studio.clerk.drop([studio.file('last.txt')]);
    await studio.clerk.row('last.txt').waitFor();
    await studio.clerk.seal();
    await studio.desk.close();
    for (const name of (await readdir(studio.home)).filter((one) => one.startsWith('notary.db')))
      await rm(join(studio.home, name));
    await copyFile(join(old, 'notary.db'), join(studio.home, 'notary.db'));
    await handOver(studio.home);
    await studio.start();
    await studio.unlock();
    await studio.clerk.page.getByRole('alert').filter({ visible: true }).first().waitFor();
    await studio.show('an old copy put back');
  });

  test('the home is damaged', async () => {
    await studio.desk.close();
    await truncate(join(studio.home, 'notary.db'), 0);
    await studio.start();
    await studio.clerk.page.getByRole('alert').filter({ visible: true }).first().waitFor();
    for (const place of ['notarize', 'records', 'trust', 'settings'] as const) {
      await studio.clerk.go(place);
      await studio.show(`damaged, ${place}`);
    }
  });
}
