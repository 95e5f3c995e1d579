/** The recipient’s five minutes: certificates of every verdict, alone, together and in a folder. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { test } from 'vitest';
import { vector } from '../../golden/support/vectors.ts';
import { handOver } from '../launch.ts';
import { CONTRACT, INVOICE } from '../office.ts';
import type { Studio } from '../studio.ts';

export function recipient(studio: Studio): void {
  const certificate = (name: string) => vector('certificates', `${name}.pdf`);
  const document = (name: string) => vector('documents', name);

  test('checks certificates of this desk', async () => {
    await studio.clerk.go('verify');
    const own = await certificateOf(studio, '2026-0000');
    const contract = studio.file('in', '合同 contracts/2026', CONTRACT);
    await studio.clerk.verify([own, contract]);
    await studio.show('verify, self-attested');
    await studio.show('verify, checks unfolded', {
      bring: async () => {
        for (const one of await studio.main().locator('details:visible').all())
          await one.evaluate((details: HTMLDetailsElement) => {
            details.open = true;
          });
        await studio.main().locator('details:visible').last().scrollIntoViewIfNeeded();
      },
      putAway: async () => {},
    });
    await studio.clerk.verify([own]);
    await studio.show('verify, no document');
    await studio.clerk.verify([own, studio.file('in', INVOICE)]);
    await studio.show('verify, another document');
    const bytes = await readFile(own);
    await writeFile(studio.file('stamped.pdf'), Buffer.concat([bytes, Buffer.from('%stamped\n')]));
    const torn = Buffer.from(bytes);
    for (let i = 3000; i < 3040; i += 1) torn[i] = (torn[i] ?? 0) ^ 1;
    await writeFile(studio.file('torn.pdf'), torn);
    await handOver(studio.folder);
    await studio.clerk.verify([studio.file('stamped.pdf'), contract]);
    await studio.show('verify, something appended');
    await studio.clerk.verify([studio.file('torn.pdf'), contract]);
    await studio.show('verify, tampered');
    await studio.clerk.verify([contract]);
    await studio.show('verify, a document alone');
  });

  test('checks certificates of others', async () => {
    await studio.clerk.verify([certificate('chain-four-votes'), document('four-of-four.txt')]);
    await studio.show('verify, untrusted');
    await studio.acceptTrust(vector('trust', 'chain-registered.trust.json'));
    await studio.show('trust, accepted');
    await studio.clerk.go('verify');
    await studio.clerk.verify([certificate('chain-four-votes'), document('four-of-four.txt')]);
    await studio.show('verify, proven');
    await studio.clerk.verify([certificate('chain-provisional'), document('provisional.txt')]);
    await studio.show('verify, pending');
    await studio.clerk.verify([
      certificate('chain-four-votes'),
      certificate('contract'),
      document('four-of-four.txt'),
      studio.file('torn.pdf'),
    ]);
    await studio.show('verify, several');
    await studio.clerk.button(studio.clerk.texts.common.close, studio.main()).click();
  });

  test('checks a folder', async () => {
    const { box } = studio.clerk.texts;
    await studio.clerk.drop([
      vector('certificates'),
      vector('documents'),
      studio.file('in'),
      studio.file('certificates'),
    ]);
    const sheet = studio.clerk.page.getByRole('region', { name: box.title });
    await sheet.getByLabel(box.filter.search).waitFor({ timeout: 300_000 });
    await studio.show('box');
    await studio.clerk.page.getByLabel(box.filter.search).fill('four-of-four');
    await studio.show('box, searched');
    await studio.clerk.row('four-of-four').getByText('four-of-four').first().click();
    await studio.clerk.dialog.getByText(studio.clerk.texts.verify.who, { exact: true }).waitFor();
    await studio.show('box, one row');
    await studio.leave();
    await studio.clerk.page.getByLabel(box.filter.search).fill('nothing has this name');
    await studio.show('box, nothing found');
    await studio.clerk.button(box.done.close).click();
  });
}

async function certificateOf(studio: Studio, name: string): Promise<string> {
  const found = (await readdir(studio.file('certificates'))).find((one) => one.includes(name));
  if (found === undefined) throw new Error(`there is no certificate of ${name}`);
  return studio.file('certificates', found);
}
