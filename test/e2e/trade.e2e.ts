/** A trade from the dropped documents to a match that is notarized: facts, links, a trace, its pack, one difference. */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { notesOf, parseMatchStatement, repeatMatch } from '../../core/trace/match/statement.ts';
import { traceWords } from '../../core/trace/words.ts';
import { matchWordsFor } from '../../core/words/match.ts';
import type { Language } from '../../electron/api.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { INVOICES, invoiceParts, ofdOf } from '../core/reading/support/ofd-maker.ts';
import { ENGINES, until } from '../verifier/support/browsers.ts';
import { seriousFindings, whenStill } from './axe.ts';
import { answerOpenDialog, answerSaveDialog, makeHome } from './controls.ts';
import { handOver, type LaunchedApp, launchApp, makeWorkFolder } from './launch.ts';
import { layoutFaults, picture, resize, type Size } from './layout.ts';
import { Person } from './person.ts';

/** Kept as artefacts of a run, for people to look at. */
const pictures = join(projectRoot, 'artefacts/trade');
const SIZES: readonly Size[] = [
  { width: 1024, height: 700, zoom: 1 },
  { width: 1360, height: 860, zoom: 1 },
];
const soon = { timeout: 120_000, interval: 100 };

const { seller, buyer, number, gross } = INVOICES.digital;
const FILES = {
  contract: '合同 HT-2026-118.txt',
  order: '采购订单 PO-2026-0017.txt',
  delivery: '送货单.txt',
  receipt: '仓单.txt',
  invoice: '电子发票.ofd',
  payment: '付款回单.txt',
} as const;
/** What no program can read of a scan or a text; of the invoice nothing is typed. */
const TABLE = [
  '文件名,记录种类,类型,编号,当事方,日期,金额,币种,发货方,收货方,货物,数量,计量单位,付款方,收款方,付款附言',
  `${FILES.contract},,合同,HT-2026-118,${seller}；${buyer},2026-02-01,${gross},CNY,,,,,,,,`,
  `${FILES.order},,订单,PO-2026-0017,${seller}；${buyer},2026-02-10,${gross},CNY,,,,,,,,`,
  `${FILES.delivery},送货单,,PO-2026-0017,,2026-03-01,,,${seller},${buyer},钢卷,12.5,吨,,,`,
  `${FILES.receipt},仓单,,PO-2026-0017,,2026-03-02,,,,,钢卷,12,吨,,,`,
  `${FILES.payment},付款凭证,,,,2026-03-20,${gross},CNY,,,,,,${buyer},${seller},支付发票 ${number}`,
].join('\n');

const NOTE = '短装 0.5 吨，仓库已确认，另行补货';

