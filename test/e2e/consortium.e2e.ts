import { copyFile, cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkCode } from '../../core/formats/check-code.ts';
import { trustFingerprint } from '../../core/formats/trust.ts';
import { memberCommand } from '../../core/node/member/cli.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { groupedHex } from '../../core/words/words.ts';
import type { DeskStatus, Language } from '../../electron/api.ts';
import { filesOf, writeFiles } from '../../scripts/consortium/commands.ts';
import { folderOf } from '../../scripts/consortium/network.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { engineOrReason, LiveNetwork } from '../consortium/support/network.ts';
import { seriousFindings, whenStill } from './axe.ts';
import { answerOpenDialog, answerSaveDialog, makeHome, type PageGlobals } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

const samples = join(projectRoot, 'core/node/cli/samples');
/** Kept as artefacts of a run, for people to look at. */
const pictures = join(projectRoot, 'artefacts/consortium');
const soon = { timeout: 300_000, interval: 200 };
const found = await engineOrReason();

if ('reason' in found) test('the window and a live consortium', (context) => context.skip(found.reason));
else {
  let live: LiveNetwork;
  beforeAll(async () => {
    live = await LiveNetwork.start(found.engine);
  });
  afterAll(async () => {
    await live?.end();
  });

  /** One after the other, in one desk: each step stands on the one before. */
  describe.each(['zh', 'en'] as const)('the window and a live consortium, in %s', (language: Language) => {
    let folder: string;
    let desk: LaunchedApp;
    let clerk: Person;
    let shown = 0;
    const file = (name: string) => join(folder, name);

    beforeAll(async () => {
      await rm(join(pictures, language), { recursive: true, force: true });
      await mkdir(join(pictures, language), { recursive: true });
      folder = await makeWorkFolder('consortium');
      await cp(join(samples, 'contract.pdf'), file('contract.pdf'));
      await cp(join(samples, 'invoice.xml'), file('invoice.xml'));
      await writeFiles(live.dir, live.network);
      await copyFile(filesOf(live.dir).consortium, file('demo.consortium.json'));
      await handOver(folder);
      desk = await launchApp({ home: await makeHome(), env: { TZ: 'Asia/Shanghai' } });
      clerk = new Person(desk, language);
      await clerk.setUp({ zh: '海蓝贸易有限公司', en: 'Blue Sea Trading Ltd.' }[language]);
    });
    afterAll(async () => {
      await desk?.close();
    });

    /** Takes the picture of what is shown, and lets axe look at it. */
    async function show(name: string): Promise<void> {
      // what is fetched has arrived
      await clerk.page.waitForTimeout(600);
      await whenStill(clerk.page);
      shown += 1;
      const number = String(shown).padStart(2, '0');
      await clerk.page.screenshot({ path: join(pictures, language, `${number} ${name}.png`) });
      expect.soft(await seriousFindings(clerk.page), name).toEqual([]);
    }

    const status = (): Promise<DeskStatus> =>
      desk.window.evaluate(async () => {
        const answer = await (globalThis as unknown as PageGlobals).notary.status();
        if (!answer.ok) throw new Error(answer.error.message);
        return answer.value;
      });
    const anchored = (count: number) =>
      vi.waitFor(async () => expect((await status()).counts.anchored).toBe(count), soon);

    /** The line of a member among those of the chain. */
    const member = (organisation: string) => clerk.page.getByRole('row').filter({ hasText: organisation });
    const organisations = () => live.network.members.map(({ organisation }) => organisation);
    const unreachable = () => clerk.page.getByText(clerk.texts.chains.unreachable);

    async function askMembers(away: number): Promise<void> {
      await vi.waitFor(async () => {
        await clerk.button(clerk.texts.chains.ask).click();
        await clerk.button(clerk.texts.chains.ask).isEnabled();
        await clerk.page.getByText(clerk.texts.chains.asking).first().waitFor({ state: 'detached' });
        expect(await unreachable().count()).toBe(away);
      }, soon);
    }

    /** What is offered there is about what was done before. */
    async function dismissNotices(): Promise<void> {
      const notices = clerk.page.locator('.notice-close');
      await vi.waitFor(async () => {
        if ((await notices.count()) > 0) await notices.first().click({ timeout: 2000 });
        expect(await notices.count()).toBe(0);
      }, soon);
    }

    async function closeDialog(): Promise<void> {
      await clerk.button(clerk.texts.common.close, clerk.dialog).last().click();
      await clerk.dialog.waitFor({ state: 'hidden' });
    }

    async function certify(out: string): Promise<void> {
      await clerk.certifyInto(out);
      await closeDialog();
    }

    test('its file is brought in after its fingerprint was compared', async () => {
      const { chains, trust } = clerk.texts;
      await clerk.go('trust');
      await answerOpenDialog(desk.app, [file('demo.consortium.json')]);
      await clerk.button(chains.add).click();
      const fingerprint = trustFingerprint(await readFile(file('demo.consortium.json')), nodeCrypto);
      await clerk.dialog.getByText(checkCode(fingerprint)).first().waitFor();
      for (const name of organisations())
        await clerk.dialog.getByText(clerk.say(trust.calls, { name })).first().waitFor();
      await show('the file, before it is accepted');
      await clerk.dialog.getByLabel(trust.accept.typed).fill(groupedHex(fingerprint));
      await clerk.button(trust.accept.accept, clerk.dialog).click();
      await clerk.page.getByText(chains.acceptDone).waitFor();
    });

    test('its members are seen by name, each with height and delay', async () => {
      await clerk.page.getByText(clerk.texts.chains.demo, { exact: true }).first().waitFor();
      for (const name of organisations()) await member(name).getByText('✓').waitFor();
      const [height] = (await member('Aster Bank').textContent())?.match(/\d+\D+\d+ ?(?:ms|毫秒)/) ?? [];
      expect(height).toBeDefined();
      await show('members');
    });

    test('a desk that nobody registered is told what to do', async () => {
      await clerk.go('notarize');
      await clerk.drop([file('contract.pdf')]);
      await clerk.row('contract.pdf').waitFor();
      await clerk.seal();
      const { happened } = clerk.words.error('anchor-refused', { reason: 'unknown-log' });
      await clerk.page.getByText(happened).first().waitFor();
      await show('not registered, told at once');
      await dismissNotices();
      await clerk.go('trust');
      await clerk.page.getByRole('alert').filter({ hasText: happened }).first().waitFor();
      await show('not registered, beside the chain');
      expect((await status()).counts).toMatchObject({ sealed: 1, anchored: 0 });
    });

    test('the members sign the file by which it asks for registration; what waited is confirmed', async () => {
      const request = file('register.json');
      await answerSaveDialog(desk.app, request);
      await clerk.button(clerk.texts.chains.register).click();
      await clerk.page.getByText(clerk.say(clerk.texts.chains.registered, { path: request })).waitFor();
      const rpc = ['--rpc', live.url('aster')];
      const decision = join(live.dir, `decision-${language}.json`);
      await memberCommand(['propose', 'register-log', request, ...rpc, '--out', decision]);
      for (const one of live.network.members.slice(0, 3))
        await memberCommand(['sign', '--dir', folderOf(live.dir, one), decision]);
      await memberCommand(['submit', ...rpc, decision]);
      await askMembers(0);
      await anchored(1);
      await clerk.page.getByText(clerk.texts.chains.queueEmpty).waitFor();
      await show('registered and confirmed');
    });

    test('while two members are away a record waits, and its certificate is provisional', async () => {
      const { notarize } = clerk.texts;
      await Promise.all(['cedar', 'dunlin'].map((name) => live.stop(name)));
      await clerk.go('notarize');
      await clerk.drop([file('invoice.xml')]);
      await clerk.row('invoice.xml').waitFor();
      await dismissNotices();
      await clerk.seal();
      await clerk.button(notarize.bar.certificates).click();
      await certify(file('provisional'));
      await clerk.go('trust');
      await askMembers(2);
      await show('two members away');
      expect((await status()).counts).toMatchObject({ sealed: 1, anchored: 1 });
      const [certificate = ''] = await readdir(file('provisional'));
      await clerk.go('verify');
      const title = await clerk.verify([join(file('provisional'), certificate), file('invoice.xml')]);
      expect(title).toBe(clerk.words.verdictTitle('pending'));
      await show('provisional certificate');
    });

    test('when they are back it is confirmed, and the window offers the final certificate', async () => {
      const { records } = clerk.texts;
      await Promise.all(['cedar', 'dunlin'].map((name) => live.start(name)));
      await clerk.go('trust');
      await askMembers(0);
      await anchored(2);
      await clerk.go('records');
      await clerk.page.getByText(records.final.help).waitFor();
      await show('final certificate offered');
      await clerk.button(records.final.make).click();
      await certify(file('final'));
      await clerk.page.getByText(records.final.help).waitFor({ state: 'detached' });
      const [certificate = ''] = await readdir(file('final'));
      await clerk.go('verify');
      // a test network proves nothing to a window, and it says so
      const title = await clerk.verify([join(file('final'), certificate), file('invoice.xml')]);
      expect(title).toBe(clerk.words.verdictTitle('self-attested'));
      // and introduces nobody: its members are named once a bundle that was accepted names this desk
      const who = clerk.page.getByRole('region', { name: clerk.texts.verify.who });
      const signed = await who.getByRole('listitem').allTextContents();
      expect(signed.length).toBeGreaterThan(0);
      expect(organisations().filter((name) => signed.some((line) => line.includes(name)))).toEqual([]);
      await show('final certificate');
    });

    test('and sends it, with the document and the page that checks it', async () => {
      const { share, records, common } = clerk.texts;
      await clerk.go('records');
      await clerk.row('invoice.xml').getByRole('checkbox').check();
      await clerk.button(share.button).click();
      await clerk.dialog.getByLabel(share.document).check();
      await show('send');
      await answerSaveDialog(desk.app, file('send.zip'));
      await clerk.button(share.go, clerk.dialog).click();
      await clerk.page.getByText(clerk.say(share.done, { path: file('send.zip') })).waitFor();
      const inside = Object.keys(unzipSync(await readFile(file('send.zip')))).map((name) => basename(name));
      expect(inside).toEqual(expect.arrayContaining(['invoice.xml', expect.stringMatching(/^invoice.*\.pdf$/)]));
      await clerk.button(common.clearSelection).click();
      await clerk.row('invoice.xml').getByText('invoice.xml').click();
      await clerk.page.locator('canvas').first().waitFor();
      const drawer = clerk.dialog;
      await drawer.getByRole('heading', { name: records.detail.confirmedBy, exact: true }).scrollIntoViewIfNeeded();
      const { chain } = await live.file();
      await drawer.getByText(clerk.say(clerk.texts.trust.calls, { name: `Test consortium ${chain}` })).waitFor();
      for (const label of [clerk.texts.chains.block, clerk.texts.chains.transaction])
        await drawer.getByText(label, { exact: true }).waitFor();
      await show('who confirmed it');
      await clerk.page.getByText(records.detail.certificate, { exact: true }).first().scrollIntoViewIfNeeded();
      await show('the certificate on paper');
      await clerk.leave();
    });

    test('the chain is switched off, on, and removed', async () => {
      const { chains } = clerk.texts;
      await clerk.go('trust');
      const chain = (await live.file()).chain;
      const toggle = clerk.page.getByRole('switch', { name: clerk.say(chains.switch, { name: chain }) });
      const isOn = (on: boolean) =>
        vi.waitFor(async () => expect(await toggle.getAttribute('aria-checked')).toBe(String(on)), soon);
      await isOn(true);
      await toggle.click();
      await isOn(false);
      await show('switched off');
      await toggle.click();
      await isOn(true);
      await clerk.button(chains.remove).first().click();
      await clerk.page.getByText(chains.removeBody).waitFor();
      await show('remove, asked');
      await clerk.button(chains.remove, clerk.dialog).click();
      await clerk.page.getByText(chains.removed).waitFor();
      await toggle.waitFor({ state: 'detached' });
    });
  });
}
