import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ExpertReport } from '../../core/handover/expert-report/index.ts';
import type { Language } from '../../electron/api.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { contract } from '../doctor/support/samples.ts';
import { changed, has } from '../doctor/support/tools.ts';
import { seriousFindings, whenStill } from './axe.ts';
import { answerOpenDialog, answerSaveDialog, makeHome } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { Person } from './person.ts';

const pictures = join(projectRoot, 'artefacts/stranger');
const soon = { timeout: 120_000, interval: 100 };
const qpdf = has('qpdf');

/** A stranger has another file than the sealed one: the window says what happened, and what an expert may repeat. */
describe.each(['zh', 'en'] as const)('another file, %s', (language: Language) => {
  let folder: string;
  let desk: LaunchedApp;
  let clerk: Person;
  const file = (name: string) => join(folder, name);
  const certificate = async () => {
    const names = await readdir(file('certificates'));
    return join(file('certificates'), names.find((name) => name.startsWith('contract')) ?? '');
  };
  const look = async (name: string) => {
    await whenStill(clerk.page);
    expect.soft(await seriousFindings(clerk.page), name).toEqual([]);
    await clerk.page.screenshot({ path: join(pictures, `${name}-${language}.png`) });
  };

  beforeAll(async () => {
    await mkdir(pictures, { recursive: true });
    folder = await makeWorkFolder('stranger');
    await mkdir(file('certificates'));
    const sealed = await contract(9);
    await writeFile(file('contract.pdf'), sealed);
    await writeFile(file('page-7.pdf'), await contract(9, { 7: 'Clause of page 7: ten times the price, of course.' }));
    if (qpdf)
      await writeFile(
        file('removed.pdf'),
        changed(sealed, '.pdf', 'qpdf', ['IN', '--pages', 'IN', '1-3,6-9', '--', 'OUT']),
      );
    await handOver(folder);
    desk = await launchApp({ home: await makeHome(), env: { TZ: 'Asia/Shanghai' } });
    clerk = new Person(desk, language);
    await clerk.setUp('海蓝贸易有限公司');
  });
  afterAll(() => desk.close());

  test('the settings say what digests of parts are for, and the checker page has the digest of the file', async () => {
    const { settings, doctor, checker } = clerk.texts;
    await clerk.go('settings');
    const parts = clerk.page.getByRole('switch', { name: doctor.parts.switch });
    if (!(await parts.isChecked())) await parts.click();
    const part = clerk.page.getByRole('region', { name: checker.title });
    const shown = (await part.locator('code').textContent())?.replaceAll(' ', '');
    await answerSaveDialog(desk.app, file('copy.html'));
    await clerk.button(checker.save, part).click();
    await vi.waitFor(async () => {
      const copy = await readFile(file('copy.html'));
      expect(createHash('sha256').update(copy).digest('hex')).toBe(shown);
    }, soon);
    await part.scrollIntoViewIfNeeded();
    await look('settings');
    await clerk.page.getByText(settings.version).first().waitFor();
  });

  test('a contract is sealed', async () => {
    await clerk.go('notarize');
    await clerk.drop([file('contract.pdf')]);
    await clerk.row('contract.pdf').waitFor();
    await clerk.sealAndCertify(file('certificates'));
  });

  test('pages that qpdf took out are named; the verdict stays red', async ({ skip }) => {
    if (!qpdf) return skip('qpdf is not on this machine');
    await clerk.go('verify');
    const title = await clerk.verify([await certificate(), file('removed.pdf')]);
    expect(title).toBe(clerk.words.verdictTitle('different-file'));
    const findings = clerk.page.getByRole('list', { name: clerk.texts.doctor.whatHappened });
    expect(await findings.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining(
        clerk.words.finding({ code: 'pages-removed', certain: true, detail: { pages: [4, 5], of: 9 } }),
      ),
    ]);
    expect(await findings.textContent()).toContain(clerk.words.certainty.certain);
    await look('pages removed');
  });

  test('a report for an expert names every check of it, in both forms', async () => {
    const { report } = clerk.texts;
    await clerk.go('verify');
    await clerk.verify([await certificate(), file('page-7.pdf')]);
    await look('page 7');
    for (const format of ['json', 'pdf'] as const) {
      await answerSaveDialog(desk.app, file(`report.${format}`));
      await clerk.button(report[format]).click();
      await vi.waitFor(
        async () => expect((await readFile(file(`report.${format}`))).length).toBeGreaterThan(1000),
        soon,
      );
    }
    const saved = JSON.parse(await readFile(file('report.json'), 'utf8')) as ExpertReport;
    expect(saved.results.map(({ verdict }) => verdict)).toEqual(['different-file']);
    expect(saved.results[0]?.checks.flatMap(({ commands }) => commands).length).toBeGreaterThan(10);
    expect((await readFile(file('report.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a digest that is typed in place of the document is compared, and is in the report', async () => {
    const { paper, report } = clerk.texts;
    const sha256 = createHash('sha256')
      .update(await readFile(file('page-7.pdf')))
      .digest('hex');
    await clerk.go('verify');
    await clerk.verify([await certificate()]);
    await clerk.page
      .getByLabel(paper.digest, { exact: true })
      .getByRole('textbox')
      .fill(sha256.replace(/.{8}/g, '$& '));
    await clerk.button(paper.compare).click();
    await clerk.page.getByText(clerk.words.verdictTitle('different-file')).first().waitFor();
    await answerSaveDialog(desk.app, file('typed.json'));
    await clerk.button(report.json).click();
    await vi.waitFor(async () => {
      const saved = JSON.parse(await readFile(file('typed.json'), 'utf8')) as ExpertReport;
      expect(saved.results.map(({ verdict }) => verdict)).toEqual(['different-file']);
      expect(JSON.stringify(saved)).toContain(sha256);
    }, soon);
  });

  test('a later version is added in the record, and the document is then known as that', async () => {
    const { versions, doctor } = clerk.texts;
    await clerk.go('records');
    await clerk.row('contract.pdf').getByText('contract.pdf').click();
    await answerOpenDialog(desk.app, [file('page-7.pdf')]);
    await clerk.button(versions.add, clerk.dialog).click();
    // the list of records may show it first; the window then goes to where files come in
    await clerk.page.getByRole('heading', { level: 1, name: clerk.texts.common.screens.notarize }).waitFor();
    await clerk.row('page-7.pdf').waitFor();
    await clerk.go('records');
    await clerk.row('contract.pdf').getByText('contract.pdf').click();
    await clerk.dialog.getByText(versions.certificateNote).waitFor();
    await clerk.dialog.getByRole('heading', { name: versions.title }).scrollIntoViewIfNeeded();
    await look('versions');
    await clerk.leave();
    await clerk.go('verify');
    await clerk.verify([await certificate(), file('page-7.pdf')]);
    const newer = { code: 'superseded', certain: true, detail: { reason: 'newer' } } as const;
    const findings = clerk.page.getByRole('list', { name: doctor.whatHappened });
    await findings.getByText(clerk.words.findings.superseded(newer)).waitFor();
    await look('later version');
  });

  /** Takes a file in, seals it, and tells how often its record names digests of parts. */
  const takenIn = async (name: string, pages: number) => {
    await writeFile(file(name), await contract(pages));
    await handOver(folder);
    await clerk.drop([file(name)]);
    await clerk.row(name).waitFor();
    await clerk.button(clerk.texts.notarize.bar.seal).click();
    await clerk.row(name).waitFor({ state: 'detached' });
    await clerk.go('records');
    return namesParts(name);
  };
  const namesParts = async (name: string) => {
    await clerk.row(name).getByText(name).click();
    await clerk.dialog.getByText('SHA-256').first().waitFor();
    const count = await clerk.dialog.getByText(clerk.words.facts.fingerprints, { exact: true }).count();
    await clerk.leave();
    return count;
  };

  test('a process that looks into files may die; the next file is looked into by another', async () => {
    const killed = await desk.app.evaluate(({ app }) => {
      const readers = app.getAppMetrics().filter(({ name }) => name === 'Notary Desk reader');
      for (const { pid } of readers) process.kill(pid, 'SIGKILL');
      return readers.length;
    });
    expect(killed).toBeGreaterThan(0);
    await clerk.go('notarize');
    expect(await takenIn('next.pdf', 4)).toBe(1);
  });

  test('what is left out of one intake is not in its record', async () => {
    await clerk.go('notarize');
    await clerk.page.getByRole('checkbox', { name: clerk.texts.doctor.parts.leaveOutNow }).check();
    expect(await takenIn('secret.pdf', 3)).toBe(0);
    expect(await namesParts('contract.pdf')).toBe(1);
  });
});