describe.each(['zh'] as const)('a trade, %s', (language: Language) => {
  let folder: string;
  let desk: LaunchedApp;
  let clerk: Person;
  let shown = 0;
  const words = matchWordsFor(language);
  const file = (name: string) => join(folder, name);
  const drawer = () => clerk.page.locator('.record-view');

  /** Looks at what is shown, at both sizes. */
  async function look(name: string): Promise<void> {
    shown += 1;
    for (const size of SIZES) {
      await resize(desk, size);
      await whenStill(clerk.page);
      const label = `${language} ${String(shown).padStart(2, '0')} ${name} ${size.width}`;
      await writeFile(join(pictures, `${label}.png`), await picture(desk));
      expect.soft(await layoutFaults(clerk.page), label).toEqual([]);
      expect.soft(await seriousFindings(clerk.page), label).toEqual([]);
    }
  }
  async function open(name: string): Promise<void> {
    await clerk.row(name).dblclick({ position: { x: 200, y: 10 } });
    await drawer().getByRole('heading', { name: clerk.texts.links.title }).waitFor();
  }
  async function leave(): Promise<void> {
    await clerk.leave();
  }

  beforeAll(async () => {
    if (language === 'zh') await rm(pictures, { recursive: true, force: true });
    await mkdir(pictures, { recursive: true });
    folder = await makeWorkFolder('trade');
    for (const name of Object.values(FILES)) await writeFile(file(name), `${name}\n`);
    await writeFile(file(FILES.invoice), ofdOf(invoiceParts(INVOICES.digital)));
    await writeFile(file('facts.csv'), TABLE);
    await handOver(folder);
    desk = await launchApp({ home: await makeHome(), env: { TZ: 'Asia/Shanghai' } });
    clerk = new Person(desk, language);
    await clerk.setUp(seller);
  });
  afterAll(() => desk.close());

  test('its documents are dropped: the invoice says itself what it is, a table says the rest', async () => {
    const { notarize } = clerk.texts;
    await clerk.drop(Object.values(FILES).map(file));
    for (const name of Object.values(FILES)) await clerk.row(name).waitFor();
    await clerk.row(FILES.invoice).filter({ hasText: number }).waitFor();
    await look('dropped');
    await clerk.button(notarize.importTable).click();
    await answerOpenDialog(desk.app, [file('facts.csv')]);
    await clerk.button(notarize.table.pick, clerk.dialog).click();
    await clerk.button(clerk.say(notarize.table.take_other, { count: 5 }), clerk.dialog).click();
    await clerk.dialog.waitFor({ state: 'detached' });
    await clerk.row(FILES.order).filter({ hasText: 'PO-2026-0017' }).waitFor();
    await look('facts');
  });

  test('they are linked by what is suggested, and by hand where nothing names the other', async () => {
    const { links } = clerk.texts;
    const { rels } = clerk.words.links;
    await clerk.go('records');
    const suggested = () => drawer().getByRole('list', { name: links.suggested });
    const refersTo = () => drawer().getByRole('list', { name: links.refersTo });
    for (const [from, rel] of [
      [FILES.payment, 'invoice'],
      [FILES.delivery, 'order'],
      [FILES.receipt, 'delivery'],
    ] as const) {
      await open(from);
      const one = suggested().getByRole('listitem').filter({ hasText: rels[rel] }).first();
      await one.waitFor();
      if (rel === 'invoice') {
        await one.scrollIntoViewIfNeeded();
        await look('suggested');
      }
      await one.getByRole('button').last().click();
      await refersTo().getByText(rels[rel], { exact: true }).waitFor();
      await leave();
    }
    for (const [from, rel, to] of [
      [FILES.invoice, 'order', FILES.order],
      [FILES.order, 'contract', FILES.contract],
    ] as const) {
      await open(from);
      await clerk.button(links.add, drawer()).click();
      await clerk.dialog.getByRole('combobox', { name: links.rel }).click();
      await clerk.page.locator('.ant-select-item-option').filter({ hasText: rels[rel] }).first().click();
      const search = clerk.dialog.getByRole('combobox', { name: links.record });
      await search.fill(to.split(' ')[1]?.replace('.txt', '') ?? '');
      await clerk.page.locator('.ant-select-item-option').filter({ hasText: to }).click();
      if (rel === 'contract') await look('linked by hand');
      await clerk.button(links.go, clerk.dialog).click();
      await refersTo().getByText(rels[rel], { exact: true }).waitFor();
      await leave();
    }
  });

  test('they are sealed, what is named before what names it: a payment waits for its invoice, and says so', async () => {
    await clerk.go('notarize');
    const { means } = clerk.words.warnings['waits-for-held'](String(1 + Object.keys(FILES).indexOf('invoice')));
    const waits = clerk.row(FILES.payment).locator(`[title*="${means}"]`);
    await waits.waitFor();
    await look('payment waits');
    await clerk.row(FILES.invoice).getByRole('checkbox').check();
    await clerk.button(clerk.texts.notarize.sealAnyway).click();
    await waits.waitFor({ state: 'detached' });
    await clerk.seal();
    await look('sealed');
  });

  test('the trace is drawn, printed and exported', async () => {
    const { trace } = clerk.texts;
    await clerk.go('records');
    await open(FILES.payment);
    await clerk.button(trace.button, drawer()).click();
    const all = traceWords(language).summary({ records: 6, links: 5, holds: 5, notShown: 0 });
    await clerk.dialog.getByText(all, { exact: true }).waitFor();
    await look('trace');
    await clerk.page.emulateMedia({ colorScheme: 'dark' });
    await look('trace, dark');
    await clerk.page.emulateMedia({ colorScheme: 'light' });
    await clerk.dialog.getByText(trace.list, { exact: true }).click();
    await look('trace, list');
    const paper = await desk.app.evaluate(async ({ BrowserWindow }) => {
      const bytes = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ printBackground: true });
      return bytes?.toString('base64') ?? '';
    });
    await writeFile(join(pictures, `${language} trace.pdf`), Buffer.from(paper, 'base64'));
    expect(Buffer.from(paper, 'base64').length).toBeGreaterThan(10_000);
    for (const [format, counted] of [
      ['epcis', (json: Exported) => json.epcisBody?.eventList.length],
      ['prov', (json: Exported) => Object.keys(json.entity ?? {}).length],
    ] as const) {
      await answerSaveDialog(desk.app, file(`${format}.json`));
      await clerk.button(trace.export, clerk.dialog).click();
      await clerk.page.getByRole('menuitem', { name: trace[format] }).click();
      await vi.waitFor(
        async () => expect(counted(JSON.parse(await readFile(file(`${format}.json`), 'utf8')) as Exported)).toBe(6),
        soon,
      );
    }
  });

  test('its pack is verified as one, in the window and on the checker page', async ({ skip }) => {
    const { trace, share } = clerk.texts;
    const zip = file('trade.zip');
    await clerk.button(trace.pack.button, clerk.dialog).click();
    await clerk.dialog.getByText(clerk.say(trace.pack.title_other, { count: 6 })).waitFor();
    await look('trace pack');
    await answerSaveDialog(desk.app, zip);
    await clerk.button(share.go, clerk.dialog).click();
    await clerk.page.getByText(clerk.say(share.done, { path: zip })).waitFor(soon);
    await clerk.leave(clerk.page.locator('.trace-dialog').filter({ visible: true }));
    await leave();
    await clerk.go('verify');
    await clerk.drop([zip]);
    await clerk.page.getByText(trace.wholeHolds, { exact: true }).first().waitFor(soon);
    await look('pack verified');
    const [chromium] = ENGINES;
    if (!chromium || chromium.lacks().length > 0) return skip('chromium is not on this machine');
    execFileSync('unzip', ['-oqq', zip, 'notary-check.html', '-d', folder]);
    const browser = await chromium.launch();
    try {
      const page = await browser.open(pathToFileURL(file('notary-check.html')).href);
      await page.choose([zip]);
      const all = traceWords('en').summary({ records: 6, links: 5, holds: 5, notShown: 0 });
      await until(page, `document.body.innerText.includes(${JSON.stringify(all)})`);
      await writeFile(join(pictures, `${language} checker page.png`), await page.screenshot());
    } finally {
      await browser.close();
    }
  });

  test('the match finds one difference, which is noted and notarized with it', async () => {
    const { match, common } = clerk.texts;
    await clerk.go('records');
    await clerk.row(FILES.payment).getByRole('checkbox').check();
    await clerk.button(match.button).click();
    await clerk.dialog.getByText(words.counts({ differs: 1, missing: 0, pass: 16 }), { exact: true }).waitFor();
    await look('match');
    const asked = clerk.dialog.locator('.match-row').filter({ hasText: words.rules['quantity-received'] });
    await asked.getByText(words.by({ amount: '-0.5', unit: '吨' })).waitFor();
    await asked.getByRole('button', { name: words.rules['quantity-received'] }).click();
    await clerk.page.keyboard.type(NOTE);
    await clerk.dialog.getByRole('checkbox', { name: match.filter }).check();
    await asked.getByText(NOTE).waitFor();
    await look('match, noted');
    await clerk.page.emulateMedia({ colorScheme: 'dark' });
    await look('match, dark');
    await clerk.page.emulateMedia({ colorScheme: 'light' });
    await answerSaveDialog(desk.app, file('match.json'));
    await clerk.button(match.notarize, clerk.dialog).click();
    await clerk.page.getByText(match.recorded).waitFor();
    const statement = parseMatchStatement(await readFile(file('match.json')));
    expect(repeatMatch(statement)).toBe('same');
    expect(notesOf(statement).map(({ rule, text }) => [rule, text])).toEqual([['quantity-received', NOTE]]);
    await clerk.button(common.close, clerk.dialog).last().click();
    await clerk.go('notarize');
    await clerk.row('match.json').waitFor();
    await clerk.seal();
    await look('match sealed');
  });
});

interface Exported {
  readonly epcisBody?: { readonly eventList: readonly unknown[] };
  readonly entity?: Readonly<Record<string, unknown>>;
}
