/** A witness of others in the window: connected by its file, away, refusing, and shown with what it cosigned. */
import { chmod, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkCode } from '../../core/formats/check-code.ts';
import { trustFingerprint } from '../../core/formats/trust.ts';
import { foreignWitnessFile } from '../../core/node/connectors/witness/make-file.ts';
import { readKeyInfo } from '../../core/node/home/keys.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { groupedHex } from '../../core/words/words.ts';
import type { DeskStatus, Language } from '../../electron/api.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { OurWitness, signer } from '../witness/support/our-witness.ts';
import { seriousFindings, whenStill } from './axe.ts';
import { answerOpenDialog, makeHome, type PageGlobals } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

const samples = join(projectRoot, 'core/node/cli/samples');
/** Kept as artefacts of a run, for people to look at. */
const pictures = join(projectRoot, 'artefacts/witness');
const soon = { timeout: 300_000, interval: 200 };

/** One after the other, in one desk: each step stands on the one before. */
describe.each(['zh', 'en'] as const)('the window and a witness, in %s', (language: Language) => {
  const organisation = { zh: '江北物流有限公司', en: 'North Bank Logistics' }[language];
  let folder: string;
  let home: string;
  let witness: OurWitness;
  let desk: LaunchedApp;
  let clerk: Person;
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    await mkdir(join(pictures, language), { recursive: true });
    folder = await makeWorkFolder('witness');
    await cp(join(samples, 'contract.pdf'), file('contract.pdf'));
    await mkdir(file('state'));
    witness = await new OurWitness(file('state')).start();
    witness.now = Date.now();
    await handOver(folder);
    home = await makeHome();
    desk = await launchApp({ home, env: { TZ: 'Asia/Shanghai' } });
    clerk = new Person(desk, language);
    await clerk.setUp({ zh: '海蓝贸易有限公司', en: 'Blue Sea Trading Ltd.' }[language]);
  });
  afterAll(async () => {
    await desk?.close();
    await witness?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Takes the picture of what is shown, and lets axe look at it. */
  async function show(name: string): Promise<void> {
    await whenStill(clerk.page);
    await clerk.page.screenshot({ path: join(pictures, language, `${name}.png`) });
    expect.soft(await seriousFindings(clerk.page), name).toEqual([]);
  }

  const anchored = () =>
    desk.window.evaluate(async () => {
      const answer = await (globalThis as unknown as PageGlobals).notary.status();
      if (!answer.ok) throw new Error(answer.error.message);
      return (answer.value as DeskStatus).counts.anchored;
    });

  test('its file is brought in after its check code was compared; it answers', async () => {
    const { chains, trust } = clerk.texts;
    const info = readKeyInfo(home);
    const bytes = foreignWitnessFile(
      { ...info, organisation: 'Blue Sea Trading Ltd.' },
      { organisation, vkey: signer.key.text, url: witness.url, ca: null },
    );
    await writeFile(file('b.witness.json'), bytes);
    await chmod(file('b.witness.json'), 0o644);
    const fingerprint = trustFingerprint(bytes, nodeCrypto);
    await clerk.go('trust');
    await answerOpenDialog(desk.app, [file('b.witness.json')]);
    await clerk.button(chains.add).click();
    await clerk.dialog.getByText(checkCode(fingerprint)).first().waitFor();
    await show('1 the file, before it is accepted');
    await clerk.dialog.getByLabel(trust.accept.typed).fill(groupedHex(fingerprint));
    await clerk.button(trust.accept.accept, clerk.dialog).click();
    await clerk.page.getByText(chains.acceptDone).waitFor();
    await clerk.page.getByRole('row').filter({ hasText: organisation }).getByText('✓').waitFor();
    await show('2 connected');
  });

  test('one that does not know the desk yet is said so, with what to do', async () => {
    await clerk.go('notarize');
    await clerk.drop([file('contract.pdf')]);
    await clerk.row('contract.pdf').waitFor();
    await clerk.seal();
    const { happened } = clerk.words.error('anchor-refused', { reason: 'witness-unknown-log' });
    await clerk.page.getByText(happened).first().waitFor();
    await clerk.go('trust');
    await clerk.page.getByRole('alert').filter({ hasText: happened }).first().waitFor();
    await show('3 not known');
    expect(await anchored()).toBe(0);
  });

  test('once it knows the desk, what waited is confirmed, and the record shows by whom', async () => {
    const { chains, records } = clerk.texts;
    witness.accept(readKeyInfo(home).log.text);
    await clerk.button(chains.ask).click();
    await vi.waitFor(async () => expect(await anchored()).toBe(1), soon);
    await clerk.go('records');
    await clerk.row('contract.pdf').getByText('contract.pdf').click();
    const drawer = clerk.dialog;
    await drawer.getByRole('heading', { name: records.detail.confirmedBy, exact: true }).scrollIntoViewIfNeeded();
    await drawer.getByText(`“${signer.key.name}”`).waitFor();
    await show('4 confirmed by');
  });
});
